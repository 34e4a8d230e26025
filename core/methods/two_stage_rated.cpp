// SPDX-License-Identifier: MIT
#include "core/methods/two_stage_method.h"
#include "core/translatable.h"

namespace towerlab::methods {

MethodInfo twoStageRated() {
    return twoStage(
        "two-stage-rated", TOWERLAB_TRANSLATABLE("Methods", "Retrieval, then likes"), "ctr",
        TOWERLAB_TRANSLATABLE(
            "Methods", "To show what a ranking stage must not be: this one learnt from rated "
                       "movies only, so it knows who would like a movie, not who would "
                       "watch it."));
}

} // namespace towerlab::methods
