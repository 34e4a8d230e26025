// SPDX-License-Identifier: MIT
#include "core/data/table_preview.h"

#include "core/data/own_tables.h"

namespace towerlab {

TablePreview previewTable(const std::filesystem::path& path, std::size_t rows) {
    const detail::SourceFiles files(path, {});
    const detail::SourceFile head = detail::headOf(files, detail::ratingTableOf(files, {}));
    const detail::TableShape shape = detail::shapeOf(head);
    const detail::ColumnPlaces places = detail::placesOf(shape, {});
    return {head.name,   shape.header, shape.columns, detail::firstRows(head, shape, rows),
            places.user, places.item,  places.rating, places.time};
}

} // namespace towerlab
