// SPDX-License-Identifier: MIT
#include "core/classify/movie_classifier.h"

#include "core/classify/history_reader.h"

#include <algorithm>
#include <cmath>

namespace towerlab {
namespace {

using detail::HistoryReader;
using detail::UserLogits;
using detail::UserSoftmax;

class MovieClassifier final : public MultiClassScorer {
public:
    explicit MovieClassifier(UserLogits users) : users_(std::move(users)) {}

    Classes classes() const override { return Classes::Movies; }
    std::vector<float> probabilities(std::size_t userRow) const override {
        return users_.probabilities(userRow);
    }
    void score(std::size_t userRow, std::span<const std::int32_t> movieRows,
               std::span<float> scores) const override {
        std::transform(movieRows.begin(), movieRows.end(), scores.begin(), [&](std::int32_t movie) {
            return users_.logit(userRow, static_cast<std::size_t>(movie));
        });
    }

private:
    UserLogits users_;
};

std::vector<double> countsOf(const SparseMatrix& byMovie) {
    std::vector<double> counts;
    for (std::size_t movie = 0; movie < byMovie.rows(); ++movie)
        counts.push_back(static_cast<double>(byMovie.count(movie)));
    return counts;
}

SparseMatrix wholeHistories(const HistoryReader& reader) {
    SparseMatrix inputs;
    for (std::size_t user = 0; user < reader.users(); ++user) {
        reader.read(user, reader.historyOf(user), inputs);
        inputs.endRow();
    }
    return inputs;
}

} // namespace

std::unique_ptr<MultiClassScorer> fitMovieClassifier(const Dataset& dataset,
                                                     std::span<const std::uint32_t> trainRows,
                                                     const MovieClassifierSettings& settings,
                                                     const std::stop_token& stop,
                                                     const ProgressCallback& progress) {
    const detail::UserTraining training{settings.epochs, settings.batchSize, settings.learningRate,
                                        settings.weightDecay, settings.seed};
    detail::check(training, settings.hiddenUnits);
    const TrainMatrix matrix = makeTrainMatrix(dataset, trainRows);
    const HistoryReader reader(dataset, matrix.byUser);
    Random start(settings.seed, "movie classifier");
    UserSoftmax net(
        {reader.words(), static_cast<std::size_t>(settings.hiddenUnits), matrix.movies()}, start,
        settings.threads);
    net.startFrom(countsOf(matrix.byMovie));
    const auto addExample = [&](std::size_t user, Random& random, SparseMatrix& inputs,
                                SparseMatrix& targets) {
        const auto rated = reader.historyOf(user);
        reader.read(user, detail::partAtRandom(rated, random).seen, inputs);
        const double weight = 1 / std::sqrt(static_cast<double>(rated.size()));
        for (const std::int32_t movie : rated)
            detail::add(targets, static_cast<std::size_t>(movie), weight);
    };
    detail::train(net, detail::usersWithRatings(matrix.byUser), training, addExample, stop,
                  progress);
    return std::make_unique<MovieClassifier>(UserLogits(net, wholeHistories(reader)));
}

} // namespace towerlab
