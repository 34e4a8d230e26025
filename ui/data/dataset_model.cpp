// SPDX-License-Identifier: MIT
#include "ui/data/dataset_model.h"

#include "ui/widgets/table_roles.h"

#include <QLocale>

#include <utility>

namespace towerlab::ui {

void DatasetModel::setDataset(std::shared_ptr<const Dataset> dataset) {
    beginResetModel();
    dataset_ = std::move(dataset);
    prepare();
    endResetModel();
}

int DatasetModel::compareRows(int section, int left, int right) const {
    return column(section).compare(static_cast<std::size_t>(left), static_cast<std::size_t>(right));
}

QVariant DatasetModel::more(std::size_t row, int /*column*/, int role) const {
    switch (role) {
    case RowRole:
        return static_cast<qulonglong>(row);
    case FilterTextRole:
        return filterText(static_cast<int>(row)).toString();
    default:
        return {};
    }
}

QString meanText(std::uint32_t count, float mean) {
    return count > 0 ? QLocale().toString(double{mean}, 'f', 2) : QStringLiteral("–");
}

} // namespace towerlab::ui
