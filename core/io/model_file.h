// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/trained_model.h"

#include <filesystem>

namespace towerlab {

/// Writes one file with weights, vocabulary, settings and metrics, whole or not at all.
/// @throws FileError if it can't be written; an older file of that name is then left as it was.
void saveModel(const TrainedModel& model, const std::filesystem::path& path);

/// @throws ModelFileError if the file is missing, not a TowerLab model, of a newer format,
///         truncated, or damaged (CRC-32 of the contents).
TrainedModel loadModel(const std::filesystem::path& path);

} // namespace towerlab
