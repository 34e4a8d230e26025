// SPDX-License-Identifier: MIT
#include "core/methods/two_stage_method.h"
#include "core/translatable.h"

namespace towerlab::methods {

MethodInfo twoStageSampled() {
    return twoStage(
        "two-stage", TOWERLAB_TRANSLATABLE("Methods", "Retrieval, then ranking"), "ctr-sampled",
        TOWERLAB_TRANSLATABLE("Methods", "Where there are too many movies to look at each of them "
                                         "closely: what large services do."));
}

} // namespace towerlab::methods
