// SPDX-License-Identifier: MIT
#include "core/baselines/bias.h"

#include "core/baselines/stars_scorer.h"
#include "core/error.h"

#include <algorithm>

namespace towerlab {
namespace {

/// Sets each row's bias to the regularised mean of what the mean and the columns leave over.
void solve(const SparseRows& rows, double mean, const std::vector<float>& columnBias,
           double regularisation, std::vector<float>& rowBias) {
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        const auto columns = rows.columnsOf(row);
        const auto values = rows.valuesOf(row);
        double left = 0;
        for (std::size_t i = 0; i < columns.size(); ++i)
            left += static_cast<double>(values[i]) - mean -
                    static_cast<double>(columnBias[static_cast<std::size_t>(columns[i])]);
        if (!columns.empty())
            rowBias[row] =
                static_cast<float>(left / (regularisation + static_cast<double>(columns.size())));
    }
}

class Bias : public StarsScorer {
public:
    Bias(const TrainMatrix& matrix, Biases biases)
        : StarsScorer(matrix), biases_(std::move(biases)) {}

protected:
    void estimate(std::size_t userRow, std::span<const std::int32_t> movieRows,
                  std::span<float> stars) const override {
        std::transform(movieRows.begin(), movieRows.end(), stars.begin(), [&](std::int32_t movie) {
            return biases_.of(userRow, static_cast<std::size_t>(movie));
        });
    }

private:
    Biases biases_;
};

} // namespace

Biases fitBiases(const TrainMatrix& matrix, const BiasSettings& settings,
                 const std::stop_token& stop, const ProgressCallback& progress) {
    if (!(settings.userRegularisation >= 0 && settings.movieRegularisation >= 0))
        throw SettingsError("the regularisation of biases must not be negative");
    if (settings.sweeps < 1)
        throw SettingsError("biases need at least one sweep");
    Biases biases;
    biases.mean = matrix.mean;
    biases.user.assign(matrix.users(), 0.0F);
    biases.movie.assign(matrix.movies(), 0.0F);
    for (int sweep = 0; sweep < settings.sweeps; ++sweep) {
        throwIfStopped(stop);
        solve(matrix.byMovie, matrix.mean, biases.user, settings.movieRegularisation, biases.movie);
        solve(matrix.byUser, matrix.mean, biases.movie, settings.userRegularisation, biases.user);
        report(progress, static_cast<std::uint64_t>(sweep + 1),
               static_cast<std::uint64_t>(settings.sweeps), "Fitting biases");
    }
    return biases;
}

std::unique_ptr<Scorer> fitBias(const Dataset& dataset, std::span<const std::uint32_t> trainRows,
                                const BiasSettings& settings, const std::stop_token& stop,
                                const ProgressCallback& progress) {
    const TrainMatrix matrix = makeTrainMatrix(dataset, trainRows);
    return std::make_unique<Bias>(matrix, fitBiases(matrix, settings, stop, progress));
}

} // namespace towerlab
