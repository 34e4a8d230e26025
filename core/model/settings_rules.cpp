// SPDX-License-Identifier: MIT
#include "core/model/settings_rules.h"

#include "core/model/settings_fields.h"
#include "core/translatable.h"

#include <algorithm>
#include <array>
#include <functional>
#include <span>

namespace towerlab {
namespace {

/// A setting is of no use where `idle` holds.
struct Rule {
    std::string_view key;
    bool (*idle)(const RunSettings& settings);
    std::string_view why;
};

using S = const RunSettings&;

bool is(S s, Optimiser optimiser) { return s.train.optimiser == optimiser; }
bool isAdam(S s) { return is(s, Optimiser::Adam) || is(s, Optimiser::AdamW); }
bool holdsNothingOut(S s) { return s.data.validationFraction == 0; }
bool hasNoFeatures(S s) {
    return s.model.userFeatures == Switch::Off && s.model.movieFeatures == Switch::Off &&
           s.model.movieGenres == MovieGenres::None && s.model.movieYear == Switch::Off &&
           s.model.titleBuckets == 0;
}

std::span<const Rule> rules() {
    static const std::array all = {
        Rule{"user_columns_left_out", [](S s) { return s.model.userFeatures == Switch::Off; },
             TOWERLAB_TRANSLATABLE("Settings", "User features are off.")},
        Rule{"movie_columns_left_out", [](S s) { return s.model.movieFeatures == Switch::Off; },
             TOWERLAB_TRANSLATABLE("Settings", "Item features are off.")},
        Rule{"like_threshold", [](S s) { return s.train.objective == Objective::MeanSquaredError; },
             TOWERLAB_TRANSLATABLE("Settings",
                                   "Not used now: squared error learns the stars themselves.")},
        Rule{"user_ids", [](S s) { return s.model.idEmbedding == 0; },
             TOWERLAB_TRANSLATABLE("Settings", "Not used now: there are no id embeddings.")},
        Rule{"feature_embedding", hasNoFeatures,
             TOWERLAB_TRANSLATABLE("Settings",
                                   "Not used now: the towers read no features besides ids.")},
        Rule{"history_embedding", [](S s) { return !hasHistory(s.model); },
             TOWERLAB_TRANSLATABLE("Settings", "Not used now: the towers read no history.")},
        Rule{"history_dropout", [](S s) { return !hasHistory(s.model); },
             TOWERLAB_TRANSLATABLE("Settings", "Not used now: the towers read no history.")},
        Rule{"output", [](S s) { return s.train.objective != Objective::MeanSquaredError; },
             TOWERLAB_TRANSLATABLE("Settings", "Used with squared error only.")},
        Rule{"hidden_units", [](S s) { return s.model.hiddenLayers == 0; },
             TOWERLAB_TRANSLATABLE("Settings", "Not used now: there are no hidden layers.")},
        Rule{"activation", [](S s) { return s.model.hiddenLayers == 0; },
             TOWERLAB_TRANSLATABLE("Settings", "Not used now: there are no hidden layers.")},
        Rule{"normalise", [](S s) { return isCosine(s.model.match); },
             TOWERLAB_TRANSLATABLE("Settings",
                                   "Makes no difference now: a cosine ignores lengths anyway.")},
        Rule{"negatives", [](S s) { return !drawsNegatives(s.train.objective); },
             TOWERLAB_TRANSLATABLE("Settings", "Not used now: this objective draws no negatives.")},
        Rule{"negative_sampling", [](S s) { return !drawsNegatives(s.train.objective); },
             TOWERLAB_TRANSLATABLE("Settings", "Not used now: this objective draws no negatives.")},
        Rule{"temperature", [](S s) { return !isRanking(s.train.objective); },
             TOWERLAB_TRANSLATABLE("Settings",
                                   "Not used now: this objective learns the weight of the match.")},
        Rule{
            "learn_temperature",
            [](S s) { return !isRanking(s.train.objective) || isProbability(s.train.objective); },
            TOWERLAB_TRANSLATABLE(
                "Settings", "Not used now: this objective always learns the weight of the match.")},
        Rule{"log_q", [](S s) { return s.train.objective != Objective::InBatchSoftmax; },
             TOWERLAB_TRANSLATABLE("Settings", "Used with in-batch softmax only.")},
        Rule{"hit_removal", [](S s) { return s.train.objective != Objective::InBatchSoftmax; },
             TOWERLAB_TRANSLATABLE("Settings", "Used with in-batch softmax only.")},
        Rule{"margin", [](S s) { return s.train.objective != Objective::MaxMargin; },
             TOWERLAB_TRANSLATABLE("Settings", "Used with max-margin only.")},
        Rule{"rho", [](S s) { return !is(s, Optimiser::RmsProp); },
             TOWERLAB_TRANSLATABLE("Settings", "Used with RMSprop only.")},
        Rule{"epsilon_place", [](S s) { return !is(s, Optimiser::RmsProp); },
             TOWERLAB_TRANSLATABLE("Settings", "Used with RMSprop only.")},
        Rule{"momentum", [](S s) { return !is(s, Optimiser::Sgd); },
             TOWERLAB_TRANSLATABLE("Settings", "Used with SGD only.")},
        Rule{"beta1", [](S s) { return !isAdam(s); },
             TOWERLAB_TRANSLATABLE("Settings", "Used with Adam and AdamW only.")},
        Rule{"beta2", [](S s) { return !isAdam(s); },
             TOWERLAB_TRANSLATABLE("Settings", "Used with Adam and AdamW only.")},
        Rule{"epsilon", [](S s) { return is(s, Optimiser::Sgd); },
             TOWERLAB_TRANSLATABLE("Settings", "Not used now: SGD does not divide by anything.")},
        Rule{"watch",
             [](S s) { return s.train.patience == 0 && s.train.restoreBest == Switch::Off; },
             TOWERLAB_TRANSLATABLE("Settings",
                                   "Used with early stopping or the best epoch's weights only.")},
        Rule{"hold_out", holdsNothingOut,
             TOWERLAB_TRANSLATABLE("Settings", "Not used now: nothing is held out.")},
        Rule{"patience", holdsNothingOut,
             TOWERLAB_TRANSLATABLE("Settings", "Nothing is held out to be measured on.")},
        Rule{"restore_best", holdsNothingOut,
             TOWERLAB_TRANSLATABLE("Settings", "Nothing is held out to be measured on.")},
    };
    return all;
}

struct FastRule {
    bool (*broken)(const RunSettings& settings);
    std::string_view why;
};

std::span<const FastRule> fastRules() {
    static const std::array all = {
        FastRule{[](S s) {
                     return isRanking(s.train.objective) &&
                            s.train.objective != Objective::InBatchSoftmax;
                 },
                 TOWERLAB_TRANSLATABLE("Settings", "Of the ranking objectives only in-batch "
                                                   "softmax is fast; the others run on autograd.")},
        FastRule{[](S s) { return !is(s, Optimiser::RmsProp); },
                 TOWERLAB_TRANSLATABLE(
                     "Settings",
                     "The fast engine knows RMSprop only; other optimisers run on autograd.")},
        FastRule{[](S s) {
                     return s.model.hiddenLayers != 1 || s.model.activation != Activation::Relu ||
                            (s.model.vectorActivation != Activation::Relu &&
                             s.model.vectorActivation != Activation::Linear);
                 },
                 TOWERLAB_TRANSLATABLE("Settings",
                                       "Towers of other than one hidden layer with ReLU "
                                       "run on autograd.")},
        FastRule{
            [](S s) {
                return s.model.movieGenres == MovieGenres::All || s.model.titleBuckets > 0 ||
                       s.model.idEmbedding == 0 || s.model.userIds == Switch::Off ||
                       hasHistory(s.model);
            },
            TOWERLAB_TRANSLATABLE(
                "Settings",
                "Bags of genres or words, histories, and towers without ids run on autograd.")},
        FastRule{
            [](S s) { return s.model.biases == Switch::On || s.model.output == Output::Linear; },
            TOWERLAB_TRANSLATABLE("Settings", "Biases and a linear output run on autograd.")},
        FastRule{[](S s) {
                     const bool ranking = isRanking(s.train.objective);
                     return (ranking && isCosine(s.model.match)) ||
                            (!ranking && s.model.normalise == Switch::On &&
                             !isCosine(s.model.match));
                 },
                 TOWERLAB_TRANSLATABLE("Settings",
                                       "In-batch softmax is not fast with a cosine, and the other "
                                       "objectives not with vectors of length 1.")},
        FastRule{[](S s) {
                     return s.model.dropout > 0 || s.train.clipNorm > 0 ||
                            s.train.weightDecay > 0 || s.train.embeddingL2 > 0 ||
                            s.train.averaging > 0;
                 },
                 TOWERLAB_TRANSLATABLE(
                     "Settings", "Dropout, clipping, weight decay, L2 on embeddings and "
                                 "averaged weights touch all weights: they run on autograd.")},
    };
    return all;
}

} // namespace

std::string_view whyNotUsed(std::string_view key, const RunSettings& settings) {
    for (const Rule& rule : rules())
        if (rule.key == key && rule.idle(settings))
            return rule.why;
    return {};
}

std::string_view whyNotFast(const RunSettings& settings) {
    for (const FastRule& rule : fastRules())
        if (rule.broken(settings))
            return rule.why;
    return {};
}

Engine engineFor(const RunSettings& settings) {
    return whyNotFast(settings).empty() ? settings.train.engine : Engine::Autograd;
}

} // namespace towerlab
