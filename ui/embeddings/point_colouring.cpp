// SPDX-License-Identifier: MIT
#include "ui/embeddings/point_colouring.h"

#include "ui/data/rating_text.h"
#include "ui/data/user_facts.h"
#include "ui/widgets/theme.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <numeric>

namespace towerlab::ui {
namespace {

constexpr int numericSteps = 24;

QString tr(const char* text) {
    return QCoreApplication::translate("towerlab::ui::PointColouring", text);
}

/// Rows of the data set by vocabulary index; -1 where it lacks the entry.
std::vector<std::int32_t> rowsOf(const Recommender& recommender, Subject subject) {
    const Encoding& encoding = recommender.encoding();
    const bool movies = subject == Subject::Movies;
    const std::size_t count =
        movies ? recommender.movieVectors().size() : recommender.userVectors().size();
    std::vector<std::int32_t> rows(count);
    for (std::size_t index = 0; index < count; ++index)
        rows[index] = movies ? encoding.movieRow(index) : encoding.userRow(index);
    return rows;
}

/// The value of a category for a row, and its name; values that have an order keep it.
struct Category {
    std::function<int(std::size_t row)> value;
    std::function<QString(int value)> name;
    bool ordered = false;
};

const EntityColumns& columnsOf(const Dataset& data, Subject subject) {
    if (subject == Subject::Movies)
        return data.movies();
    return data.users();
}

std::size_t placeOf(ColourBy by) {
    return static_cast<std::size_t>(by) - static_cast<std::size_t>(ColourBy::FirstColumn);
}

/// Null if the choice is not one of the data's own columns, or one of the other kind.
const CategoryColumn* wordsOf(const EntityColumns& columns, ColourBy by) {
    return by >= ColourBy::FirstColumn && placeOf(by) < columns.categories.size()
               ? &columns.categories[placeOf(by)]
               : nullptr;
}

const NumberColumn* numbersOf(const EntityColumns& columns, ColourBy by) {
    return by >= ColourBy::FirstColumn && placeOf(by) >= columns.categories.size()
               ? &columns.numbers[placeOf(by) - columns.categories.size()]
               : nullptr;
}

Category categoryOf(const Dataset& data, Subject subject, ColourBy by) {
    const CategoryColumn* own = wordsOf(columnsOf(data, subject), by);
    if (own == nullptr)
        return {[&](std::size_t row) { return int{data.mainGenre(row)}; },
                [&](int value) {
                    return value < 0 ? tr("No genre")
                                     : QString::fromStdString(
                                           data.genreNames()[static_cast<std::size_t>(value)]);
                }};
    const CategoryColumn& column = *own;
    return {[&column](std::size_t row) { return int{column.value[row]}; },
            [&column](int value) {
                return value < 0 ? tr("Unknown")
                                 : columnText(column.words[static_cast<std::size_t>(value)]);
            },
            column.ordered};
}

Colouring byCategory(const Category& category, const std::vector<std::int32_t>& rows) {
    std::map<int, int> counts;
    for (const std::int32_t row : rows)
        if (row >= 0)
            ++counts[category.value(static_cast<std::size_t>(row))];
    std::vector<std::pair<int, int>> values(counts.begin(), counts.end());
    if (!category.ordered)
        std::stable_sort(values.begin(), values.end(),
                         [](const auto& a, const auto& b) { return a.second > b.second; });
    const std::size_t own =
        values.size() <= theme::categoryCount() ? values.size() : theme::categoryCount() - 1;
    Colouring colouring;
    std::map<int, int> groupOfValue;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto [value, count] = values[i];
        if (i == own)
            colouring.groups.push_back({tr("Other"), theme::Ink::muted(), 0});
        if (i < own) {
            const double place =
                static_cast<double>(i) / std::max(1.0, static_cast<double>(values.size()) - 1);
            colouring.groups.push_back(
                {category.name(value),
                 category.ordered ? theme::Ink::scale(place) : theme::Ink::category(i), 0});
        }
        colouring.groups.back().count += count;
        groupOfValue[value] = static_cast<int>(colouring.groups.size()) - 1;
    }
    for (const std::int32_t row : rows)
        colouring.groupOf.push_back(
            row < 0 ? -1 : groupOfValue[category.value(static_cast<std::size_t>(row))]);
    return colouring;
}

/// A number for a row; NaN where it is not known.
std::function<double(std::size_t)> numberOf(const Dataset& data, Subject subject, ColourBy by) {
    const double unknown = std::numeric_limits<double>::quiet_NaN();
    const bool movies = subject == Subject::Movies;
    const RatingGroups& groups = movies ? data.byMovie() : data.byUser();
    if (const NumberColumn* own = numbersOf(columnsOf(data, subject), by))
        return [own](std::size_t row) { return double{own->value[row]}; };
    if (by == ColourBy::Year)
        return [&data, unknown](std::size_t row) {
            const double year = data.movies().year[row];
            return year > 0 ? year : unknown;
        };
    if (by == ColourBy::Ratings)
        return [&groups](std::size_t row) { return std::log10(1.0 + groups.count(row)); };
    return [&data, &groups, movies, unknown](std::size_t row) {
        if (groups.count(row) == 0)
            return unknown;
        return double{movies ? data.meanOfMovie(row) : data.meanOfUser(row)};
    };
}

QString numberText(double value, ColourBy by) {
    if (by == ColourBy::Year)
        return QString::number(std::lround(value));
    if (by == ColourBy::Ratings)
        return QLocale().toString(std::llround(std::pow(10.0, value)) - 1);
    if (by == ColourBy::MeanStars)
        return QLocale().toString(value, 'f', 1);
    return QLocale().toString(value, 'g', 4);
}

/// The range that all but the outermost hundredths lie in, so that outliers don't take the scale.
std::pair<double, double> innerRange(std::vector<double> values) {
    std::erase_if(values, [](double value) { return std::isnan(value); });
    if (values.empty())
        return {0, 1};
    std::sort(values.begin(), values.end());
    const auto at = [&](double share) {
        return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
    };
    const double low = at(0.01);
    const double high = at(0.99);
    return {low, high > low ? high : low + 1};
}

Colouring byNumber(const std::function<double(std::size_t)>& number, ColourBy by,
                   const std::vector<std::int32_t>& rows) {
    std::vector<double> values;
    values.reserve(rows.size());
    for (const std::int32_t row : rows)
        values.push_back(row < 0 ? std::numeric_limits<double>::quiet_NaN()
                                 : number(static_cast<std::size_t>(row)));
    const auto [low, high] = innerRange(values);
    Colouring colouring;
    colouring.numeric = true;
    colouring.low = numberText(low, by);
    colouring.high = numberText(high, by);
    for (int step = 0; step < numericSteps; ++step)
        colouring.groups.push_back({{}, theme::Ink::scale(step / double(numericSteps - 1)), 0});
    colouring.groups.push_back({tr("Unknown"), theme::Ink::muted(), 0});
    for (std::size_t index = 0; index < rows.size(); ++index) {
        int group = numericSteps;
        if (!std::isnan(values[index]))
            group =
                std::clamp(static_cast<int>((values[index] - low) / (high - low) * numericSteps), 0,
                           numericSteps - 1);
        ++colouring.groups[static_cast<std::size_t>(group)].count;
        colouring.groupOf.push_back(rows[index] < 0 ? -1 : group);
    }
    return colouring;
}

} // namespace

