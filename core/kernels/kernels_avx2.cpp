// SPDX-License-Identifier: MIT
// Compiled with -mavx2 -mfma; only called where the processor has both.
#define TOWERLAB_KERNELS kernelsForAvx2
#define TOWERLAB_KERNELS_NAME "AVX2"
#include "core/kernels/kernels_body.h"
