// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "ui/runs/train_run.h"
#include "ui/widgets/shelf.h"

#include <QString>

#include <stop_token>
#include <vector>

namespace towerlab::ui {

/// The folder of pinned runs. Each is a model file, NAME.towerlab, which holds settings, metrics
/// and weights, and beside it NAME.json with what the person sees: the run's name, number and
/// colour. Everything here reads or writes files and belongs on a worker.
namespace run_store {

struct Contents {
    std::vector<TrainRun> runs;   ///< by number; their models stay in the files
    std::vector<QString> rescued; ///< files of those that were not pinned, but left by an accident
    std::vector<DamagedFile> damaged;
};

/// <user's data folder>/runs
const Shelf& shelf();

/// Writes the model and, beside it, the label of the run.
/// @throws FileError if one of them can't be written; nothing new is left behind.
void write(const TrainRun& run);

/// Writes the label only.
/// @throws FileError if it can't be written.
void writeLabel(const TrainRun& run);
/// The same into a file of that name, for a run that is on no shelf.
void writeLabel(const TrainRun& run, const QString& labelFile);

/// Reads the runs that were trained on the data set, those of a start that ended badly among them;
/// others are passed over.
/// @throws Cancelled when stopped.
Contents read(const Dataset& dataset, const std::stop_token& stop);

/// @throws ModelFileError as loadModel() does.
TrainedModel readModel(const QString& file);

} // namespace run_store
} // namespace towerlab::ui
