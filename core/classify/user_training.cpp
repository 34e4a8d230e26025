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

void train(UserSoftmax& net, std::vector<std::uint32_t> users, const UserTraining& training,
           const AddExample& addExample, const std::stop_token& stop,
           const ProgressCallback& progress) {
    Random order(training.seed, "classifier order");
    Random examples(training.seed, "classifier examples");
    constexpr std::size_t stepsOfAnEpoch = 24;
    const std::size_t batch = batchFor(training.batchSize, users.size(), stepsOfAnEpoch);
    const std::uint64_t steps = (users.size() + batch - 1) / batch;
    const std::uint64_t total = static_cast<std::uint64_t>(training.epochs) * steps;
    AdamStep adam{.weightDecay = training.weightDecay, .number = 0};
    throwIfStopped(stop);
    for (int epoch = 0; epoch < training.epochs; ++epoch) {
        order.shuffle(users);
        for (std::size_t first = 0; first < users.size(); first += batch) {
            SparseMatrix inputs;
            SparseMatrix targets;
            for (std::size_t i = first; i < std::min(first + batch, users.size()); ++i) {
                addExample(users[i], examples, inputs, targets);
                inputs.endRow();
                targets.endRow();
            }
            const double left = 1 - static_cast<double>(adam.number) / static_cast<double>(total);
            adam.learningRate = training.learningRate * left;
            ++adam.number;
            if (!std::isfinite(net.addGradients(inputs, targets)))
                throw TrainingError("the classifier ran away: its loss is not a number any more",
                                    {}, 0, "Choose a lower learning rate.");
            net.update(adam);
            throwIfStopped(stop);
            report(progress, adam.number, total, "Learning");
        }
    }
    report(progress, total, total, "Learning");
}

std::vector<std::uint32_t> usersWithRatings(const SparseMatrix& byUser) {
    std::vector<std::uint32_t> users;
    for (std::size_t user = 0; user < byUser.rows(); ++user)
        if (byUser.count(user) > 0)
            users.push_back(static_cast<std::uint32_t>(user));
    return users;
}

} // namespace towerlab::detail
