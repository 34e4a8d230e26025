// SPDX-License-Identifier: MIT
#include "ui/data/dataset_model.h"

#include "ui/widgets/search_text.h"
#include "ui/widgets/table_roles.h"

#include <QLocale>

#include <utility>

namespace towerlab::ui {

void DatasetModel::setDataset(std::shared_ptr<const Dataset> dataset) {
    beginResetModel();
    dataset_ = std::move(dataset);
    texts_ = dataset_ ? makeSearchTexts() : nullptr;
    prepare();
    endResetModel();
}

void DatasetModel::prepareRows(const std::stop_token& stop) const {
    if (texts_)
        texts_->prepare(stop);
}

bool DatasetModel::holdsWords(int row, const QStringList& words) const {
    return holdsAll(searchText(static_cast<std::size_t>(row)), words);
}

QVariant DatasetModel::more(std::size_t row, int /*column*/, int role) const {
    return role == RowRole ? QVariant(static_cast<qulonglong>(row)) : QVariant();
}

QString meanText(std::uint32_t count, float mean) {
    return count > 0 ? QLocale().toString(double{mean}, 'f', 2) : QStringLiteral("–");
}

} // namespace towerlab::ui
