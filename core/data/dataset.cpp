// SPDX-License-Identifier: MIT
#include "core/data/dataset.h"

#include "core/data/repeated_pairs.h"
#include "core/error.h"

#include <algorithm>
#include <limits>

namespace towerlab {
namespace {

RatingGroups group(const std::vector<std::int32_t>& keys, std::size_t groups) {
    RatingGroups result;
    result.start.assign(groups + 1, 0);
    for (const std::int32_t key : keys)
        ++result.start[static_cast<std::size_t>(key) + 1];
    for (std::size_t g = 0; g < groups; ++g)
        result.start[g + 1] += result.start[g];
    result.rating.resize(keys.size());
    std::vector<std::uint32_t> next(result.start.begin(), result.start.end() - 1);
    for (std::size_t i = 0; i < keys.size(); ++i)
        result.rating[next[static_cast<std::size_t>(keys[i])]++] = static_cast<std::uint32_t>(i);
    return result;
}

std::vector<float> means(const RatingGroups& groups, const std::vector<float>& values) {
    std::vector<float> result(groups.start.size() - 1, 0.0F);
    for (std::size_t g = 0; g < result.size(); ++g) {
        double sum = 0;
        for (const std::uint32_t rating : groups.of(g))
            sum += values[rating];
        if (groups.count(g) > 0)
            result[g] = static_cast<float>(sum / groups.count(g));
    }
    return result;
}

} // namespace

std::shared_ptr<const Dataset> Dataset::build(DatasetParts parts) {
    return std::shared_ptr<const Dataset>(new Dataset(std::move(parts)));
}

std::shared_ptr<const Dataset> Dataset::withRatings(RatingColumns ratings) const {
    return build({parts_.name, parts_.source, parts_.format, parts_.users, parts_.movies,
                  std::move(ratings), parts_.genreNames, parts_.options});
}

Dataset::Dataset(DatasetParts parts) : parts_(std::move(parts)) {
    if (users().size() == 0 || movies().size() == 0 || ratings().size() == 0)
        throw DataError("the data set needs at least one user, one movie and one rating", source());
    if (ratings().size() > std::numeric_limits<std::uint32_t>::max())
        throw DataError("more than 4,294,967,295 ratings are not supported", source());
    groupRatings();
    countGenres();
    averageRatings();
}

void Dataset::groupRatings() {
    byUser_ = group(ratings().user, users().size());
    settleRepeatedPairs();
    byMovie_ = group(ratings().movie, movies().size());
}

void Dataset::settleRepeatedPairs() {
    const std::vector<std::uint32_t> outdated =
        detail::outdatedRatings(ratings(), byUser_, movies().size());
    if (outdated.empty())
        return;
    if (!parts_.lastRatingCounts) {
        const auto user = static_cast<std::size_t>(ratings().user[outdated.front()]);
        const auto movie = static_cast<std::size_t>(ratings().movie[outdated.front()]);
        throw DataError("user " + users().id.text(user) + " has rated movie " +
                            movies().id.text(movie) + " twice",
                        source(), 0, "Remove one of the two ratings.");
    }
    parts_.ratings = detail::without(ratings(), outdated);
    parts_.notes.push_back(std::to_string(outdated.size()) +
                           (outdated.size() == 1 ? " rating was" : " ratings were") +
                           " given again later: of each pair of a user and a movie the last one "
                           "counts.");
    byUser_ = group(ratings().user, users().size());
}

void Dataset::countGenres() {
    genreCounts_.assign(genreNames().size(), 0);
    for (const std::int16_t genre : movies().genre)
        ++genreCounts_[static_cast<std::size_t>(genre)];
    mainGenre_.assign(movies().size(), -1);
    for (std::size_t row = 0; row < movies().size(); ++row) {
        std::uint32_t best = 0;
        for (const std::int16_t genre : movies().genresOf(row)) {
            const std::uint32_t count = genreCounts_[static_cast<std::size_t>(genre)];
            if (count > best) {
                best = count;
                mainGenre_[row] = genre;
            }
        }
    }
}

void Dataset::averageRatings() {
    userMean_ = means(byUser_, ratings().value);
    movieMean_ = means(byMovie_, ratings().value);
    for (std::size_t row = 0; row < movies().size(); ++row)
        ratedMovies_ += byMovie_.count(row) > 0 ? 1 : 0;
    const auto [low, high] = std::minmax_element(ratings().value.begin(), ratings().value.end());
    minRating_ = *low;
    maxRating_ = *high;
    double sum = 0;
    for (const float value : ratings().value)
        sum += value;
    meanRating_ = sum / static_cast<double>(ratings().size());
}

double Dataset::density() const {
    return static_cast<double>(ratings().size()) /
           (static_cast<double>(users().size()) * static_cast<double>(movies().size()));
}

} // namespace towerlab
