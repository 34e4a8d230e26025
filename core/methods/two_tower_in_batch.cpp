// SPDX-License-Identifier: MIT
#include "core/methods/two_tower_method.h"
#include "core/model/presets.h"
#include "core/translatable.h"

namespace towerlab::methods {

MethodInfo twoTowerInBatch() {
    return twoTower(
        {"two-tower-in-batch", TOWERLAB_TRANSLATABLE("Methods", "Two towers: in-batch softmax"),
         MethodStage::Retrieval, preset("in-batch").settings,
         TOWERLAB_TRANSLATABLE("Methods", "Each rated movie against all others of its batch, which "
                                          "cost nothing more to look at. Popular movies turn up as "
                                          "negatives more often; logQ makes up for that."),
         TOWERLAB_TRANSLATABLE("Methods", "softmax over the batch of f(u)·g(j) / τ - log q(j)"),
         TOWERLAB_TRANSLATABLE("Methods", "To find candidates from millions: what large services "
                                          "train (Yi et al. 2019).")});
}

} // namespace towerlab::methods
