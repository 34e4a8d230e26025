// SPDX-License-Identifier: MIT
#include "core/model/presets.h"

#include "core/error.h"
#include "core/translatable.h"

#include <string>

namespace towerlab {
namespace {

/// The match that the article's text speaks of.
RunSettings seedAsText() {
    RunSettings settings;
    settings.model.match = Match::DotProduct;
    return settings;
}

RunSettings seedClassifier() {
    RunSettings settings;
    settings.train.objective = Objective::BinaryCrossEntropy;
    return settings;
}

RunSettings allRatings() {
    RunSettings settings;
    settings.data.sampleFraction = 1;
    settings.train.epochs = 10;
    return settings;
}

RunSettings clearMap() {
    RunSettings settings = allRatings();
    settings.model.l2 = 0;
    settings.train.batchSize = 256;
    return settings;
}

RunSettings cosine() {
    RunSettings settings = allRatings();
    settings.model.match = Match::Cosine;
    return settings;
}

/// Huang et al. 2013: cosine, tanh layers, softmax over one positive and four sampled negatives.
/// The paper trains by plain stochastic gradient descent; Adagrad needs no tuning of its rate.
RunSettings dssmPaper() {
    RunSettings settings = allRatings();
    settings.model.l2 = 0;
    settings.model.match = Match::Cosine;
    settings.model.hiddenUnits = 64;
    settings.model.vectorSize = 32;
    settings.model.activation = Activation::Tanh;
    settings.model.vectorActivation = Activation::Tanh;
    settings.train.objective = Objective::SampledSoftmax;
    settings.train.temperature = 0.1;
    settings.train.optimiser = Optimiser::Adagrad;
    settings.train.learningRate = 0.05;
    settings.train.batchSize = 1024;
    return settings;
}

/// Yi et al. 2019, with what the fast engine can do.
RunSettings inBatchSoftmax() {
    RunSettings settings = allRatings();
    settings.data.likeThreshold = 0.5;
    settings.model.l2 = 0;
    settings.model.match = Match::DotProduct;
    settings.model.normalise = Switch::On;
    settings.model.idEmbedding = 64;
    settings.model.featureEmbedding = 8;
    settings.model.hiddenUnits = 128;
    settings.model.vectorSize = 32;
    settings.model.vectorActivation = Activation::Linear;
    settings.train.objective = Objective::InBatchSoftmax;
    settings.train.temperature = 0.1;
    settings.train.epsilonPlace = EpsilonPlace::OutsideRoot; // it was tuned with that
    settings.train.batchSize = 512;
    return settings;
}

/// Both towers read who has rated what and how (as SVD++ and AutoRec do), each through one linear
/// layer; found on the validation parts of ml-100k's u1 and of ml-1m.
RunSettings bestRating() {
    RunSettings settings;
    settings.data.sampleFraction = 1;
    ModelSettings& model = settings.model;
    model.idEmbedding = 0;
    model.featureEmbedding = 16;
    model.movieGenres = MovieGenres::All;
    model.movieYear = Switch::On;
    model.userHistory = History::Both;
    model.movieHistory = History::Both;
    model.historyEmbedding = 64;
    model.historyDropout = 0.3;
    model.hiddenLayers = 0;
    model.vectorActivation = Activation::Linear;
    model.vectorSize = 64;
    model.match = Match::DotProduct;
    model.l2 = 0;
    model.biases = Switch::On;
    model.output = Output::Linear;
    TrainSettings& train = settings.train;
    train.batchSize = 0;
    train.epochs = 40;
    train.optimiser = Optimiser::Adam;
    train.learningRate = 5e-3;
    train.schedule = Schedule::Cosine;
    train.warmup = 0.075;
    train.weightDecay = 6e-6;
    train.epsilon = 1e-8;
    return settings;
}

/// The less data, the more must hold it back from learning by heart.
RunSettings bestRatingSmall() {
    RunSettings settings = bestRating();
    settings.train.weightDecay = 3e-5;
    return settings;
}

/// A softmax over all movies, from what a user has rated and, where times are known, lately.
RunSettings bestRanking() {
    RunSettings settings;
    settings.data.sampleFraction = 1;
    settings.data.holdOut = HoldOut::LastOfUser;
    settings.data.likeThreshold = 0.5;
    ModelSettings& model = settings.model;
    model.idEmbedding = 128;
    model.userIds = Switch::Off;
    model.featureEmbedding = 8;
    model.movieGenres = MovieGenres::All;
    model.movieYear = Switch::On;
    model.userHistory = History::Recent;
    model.historyEmbedding = 64;
    model.historyDropout = 0.3;
    model.hiddenLayers = 0;
    model.vectorActivation = Activation::Linear;
    model.vectorSize = 128;
    model.match = Match::DotProduct;
    model.l2 = 0;
    model.biases = Switch::On;
    TrainSettings& train = settings.train;
    train.objective = Objective::CatalogueSoftmax;
    train.temperature = 1;
    train.batchSize = 512;
    train.epochs = 100;
    train.optimiser = Optimiser::Adam;
    train.learningRate = 2e-3;
    train.schedule = Schedule::Cosine;
    train.warmup = 0.05;
    train.epsilon = 1e-8;
    return settings;
}

std::vector<Preset> makePresets() {
    return {
        {"seed", TOWERLAB_TRANSLATABLE("Settings", "Seed article"),
         TOWERLAB_TRANSLATABLE("Settings",
                               "The article's model as its code runs: a tenth of the ratings, "
                               "batches of 32, 5 epochs, squared error. The match is a weighted "
                               "product with 8 learnt weights, not the dot product of its text."),
         RunSettings{}},
        {"seed-text", TOWERLAB_TRANSLATABLE("Settings", "Seed article, as its text says"),
         TOWERLAB_TRANSLATABLE("Settings",
                               "The same with the dot product that the article's text speaks of: "
                               "one weight for the sum of the 8 products, where the code, summing "
                               "along another axis, learns one for each."),
         seedAsText()},
        {"seed-classifier", TOWERLAB_TRANSLATABLE("Settings", "Seed article, liked or not"),
         TOWERLAB_TRANSLATABLE("Settings",
                               "The article's variant: a rating of 4 stars or more is a "
                               "like, trained with binary cross-entropy."),
         seedClassifier()},
        {"all-ratings", TOWERLAB_TRANSLATABLE("Settings", "Seed model, all ratings"),
         TOWERLAB_TRANSLATABLE("Settings", "The same model on every rating for 10 epochs: slower, "
                                           "and clearly more accurate."),
         allRatings()},
        {"clear-map", TOWERLAB_TRANSLATABLE("Settings", "Clear map"),
         TOWERLAB_TRANSLATABLE("Settings",
                               "All ratings, batches of 256, and no L2 penalty, which would press "
                               "the vectors onto a line: the map shows what they hold."),
         clearMap()},
        {"cosine", TOWERLAB_TRANSLATABLE("Settings", "Cosine match"),
         TOWERLAB_TRANSLATABLE("Settings", "As DSSM compares its vectors: by the angle alone, on "
                                           "all ratings."),
         cosine()},
        {"dssm", TOWERLAB_TRANSLATABLE("Settings", "DSSM paper"),
         TOWERLAB_TRANSLATABLE("Settings",
                               "Huang et al. 2013: cosine with a smoothing factor, and a softmax "
                               "that picks the liked movie out of itself and 4 sampled ones."),
         dssmPaper()},
        {"in-batch", TOWERLAB_TRANSLATABLE("Settings", "In-batch softmax"),
         TOWERLAB_TRANSLATABLE("Settings",
                               "The modern two-tower objective (Yi et al. 2019): each rated movie "
                               "against all others of the batch, with logQ correction."),
         inBatchSoftmax()},
        {"best-rating", TOWERLAB_TRANSLATABLE("Settings", "Best rating prediction"),
         TOWERLAB_TRANSLATABLE("Settings",
                               "Towers that read who has rated what and how, instead of ids: the "
                               "smallest error in stars."),
         bestRating()},
        {"best-rating-small", TOWERLAB_TRANSLATABLE("Settings", "Best rating, small data"),
         TOWERLAB_TRANSLATABLE("Settings",
                               "The same with more weight decay, for some 100,000 ratings rather "
                               "than a million."),
         bestRatingSmall()},
        {"best-ranking", TOWERLAB_TRANSLATABLE("Settings", "Best ranking"),
         TOWERLAB_TRANSLATABLE("Settings",
                               "A softmax over all movies, from a user's ratings with the latest "
                               "counting more: puts the next movie furthest up."),
         bestRanking()},
    };
}

} // namespace

const std::vector<Preset>& presets() {
    static const std::vector<Preset> list = makePresets();
    return list;
}

const Preset& preset(std::string_view key) {
    for (const Preset& item : presets())
        if (item.key == key)
            return item;
    throw SettingsError("There is no preset named \"" + std::string(key) + "\"");
}

} // namespace towerlab
