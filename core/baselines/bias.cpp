// SPDX-License-Identifier: MIT
#include "core/baselines/bias.h"

#include "core/baselines/stars_scorer.h"
#include "core/error.h"

#include <algorithm>

namespace towerlab {
namespace {

class Bias : public StarsScorer {
public:
    Bias(const TrainMatrix& matrix, RatingBaseline biases)
        : StarsScorer(matrix), biases_(std::move(biases)) {}

protected:
    void estimate(std::size_t userRow, std::span<const std::int32_t> movieRows,
                  std::span<float> stars) const override {
        std::transform(movieRows.begin(), movieRows.end(), stars.begin(), [&](std::int32_t movie) {
            return biases_.of(userRow, static_cast<std::size_t>(movie));
        });
    }

private:
    RatingBaseline biases_;
};

} // namespace

RatingBaseline fitBiases(const TrainMatrix& matrix, const BaselineSettings& settings,
                         const std::stop_token& stop, const ProgressCallback& progress) {
    if (!(settings.userRegularisation >= 0 && settings.movieRegularisation >= 0))
        throw SettingsError("the regularisation of biases must not be negative");
    if (settings.sweeps < 1)
        throw SettingsError("biases need at least one sweep");
    const auto forEach = [&](const auto& visit) {
        for (std::size_t user = 0; user < matrix.users(); ++user) {
            const auto movies = matrix.byUser.columnsOf(user);
            const auto stars = matrix.byUser.valuesOf(user);
            for (std::size_t i = 0; i < movies.size(); ++i)
                visit(user, static_cast<std::size_t>(movies[i]), stars[i]);
        }
    };
    return fitBaseline(forEach, matrix.mean, matrix.users(), matrix.movies(), settings, stop,
                       progress);
}

std::unique_ptr<Scorer> fitBias(const Dataset& dataset, std::span<const std::uint32_t> trainRows,
                                const BaselineSettings& settings, const std::stop_token& stop,
                                const ProgressCallback& progress) {
    const TrainMatrix matrix = makeTrainMatrix(dataset, trainRows);
    return std::make_unique<Bias>(matrix, fitBiases(matrix, settings, stop, progress));
}

} // namespace towerlab
