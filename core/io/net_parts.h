// SPDX-License-Identifier: MIT
// The weights of a net as tensors, and back; private to core, because it shows LibTorch.
#pragma once

#include "core/model/named_tensors.h"
#include "core/model/two_tower_net.h"

#include <memory>
#include <string>

namespace towerlab {

/// Adds the weights, each named by the prefix and its name in the net.
void putNet(NamedTensors& to, const TwoTowerNetImpl& net, const std::string& prefix);

/// A net of that shape, with as many of the tensors as it has parameters().
/// @throws FormatError if they do not fit, or are no numbers
std::shared_ptr<TwoTowerNetImpl> takeNet(const NamedTensors& from, const std::string& prefix,
                                         const NetShape& shape);

} // namespace towerlab
