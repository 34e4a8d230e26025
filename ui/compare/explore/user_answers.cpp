// SPDX-License-Identifier: MIT
#include "ui/compare/explore/user_answers.h"

#include "core/progress.h"

#include <algorithm>

namespace towerlab::ui {
namespace {

std::optional<double> ndcgOf(const Comparison& comparison, std::size_t method,
                             std::size_t userRow) {
    const auto user = static_cast<std::int32_t>(userRow);
    const auto found = std::lower_bound(comparison.users.begin(), comparison.users.end(), user);
    const auto place = static_cast<std::size_t>(found - comparison.users.begin());
    const std::vector<double>& values = comparison.methods[method].perUser;
    if (found == comparison.users.end() || *found != user || place >= values.size())
        return std::nullopt;
    return values[place];
}

MethodAnswer listOf(const Comparison& comparison, std::size_t method, std::size_t userRow,
                    std::size_t places, const TestedUser& user) {
    MethodAnswer list;
    list.method = method;
    list.movies = topMovies(*comparison.scorers[method], *comparison.test, userRow, places);
    list.ndcg = ndcgOf(comparison, method, userRow);
    const auto k =
        std::min(list.movies.size(), static_cast<std::size_t>(comparison.settings.places));
    list.found = static_cast<std::size_t>(
        std::count_if(list.movies.begin(), list.movies.begin() + static_cast<std::ptrdiff_t>(k),
                      [&](std::int32_t movie) {
                          const RatedMovie* held = user.heldOutMovie(movie);
                          return held != nullptr && held->toBeFound;
                      }));
    return list;
}

std::vector<double> genreSharesOf(const Dataset& dataset, const TestedUser& user) {
    std::vector<double> shares(dataset.genreNames().size(), 0);
    for (const RatedMovie& rated : user.history)
        for (const std::int16_t genre :
             dataset.movies().genresOf(static_cast<std::size_t>(rated.movie)))
            shares[static_cast<std::size_t>(genre)] += 1 / static_cast<double>(user.history.size());
    return shares;
}

} // namespace

UserAnswers userAnswers(const Comparison& comparison, std::size_t userRow, std::size_t places,
                        const std::stop_token& stop) {
    UserAnswers answers;
    answers.user = testedUser(*comparison.test, userRow, comparison.settings.likedFrom);
    answers.genreShares = genreSharesOf(*comparison.test->dataset, answers.user);
    for (std::size_t method = 0; method < comparison.scorers.size(); ++method) {
        if (stop.stop_requested())
            throw Cancelled();
        const Scorer* scorer = comparison.scorers[method].get();
        if (scorer == nullptr)
            continue;
        answers.lists.push_back(listOf(comparison, method, userRow, places, answers.user));
        if (const auto* classifier = dynamic_cast<const MultiClassScorer*>(scorer))
            answers.classes.push_back(
                {method, classifier->classes(), classifier->probabilities(userRow)});
    }
    return answers;
}

} // namespace towerlab::ui
