// SPDX-License-Identifier: MIT
#include "core/data/split.h"

#include "core/data/random.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace towerlab {
namespace {

std::size_t share(std::size_t count, double fraction) {
    return static_cast<std::size_t>(std::llround(static_cast<double>(count) * fraction));
}

} // namespace

Split makeSplit(const Dataset& dataset, const DataSettings& settings, std::uint64_t seed,
                std::span<const std::uint32_t> among) {
    std::vector<std::uint32_t> rows(among.begin(), among.end());
    if (among.empty()) {
        rows.resize(dataset.ratings().size());
        std::iota(rows.begin(), rows.end(), 0U);
    }
    Random random(seed, "split");
    random.shuffle(rows);
    const std::size_t sampled =
        std::clamp<std::size_t>(share(rows.size(), settings.sampleFraction), 1, rows.size());
    const std::size_t held = std::min(share(sampled, settings.validationFraction), sampled - 1);
    const auto begin = rows.begin();
    Split split;
    split.validation.assign(begin, begin + static_cast<std::ptrdiff_t>(held));
    split.train.assign(begin + static_cast<std::ptrdiff_t>(held),
                       begin + static_cast<std::ptrdiff_t>(sampled));
    std::sort(split.train.begin(), split.train.end());
    std::sort(split.validation.begin(), split.validation.end());
    return split;
}

} // namespace towerlab
