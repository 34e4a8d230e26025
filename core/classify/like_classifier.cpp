// SPDX-License-Identifier: MIT
#include "core/classify/like_classifier.h"

#include "core/classify/like_network.h"
#include "core/classify/user_training.h"
#include "core/classify/user_words.h"
#include "core/data/draw_unseen.h"
#include "core/error.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace towerlab {
namespace {

using detail::LikeExamples;
using detail::LikeFeatures;
using detail::LikeNetwork;

/// A field whose words follow those that there are, `count` of them.
void addField(LikeFeatures& features, std::size_t count) {
    const auto field = static_cast<std::uint32_t>(
        features.fieldOfWord.empty() ? 0 : features.fieldOfWord.back() + 1);
    features.fieldOfWord.insert(features.fieldOfWord.end(), count, field);
}

/// Words: the users' ids by row, then those of each column.
LikeFeatures userFeatures(const Dataset& dataset) {
    const detail::UserWords words(dataset);
    const std::size_t users = dataset.users().size();
    LikeFeatures features;
    addField(features, users);
    for (const CategoryColumn& column : dataset.users().categories)
        addField(features, column.words.size());
    for (std::size_t user = 0; user < users; ++user) {
        detail::add(features.words, user, 1);
        for (const std::int32_t word : words.of(user))
            detail::add(features.words, users + static_cast<std::size_t>(word), 1);
        features.words.endRow();
    }
    return features;
}

/// Years by fives: 0 for the unknown and all before 1900.
std::size_t yearBucket(std::int16_t year) {
    constexpr int first = 1900;
    constexpr int years = 5;
    return year < first ? 0 : 1 + static_cast<std::size_t>((year - first) / years);
}

/// Words: the movies' ids by row, genres, years.
LikeFeatures movieFeatures(const Dataset& dataset) {
    const MovieColumns& movies = dataset.movies();
    const std::size_t genres = dataset.genreNames().size();
    std::size_t buckets = 1;
    for (const std::int16_t year : movies.year)
        buckets = std::max(buckets, yearBucket(year) + 1);
    LikeFeatures features;
    for (const std::size_t count : {movies.size(), genres, buckets})
        addField(features, count);
    for (std::size_t movie = 0; movie < movies.size(); ++movie) {
        detail::add(features.words, movie, 1);
        const auto own = movies.genresOf(movie);
        for (const std::int16_t genre : own)
            detail::add(features.words, movies.size() + static_cast<std::size_t>(genre),
                        1 / static_cast<double>(own.size()));
        detail::add(features.words, movies.size() + genres + yearBucket(movies.year[movie]), 1);
        features.words.endRow();
    }
    return features;
}

/// Examples one after the other.
struct ExampleList {
    std::vector<std::int32_t> users;
    std::vector<std::int32_t> movies;
    std::vector<float> labels;

    void add(std::int32_t user, std::int32_t movie, float label) {
        users.push_back(user);
        movies.push_back(movie);
        labels.push_back(label);
    }
    std::size_t size() const { return labels.size(); }
    LikeExamples view() const { return {users, movies, labels}; }
    void clear() {
        users.clear();
        movies.clear();
        labels.clear();
    }
};

detail::UserTraining trainingOf(const LikeSettings& settings) {
    return {settings.epochs, settings.batchSize, settings.learningRate, settings.weightDecay,
            settings.seed};
}

class Training {
public:
    /// Both must outlive this.
    Training(const TrainMatrix& matrix, const LikeSettings& settings)
        : matrix_(matrix), settings_(settings) {
        const SparseMatrix& byUser = matrix.byUser;
        for (std::size_t user = 0; user < byUser.rows(); ++user) {
            const auto columns = byUser.columnsOf(user);
            const auto stars = byUser.valuesOf(user);
            for (std::size_t i = 0; i < columns.size(); ++i)
                ratings_.add(static_cast<std::int32_t>(user), columns[i],
                             double{stars[i]} >= settings.likedFrom ? 1.0F : 0.0F);
        }
    }

    /// Of the examples, negatives among them.
    double shareOfLikes() const {
        const double likes = std::accumulate(ratings_.labels.begin(), ratings_.labels.end(), 0.0);
        return likes / (static_cast<double>(ratings_.size()) * (1 + settings_.negatives));
    }

