// SPDX-License-Identifier: MIT
#include "ui/data/users_model.h"

#include "ui/data/fact_columns.h"
#include "ui/widgets/id_text.h"

#include <QLocale>

#include <utility>

namespace towerlab::ui {

UsersModel::UsersModel(QObject* parent) : DatasetModel(parent) { setColumns(describe()); }

int UsersModel::categories() const {
    return dataset() ? static_cast<int>(users().categories.size()) : 0;
}

int UsersModel::facts() const {
    return dataset() ? static_cast<int>(users().categories.size() + users().numbers.size() +
                                        users().texts.size())
                     : 0;
}

std::vector<TableColumn> UsersModel::describe() const {
    const auto count = [this](std::size_t row) { return dataset()->byUser().count(row); };
    std::vector<TableColumn> columns = {idColumn([this]() -> const IdColumn& { return users().id; },
                                                 tr("The user's id in the data files"))};
    if (dataset())
        for (TableColumn& column : factColumns(users(), tr("One input of the user tower")))
            columns.push_back(std::move(column));
    columns.push_back(sortedBy(
        count, {.title = tr("Ratings"),
                .help = tr("How many movies this user rated"),
                .alignment = Qt::AlignRight,
                .text = [count](std::size_t row) { return QLocale().toString(count(row)); }}));
    columns.push_back(
        sortedBy([this](std::size_t row) { return double{dataset()->meanOfUser(row)}; },
                 {.title = tr("Mean"),
                  .help = tr("Mean of what this user gave: sum of the ratings / their number"),
                  .alignment = Qt::AlignRight,
                  .text = [this, count](std::size_t row) {
                      return meanText(count(row), dataset()->meanOfUser(row));
                  }}));
    return columns;
}

void UsersModel::prepare() { setColumns(describe()); }

} // namespace towerlab::ui
