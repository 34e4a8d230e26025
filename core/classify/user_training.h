// SPDX-License-Identifier: MIT
// How classifiers learn; private to core/classify.
#pragma once

#include "core/classify/user_softmax.h"
#include "core/progress.h"
#include "core/train/epochs.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace towerlab::detail {

struct UserTraining {
    int epochs = 0;
    int batchSize = 0;       ///< at most: see batchFor()
    double learningRate = 0; ///< of the first step, falling evenly towards 0
    double weightDecay = 0;
    std::uint64_t seed = 0;
};

/// A batch of `most` examples, or of fewer where there are so few that an epoch would have less
/// than `steps` steps.
std::size_t batchFor(int most, std::size_t examples, std::size_t steps);

/// @throws SettingsError for a value out of range.
void check(const UserTraining& training, int hiddenUnits);

/// A step of a training: its learning rate falls evenly from step to step.
AdamStep adamStep(const UserTraining& training, const EpochStep& at);

/// @throws TrainingError if training has diverged.
void checkLoss(double loss);

/// Appends a user's example, drawn anew in each epoch: a row to each of `inputs` and `targets`,
/// without ending it.
using AddExample = std::function<void(std::size_t user, Random& random, SparseMatrix& inputs,
                                      SparseMatrix& targets)>;

/// Goes over the users in a new random order each epoch.
/// @throws TrainingError if training diverges.
/// @throws Cancelled when stopped.
void train(UserSoftmax& net, std::vector<std::uint32_t> users, const UserTraining& training,
           const AddExample& addExample, const std::stop_token& stop,
           const ProgressCallback& progress);

/// Adds a weighted column to the row that is open.
inline void add(SparseMatrix& matrix, std::size_t column, double value) {
    matrix.column.push_back(static_cast<std::int32_t>(column));
    matrix.value.push_back(static_cast<float>(value));
}

/// Users with a training rating.
std::vector<std::uint32_t> usersWithRatings(const SparseMatrix& byUser);

} // namespace towerlab::detail
