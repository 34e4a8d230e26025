// SPDX-License-Identifier: MIT
#include "ui/embeddings/map_table.h"

#include "ui/embeddings/point_texts.h"
#include "ui/widgets/id_text.h"

namespace towerlab::ui {

CsvTable tableOf(const MapContents& map) {
    CsvTable table{
        {QStringLiteral("id"), QStringLiteral("name"), QStringLiteral("x"), QStringLiteral("y")},
        {}};
    const bool groups = !map.colouring.numeric;
    if (groups)
        table.columns << QStringLiteral("group");
    const Vocabulary& vocabulary = map.of.recommender->encoding().vocabulary();
    for (const std::size_t index : map.indexOfPoint) {
        const IdColumn& ids =
            map.of.subject == Subject::Movies ? vocabulary.movies.id : vocabulary.users.id;
        QStringList row = {idText(ids, index),
                           pointName(*map.of.recommender, map.of.subject, index),
                           csvNumber(double{map.of.pca->at(index, map.of.across)}),
                           csvNumber(double{map.of.pca->at(index, map.of.up)})};
        if (groups)
            row << map.colouring.groups[static_cast<std::size_t>(map.colouring.groupOf[index])]
                       .name;
        table.rows << row;
    }
    return table;
}

} // namespace towerlab::ui
