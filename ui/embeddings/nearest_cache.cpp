// SPDX-License-Identifier: MIT
#include "ui/embeddings/nearest_cache.h"

#include <algorithm>
#include <chrono>

namespace towerlab::ui {
namespace {

/// The first few of longer lists.
NearestLists shortened(const NearestLists& from, std::size_t count) {
    NearestLists lists;
    lists.count = std::min(count, from.count);
    lists.index.reserve(from.size() * lists.count);
    lists.distance.reserve(from.size() * lists.count);
    const auto wanted = static_cast<std::ptrdiff_t>(lists.count);
    for (std::size_t i = 0; i < from.size(); ++i) {
        const auto index = from.of(i);
        const auto distance = from.distancesOf(i);
        lists.index.insert(lists.index.end(), index.begin(), index.begin() + wanted);
        lists.distance.insert(lists.distance.end(), distance.begin(), distance.begin() + wanted);
    }
    return lists;
}

} // namespace

std::shared_ptr<const NearestLists> NearestCache::lists(std::size_t count, Nearness nearness,
                                                        const std::stop_token& stop,
                                                        const ProgressCallback& progress) {
    constexpr std::chrono::milliseconds betweenLooks{20};
    constexpr std::size_t mostKept = 6;
    std::unique_lock lock(mutex_, std::defer_lock);
    while (!lock.try_lock_for(betweenLooks))
        throwIfStopped(stop);
    for (const Kept& each : kept_)
        if (each.nearness == nearness && each.asked == count)
            return each.lists;
    std::shared_ptr<const NearestLists> lists;
    for (const Kept& each : kept_)
        if (each.nearness == nearness && each.asked > count)
            lists = std::make_shared<const NearestLists>(shortened(*each.lists, count));
    if (!lists)
        lists = std::make_shared<const NearestLists>(
            nearestOfAll(vectors(), count, nearness, 0, stop, progress));
    if (kept_.size() == mostKept)
        kept_.erase(kept_.begin());
    kept_.push_back({nearness, count, lists});
    return lists;
}

} // namespace towerlab::ui
