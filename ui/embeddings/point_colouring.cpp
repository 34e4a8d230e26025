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

const EntityColumns& columnsOf(const Dataset& data, Subject subject) {
    if (subject == Subject::Movies)
        return data.movies();
    return data.users();
}

std::size_t placeOf(PointFact fact) {
    return static_cast<std::size_t>(fact) - static_cast<std::size_t>(PointFact::FirstColumn);
}

/// Null if the fact is not one of the data's own columns, or one of the other kind.
const CategoryColumn* wordsOf(const EntityColumns& columns, PointFact fact) {
    return fact >= PointFact::FirstColumn && placeOf(fact) < columns.categories.size()
               ? &columns.categories[placeOf(fact)]
               : nullptr;
}

const NumberColumn* numbersIn(const EntityColumns& columns, PointFact fact) {
    return fact >= PointFact::FirstColumn && placeOf(fact) >= columns.categories.size()
               ? &columns.numbers[placeOf(fact) - columns.categories.size()]
               : nullptr;
}

/// The value of a category for a point, and its name; values that have an order keep it.
struct Category {
    std::function<int(const MapPoint& point)> value;
    std::function<QString(int value)> name;
    bool ordered = false;
};

constexpr int unknown = -1;
constexpr int isUser = -2; ///< where genres are of movies

Category categoryOf(const MapPoints& map, PointFact fact) {
    const Dataset& data = map.dataset();
    if (fact == PointFact::Kind)
        return {[](const MapPoint& point) { return point.movie ? 0 : 1; },
                [](int value) { return value == 0 ? tr("Movies") : tr("Users"); }};
    const CategoryColumn* own = wordsOf(columnsOf(data, map.subject), fact);
    if (own == nullptr)
        return {[&](const MapPoint& point) {
                    return point.movie ? int{data.mainGenre(point.row)} : isUser;
                },
                [&](int value) {
                    if (value < 0)
                        return value == isUser ? tr("Users") : tr("No genre");
                    return QString::fromStdString(
                        data.genreNames()[static_cast<std::size_t>(value)]);
                }};
    const CategoryColumn& column = *own;
    return {[&column](const MapPoint& point) { return int{column.value[point.row]}; },
            [&column](int value) {
                return value < 0 ? tr("Unknown")
                                 : columnText(column.words[static_cast<std::size_t>(value)]);
            },
            column.ordered};
}

Colouring byCategory(const Category& category, const std::vector<MapPoint>& points) {
    std::map<int, int> counts;
    for (const MapPoint& point : points)
        ++counts[category.value(point)];
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
    for (const MapPoint& point : points)
        colouring.groupOf.push_back(groupOfValue[category.value(point)]);
    return colouring;
}

/// A number of a point; NaN where it is not known.
std::function<double(const MapPoint&)> numberOf(const MapPoints& map, PointFact fact) {
    const double none = std::numeric_limits<double>::quiet_NaN();
    const Dataset& data = map.dataset();
    if (const NumberColumn* own = numbersIn(columnsOf(data, map.subject), fact))
        return [own](const MapPoint& point) { return double{own->value[point.row]}; };
    const auto ratings = [&data](const MapPoint& point) {
        return (point.movie ? data.byMovie() : data.byUser()).count(point.row);
    };
    if (fact == PointFact::Year)
        return [&data, none](const MapPoint& point) {
            const double year = point.movie ? data.movies().year[point.row] : 0;
            return year > 0 ? year : none;
        };
    if (fact == PointFact::Ratings)
        return [ratings](const MapPoint& point) { return std::log10(1.0 + ratings(point)); };
    return [&data, ratings, none](const MapPoint& point) {
        if (ratings(point) == 0)
            return none;
        return double{point.movie ? data.meanOfMovie(point.row) : data.meanOfUser(point.row)};
    };
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

} // namespace

