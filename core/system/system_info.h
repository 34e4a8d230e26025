// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace towerlab {

struct SystemInfo {
    std::string version;      ///< of TowerLab
    std::string torchVersion; ///< "1.13.1"
    std::string blasName;     ///< "OpenBLAS", "Intel MKL", "BLIS", "reference BLAS", "unknown"
    std::string blasDetail;   ///< file that serves it, and its own description if it has one
    bool blasIsSlow = false;  ///< the reference BLAS: training is 4 to 30 times slower
    int cores = 1;
    int torchThreads = 1;      ///< intra-op threads of the calling thread
    std::string cpuCapability; ///< what LibTorch dispatches to: "AVX2", …
};

/// First call loads LibTorch's state (some 0.1 s): not on a GUI thread before the window is shown.
SystemInfo systemInfo();

/// The warning to show a person if the BLAS is slow, with the remedy; else empty.
std::string blasWarning(const SystemInfo& info);

} // namespace towerlab
