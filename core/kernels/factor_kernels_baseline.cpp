// SPDX-License-Identifier: MIT
#define TOWERLAB_FACTOR_KERNELS factorKernelsForBaseline
#define TOWERLAB_FACTOR_KERNELS_NAME "baseline"
#include "core/kernels/factor_kernels_body.h"
