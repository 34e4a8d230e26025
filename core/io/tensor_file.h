// SPDX-License-Identifier: MIT
// Private to core, because it shows LibTorch.
#pragma once

#include "core/model/named_tensors.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace towerlab {

/// A file of named tensors and texts that holds data and nothing else: the layout of safetensors
/// (https://github.com/huggingface/safetensors), which other programs read too. Little-endian:
///
///     u64    size of the header
///     JSON   {"__metadata__": {"program": "TowerLab model", ...texts},
///             "name": {"dtype": "F32", "shape": [3, 4], "data_offsets": [0, 48]}, ...}
///     bytes  the tensors one after the other, without gaps, in the order of the header; the last
///            one, "crc32", is the CRC-32 (zlib's) of all that stands before it in the file
using Texts = std::map<std::string, std::string>;

/// Writes the file whole or not at all.
/// @throws FileError if it can't be written
void writeTensorFile(const std::filesystem::path& path, const Texts& texts,
                     const NamedTensors& tensors);

struct TensorFile {
    Texts texts;
    NamedTensors tensors; ///< views of the bytes that were read
};

/// Whether the bytes begin as a tensor file of TowerLab's does.
bool looksLikeTensorFile(std::string_view bytes);

/// Reads what writeTensorFile() has written. Nothing is allocated but the tensors' own views:
/// names, shapes, offsets and totals are first held against the size of the file.
/// @param bytes the whole file; must stay while the tensors are in use
/// @param file  for messages
/// @throws ModelFileError if it is truncated, damaged or not of this layout
TensorFile readTensorFile(std::string_view bytes, const std::string& file);

} // namespace towerlab