std::vector<PointFact> factsOf(Subject subject, const Dataset& data) {
    std::vector<PointFact> facts;
    if (subject == Subject::Both)
        facts.push_back(PointFact::Kind);
    if (subject != Subject::Users) {
        const auto& years = data.movies().year;
        if (!data.genreNames().empty())
            facts.push_back(PointFact::Genre);
        if (std::any_of(years.begin(), years.end(), [](int year) { return year > 0; }))
            facts.push_back(PointFact::Year);
    }
    if (subject != Subject::Both) {
        const EntityColumns& columns = columnsOf(data, subject);
        for (std::size_t i = 0; i < columns.categories.size() + columns.numbers.size(); ++i)
            facts.push_back(static_cast<PointFact>(static_cast<int>(PointFact::FirstColumn) +
                                                   static_cast<int>(i)));
    }
    facts.insert(facts.end(), {PointFact::MeanRating, PointFact::Ratings});
    return facts;
}

bool isNumber(Subject subject, PointFact fact, const Dataset& data) {
    if (fact == PointFact::Kind || fact == PointFact::Genre)
        return false;
    return wordsOf(columnsOf(data, subject), fact) == nullptr;
}

QString factName(Subject subject, PointFact fact, const Dataset& data) {
    switch (fact) {
    case PointFact::Kind:
        return tr("Movie or user");
    case PointFact::Genre:
        return tr("Genre");
    case PointFact::Year:
        return tr("Year");
    case PointFact::MeanRating:
        return meanRatingTitle(data);
    case PointFact::Ratings:
        return tr("Number of ratings");
    case PointFact::Kept:
        return tr("Neighbours kept");
    case PointFact::Moved:
        return tr("Movement among neighbours");
    case PointFact::FirstColumn:
        break;
    }
    const EntityColumns& columns = columnsOf(data, subject);
    if (const CategoryColumn* words = wordsOf(columns, fact))
        return columnText(words->label);
    return columnText(numbersIn(columns, fact)->label);
}

std::vector<double> numbersOf(const MapPoints& map, PointFact fact) {
    const auto number = numberOf(map, fact);
    std::vector<double> numbers;
    numbers.reserve(map.size());
    for (const MapPoint& point : map.points)
        numbers.push_back(number(point));
    return numbers;
}

QString numberText(double value, PointFact fact) {
    switch (fact) {
    case PointFact::Year:
        return QString::number(std::lround(value));
    case PointFact::Ratings:
        return QLocale().toString(std::llround(std::pow(10.0, value)) - 1);
    case PointFact::MeanRating:
        return QLocale().toString(value, 'f', 1);
    case PointFact::Kept:
        return tr("%1 %").arg(QLocale().toString(100 * value, 'f', 0));
    case PointFact::Moved:
        return QLocale().toString(value, 'g', 2);
    default:
        return QLocale().toString(value, 'g', 4);
    }
}

Colouring colouringOf(const MapPoints& map, PointFact fact) {
    return isNumber(map.subject, fact, map.dataset())
               ? colouringBy(numbersOf(map, fact), fact)
               : byCategory(categoryOf(map, fact), map.points);
}

Colouring colouringBy(const std::vector<double>& numbers, PointFact fact) {
    const auto [low, high] = fact == PointFact::Kept ? std::pair(0.0, 1.0) : innerRange(numbers);
    Colouring colouring;
    colouring.numeric = true;
    colouring.low = numberText(low, fact);
    colouring.high = numberText(high, fact);
    for (int step = 0; step < numericSteps; ++step)
        colouring.groups.push_back({{}, theme::Ink::scale(step / double(numericSteps - 1)), 0});
    colouring.groups.push_back({tr("Unknown"), theme::Ink::muted(), 0});
    for (const double number : numbers) {
        int group = numericSteps;
        if (!std::isnan(number))
            group = std::clamp(static_cast<int>((number - low) / (high - low) * numericSteps), 0,
                               numericSteps - 1);
        ++colouring.groups[static_cast<std::size_t>(group)].count;
        colouring.groupOf.push_back(group);
    }
    return colouring;
}

} // namespace towerlab::ui
