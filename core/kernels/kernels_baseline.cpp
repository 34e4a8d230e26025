// SPDX-License-Identifier: MIT
#define TOWERLAB_KERNELS kernelsForBaseline
#define TOWERLAB_KERNELS_NAME "baseline"
#include "core/kernels/kernels_body.h"
