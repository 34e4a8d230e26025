// SPDX-License-Identifier: MIT
// Private to core, because it shows LibTorch.
#pragma once

#include "core/model/trained_model_contents.h"

#include <memory>
#include <string>
#include <string_view>

namespace towerlab {

/// Whether the bytes begin as the model files of formats 1 and 2 did.
bool looksLikeLegacyModelFile(std::string_view bytes);

/// Reads a model file of format 1 or 2. Little-endian: "TOWERLAB", u32 format, u64 size of the
/// payload, u32 CRC-32 of the payload; payload: u64 size of the JSON, JSON (vocabulary, run
/// record), a TorchScript archive.
///
/// The archive is never opened as one. It is a zip whose records data/0, data/1, … are the raw
/// numbers of its tensors in the order in which TowerLab saved them; only these are read, and only
/// with the sizes that vocabulary and settings ask for. What belongs to continuing a run stood in a
/// form that can't be read that way: the model predicts as before, but can't be trained on.
/// @throws ModelFileError if the file is truncated or damaged
/// @throws FormatError if its parts contradict each other or carry code
std::shared_ptr<const TrainedModel::Contents> readLegacyModelFile(std::string_view bytes,
                                                                  const std::string& file);

} // namespace towerlab
