// SPDX-License-Identifier: MIT
// Private to core/analyze.
#pragma once

#include "core/analyze/nearest.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace towerlab {

/// Weights between points, a row for each.
struct Affinities {
    std::vector<std::uint32_t> start; ///< n + 1
    std::vector<std::uint32_t> other;
    std::vector<float> weight;
};

/// Makes weights a(i→j) of lists of neighbours mutual.
/// @param weights n × count, as the lists
/// @param join    of a(i→j) and a(j→i), either 0 where one does not list the other
template <typename Join>
Affinities mutual(const NearestLists& lists, std::span<const float> weights, const Join& join) {
    const std::size_t n = lists.size();
    Affinities all;
    all.start.assign(n + 1, 0);
    for (std::size_t i = 0; i < n; ++i)
        for (const std::int32_t j : lists.of(i)) {
            ++all.start[i + 1];
            ++all.start[static_cast<std::size_t>(j) + 1];
        }
    for (std::size_t i = 0; i < n; ++i)
        all.start[i + 1] += all.start[i];
    struct Entry {
        std::uint32_t other;
        float out, in;
    };
    std::vector<Entry> entries(all.start[n]);
    std::vector<std::uint32_t> next(all.start.begin(), all.start.end() - 1);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t k = 0; k < lists.count; ++k) {
            const auto j = static_cast<std::size_t>(lists.of(i)[k]);
            const float weight = weights[i * lists.count + k];
            entries[next[i]++] = {static_cast<std::uint32_t>(j), weight, 0};
            entries[next[j]++] = {static_cast<std::uint32_t>(i), 0, weight};
        }
    // Of two that list each other there are two entries.
    std::uint32_t written = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const auto begin = entries.begin() + all.start[i];
        const auto end = entries.begin() + all.start[i + 1];
        std::sort(begin, end, [](const Entry& a, const Entry& b) {
            return a.other != b.other ? a.other < b.other : a.out > b.out;
        });
        all.start[i] = written;
        for (auto entry = begin; entry != end;) {
            Entry sum = *entry;
            for (++entry; entry != end && entry->other == sum.other; ++entry) {
                sum.out = std::max(sum.out, entry->out);
                sum.in = std::max(sum.in, entry->in);
            }
            const float weight = join(sum.out, sum.in);
            if (!(weight > 0))
                continue;
            all.other.push_back(sum.other);
            all.weight.push_back(weight);
            ++written;
        }
    }
    all.start[n] = written;
    return all;
}

} // namespace towerlab
