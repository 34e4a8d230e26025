// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"

#include <memory>

namespace towerlab::bench {

/// A data set of the shape of MovieLens 32M: 200,948 users, 87,585 movies, 32,000,204 ratings, with
/// a long tail of movies and users of very different diligence. Ratings are by lot: it is for
/// times and memory only.
std::shared_ptr<const Dataset> makeLargeData();

} // namespace towerlab::bench
