// SPDX-License-Identifier: MIT
#include "core/recommend/recommender.h"

#include "core/data/seen_movies.h"
#include "core/error.h"
#include "core/recommend/best_first.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace towerlab {
namespace {

bool lists(const Dataset& dataset, std::size_t movieRow, std::int16_t genre) {
    const auto genres = dataset.movies().genresOf(movieRow);
    return std::find(genres.begin(), genres.end(), genre) != genres.end();
}

} // namespace

void requireSameMovies(const TrainedModel& model, const Dataset& dataset) {
    const MovieFeatures& known = model.vocabulary().movies;
    std::size_t common = 0;
    std::size_t same = 0;
    for (std::size_t index = 0; index < known.id.size(); ++index)
        if (const auto row = dataset.movies().id.find(known.id, index)) {
            ++common;
            same += known.title[index] == dataset.movies().title[*row] ? 1 : 0;
        }
    if (common > 0 && same * 10 >= common * 9)
        return;
    throw ModelFileError("This model was trained on other movies (" + model.record().datasetName +
                             ") than those of " + dataset.name(),
                         {}, 0, "Open the data set that it was trained on.");
}

std::string changedDataWarning(const TrainedModel& model, const Dataset& dataset) {
    const DataFingerprint& then = model.record().data;
    const std::string difference =
        then.unknown() ? std::string() : differenceBetween(then, fingerprintOf(dataset));
    if (difference.empty())
        return {};
    std::string text = "The data has changed since this model was trained: " + difference + ".";
    const Encoding encoding(dataset, model.vocabulary());
    const auto strangers = [](std::size_t rows, auto indexOf, const RatingGroups& ratings) {
        std::size_t count = 0;
        for (std::size_t row = 0; row < rows; ++row)
            count += ratings.count(row) > 0 && indexOf(row) < 0 ? 1 : 0;
        return count;
    };
    const std::size_t users = strangers(
        dataset.users().size(), [&](std::size_t row) { return encoding.userIndex(row); },
        dataset.byUser());
    const std::size_t movies = strangers(
        dataset.movies().size(), [&](std::size_t row) { return encoding.movieIndex(row); },
        dataset.byMovie());
    if (users + movies > 0)
        text += " It knows nothing of " + std::to_string(users) + " users and " +
                std::to_string(movies) + " movies that have ratings now.";
    return text;
}

Recommender::Recommender(TrainedModel model, std::shared_ptr<const Dataset> dataset)
    : model_(std::move(model)),
      dataset_(std::move(dataset)),
      encoding_(*dataset_, model_.vocabulary()),
      match_(model_) {}

Recommendation Recommender::result(std::size_t movieRow, float logit) const {
    Recommendation recommendation{movieRow, match_.output(logit), std::nullopt};
    if (model_.record().settings.train.objective == Objective::MeanSquaredError)
        recommendation.stars = model_.vocabulary().toStars(recommendation.score);
    return recommendation;
}

std::vector<Recommendation> Recommender::recommend(std::size_t userRow,
                                                   const RecommendOptions& options) const {
    const std::int32_t userIndex = encoding_.userIndex(userRow);
    if (userIndex < 0)
        return {};
    return best(match_.user(static_cast<std::size_t>(userIndex)), ratedMovies(*dataset_, userRow),
                options);
}

std::vector<Recommendation> Recommender::recommendTo(const NewUser& user,
                                                     const RecommendOptions& options) const {
    std::vector<std::int32_t> rated;
    for (const std::int32_t movie : user.movies)
        if (const std::int32_t row = encoding_.movieRow(static_cast<std::size_t>(movie)); row >= 0)
            rated.push_back(row);
    std::sort(rated.begin(), rated.end());
    const TrainedModel::FoldedIn folded = model_.foldIn(user);
    return best(match_.user(folded), rated, options);
}

std::vector<Recommendation> Recommender::mostRated(std::size_t userRow,
                                                   const RecommendOptions& options) const {
    const std::vector<std::int32_t> rated = ratedMovies(*dataset_, userRow);
    const RatingGroups& ratings = dataset_->byMovie();
    std::vector<Recommendation> list;
    for (std::size_t row = 0; row < dataset_->movies().size(); ++row)
        if (ratings.count(row) > 0 && offers(row, rated, options))
            list.push_back({row, std::numeric_limits<float>::quiet_NaN(), std::nullopt});
    keepBest(list, options.count, [&](const Recommendation& a, const Recommendation& b) {
        const std::uint32_t countA = ratings.count(a.movieRow);
        const std::uint32_t countB = ratings.count(b.movieRow);
        return countA != countB ? countA > countB : a.movieRow < b.movieRow;
    });
    return list;
}

bool Recommender::offers(std::size_t movieRow, std::span<const std::int32_t> rated,
                         const RecommendOptions& options) const {
    const bool known =
        std::binary_search(rated.begin(), rated.end(), static_cast<std::int32_t>(movieRow));
    return !(options.hideRated && known) &&
           dataset_->byMovie().count(movieRow) >= options.minimumRatings &&
           (options.genre < 0 || lists(*dataset_, movieRow, options.genre));
}

std::vector<Recommendation> Recommender::best(const VectorMatch::Query& user,
                                              std::span<const std::int32_t> rated,
                                              const RecommendOptions& options) const {
    struct Candidate {
        std::size_t movieRow;
        float logit;
    };
    std::vector<Candidate> list;
    list.reserve(match_.movies().size());
    for (std::size_t index = 0; index < match_.movies().size(); ++index) {
        const std::int32_t mapped = encoding_.movieRow(index);
        if (mapped < 0)
            continue;
        const auto row = static_cast<std::size_t>(mapped);
        if (offers(row, rated, options))
            list.push_back({row, match_.logit(user, index)});
    }
    keepBest(list, options.count, [this](const Candidate& a, const Candidate& b) {
        if (a.logit != b.logit)
            return a.logit > b.logit;
        const std::uint32_t countA = dataset_->byMovie().count(a.movieRow);
        const std::uint32_t countB = dataset_->byMovie().count(b.movieRow);
        return countA != countB ? countA > countB : a.movieRow < b.movieRow;
    });
    std::vector<Recommendation> results;
    results.reserve(list.size());
    for (const Candidate& candidate : list)
        results.push_back(result(candidate.movieRow, candidate.logit));
    return results;
}

std::optional<Recommendation> Recommender::score(std::size_t userRow, std::size_t movieRow) const {
    const std::int32_t user = encoding_.userIndex(userRow);
    const std::int32_t movie = encoding_.movieIndex(movieRow);
    if (user < 0 || movie < 0)
        return std::nullopt;
    return result(movieRow, match_.logit(match_.user(static_cast<std::size_t>(user)),
                                         static_cast<std::size_t>(movie)));
}

} // namespace towerlab
