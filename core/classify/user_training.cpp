// SPDX-License-Identifier: MIT
#include "core/classify/user_training.h"

#include "core/error.h"

#include <algorithm>
#include <cmath>

namespace towerlab::detail {

std::size_t batchFor(int most, std::size_t examples, std::size_t steps) {
    constexpr std::size_t least = 32;
    return std::min(static_cast<std::size_t>(most), std::max(least, examples / steps));
}

void check(const UserTraining& training, int hiddenUnits) {
    if (hiddenUnits < 1 || training.epochs < 0 || training.batchSize < 1)
        throw SettingsError("a classifier needs at least one hidden unit and one user a batch, and "
                            "no fewer epochs than none");
    if (!(training.learningRate > 0))
        throw SettingsError("the learning rate must be above 0");
    if (!(training.weightDecay >= 0))
        throw SettingsError("the weight decay must not be negative");
}

AdamStep adamStep(const UserTraining& training, const EpochStep& at) {
    return {.learningRate = training.learningRate * at.left,
            .weightDecay = training.weightDecay,
            .number = at.number + 1};
}

void checkLoss(double loss) {
    if (!std::isfinite(loss))
        throw TrainingError("the classifier diverged: its loss is not a number any more", {}, 0,
                            "Choose a lower learning rate.");
}

void train(UserSoftmax& net, std::vector<std::uint32_t> users, const UserTraining& training,
           const AddExample& addExample, const std::stop_token& stop,
           const ProgressCallback& progress) {
    Random order(training.seed, "classifier order");
    Random examples(training.seed, "classifier examples");
    constexpr std::size_t stepsOfAnEpoch = 24;
    const std::size_t batch = batchFor(training.batchSize, users.size(), stepsOfAnEpoch);
    const auto step = [&](const EpochStep& at, std::span<const std::uint32_t> some) {
        SparseMatrix inputs;
        SparseMatrix targets;
        for (const std::uint32_t user : some) {
            addExample(user, examples, inputs, targets);
            inputs.endRow();
            targets.endRow();
        }
        checkLoss(net.addGradients(inputs, targets));
        net.update(adamStep(training, at));
    };
    runShuffledEpochs(users, batch, training.epochs, "Learning", order, step, stop, progress);
}

std::vector<std::uint32_t> usersWithRatings(const SparseMatrix& byUser) {
    std::vector<std::uint32_t> users;
    for (std::size_t user = 0; user < byUser.rows(); ++user)
        if (byUser.count(user) > 0)
            users.push_back(static_cast<std::uint32_t>(user));
    return users;
}

} // namespace towerlab::detail
