// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "core/model/settings.h"

#include <cstdint>
#include <span>
#include <vector>

namespace towerlab {

/// Which ratings train and which validate: rows of Dataset::ratings(), each in file order.
struct Split {
    std::vector<std::uint32_t> train;
    std::vector<std::uint32_t> validation;
};

/// Draws a sample of the ratings without replacement, then parts it into validation and training:
/// at random, or holding out the last one by time of random users (one at random where several are,
/// or no time is known; none of a user with only one), so that the validation fraction is one of
/// users. Sizes are rounded to the nearest; the training part keeps at least one rating. The same
/// data, settings and seed give the same split.
/// @param among rows that may take part; empty: all
Split makeSplit(const Dataset& dataset, const DataSettings& settings, std::uint64_t seed,
                std::span<const std::uint32_t> among = {});

} // namespace towerlab
