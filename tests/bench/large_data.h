// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"

#include <cstddef>
#include <cstdint>
#include <memory>

namespace towerlab::bench {

struct DataShape {
    std::int32_t users = 200948;
    std::int32_t movies = 87585;
    std::size_t ratings = 32000204; ///< at least 20 a user, at most an eighth of all pairs
};

/// A data set of the shape of MovieLens 32M, or of another one, with a long tail of movies and
/// users of very different diligence. Half stars by lot: it is for times and memory only.
std::shared_ptr<const Dataset> makeLargeData(const DataShape& shape = {});

} // namespace towerlab::bench
