// SPDX-License-Identifier: MIT
// Invented film titles for the demo data; private to core/data.
#pragma once

#include "core/data/random.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>

namespace towerlab::detail {

/// The demo's genres, in the order of their indices.
std::span<const std::string_view> demoGenres();

/// Makes titles up that suit a genre, no two the same.
class DemoTitles {
public:
    explicit DemoTitles(Random& random) : random_(random) {}
    std::string next(std::size_t genre);

private:
    std::string draft(std::size_t genre);
    std::string_view pick(std::span<const std::string_view> words);

    Random& random_;
    std::unordered_set<std::string> used_;
};

} // namespace towerlab::detail
