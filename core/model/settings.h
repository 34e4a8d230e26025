// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace towerlab {

/// Which ratings take part, and how. Defaults, ranges and units: see settingFields().
struct DataSettings {
    double sampleFraction = 0.1;
    double validationFraction = 0.1;
    double likeThreshold = 4.0; ///< stars from which a rating counts as "liked" (classification)
};

enum class Match { DotProduct, Cosine };

/// The two towers. Defaults are the seed article's model.
struct ModelSettings {
    int idEmbedding = 100;
    int featureEmbedding = 2;
    int hiddenUnits = 32;
    int vectorSize = 8;
    double l2 = 0.01; ///< factor of sum(W^2) of both second dense kernels
    Match match = Match::DotProduct;
};

enum class Objective { MeanSquaredError, BinaryCrossEntropy };

/// How steps are computed; the results are the same but for rounding.
enum class Engine { Fast, Autograd };

struct TrainSettings {
    Objective objective = Objective::MeanSquaredError;
    int batchSize = 32;
    int epochs = 5;
    double learningRate = 1e-3;
    double rho = 0.9;
    double epsilon = 1e-7;
    std::uint32_t seed = 42;
    Engine engine = Engine::Fast;
    int threads = 0; ///< 0: one less than the cores, at least 1
};

/// All that, with the data, determines a run.
struct RunSettings {
    DataSettings data;
    ModelSettings model;
    TrainSettings train;
};

} // namespace towerlab
