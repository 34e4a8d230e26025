// SPDX-License-Identifier: MIT
#include "core/evaluate/list_metrics.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

namespace towerlab {
namespace {

using List = std::span<const std::int32_t>;

std::vector<double> ratingsPerMovie(const Dataset& dataset,
                                    std::span<const std::uint32_t> trainRows) {
    std::vector<double> count(dataset.movies().size(), 0.0);
    for (const std::uint32_t row : trainRows)
        ++count[static_cast<std::size_t>(dataset.ratings().movie[row])];
    return count;
}

/// G = Σ (2i - n - 1) x_i / (n Σ x), x ascending, i from 1.
double giniOf(std::vector<double> counts) {
    std::sort(counts.begin(), counts.end());
    const auto n = static_cast<double>(counts.size());
    const double sum = std::accumulate(counts.begin(), counts.end(), 0.0);
    double weighted = 0;
    for (std::size_t i = 0; i < counts.size(); ++i)
        weighted += (2 * static_cast<double>(i + 1) - n - 1) * counts[i];
    return sum > 0 ? weighted / (n * sum) : 0;
}

/// None where neither movie has a genre.
std::optional<double> genreDistance(const MovieColumns& movies, std::int32_t a, std::int32_t b) {
    const auto first = movies.genresOf(static_cast<std::size_t>(a));
    const auto second = movies.genresOf(static_cast<std::size_t>(b));
    if (first.empty() && second.empty())
        return std::nullopt;
    const auto shared = std::count_if(first.begin(), first.end(), [&](std::int16_t genre) {
        return std::find(second.begin(), second.end(), genre) != second.end();
    });
    const auto either =
        static_cast<double>(first.size() + second.size()) - static_cast<double>(shared);
    return 1 - static_cast<double>(shared) / either;
}

std::optional<double> diversityOf(const MovieColumns& movies, List list) {
    double sum = 0;
    double pairs = 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
        for (std::size_t j = i + 1; j < list.size(); ++j) {
            if (const auto distance = genreDistance(movies, list[i], list[j])) {
                sum += *distance;
                ++pairs;
            }
        }
    }
    return pairs > 0 ? std::optional(sum / pairs) : std::nullopt;
}

double share(double sum, double count) { return count > 0 ? sum / count : 0; }

} // namespace

ListMetrics listMetrics(const Dataset& dataset, std::span<const std::uint32_t> trainRows,
                        const std::vector<std::vector<std::int32_t>>& lists, int k) {
    const auto popularity = ratingsPerMovie(dataset, trainRows);
    const auto users = static_cast<double>(dataset.users().size());
    std::vector<double> recommended(dataset.movies().size(), 0.0);
    ListMetrics sums;
    double entries = 0;
    double diverseLists = 0;
    for (const auto& whole : lists) {
        const List list = List(whole).first(std::min(whole.size(), static_cast<std::size_t>(k)));
        for (const std::int32_t movie : list) {
            const auto row = static_cast<std::size_t>(movie);
            ++recommended[row];
            ++entries;
            sums.popularity += popularity[row];
            sums.novelty += std::log2(users / std::max(1.0, popularity[row]));
        }
        if (const auto diversity = diversityOf(dataset.movies(), list)) {
            sums.diversity += *diversity;
            ++diverseLists;
        }
    }
    ListMetrics result;
    const auto named = std::count_if(recommended.begin(), recommended.end(),
                                     [](double count) { return count > 0; });
    result.coverage = share(static_cast<double>(named), static_cast<double>(recommended.size()));
    result.gini = giniOf(std::move(recommended));
    result.popularity = share(sums.popularity, entries);
    result.novelty = share(sums.novelty, entries);
    result.diversity = share(sums.diversity, diverseLists);
    return result;
}

} // namespace towerlab
