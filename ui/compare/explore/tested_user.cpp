// SPDX-License-Identifier: MIT
#include "ui/compare/explore/tested_user.h"

#include "ui/data/rating_text.h"

#include <algorithm>

namespace towerlab::ui {
namespace {

bool contains(const std::vector<std::uint32_t>& ascending, std::uint32_t row) {
    return std::binary_search(ascending.begin(), ascending.end(), row);
}

std::vector<std::int32_t> moviesToFind(const PlannedTest& test, std::size_t userRow) {
    std::vector<std::int32_t> movies;
    for (const TestPair& pair : test.pairs)
        if (static_cast<std::size_t>(pair.user) == userRow)
            movies.push_back(pair.movie);
    return movies;
}

const RatedMovie* find(const std::vector<RatedMovie>& movies, std::int32_t movie) {
    const auto found = std::find_if(movies.begin(), movies.end(),
                                    [movie](const RatedMovie& r) { return r.movie == movie; });
    return found == movies.end() ? nullptr : &*found;
}

MovieMark markFor(const RatedMovie& movie, float likedFrom) {
    const bool liked = !movie.stars || *movie.stars >= likedFrom;
    return movie.toBeFound && liked ? MovieMark::Hit : MovieMark::NotLiked;
}

} // namespace

MovieMark TestedUser::markOf(std::int32_t movie) const {
    const RatedMovie* found = heldOutMovie(movie);
    return found != nullptr ? found->mark : MovieMark::None;
}

const RatedMovie* TestedUser::heldOutMovie(std::int32_t movie) const {
    return find(heldOut, movie);
}

const RatedMovie* TestedUser::ratedMovie(std::int32_t movie) const { return find(history, movie); }

std::size_t TestedUser::toBeFoundCount() const {
    return static_cast<std::size_t>(std::count_if(heldOut.begin(), heldOut.end(),
                                                  [](const RatedMovie& r) { return r.toBeFound; }));
}

TestedUser testedUser(const PlannedTest& test, std::size_t userRow, float likedFrom) {
    const std::vector<std::int32_t> toFind = moviesToFind(test, userRow);
    const auto isToFind = [&](std::int32_t movie) {
        return std::find(toFind.begin(), toFind.end(), movie) != toFind.end();
    };
    TestedUser user;
    const RatingColumns& ratings = test.dataset->ratings();
    std::vector<std::uint32_t> rows(test.dataset->byUser().of(userRow).begin(),
                                    test.dataset->byUser().of(userRow).end());
    std::stable_sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
        return ratings.timestamp[a] > ratings.timestamp[b];
    });
    for (const std::uint32_t row : rows) {
        const std::int32_t movie = ratings.movie[row];
        if (contains(test.split.train, row))
            user.history.push_back({movie, ratings.value[row], MovieMark::None, false});
        else if (contains(test.split.test, row))
            user.heldOut.push_back({movie, ratings.value[row], MovieMark::None, isToFind(movie)});
    }
    for (const std::int32_t movie : toFind)
        if (user.heldOutMovie(movie) == nullptr)
            user.heldOut.push_back({movie, std::nullopt, MovieMark::None, true});
    for (RatedMovie& movie : user.heldOut)
        movie.mark = markFor(movie, likedFrom);
    for (std::vector<RatedMovie>* part : {&user.history, &user.heldOut})
        for (RatedMovie& movie : *part)
            movie.inStars = hasStars(*test.dataset);
    const auto byStars = [](const RatedMovie& a, const RatedMovie& b) {
        return a.mark != b.mark ? a.mark < b.mark : a.stars.value_or(0) > b.stars.value_or(0);
    };
    std::stable_sort(user.history.begin(), user.history.end(), byStars);
    std::stable_sort(user.heldOut.begin(), user.heldOut.end(), byStars);
    return user;
}

} // namespace towerlab::ui
