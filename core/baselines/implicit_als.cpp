// SPDX-License-Identifier: MIT
#include "core/baselines/implicit_als.h"

#include "core/baselines/factor_table.h"
#include "core/data/sparse_matrix.h"
#include "core/error.h"
#include "core/system/parallel.h"
#include "core/train/epochs.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace towerlab {
namespace {

using detail::FactorTable;

void check(const ImplicitAlsSettings& settings) {
    if (settings.factors < 1 || settings.sweeps < 1 || settings.solverSteps < 1)
        throw SettingsError(
            "implicit ALS needs at least one factor, one sweep and one solver step");
    if (!(settings.unobservedWeight > 0 && settings.regularisation > 0 && settings.spread > 0))
        throw SettingsError("the weight of unobserved pairs, the regularisation and the spread of "
                            "implicit ALS must be above 0");
    if (!(settings.frequencyExponent >= 0 && settings.frequencyExponent <= 1))
        throw SettingsError("the frequency exponent of implicit ALS must lie in [0, 1]");
}

/// α Σ_row v vᵀ, stride × stride.
std::vector<float> gramian(const FactorTable& table, double weight) {
    const std::size_t n = table.stride();
    std::vector<float> sum(n * n, 0.0F);
    for (std::size_t row = 0; row < table.rows(); ++row)
        for (std::size_t f = 0; f < n; ++f)
            kernels().addScaled(&sum[f * n], table[row][f], table[row], n);
    for (float& value : sum)
        value *= static_cast<float>(weight);
    return sum;
}

/// Finds one side's vectors with the other side's held; one a thread, for the sake of its buffers.
class VectorSolver {
public:
    VectorSolver(const SparseMatrix& ratings, const FactorTable& other,
                 const std::vector<float>& gram, const ImplicitAlsSettings& settings)
        : ratings_(ratings),
          other_(other),
          gram_(gram),
          settings_(settings),
          residual_(other.stride()),
          direction_(other.stride()),
          product_(other.stride()) {}

    /// Conjugate gradients from the present vector x towards A x = Σ_rated q, where A = α Σ q qᵀ +
    /// Σ_rated q qᵀ + λ' I.
    void improve(std::size_t row, float* x) {
        const std::size_t n = other_.stride();
        const float ridge = regularisationOf(row);
        multiply(row, ridge, x, product_.data());
        for (std::size_t f = 0; f < n; ++f)
            residual_[f] = -product_[f];
        for (const std::int32_t column : ratings_.columnsOf(row))
            kernels_.addScaled(residual_.data(), 1, other_[static_cast<std::size_t>(column)], n);
        direction_ = residual_;
        float squared = kernels_.dot(residual_.data(), residual_.data(), n);
        for (int step = 0; step < settings_.solverSteps && squared > smallEnough; ++step) {
            multiply(row, ridge, direction_.data(), product_.data());
            const float length = squared / kernels_.dot(direction_.data(), product_.data(), n);
            kernels_.addScaled(x, length, direction_.data(), n);
            kernels_.addScaled(residual_.data(), -length, product_.data(), n);
            const float before = squared;
            squared = kernels_.dot(residual_.data(), residual_.data(), n);
            for (std::size_t f = 0; f < n; ++f)
                direction_[f] = residual_[f] + squared / before * direction_[f];
        }
    }

private:
    static constexpr float smallEnough = 1e-12F;

    float regularisationOf(std::size_t row) const {
        const double use = static_cast<double>(ratings_.count(row)) +
                           settings_.unobservedWeight * static_cast<double>(other_.rows());
        return static_cast<float>(settings_.regularisation *
                                  std::pow(use, settings_.frequencyExponent));
    }

