// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/trained_model.h"

#include <filesystem>

namespace towerlab {

/// Writes one file with weights, vocabulary, settings, metrics and what it takes to train on, whole
/// or not at all. The file holds data only, in the layout of safetensors: see io/tensor_file.h.
/// @throws FileError if it can't be written; an older file of that name is then left as it was.
void saveModel(const TrainedModel& model, const std::filesystem::path& path);

/// Reads what saveModel() has written, and files of the formats before. Nothing that a file holds
/// is ever run, and reading takes no more memory than a few times the file's size.
/// @throws ModelFileError if the file is missing, not a TowerLab model, of a newer format,
///         truncated, damaged (CRC-32 of the contents), or contradicts itself.
TrainedModel loadModel(const std::filesystem::path& path);

} // namespace towerlab
