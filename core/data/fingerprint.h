// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"

#include <cstdint>
#include <string>

namespace towerlab {

/// What tells one data set from another, in a few numbers: so much of it as decides what a model's
/// indices stand for and what a run learns from.
struct DataFingerprint {
    std::uint64_t users = 0;
    std::uint64_t movies = 0;
    std::uint64_t ratings = 0;
    std::uint64_t userHash = 0;   ///< ids, in their order
    std::uint64_t movieHash = 0;  ///< ids and titles, in their order
    std::uint64_t pairHash = 0;   ///< who rated what, in any order
    std::uint64_t ratingHash = 0; ///< the same with stars and times
    std::uint64_t orderHash = 0;  ///< the same in the order of the file

    /// Of a model that was saved without one.
    bool unknown() const { return ratings == 0; }
    friend bool operator==(const DataFingerprint&, const DataFingerprint&) = default;
};

DataFingerprint fingerprintOf(const Dataset& dataset);

/// In what `now` differs from `then`, as the end of a sentence ("it has 1,001 ratings, 1,000
/// then"); empty where it does not.
std::string differenceBetween(const DataFingerprint& then, const DataFingerprint& now);

} // namespace towerlab
