// SPDX-License-Identifier: MIT
#include "core/kernels/factor_kernels.h"

namespace towerlab::detail {

extern const FactorKernels factorKernelsForBaseline;
#ifdef TOWERLAB_AVX2_KERNELS
extern const FactorKernels factorKernelsForAvx2;
#endif

const FactorKernels& baselineFactorKernels() { return factorKernelsForBaseline; }

const FactorKernels& factorKernels() {
#ifdef TOWERLAB_AVX2_KERNELS
    if (canRunAvx2Kernels())
        return factorKernelsForAvx2;
#endif
    return factorKernelsForBaseline;
}

} // namespace towerlab::detail
