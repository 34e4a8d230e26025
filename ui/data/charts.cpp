// SPDX-License-Identifier: MIT
#include "ui/data/charts.h"

#include "ui/data/rating_text.h"
#include "ui/data/user_facts.h"

#include <QLocale>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <numeric>
#include <unordered_map>

namespace towerlab::ui {
namespace {

constexpr std::size_t shownGenresOfUser = 8;
constexpr int mostMonths = 180;

struct Mean {
    std::size_t count = 0;
    double sum = 0;
    void add(float stars) {
        ++count;
        sum += double{stars};
    }
    double value() const { return count > 0 ? sum / static_cast<double>(count) : 0; }
};

QString genreName(const Dataset& dataset, std::size_t genre) {
    return QString::fromStdString(dataset.genreNames()[genre]);
}

/// Months since year 0, in UTC.
int monthOf(std::int64_t timestamp) {
    using namespace std::chrono;
    const year_month_day day{floor<days>(sys_seconds{seconds{timestamp}})};
    return int{day.year()} * 12 + static_cast<int>(unsigned{day.month()}) - 1;
}

QDate dateOfMonth(int month) { return {month / 12, month % 12 + 1, 1}; }

std::map<int, std::size_t> countMonths(const Dataset& dataset) {
    constexpr std::int64_t secondsADay = 24 * 60 * 60;
    std::unordered_map<std::int64_t, std::size_t> days; // a calendar takes longer than a division
    for (const std::int64_t timestamp : dataset.ratings().timestamp)
        if (timestamp > 0)
            ++days[timestamp / secondsADay];
    std::map<int, std::size_t> months;
    for (const auto& [day, count] : days)
        months[monthOf(day * secondsADay)] += count;
    return months;
}

/// Takes out months so far from nearly all ratings that the others would be one thin line: a clock
/// that was wrong. @return how many ratings these are
std::size_t leaveOutFarOff(std::map<int, std::size_t>& counts) {
    std::size_t all = 0;
    for (const auto& [month, count] : counts)
        all += count;
    const auto monthAt = [&](double share) {
        std::size_t sum = 0;
        for (const auto& [month, count] : counts)
            if (sum += count; static_cast<double>(sum) >= share * static_cast<double>(all))
                return month;
        return counts.rbegin()->first;
    };
    if (counts.empty())
        return 0;
    const int low = monthAt(0.01);
    const int high = monthAt(0.99);
    const int reach = 2 * std::max(12, high - low);
    std::size_t left = 0;
    for (auto it = counts.begin(); it != counts.end();) {
        const bool far = it->first < low - reach || it->first > high + reach;
        left += far ? it->second : 0;
        it = far ? counts.erase(it) : std::next(it);
    }
    return left;
}

/// Names only as many bars as there is room for: each month of a year, else the Januaries.
QString monthName(int month, int first, int last) {
    if (last - first < 12)
        return QLocale().standaloneMonthName(month % 12 + 1, QLocale::ShortFormat);
    const int every = std::max(1, (last - first) / 12 / 6);
    const bool named = month % 12 == 0 && (month / 12) % every == 0;
    return named ? QString::number(month / 12) : QString();
}

} // namespace

QString DataCharts::ratingsText(std::size_t count) {
    return count == 1 ? tr("1 rating")
                      : tr("%1 ratings").arg(QLocale().toString(static_cast<qulonglong>(count)));
}

namespace {

QString binText(const RatingBins::Bin& bin) {
    return bin.from == bin.to
               ? ratingNumber(bin.from)
               : DataCharts::tr("%1–%2").arg(ratingNumber(bin.from), ratingNumber(bin.to));
}

DataCharts::Bars barsOf(const Dataset& dataset, const RatingBins& bins,
                        const std::vector<std::size_t>& counts) {
    constexpr std::size_t mostNames = 11; ///< that there is room for
    const std::size_t every = bins.size() / mostNames + 1;
    DataCharts::Bars bars;
    for (std::size_t i = 0; i < bins.size(); ++i) {
        const RatingBins::Bin& bin = bins.bins()[i];
        const QString text = binText(bin);
        bars.append(
            {i % every == 0 ? ratingNumber(bin.from) : QString(), static_cast<double>(counts[i]),
             (hasStars(dataset) ? DataCharts::tr("%1 stars: %2") : DataCharts::tr("rated %1: %2"))
                 .arg(text, DataCharts::ratingsText(counts[i])),
             text});
    }
    return bars;
}

} // namespace

DataCharts::Bars DataCharts::stars(const Dataset& dataset, const RatingBins& bins) {
    std::vector<std::size_t> counts(bins.size());
    for (const float value : dataset.ratings().value)
        ++counts[bins.of(value)];
    return barsOf(dataset, bins, counts);
}

DataCharts::Bars DataCharts::starsOfMovie(const Dataset& dataset, const RatingBins& bins,
                                          std::size_t movieRow) {
    std::vector<std::size_t> counts(bins.size());
    for (const std::uint32_t rating : dataset.byMovie().of(movieRow))
        ++counts[bins.of(dataset.ratings().value[rating])];
    return barsOf(dataset, bins, counts);
}

DataCharts::Bars DataCharts::genres(const Dataset& dataset) {
    const std::vector<std::uint32_t>& counts = dataset.genreCounts();
    std::vector<std::size_t> order(counts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return counts[a] > counts[b]; });
    Bars bars;
    for (const std::size_t genre : order) {
        if (counts[genre] == 0)
            break;
        const QString name = genreName(dataset, genre);
        bars.append({name, static_cast<double>(counts[genre]),
                     tr("%1: %2 movies").arg(name, QLocale().toString(counts[genre]))});
    }
    return bars;
}

