// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace towerlab {

/// Leaves out every other item between the first and the last until the rest fits.
/// @param bytesOf how many an item takes
/// @return how many were left out
template <typename Item, typename BytesOf>
std::size_t thin(std::vector<Item>& items, std::size_t mostBytes, BytesOf bytesOf) {
    const std::size_t before = items.size();
    const auto bytes = [&] {
        std::size_t sum = 0;
        for (const Item& item : items)
            sum += bytesOf(item);
        return sum;
    };
    while (items.size() > 2 && bytes() > mostBytes) {
        std::vector<Item> kept;
        for (std::size_t i = 0; i < items.size(); ++i)
            if (i % 2 == 0 || i + 1 == items.size())
                kept.push_back(items[i]);
        if (kept.size() == items.size()) // three: the one between goes last
            kept.erase(kept.begin() + 1);
        items = std::move(kept);
    }
    return before - items.size();
}

/// Adds items to a list that is to stay within a size: where not all fit, evenly over all that
/// come, with the first and the newest one.
class EvenThinning {
public:
    /// @return how many were left out
    template <typename Item, typename BytesOf>
    std::size_t add(std::vector<Item>& items, Item item, std::size_t mostBytes, BytesOf bytesOf) {
        std::size_t leftOut = 0;
        if (!lastStays_ && !items.empty()) {
            items.pop_back();
            ++leftOut;
        }
        items.push_back(std::move(item));
        ++since_;
        lastStays_ = since_ >= every_;
        if (lastStays_)
            since_ = 0;
        const std::size_t thinned = thin(items, mostBytes, bytesOf);
        if (thinned > 0)
            every_ *= 2;
        return leftOut + thinned;
    }

private:
    std::size_t every_ = 1; ///< so many items one is kept
    std::size_t since_ = 0; ///< the last one that stays
    bool lastStays_ = true; ///< or goes when the next one comes
};

} // namespace towerlab
