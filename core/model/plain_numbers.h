// SPDX-License-Identifier: MIT
// Private to core, because it shows LibTorch.
#pragma once

#include <torch/types.h>

#include <vector>

namespace towerlab {

/// All numbers of a tensor of any shape, row by row.
inline std::vector<float> plainNumbers(const torch::Tensor& tensor) {
    const torch::Tensor flat = tensor.detach().to(torch::kFloat32).contiguous();
    const auto* values = flat.data_ptr<float>();
    return {values, values + flat.numel()};
}

} // namespace towerlab
