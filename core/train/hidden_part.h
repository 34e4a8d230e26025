// SPDX-License-Identifier: MIT
// Private to core, because it shows LibTorch.
#pragma once

#include "core/data/random.h"
#include "core/model/entity_history.h"

#include <torch/types.h>

#include <memory>

namespace towerlab {

/// What some users have rated, split into what their towers may read and what is to be found.
struct HiddenPart {
    std::shared_ptr<const EntityHistory> seen; ///< a row for each of the users
    torch::Tensor rows;    ///< int64, h: of each hidden movie, the user's place in the batch
    torch::Tensor movies;  ///< int64, h
    torch::Tensor weights; ///< float, h: of a user add to 1
};

/// Parts what each user has rated at a random time where times are known, so that the past has to
/// predict what came next; else at random, half to nine tenths being seen. The softmax over the
/// hidden part is that of Liang et al., "Variational autoencoders for collaborative filtering" (WWW
/// 2018), section 2.1.
/// @param users int64, n; each has at least two entries in `sequences`
HiddenPart hidePart(const EntityHistory& sequences, const torch::Tensor& users, Random& random);

} // namespace towerlab
