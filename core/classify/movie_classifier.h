// SPDX-License-Identifier: MIT
#pragma once

#include "core/classify/multi_class_scorer.h"
#include "core/data/dataset.h"
#include "core/progress.h"

#include <cstdint>
#include <memory>
#include <span>

namespace towerlab {

struct MovieClassifierSettings {
    int hiddenUnits = 200;       ///< ≥ 1
    int epochs = 20;             ///< passes over the users; ≥ 0
    int batchSize = 256;         ///< users; small data sets have smaller batches; ≥ 1
    double learningRate = 0.005; ///< of the first epoch, falling evenly towards 0; > 0
    double weightDecay = 0.05;   ///< of Adam, decoupled; ≥ 0
    std::uint64_t seed = 42;
    int threads = 0; ///< 0: as many as the processor has cores; results don't depend on it
};

/// "Which movie will this user watch next?" as one question with as many answers as there are
/// movies: gender, age bracket, occupation and the mean of the history's embeddings through a dense
/// tanh layer into a softmax over all movies (Covington, Adams and Sargin, "Deep neural networks
/// for YouTube recommendations", RecSys 2016, section 3). Learns from users as examples, by the
/// multinomial likelihood of all they rated given a random part of it (Liang et al., "Variational
/// autoencoders for collaborative filtering", WWW 2018, the Mult-DAE of section 2.3; of a user with
/// n ratings divided by √n, so that the busy don't drown the others). Stars don't count. Scores by
/// the logit. Users without a training rating get what their attributes say.
/// @throws SettingsError for a setting out of range or no training rows.
/// @throws TrainingError if training diverges (a learning rate too high).
/// @throws Cancelled when stopped.
std::unique_ptr<MultiClassScorer> fitMovieClassifier(const Dataset& dataset,
                                                     std::span<const std::uint32_t> trainRows,
                                                     const MovieClassifierSettings& settings = {},
                                                     const std::stop_token& stop = {},
                                                     const ProgressCallback& progress = {});

} // namespace towerlab
