// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "core/progress.h"
#include "core/recommend/scorer.h"

#include <cstdint>
#include <memory>
#include <span>

namespace towerlab {

struct LikeSettings {
    double likedFrom = 4;   ///< the rating from which on it counts as a like
    int negatives = 0;      ///< unrated movies per training rating and epoch, as no likes; ≥ 0
    int embeddingSize = 32; ///< of each feature; ≥ 1
    int hiddenUnits = 64;   ///< of the first dense layer, the second having half; ≥ 1
    int epochs = 6;         ///< passes over the training ratings; ≥ 0
    int batchSize = 2048;   ///< examples; small data sets have smaller batches; ≥ 1
    double learningRate = 0.004; ///< of the first epoch, falling evenly towards 0; > 0
    double weightDecay = 0.5;    ///< of Adam, decoupled; ≥ 0
    std::uint64_t seed = 42;
    int threads = 0; ///< 0: as many as the processor has cores; results don't depend on it
};

/// Defaults of a fit with sampled negatives.
inline LikeSettings sampledLikeSettings() {
    LikeSettings settings;
    settings.negatives = 4;
    settings.epochs = 5;
    settings.batchSize = 4096;
    settings.learningRate = 0.006;
    settings.weightDecay = 0.2;
    return settings;
}

/// The ranking stage as the classification of pairs into likes and no likes: embeddings of what is
/// known of the user (id, gender, age bracket, occupation) and of the movie (id, genres, years by
/// fives) joined, two dense ReLU layers, a sigmoid: the probability of a like, learnt by log loss.
/// Without `negatives` it is that of liking a movie once it was watched and rated, and
/// predictsLikes(); with them, that of watching and liking it. (The deep part of Cheng et al.,
/// "Wide & deep learning for recommender systems", DLRS 2016; negatives as in He et al., "Neural
/// collaborative filtering", WWW 2017, section 3.) Scores by the number before the sigmoid. Users
/// and movies without a training rating are judged by their other features.
/// @throws SettingsError for a setting out of range or no training rows.
/// @throws TrainingError if training diverges (a learning rate too high).
/// @throws Cancelled when stopped.
std::unique_ptr<Scorer> fitLikeClassifier(const Dataset& dataset,
                                          std::span<const std::uint32_t> trainRows,
                                          const LikeSettings& settings = {},
                                          const std::stop_token& stop = {},
                                          const ProgressCallback& progress = {});

} // namespace towerlab
