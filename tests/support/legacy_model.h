// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/trained_model.h"

#include <string>

namespace towerlab::test {

/// The bytes of a model file as TowerLab wrote them before (format 2): a TorchScript archive of the
/// weights behind a JSON text. For tests that such files still open.
std::string legacyModelFile(const TrainedModel& model);

/// The same around an archive and a JSON text of one's own.
std::string legacyModelFile(const std::string& json, const std::string& archive);

/// The JSON text of such a file.
std::string legacyModelJson(const TrainedModel& model);

} // namespace towerlab::test
