// SPDX-License-Identifier: MIT
#include "core/kernels/kernels.h"

namespace towerlab::fast {

extern const Kernels kernelsForBaseline;
#ifdef TOWERLAB_AVX2_KERNELS
extern const Kernels kernelsForAvx2;
#endif

const Kernels& baselineKernels() { return kernelsForBaseline; }

const Kernels& kernels() {
#ifdef TOWERLAB_AVX2_KERNELS
    if (canRunAvx2Kernels())
        return kernelsForAvx2;
#endif
    return kernelsForBaseline;
}

} // namespace towerlab::fast
