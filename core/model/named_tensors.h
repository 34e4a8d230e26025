// SPDX-License-Identifier: MIT
// Private to core, because it shows LibTorch.
#pragma once

#include <torch/types.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace towerlab {

/// Tensors with names that are all different, in the order in which they were added.
class NamedTensors {
public:
    using Entry = std::pair<std::string, torch::Tensor>;

    void add(std::string name, torch::Tensor tensor) {
        entries_.emplace_back(std::move(name), std::move(tensor));
    }
    /// Undefined where there is none of that name.
    torch::Tensor find(std::string_view name) const {
        const auto found = std::find_if(entries_.begin(), entries_.end(),
                                        [&](const Entry& entry) { return entry.first == name; });
        return found == entries_.end() ? torch::Tensor() : found->second;
    }
    const std::vector<Entry>& entries() const { return entries_; }

private:
    std::vector<Entry> entries_; ///< few: searched one after the other
};

} // namespace towerlab
