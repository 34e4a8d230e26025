// SPDX-License-Identifier: MIT
// Private to core, because it shows LibTorch.
#pragma once

#include <ATen/Context.h>

namespace towerlab {

/// RMSprop lets the mean squares of rows that no batch touches shrink until they are denormal
/// numbers, on which processors are many times slower. As zeros they make no difference: epsilon
/// is far larger. For the thread that takes the steps of a run, while one lives.
class FlushDenormals {
public:
    FlushDenormals() { at::globalContext().setFlushDenormal(true); }
    ~FlushDenormals() { at::globalContext().setFlushDenormal(false); }
    FlushDenormals(const FlushDenormals&) = delete;
    FlushDenormals& operator=(const FlushDenormals&) = delete;
};

} // namespace towerlab