std::vector<ColourBy> colourChoices(Subject subject, const Dataset& data) {
    std::vector<ColourBy> choices;
    if (subject == Subject::Movies) {
        const auto& years = data.movies().year;
        if (!data.genreNames().empty())
            choices.push_back(ColourBy::Genre);
        if (std::any_of(years.begin(), years.end(), [](int year) { return year > 0; }))
            choices.push_back(ColourBy::Year);
    }
    const EntityColumns& columns = columnsOf(data, subject);
    for (std::size_t i = 0; i < columns.categories.size() + columns.numbers.size(); ++i)
        choices.push_back(
            static_cast<ColourBy>(static_cast<int>(ColourBy::FirstColumn) + static_cast<int>(i)));
    choices.insert(choices.end(), {ColourBy::MeanStars, ColourBy::Ratings});
    return choices;
}

QString colourName(Subject subject, ColourBy by, const Dataset& data) {
    switch (by) {
    case ColourBy::Genre:
        return tr("Genre");
    case ColourBy::Year:
        return tr("Year");
    case ColourBy::MeanStars:
        return meanRatingTitle(data);
    case ColourBy::Ratings:
        return tr("Number of ratings");
    case ColourBy::FirstColumn:
        break;
    }
    const EntityColumns& columns = columnsOf(data, subject);
    if (const CategoryColumn* words = wordsOf(columns, by))
        return columnText(words->label);
    return columnText(numbersOf(columns, by)->label);
}

Colouring makeColouring(const Recommender& recommender, Subject subject, ColourBy by) {
    const Dataset& data = recommender.dataset();
    const std::vector<std::int32_t> rows = rowsOf(recommender, subject);
    const bool words = by == ColourBy::Genre || wordsOf(columnsOf(data, subject), by) != nullptr;
    return words ? byCategory(categoryOf(data, subject, by), rows)
                 : byNumber(numberOf(data, subject, by), by, rows);
}

} // namespace towerlab::ui
