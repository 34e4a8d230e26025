// SPDX-License-Identifier: MIT
#include "core/methods/two_tower_method.h"
#include "core/model/presets.h"
#include "core/translatable.h"

namespace towerlab::methods {

MethodInfo twoTowerDssm() {
    return twoTower(
        {"two-tower-dssm", TOWERLAB_TRANSLATABLE("Methods", "Two towers: DSSM softmax"),
         MethodStage::Retrieval, preset("dssm").settings,
         TOWERLAB_TRANSLATABLE("Methods", "The cosine of the two vectors, and a softmax that must "
                                          "pick the liked movie out of itself and 4 drawn at "
                                          "random (Huang et al. 2013)."),
         TOWERLAB_TRANSLATABLE("Methods",
                               "p(i | u) = exp(γ cos(f(u), g(i))) / Σ_j exp(γ cos(f(u), g(j)))"),
         TOWERLAB_TRANSLATABLE("Methods", "As the paper that two towers go back to has it.")});
}

} // namespace towerlab::methods
