// SPDX-License-Identifier: MIT
#pragma once

#include "ui/runs/train_run.h"
#include "ui/widgets/csv.h"

namespace towerlab::ui {

/// One row per epoch of each run: run, epoch, step, then every metric that one of them carries,
/// under their keys ("validation_rmse"), and the seconds that it took; a cell is empty where there
/// is no value.
CsvTable curvesTable(const std::vector<const TrainRun*>& runs);

/// One row per run: name, data, ratings, epochs, seconds, the metrics after the last epoch, and
/// every setting under its key.
CsvTable runsTable(const std::vector<const TrainRun*>& runs);

} // namespace towerlab::ui