    void run(LikeNetwork& net, const std::stop_token& stop, const ProgressCallback& progress) {
        // Streams of random numbers: other names would give other models.
        Random order(settings_.seed, "binary classifier order");
        Random negatives(settings_.seed, "binary classifier negatives");
        std::vector<std::uint32_t> rows(ratings_.size());
        std::iota(rows.begin(), rows.end(), 0U);
        constexpr std::size_t stepsOfAnEpoch = 200;
        const auto each = static_cast<std::size_t>(settings_.negatives) + 1;
        const std::size_t batch =
            detail::batchFor(settings_.batchSize, rows.size() * each, stepsOfAnEpoch);
        const std::size_t ratings = std::max<std::size_t>(1, batch / each);
        const auto step = [&](const EpochStep& at, std::span<const std::uint32_t> some) {
            fillBatch(some, negatives);
            detail::checkLoss(net.addGradients(batch_.view()));
            net.update(detail::adamStep(trainingOf(settings_), at));
        };
        runShuffledEpochs(rows, ratings, settings_.epochs, "Learning", order, step, stop, progress);
    }

private:
    static constexpr int tries = 1000; ///< before a negative may be a rated movie

    void fillBatch(std::span<const std::uint32_t> rows, Random& random) {
        const auto anyMovie = [&] {
            return static_cast<std::int32_t>(random.below(matrix_.movies()));
        };
        batch_.clear();
        for (const std::uint32_t row : rows) {
            const std::int32_t user = ratings_.users[row];
            const auto rated = matrix_.byUser.columnsOf(static_cast<std::size_t>(user));
            batch_.add(user, ratings_.movies[row], ratings_.labels[row]);
            for (int i = 0; i < settings_.negatives; ++i)
                batch_.add(user, drawUnseen(rated, tries, anyMovie), 0);
        }
    }

    const TrainMatrix& matrix_;
    const LikeSettings& settings_;
    ExampleList ratings_;
    ExampleList batch_;
};

class LikeClassifier final : public Scorer {
public:
    LikeClassifier(LikeNetwork::Fitted net, bool predictsLikes)
        : net_(std::move(net)), predictsLikes_(predictsLikes) {}

    void score(std::size_t userRow, std::span<const std::int32_t> movieRows,
               std::span<float> scores) const override {
        net_.logits(userRow, movieRows, scores);
    }
    bool predictsLikes() const override { return predictsLikes_; }
    void predictLikes(std::size_t userRow, std::span<const std::int32_t> movieRows,
                      std::span<float> probabilities) const override {
        net_.logits(userRow, movieRows, probabilities);
        for (float& value : probabilities)
            value = 1 / (1 + std::exp(-value));
    }

private:
    LikeNetwork::Fitted net_;
    bool predictsLikes_;
};

void check(const LikeSettings& settings) {
    if (!std::isfinite(settings.likedFrom))
        throw SettingsError("a like must begin at a rating");
    if (settings.negatives < 0)
        throw SettingsError("the number of negatives must not be negative");
    if (settings.embeddingSize < 1)
        throw SettingsError("an embedding needs at least one number");
    detail::check(trainingOf(settings), settings.hiddenUnits);
}

} // namespace

std::unique_ptr<Scorer> fitLikeClassifier(const Dataset& dataset,
                                          std::span<const std::uint32_t> trainRows,
                                          const LikeSettings& settings, const std::stop_token& stop,
                                          const ProgressCallback& progress) {
    check(settings);
    const TrainMatrix matrix = makeTrainMatrix(dataset, trainRows);
    const LikeFeatures users = userFeatures(dataset);
    const LikeFeatures movies = movieFeatures(dataset);
    Random start(settings.seed, "binary classifier");
    const auto units = static_cast<std::size_t>(settings.hiddenUnits);
    LikeNetwork net(users, movies,
                    {static_cast<std::size_t>(settings.embeddingSize), {units, (units + 1) / 2}},
                    start, settings.threads);
    Training training(matrix, settings);
    net.startFrom(training.shareOfLikes());
    training.run(net, stop, progress);
    for (std::size_t user = 0; user < matrix.users(); ++user)
        if (matrix.byUser.count(user) == 0)
            net.forgetUser(user);
    if (settings.negatives == 0) // else each movie was an example
        for (std::size_t movie = 0; movie < matrix.movies(); ++movie)
            if (matrix.byMovie.count(movie) == 0)
                net.forgetMovie(movie);
    return std::make_unique<LikeClassifier>(net.fitted(), settings.negatives == 0);
}

} // namespace towerlab
