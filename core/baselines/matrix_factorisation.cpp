// SPDX-License-Identifier: MIT
#include "core/baselines/matrix_factorisation.h"

#include "core/baselines/bias.h"
#include "core/baselines/factor_table.h"
#include "core/baselines/stars_scorer.h"
#include "core/error.h"
#include "core/train/epochs.h"

#include <cmath>
#include <numeric>

namespace towerlab {
namespace {

struct Model {
    RatingBaseline biases;
    detail::FactorTable users;
    detail::FactorTable movies;

    float rating(std::size_t user, std::size_t movie) const {
        return biases.of(user, movie) + kernels().dot(users[user], movies[movie], users.stride());
    }
};

class MatrixFactorisation final : public StarsScorer {
public:
    MatrixFactorisation(const TrainMatrix& matrix, Model model)
        : StarsScorer(matrix), model_(std::move(model)) {}

protected:
    void estimate(std::size_t userRow, std::span<const std::int32_t> movieRows,
                  std::span<float> stars) const override {
        for (std::size_t i = 0; i < movieRows.size(); ++i)
            stars[i] = model_.rating(userRow, static_cast<std::size_t>(movieRows[i]));
    }

private:
    Model model_;
};

void check(const MatrixFactorisationSettings& settings) {
    if (settings.factors < 1 || settings.epochs < 1)
        throw SettingsError("matrix factorisation needs at least one factor and one epoch");
    if (!(settings.learningRate > 0))
        throw SettingsError("the learning rate must be above 0");
    if (!(settings.regularisation >= 0 && settings.spread >= 0))
        throw SettingsError("regularisation and spread must not be negative");
}

/// Vectors of users and movies without training ratings stay where they started: make them 0.
void forgetUnseen(const SparseMatrix& rows, detail::FactorTable& factors) {
    for (std::size_t row = 0; row < rows.rows(); ++row)
        if (rows.count(row) == 0)
            std::fill_n(factors[row], factors.stride(), 0.0F);
}

Model initialModel(const TrainMatrix& matrix, const MatrixFactorisationSettings& settings) {
    Random random(settings.seed, "matrix factorisation");
    const auto factors = static_cast<std::size_t>(settings.factors);
    Model model{{},
                {matrix.users(), factors, settings.spread, random},
                {matrix.movies(), factors, settings.spread, random}};
    model.biases.mean = matrix.mean;
    model.biases.users.assign(matrix.users(), 0.0F);
    model.biases.movies.assign(matrix.movies(), 0.0F);
    forgetUnseen(matrix.byUser, model.users);
    forgetUnseen(matrix.byMovie, model.movies);
    return model;
}

/// Goes over ratings one by one and moves the model along the gradient.
class Descent {
public:
    Descent(Model& model, double regularisation)
        : model_(model), regularisation_(static_cast<float>(regularisation)) {}

    void setRate(double rate) {
        rate_ = static_cast<float>(rate);
        shrink_ = rate_ * regularisation_;
    }

    /// Returns the squared error before the step.
    float step(std::size_t user, std::size_t movie, float stars) {
        float* p = model_.users[user];
        float* q = model_.movies[movie];
        const std::size_t n = model_.users.stride();
        const float error = stars - model_.biases.of(user, movie) - kernels_.dot(p, q, n);
        const float move = rate_ * error;
        float& userBias = model_.biases.users[user];
        float& movieBias = model_.biases.movies[movie];
        userBias += move - shrink_ * userBias;
        movieBias += move - shrink_ * movieBias;
        kernels_.descend(p, q, move, shrink_, n);
        return error * error;
    }

private:
    Model& model_;
    const Kernels& kernels_ = kernels();
    float regularisation_;
    float rate_ = 0;
    float shrink_ = 0; ///< of a weight in one step
};

/// The user of each position of the matrix by user.
std::vector<std::int32_t> usersOf(const SparseMatrix& byUser) {
    std::vector<std::int32_t> users(byUser.column.size());
    for (std::size_t user = 0; user < byUser.rows(); ++user)
        std::fill(users.begin() + byUser.start[user], users.begin() + byUser.start[user + 1],
                  static_cast<std::int32_t>(user));
    return users;
}

void descend(const TrainMatrix& matrix, const MatrixFactorisationSettings& settings, Model& model,
             const std::stop_token& stop, const ProgressCallback& progress) {
    constexpr std::size_t ratingsAtATime = 1 << 15; // between two reports
    const auto users = usersOf(matrix.byUser);
    std::vector<std::uint32_t> order(matrix.size());
    std::iota(order.begin(), order.end(), 0U);
    Random random(settings.seed, "matrix factorisation order");
    Descent descent(model, settings.regularisation);
    const auto step = [&](const EpochStep& at, std::span<const std::uint32_t> ratings) {
        const double left = static_cast<double>(settings.epochs - at.epoch) / settings.epochs;
        descent.setRate(settings.learningRate * left);
        double squares = 0;
        for (const std::uint32_t rating : ratings)
            squares += static_cast<double>(
                descent.step(static_cast<std::size_t>(users[rating]),
                             static_cast<std::size_t>(matrix.byUser.column[rating]),
                             matrix.byUser.value[rating]));
        if (!std::isfinite(squares))
            throw TrainingError("matrix factorisation diverged: the error is not a number any more",
                                {}, 0, "Choose a lower learning rate.");
    };
    runShuffledEpochs(order, ratingsAtATime, settings.epochs, "Factorising", random, step, stop,
                      progress);
}

} // namespace

std::unique_ptr<Scorer> fitMatrixFactorisation(const Dataset& dataset,
                                               std::span<const std::uint32_t> trainRows,
                                               const MatrixFactorisationSettings& settings,
                                               const std::stop_token& stop,
                                               const ProgressCallback& progress) {
    check(settings);
    const TrainMatrix matrix = makeTrainMatrix(dataset, trainRows);
    Model model = initialModel(matrix, settings);
    descend(matrix, settings, model, stop, progress);
    return std::make_unique<MatrixFactorisation>(matrix, std::move(model));
}

} // namespace towerlab
