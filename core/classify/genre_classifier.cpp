// SPDX-License-Identifier: MIT
#include "core/classify/genre_classifier.h"

#include "core/classify/history_reader.h"
#include "core/error.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace towerlab {
namespace {

using detail::UserLogits;
using detail::UserSoftmax;

/// The genres of each movie, each with 1 / their number.
SparseMatrix genresByMovie(const Dataset& dataset) {
    SparseMatrix genres;
    for (std::size_t movie = 0; movie < dataset.movies().size(); ++movie) {
        const auto own = dataset.movies().genresOf(movie);
        for (const std::int16_t genre : own)
            detail::add(genres, static_cast<std::size_t>(genre),
                        1 / static_cast<double>(own.size()));
        genres.endRow();
    }
    return genres;
}

/// Counts genres of movies, for rows of genre shares.
class GenreCounter {
public:
    GenreCounter(const SparseMatrix& genres, std::size_t count) : genres_(genres), counts_(count) {}

    void clear() { std::fill(counts_.begin(), counts_.end(), 0.0); }
    void count(std::size_t movie, double times = 1) {
        const auto own = genres_.columnsOf(movie);
        const auto shares = genres_.valuesOf(movie);
        for (std::size_t i = 0; i < own.size(); ++i)
            counts_[static_cast<std::size_t>(own[i])] += times * double{shares[i]};
    }
    const std::vector<double>& counts() const { return counts_; }

    /// Appends the counts of some movies' genres, those above 0, to the row that is open.
    void append(std::span<const std::int32_t> movies, std::size_t firstColumn, SparseMatrix& to) {
        clear();
        for (const std::int32_t movie : movies)
            count(static_cast<std::size_t>(movie));
        for (std::size_t genre = 0; genre < counts_.size(); ++genre)
            if (counts_[genre] > 0)
                detail::add(to, firstColumn + genre, counts_[genre]);
    }

private:
    const SparseMatrix& genres_;
    std::vector<double> counts_;
};

/// The words of a history, and behind them those of its genres, all together of length 1.
class Reader {
public:
    Reader(const detail::HistoryReader& history, GenreCounter& counter)
        : history_(history), counter_(counter) {}

    std::size_t words() const { return history_.words() + counter_.counts().size(); }

    void read(std::size_t user, std::span<const std::int32_t> movies, SparseMatrix& inputs) const {
        history_.read(user, movies, inputs);
        const std::size_t first = inputs.value.size();
        counter_.append(movies, history_.words(), inputs);
        detail::scaleToLength1(inputs, first);
    }

    SparseMatrix whole() const {
        SparseMatrix inputs;
        for (std::size_t user = 0; user < history_.users(); ++user) {
            read(user, history_.historyOf(user), inputs);
            inputs.endRow();
        }
        return inputs;
    }

private:
    const detail::HistoryReader& history_;
    GenreCounter& counter_;
};

class GenreClassifier final : public MultiClassScorer {
public:
    /// @param shares p(g), above 0
    GenreClassifier(UserLogits users, SparseMatrix genres, std::vector<double> shares,
                    const SparseMatrix& byMovie)
        : users_(std::move(users)), genres_(std::move(genres)), shares_(std::move(shares)) {
        for (std::size_t movie = 0; movie < byMovie.rows(); ++movie)
            popularity_.push_back(std::log1p(static_cast<double>(byMovie.count(movie))));
    }

    Classes classes() const override { return Classes::Genres; }
    std::vector<float> probabilities(std::size_t userRow) const override {
        return users_.probabilities(userRow);
    }

    void score(std::size_t userRow, std::span<const std::int32_t> movieRows,
               std::span<float> scores) const override {
        const std::vector<float> chances = probabilities(userRow);
        for (std::size_t i = 0; i < movieRows.size(); ++i) {
            const auto movie = static_cast<std::size_t>(movieRows[i]);
            const auto own = genres_.columnsOf(movie);
            const auto weights = genres_.valuesOf(movie);
            double lift = own.empty() ? 1 : 0;
            for (std::size_t k = 0; k < own.size(); ++k) {
                const auto genre = static_cast<std::size_t>(own[k]);
                lift += double{weights[k]} * double{chances[genre]} / shares_[genre];
            }
            scores[i] = static_cast<float>(popularity_[movie] + std::log(lift));
        }
    }

private:
    UserLogits users_;
    SparseMatrix genres_;
    std::vector<double> shares_;
    std::vector<double> popularity_; ///< ln (ratings + 1) by movie
};

/// With one added to each count, so that none is 0.
std::vector<double> sharesOf(std::vector<double> counts) {
    for (double& count : counts)
        ++count;
    const double sum = std::accumulate(counts.begin(), counts.end(), 0.0);
    for (double& count : counts)
        count /= sum;
    return counts;
}

} // namespace

std::unique_ptr<MultiClassScorer> fitGenreClassifier(const Dataset& dataset,
                                                     std::span<const std::uint32_t> trainRows,
                                                     const GenreClassifierSettings& settings,
                                                     const std::stop_token& stop,
                                                     const ProgressCallback& progress) {
    const detail::UserTraining training{settings.epochs, settings.batchSize, settings.learningRate,
                                        settings.weightDecay, settings.seed};
    detail::check(training, settings.hiddenUnits);
    const std::size_t genreCount = dataset.genreNames().size();
    if (genreCount == 0)
        throw DataError("there are no genres to tell apart: the movies of this data set have none");
    const TrainMatrix matrix = makeTrainMatrix(dataset, trainRows);
    const SparseMatrix genres = genresByMovie(dataset);
    GenreCounter counter(genres, genreCount);
    for (std::size_t movie = 0; movie < matrix.movies(); ++movie)
        counter.count(movie, static_cast<double>(matrix.byMovie.count(movie)));
    const std::vector<double> counts = counter.counts();

    const detail::HistoryReader history(dataset, matrix.byUser);
    const Reader reader(history, counter);
    Random start(settings.seed, "genre classifier");
    UserSoftmax net({reader.words(), static_cast<std::size_t>(settings.hiddenUnits), genreCount},
                    start, settings.threads);
    net.startFrom(counts);
    const auto addExample = [&](std::size_t user, Random& random, SparseMatrix& inputs,
                                SparseMatrix& targets) {
        const auto parts = detail::partAtRandom(history.historyOf(user), random);
        reader.read(user, parts.seen, inputs);
        const std::size_t first = targets.value.size();
        counter.append(parts.hidden, 0, targets);
        // As in the movie classifier, users count by the root of how much is to be found.
        const float weight =
            1 / std::sqrt(static_cast<float>(std::max<std::size_t>(1, parts.hidden.size())));
        for (std::size_t i = first; i < targets.value.size(); ++i)
            targets.value[i] *= weight;
    };
    detail::train(net, detail::usersWithRatings(matrix.byUser), training, addExample, stop,
                  progress);
    return std::make_unique<GenreClassifier>(UserLogits(net, reader.whole()), genres,
                                             sharesOf(counts), matrix.byMovie);
}

} // namespace towerlab
