// SPDX-License-Identifier: MIT
#define TOWERLAB_FACTOR_KERNELS factorKernelsForBaseline
#define TOWERLAB_FACTOR_KERNELS_NAME "baseline"
#include "core/baselines/factor_kernels_body.h"
