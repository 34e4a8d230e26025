// SPDX-License-Identifier: MIT
// Compiled with -mavx2 -mfma; only called where the processor has both.
#define TOWERLAB_FACTOR_KERNELS factorKernelsForAvx2
#define TOWERLAB_FACTOR_KERNELS_NAME "AVX2"
#include "core/kernels/factor_kernels_body.h"