DataCharts::Bars DataCharts::genresOfUser(const Dataset& dataset, std::size_t userRow) {
    std::vector<Mean> means(dataset.genreNames().size());
    for (const std::uint32_t rating : dataset.byUser().of(userRow)) {
        const auto movie = static_cast<std::size_t>(dataset.ratings().movie[rating]);
        for (const std::int16_t genre : dataset.movies().genresOf(movie))
            means[static_cast<std::size_t>(genre)].add(dataset.ratings().value[rating]);
    }
    std::vector<std::size_t> order;
    for (std::size_t genre = 0; genre < means.size(); ++genre)
        if (means[genre].count > 0)
            order.push_back(genre);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return means[a].count > means[b].count; });
    order.resize(std::min(order.size(), shownGenresOfUser));
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return means[a].value() > means[b].value();
    });
    Bars bars;
    for (const std::size_t genre : order) {
        const Mean& mean = means[genre];
        const QString name = genreName(dataset, genre);
        bars.append(
            {name, mean.value(),
             tr("%1: mean %2 over %3")
                 .arg(name, QLocale().toString(mean.value(), 'f', 2), ratingsText(mean.count))});
    }
    return bars;
}

const CategoryColumn* DataCharts::groupsOfRaters(const Dataset& dataset) {
    constexpr std::size_t mostBars = 12;
    const std::vector<CategoryColumn>& columns = dataset.users().categories;
    const auto fits = [](const CategoryColumn& column) { return column.words.size() <= mostBars; };
    auto found = std::find_if(columns.begin(), columns.end(), [&](const CategoryColumn& column) {
        return column.ordered && fits(column);
    });
    if (found == columns.end())
        found = std::find_if(columns.begin(), columns.end(), fits);
    return found == columns.end() ? nullptr : &*found;
}

DataCharts::Bars DataCharts::ratersOfMovie(const Dataset& dataset, std::size_t movieRow,
                                           const CategoryColumn& groups) {
    std::vector<Mean> means(groups.words.size());
    for (const std::uint32_t rating : dataset.byMovie().of(movieRow)) {
        const auto user = static_cast<std::size_t>(dataset.ratings().user[rating]);
        if (const std::int32_t group = groups.value[user]; group >= 0)
            means[static_cast<std::size_t>(group)].add(dataset.ratings().value[rating]);
    }
    Bars bars;
    for (std::size_t group = 0; group < means.size(); ++group) {
        const Mean& mean = means[group];
        const QString name = columnText(groups.words[group]);
        const bool none = mean.count == 0;
        bars.append({name, mean.value(),
                     none ? tr("%1: no ratings").arg(name)
                          : tr("%1: mean %2 over %3")
                                .arg(name, QLocale().toString(mean.value(), 'f', 2),
                                     ratingsText(mean.count)),
                     name, none});
    }
    return bars;
}

DataCharts::Activity DataCharts::activity(const Dataset& dataset) {
    std::map<int, std::size_t> counts = countMonths(dataset);
    Activity result;
    const auto dated =
        std::accumulate(counts.begin(), counts.end(), std::size_t{0},
                        [](std::size_t sum, const auto& c) { return sum + c.second; });
    result.undatedShare =
        1.0 - static_cast<double>(dated) /
                  static_cast<double>(std::max<std::size_t>(1, dataset.ratings().size()));
    result.farOff = leaveOutFarOff(counts);
    if (counts.empty())
        return result;
    const int first = counts.begin()->first;
    const int last = counts.rbegin()->first;
    result.first = dateOfMonth(first);
    result.last = dateOfMonth(last);
    result.monthly = last - first < mostMonths;
    const QLocale locale;
    const int step = result.monthly ? 1 : 12;
    for (int from = result.monthly ? first : first / 12 * 12; from <= last; from += step) {
        std::size_t count = 0;
        for (int month = from; month < from + step; ++month)
            if (const auto found = counts.find(month); found != counts.end())
                count += found->second;
        const QString when = result.monthly ? locale.toString(dateOfMonth(from), tr("MMMM yyyy"))
                                            : QString::number(from / 12);
        result.bars.append({monthName(from, first, last), static_cast<double>(count),
                            tr("%1: %2").arg(when, ratingsText(count)),
                            result.monthly ? dateOfMonth(from).toString(QStringLiteral("yyyy-MM"))
                                           : QString::number(from / 12)});
    }
    return result;
}

} // namespace towerlab::ui
