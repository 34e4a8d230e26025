// SPDX-License-Identifier: MIT
#include "core/train/validation_split.h"

#include "core/data/last_rating.h"
#include "core/data/random.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace towerlab {
namespace {

std::size_t share(std::size_t count, double fraction) {
    return static_cast<std::size_t>(std::llround(static_cast<double>(count) * fraction));
}

Split holdOutFirst(const std::vector<std::uint32_t>& rows, std::size_t held) {
    const auto cut = rows.begin() + static_cast<std::ptrdiff_t>(held);
    return {{cut, rows.end()}, {rows.begin(), cut}};
}

/// @param users share of the users of whom one is held out
Split holdOutLast(const Dataset& dataset, const std::vector<std::uint32_t>& rows, double users,
                  Random& random) {
    std::vector<bool> isSampled(dataset.ratings().size(), false);
    for (const std::uint32_t row : rows)
        isSampled[row] = true;
    std::vector<std::size_t> order(dataset.users().size());
    std::iota(order.begin(), order.end(), 0U);
    random.shuffle(order);
    std::size_t left = share(order.size(), users);
    Split split;
    std::vector<std::uint32_t> own;
    for (const std::size_t user : order) {
        own.clear();
        for (const std::uint32_t row : dataset.byUser().of(user))
            if (isSampled[row])
                own.push_back(row);
        if (left > 0 && own.size() > 1) {
            const std::uint32_t held = lastRating(dataset, own, random);
            split.validation.push_back(held);
            std::erase(own, held);
            --left;
        }
        split.train.insert(split.train.end(), own.begin(), own.end());
    }
    return split;
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
    rows.resize(sampled);
    Split split = settings.holdOut == HoldOut::LastOfUser
                      ? holdOutLast(dataset, rows, settings.validationFraction, random)
                      : holdOutFirst(rows, std::min(share(sampled, settings.validationFraction),
                                                    sampled - 1));
    std::sort(split.train.begin(), split.train.end());
    std::sort(split.validation.begin(), split.validation.end());
    return split;
}

} // namespace towerlab
