// SPDX-License-Identifier: MIT
#include "ui/data/users_model.h"

#include "ui/data/user_facts.h"

#include <QLocale>

#include <algorithm>
#include <numeric>

namespace towerlab::ui {
namespace {

std::vector<int> alphabeticalRanks(const std::vector<QString>& words) {
    std::vector<std::size_t> places(words.size());
    std::iota(places.begin(), places.end(), std::size_t{0});
    std::sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
        return words[a].compare(words[b], Qt::CaseInsensitive) < 0;
    });
    std::vector<int> ranks(words.size());
    for (std::size_t place = 0; place < places.size(); ++place)
        ranks[places[place]] = static_cast<int>(place);
    return ranks;
}

/// What a column sorts its rows by: the place of each word, what is not known first.
std::vector<int> sortPlaces(const CategoryColumn& column, const std::vector<QString>& words) {
    std::vector<int> places(words.size());
    std::iota(places.begin(), places.end(), 0);
    return column.ordered ? places : alphabeticalRanks(words);
}

TableColumn describeNumber(const NumberColumn& column) {
    return sortedBy([&column](std::size_t row) { return double{column.value[row]}; },
                    {.title = columnText(column.label),
                     .help = UsersModel::tr("No input of the model"),
                     .alignment = Qt::AlignRight,
                     .text = [&column](std::size_t row) { return numberText(column, row); }});
}

TableColumn describeText(const TextColumn& column) {
    return {
        .title = columnText(column.label),
        .help = UsersModel::tr("No input of the model"),
        .text = [&column](std::size_t row) { return QString::fromStdString(column.value[row]); },
        .compare =
            [&column](std::size_t left, std::size_t right) {
                return column.value[left].compare(column.value[right]);
            }};
}

} // namespace

UsersModel::UsersModel(QObject* parent) : DatasetModel(parent) { setColumns(describe()); }

int UsersModel::categories() const {
    return dataset() ? static_cast<int>(users().categories.size()) : 0;
}

int UsersModel::facts() const {
    return dataset() ? static_cast<int>(users().categories.size() + users().numbers.size() +
                                        users().texts.size())
                     : 0;
}

TableColumn UsersModel::describe(const CategoryColumn& column) const {
    std::vector<QString> words;
    for (const std::string& word : column.words)
        words.push_back(columnText(word));
    const std::vector<int> places = sortPlaces(column, words);
    const auto place = [&column, places](std::size_t row) {
        return column.value[row] < 0 ? -1 : places[static_cast<std::size_t>(column.value[row])];
    };
    const auto text = [&column, words](std::size_t row) {
        return column.value[row] < 0 ? QString()
                                     : words[static_cast<std::size_t>(column.value[row])];
    };
    return sortedBy(place, {.title = columnText(column.label),
                            .help = tr("One input of the user tower"),
                            .text = text,
                            .toolTip = text});
}

std::vector<TableColumn> UsersModel::describe() const {
    const auto count = [this](std::size_t row) { return dataset()->byUser().count(row); };
    std::vector<TableColumn> columns = {
        sortedBy([this](std::size_t row) { return users().id[row]; },
                 {.title = tr("ID"),
                  .help = tr("The user's number in the data files"),
                  .alignment = Qt::AlignRight,
                  .text = [this](std::size_t row) { return QString::number(users().id[row]); }})};
    if (dataset()) {
        for (const CategoryColumn& column : users().categories)
            columns.push_back(describe(column));
        for (const NumberColumn& column : users().numbers)
            columns.push_back(describeNumber(column));
        for (const TextColumn& column : users().texts)
            columns.push_back(describeText(column));
    }
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