    /// to = A · from
    void multiply(std::size_t row, float ridge, const float* from, float* to) const {
        const std::size_t n = other_.stride();
        for (std::size_t f = 0; f < n; ++f)
            to[f] = kernels_.dot(&gram_[f * n], from, n) + ridge * from[f];
        for (const std::int32_t column : ratings_.columnsOf(row))
            kernels_.addProjected(to, other_[static_cast<std::size_t>(column)], from, n);
    }

    const Kernels& kernels_ = kernels();
    const SparseMatrix& ratings_;
    const FactorTable& other_;
    const std::vector<float>& gram_;
    const ImplicitAlsSettings& settings_;
    std::vector<float> residual_;
    std::vector<float> direction_;
    std::vector<float> product_;
};

void improveSide(const SparseMatrix& ratings, const FactorTable& other, FactorTable& vectors,
                 const ImplicitAlsSettings& settings, const std::stop_token& stop) {
    constexpr std::size_t rowsAtATime = 32;
    const auto gram = gramian(other, settings.unobservedWeight);
    std::vector<VectorSolver> solvers(threadCount(settings.threads),
                                      VectorSolver(ratings, other, gram, settings));
    parallelBlocks(
        vectors.rows(), rowsAtATime, settings.threads,
        [&](std::size_t worker, std::size_t begin, std::size_t end) {
            for (std::size_t row = begin; row < end && !stop.stop_requested(); ++row)
                if (ratings.count(row) > 0)
                    solvers[worker].improve(row, vectors[row]);
                else
                    std::fill_n(vectors[row], vectors.stride(), 0.0F);
        },
        stop);
}

class ImplicitAls : public Scorer {
public:
    ImplicitAls(const TrainMatrix& matrix, FactorTable users, FactorTable movies)
        : users_(std::move(users)),
          movies_(std::move(movies)),
          knowsUser_(known(matrix.byUser)),
          knowsMovie_(known(matrix.byMovie)) {}

    void score(std::size_t userRow, std::span<const std::int32_t> movieRows,
               std::span<float> scores) const override {
        for (std::size_t i = 0; i < movieRows.size(); ++i) {
            const auto movie = static_cast<std::size_t>(movieRows[i]);
            scores[i] = knowsUser_[userRow] && knowsMovie_[movie]
                            ? kernels().dot(users_[userRow], movies_[movie], users_.stride())
                            : -std::numeric_limits<float>::infinity();
        }
    }

private:
    static std::vector<bool> known(const SparseMatrix& rows) {
        std::vector<bool> result(rows.rows());
        for (std::size_t row = 0; row < result.size(); ++row)
            result[row] = rows.count(row) > 0;
        return result;
    }

    FactorTable users_;
    FactorTable movies_;
    std::vector<bool> knowsUser_;
    std::vector<bool> knowsMovie_;
};

} // namespace

std::unique_ptr<Scorer> fitImplicitAls(const Dataset& dataset,
                                       std::span<const std::uint32_t> trainRows,
                                       const ImplicitAlsSettings& settings,
                                       const std::stop_token& stop,
                                       const ProgressCallback& progress) {
    check(settings);
    const TrainMatrix matrix = makeTrainMatrix(dataset, trainRows);
    Random random(settings.seed, "implicit ALS");
    const auto factors = static_cast<std::size_t>(settings.factors);
    const double spread = settings.spread / std::sqrt(static_cast<double>(factors));
    FactorTable users(matrix.users(), factors, spread, random);
    FactorTable movies(matrix.movies(), factors, spread, random);
    constexpr std::uint64_t sides = 2; // a step improves one, the other held
    const auto step = [&](const EpochStep& at) {
        if (at.inEpoch == 0)
            improveSide(matrix.byUser, movies, users, settings, stop);
        else
            improveSide(matrix.byMovie, users, movies, settings, stop);
    };
    runEpochs(
        {settings.sweeps, sides, "Factorising"}, [] {}, step, stop, progress);
    return std::make_unique<ImplicitAls>(matrix, std::move(users), std::move(movies));
}

} // namespace towerlab
