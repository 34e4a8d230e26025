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

Split holdOutFirst(const std::vector<std::uint32_t>& rows, std::size_t held) {
    const auto cut = rows.begin() + static_cast<std::ptrdiff_t>(held);
    return {{cut, rows.end()}, {rows.begin(), cut}};
}

/// @param rows  in a random order
/// @param users share of the users of whom one is held out
Split holdOutLast(const Dataset& dataset, const std::vector<std::uint32_t>& rows, double users) {
    const RatingColumns& ratings = dataset.ratings();
    constexpr std::uint32_t none = 0xFFFFFFFF;
    std::vector<std::uint32_t> last(dataset.users().size(), none);
    std::vector<std::uint32_t> count(dataset.users().size(), 0);
    for (const std::uint32_t row : rows) {
        const auto user = static_cast<std::size_t>(ratings.user[row]);
        ++count[user];
        // Without times the first one that comes up stays, which is a random one.
        const bool later =
            last[user] == none || ratings.timestamp[row] > ratings.timestamp[last[user]] ||
            (ratings.timestamp[row] > 0 &&
             ratings.timestamp[row] == ratings.timestamp[last[user]] && row > last[user]);
        if (later)
            last[user] = row;
    }
    Split split;
    std::size_t left = share(dataset.users().size(), users);
    for (const std::uint32_t row : rows) { // a random order of users too
        const auto user = static_cast<std::size_t>(ratings.user[row]);
        const bool held = row == last[user] && count[user] > 1 && left > 0;
        left -= held ? 1 : 0;
        (held ? split.validation : split.train).push_back(row);
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
                      ? holdOutLast(dataset, rows, settings.validationFraction)
                      : holdOutFirst(rows, std::min(share(sampled, settings.validationFraction),
                                                    sampled - 1));
    std::sort(split.train.begin(), split.train.end());
    std::sort(split.validation.begin(), split.validation.end());
    return split;
}

} // namespace towerlab
