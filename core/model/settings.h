// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/switch.h"

#include <cstddef>
#include <cstdint>

namespace towerlab {

/// Which ratings are held out for validation: a random share, or users' last ones.
enum class HoldOut { Random, LastOfUser };

/// Which ratings take part, and how. Defaults, ranges and units: see settingFields().
struct DataSettings {
    double sampleFraction = 0.1;
    HoldOut holdOut = HoldOut::Random;
    double validationFraction = 0.1;
    /// Stars from which a rating counts as "liked": label 1, or a positive of a ranking objective.
    double likeThreshold = 4.0;
};

/// How the vectors u and v meet: sum(u v) with one weight behind it, or sum(w u v) with a weight
/// per dimension (a generalised dot product); the cosines divide that by |u| |v|.
enum class Match { DotProduct, Cosine, WeightedProduct, WeightedCosine };
enum class Activation { Relu, Tanh, Gelu, Linear };
enum class MovieGenres { None, Main, All };
/// What a tower hears of the ratings of its user (or movie) besides the id: which movies, how much
/// better or worse than expected, both, or which with the latest ones counting more.
enum class History { None, Rated, Stars, Both, Recent };
/// What comes behind the logit: p = sigmoid(logit), or the logit itself.
enum class Output { Sigmoid, Linear };

/// The two towers. Defaults are the seed article's model as its code runs.
struct ModelSettings {
    int idEmbedding = 100;
    int featureEmbedding = 2;
    Switch userIds = Switch::On;          ///< whether users have an id embedding too
    Switch userFeatures = Switch::On;     ///< the columns of UserFeatures
    std::uint32_t userColumnsLeftOut = 0; ///< of these, a bit for each by its place
    Switch movieFeatures = Switch::On;    ///< the columns of MovieFeatures
    std::uint32_t movieColumnsLeftOut = 0;
    MovieGenres movieGenres = MovieGenres::Main;
    Switch movieYear = Switch::Off;
    int titleBuckets = 0; ///< hash buckets for title words; 0: no title words
    History userHistory = History::None;
    History movieHistory = History::None;
    int historyEmbedding = 32;
    double historyDropout = 0;
    int hiddenLayers = 1;
    int hiddenUnits = 32;
    Activation activation = Activation::Relu;       ///< of the hidden layers
    Activation vectorActivation = Activation::Relu; ///< of the vectors
    double dropout = 0;
    int vectorSize = 8;
    Switch normalise = Switch::Off; ///< vectors to length 1
    double l2 = 0.01;               ///< factor of sum(W^2) of both last dense kernels
    Match match = Match::WeightedProduct;
    Switch biases = Switch::Off;     ///< a number for each user and movie, and the global mean
    Output output = Output::Sigmoid; ///< squared error only
};

enum class Objective {
    MeanSquaredError,
    BinaryCrossEntropy,
    SampledCrossEntropy,
    SampledSoftmax,
    InBatchSoftmax,
    CatalogueSoftmax,
    Bpr,
    MaxMargin
};
enum class NegativeSampling { Uniform, Popularity };
/// Which columns of an in-batch softmax are no negatives of a row.
enum class HitRemoval { None, SameMovie, AllRated };
enum class Optimiser { RmsProp, Adam, AdamW, Adagrad, Sgd };
/// What RMSprop divides a gradient by: sqrt(v + epsilon) as TensorFlow and Keras since 2.11, or
/// sqrt(v) + epsilon as PyTorch and Keras before.
enum class EpsilonPlace { InsideRoot, OutsideRoot };
enum class Schedule { Constant, Linear, Cosine };
/// The metric that early stopping and "best epoch" go by.
enum class Watch { Automatic, Loss, Rmse, Auc, HitRate, Ndcg };

/// How steps are computed; the results are the same but for rounding.
enum class Engine { Fast, Autograd };

struct TrainSettings {
    Objective objective = Objective::MeanSquaredError;
    int negatives = 4; ///< to a positive
    NegativeSampling negativeSampling = NegativeSampling::Uniform;
    double temperature = 0.1; ///< ranking objectives start at match / temperature
    Switch learnTemperature = Switch::Off;
    Switch logQ = Switch::On;
    HitRemoval hitRemoval = HitRemoval::SameMovie;
    double margin = 1;
    Optimiser optimiser = Optimiser::RmsProp;
    int batchSize = 32; ///< 0: a tenth of the examples
    int epochs = 5;
    double learningRate = 1e-3;
    Schedule schedule = Schedule::Constant;
    double warmup = 0; ///< share of the run's steps
    double rho = 0.9;
    double momentum = 0.9;
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 1e-7;
    EpsilonPlace epsilonPlace = EpsilonPlace::InsideRoot; ///< RMSprop only
    double weightDecay = 0;
    double embeddingL2 = 0;
    double clipNorm = 0;  ///< 0: no clipping
    double averaging = 0; ///< decay of the moving average of the weights; 0: none
    int patience = 0;     ///< epochs; 0: no early stopping
    Watch watch = Watch::Automatic;
    Switch restoreBest = Switch::Off;
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

/// Whether a mask of columns has the bit of a place.
constexpr bool isLeftOut(std::uint32_t mask, std::size_t place) {
    return place < 16 && (mask >> place & 1U) != 0;
}
/// Whether the objective learns which movies come first from positives and negatives, rather than
/// a number for each rating.
constexpr bool isRanking(Objective objective) {
    return objective != Objective::MeanSquaredError && objective != Objective::BinaryCrossEntropy;
}
/// Whether the output is the chance of a like (or of a rating at all) rather than stars or an
/// order.
constexpr bool isProbability(Objective objective) {
    return objective == Objective::BinaryCrossEntropy ||
           objective == Objective::SampledCrossEntropy;
}
/// Whether the output is a logit, of which only the order counts.
constexpr bool outputsLogits(Objective objective) {
    return isRanking(objective) && !isProbability(objective);
}
/// Whether a step draws negatives for its positives.
constexpr bool drawsNegatives(Objective objective) {
    return isRanking(objective) && objective != Objective::InBatchSoftmax &&
           objective != Objective::CatalogueSoftmax;
}
/// Whether the match divides by the vectors' lengths.
constexpr bool isCosine(Match match) {
    return match == Match::Cosine || match == Match::WeightedCosine;
}
/// Whether the match has a weight per dimension of the vectors rather than a single one.
constexpr bool isWeighted(Match match) {
    return match == Match::WeightedProduct || match == Match::WeightedCosine;
}
/// Weights of the match: 1, or as many as a vector has dimensions.
constexpr int matchWeightCount(const ModelSettings& model) {
    return isWeighted(model.match) ? model.vectorSize : 1;
}
/// Whether a tower needs the run's ratings to make vectors.
constexpr bool hasHistory(const ModelSettings& model) {
    return model.userHistory != History::None || model.movieHistory != History::None;
}
/// Whether the output is the logit itself, cut off at 0 and 1.
constexpr bool isLinear(const RunSettings& settings) {
    return settings.train.objective == Objective::MeanSquaredError &&
           settings.model.output == Output::Linear;
}
/// Examples in a batch of a run on so many.
constexpr std::uint64_t batchSizeOf(const TrainSettings& train, std::uint64_t examples) {
    if (train.batchSize > 0)
        return static_cast<std::uint64_t>(train.batchSize);
    return examples > 10 ? (examples + 9) / 10 : 1;
}

} // namespace towerlab
