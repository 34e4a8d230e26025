// SPDX-License-Identifier: MIT
#include "ui/data/fact_columns.h"

#include "ui/data/user_facts.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>

namespace towerlab::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("FactColumns", text); }

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
                     .help = tr("No input of the model"),
                     .alignment = Qt::AlignRight,
                     .text = [&column](std::size_t row) { return numberText(column, row); }});
}

TableColumn describeText(const TextColumn& column) {
    return {
        .title = columnText(column.label),
        .help = tr("No input of the model"),
        .text = [&column](std::size_t row) { return QString::fromStdString(column.value[row]); },
        .compare =
            [&column](std::size_t left, std::size_t right) {
                return column.value[left].compare(column.value[right]);
            }};
}

TableColumn describeWords(const CategoryColumn& column, const QString& help) {
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
    return sortedBy(
        place, {.title = columnText(column.label), .help = help, .text = text, .toolTip = text});
}

} // namespace

std::vector<TableColumn> factColumns(const EntityColumns& entities, const QString& categoryHelp) {
    std::vector<TableColumn> columns;
    for (const CategoryColumn& column : entities.categories)
        columns.push_back(describeWords(column, categoryHelp));
    for (const NumberColumn& column : entities.numbers)
        columns.push_back(describeNumber(column));
    for (const TextColumn& column : entities.texts)
        columns.push_back(describeText(column));
    return columns;
}

} // namespace towerlab::ui
