// SPDX-License-Identifier: MIT
// Included by one source file for each kind of processor, which names TOWERLAB_KERNELS and is
// compiled with that processor's flags. Nothing of the standard library may be used here or in the
// headers below: the linker would be free to take its inline functions from the file compiled for
// AVX2.
#include "core/kernels/dense_body.h"
#include "core/kernels/factor_body.h"
#include "core/kernels/match_body.h"
#include "core/kernels/repulsion_body.h"
#include "core/kernels/softmax_body.h"

namespace towerlab {

extern const Kernels TOWERLAB_KERNELS;
const Kernels TOWERLAB_KERNELS = {TOWERLAB_KERNELS_NAME,
                                  multiplyAdd,
                                  add,
                                  relu,
                                  reluBackward,
                                  rmsProp,
                                  dot,
                                  addScaled,
                                  addProjected,
                                  descend,
                                  weightedDots,
                                  matchGradients,
                                  scaleSubtract,
                                  largest,
                                  exponentials,
                                  scale,
                                  repel};

} // namespace towerlab
