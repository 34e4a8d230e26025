// SPDX-License-Identifier: MIT
#pragma once

#include "core/classify/multi_class_scorer.h"
#include "core/data/dataset.h"
#include "core/progress.h"

#include <cstdint>
#include <memory>
#include <span>

namespace towerlab {

struct GenreClassifierSettings {
    int hiddenUnits = 64;        ///< ≥ 1
    int epochs = 15;             ///< passes over the users; ≥ 0
    int batchSize = 128;         ///< users; small data sets have smaller batches; ≥ 1
    double learningRate = 0.002; ///< of the first epoch, falling evenly towards 0; > 0
    double weightDecay = 0.1;    ///< of Adam, decoupled; ≥ 0
    std::uint64_t seed = 42;
    int threads = 0; ///< 0: as many as the processor has cores; results don't depend on it
};

/// "Which kind of movie will this user watch next?": gender, age bracket, occupation, the mean of
/// the history's embeddings and the history's genres through a dense tanh layer into a softmax over
/// the genres, p(g|u). Learns from users as examples: the genres of a random part of what they
/// rated from the rest, a movie of n genres counting 1/n for each. Stars don't count. Scores a
/// movie by the log of the chance that it is the next one, if it is drawn from a genre's ratings
/// after the genre was drawn: ln Σ_{g of i} p(g|u) p(i|g) = ln (n_i + 1) + ln mean_{g of i} p(g|u)
/// / p(g) but for a constant, n_i being the movie's training ratings and p(g) the genre's share of
/// all; of a movie without genres by the first term. Users without a training rating get what their
/// attributes say.
/// @throws SettingsError for a setting out of range or no training rows.
/// @throws DataError if the data set has no genres.
/// @throws TrainingError if training diverges (a learning rate too high).
/// @throws Cancelled when stopped.
std::unique_ptr<MultiClassScorer> fitGenreClassifier(const Dataset& dataset,
                                                     std::span<const std::uint32_t> trainRows,
                                                     const GenreClassifierSettings& settings = {},
                                                     const std::stop_token& stop = {},
                                                     const ProgressCallback& progress = {});

} // namespace towerlab
