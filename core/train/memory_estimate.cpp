// SPDX-License-Identifier: MIT
#include "core/train/memory_estimate.h"

#include "core/error.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace towerlab {
namespace {

std::string gibibytes(std::uint64_t bytes) {
    const double value = static_cast<double>(bytes) / (1024.0 * 1024 * 1024);
    const std::string tenths = std::to_string(std::lround(value * 10));
    return tenths.size() < 2 ? "0." + tenths
                             : tenths.substr(0, tenths.size() - 1) + '.' + tenths.back();
}

} // namespace

std::uint64_t bytesOfAStep(const RunSettings& settings, std::uint64_t examples,
                           std::uint64_t movies) {
    constexpr std::uint64_t scoreAndGradient = 2 * sizeof(float);
    const std::uint64_t batch = std::min(examples, batchSizeOf(settings.train, examples));
    if (settings.train.objective == Objective::InBatchSoftmax)
        return batch * batch * scoreAndGradient;
    if (settings.train.objective == Objective::CatalogueSoftmax)
        return batch * movies * scoreAndGradient;
    return 0;
}

std::uint64_t bytesBesideTheWeights(const RunSettings& settings, std::uint64_t weights) {
    const std::uint64_t state = settings.train.optimiser == Optimiser::Sgd ? 0 : 2;
    constexpr std::uint64_t snapshots = 3;
    const std::uint64_t means = settings.train.averaging > 0 ? 1 : 0;
    return weights * sizeof(float) * (state + means + snapshots);
}

void requireMemory(const RunSettings& settings, const RunSize& size, std::uint64_t freeBytes) {
    const std::uint64_t step = bytesOfAStep(settings, size.examples, size.movies);
    const std::uint64_t model = bytesBesideTheWeights(settings, size.weights);
    if (freeBytes == 0 || step + model <= freeBytes)
        return;
    const bool batch = step >= model;
    throw SettingsError((batch ? "One step would need about " : "This model would need about ") +
                            gibibytes(step + model) + " GiB of memory, and " +
                            gibibytes(freeBytes) + " GiB are free",
                        {}, 0, batch ? "Choose a smaller batch." : "Choose smaller embeddings.");
}

} // namespace towerlab
