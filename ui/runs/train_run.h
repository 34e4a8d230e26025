// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/run_record.h"
#include "core/model/trained_model.h"

#include <QString>

#include <cstddef>
#include <memory>
#include <vector>

namespace towerlab::ui {

/// One training run as the Train place lists it.
struct TrainRun {
    quint64 id = 0; ///< of this start of the program; 0 is no run
    int number = 0; ///< "Run 3": counted over the pinned runs of earlier starts, too
    QString name;
    RunRecord record;
    TrainedModel model; ///< not valid while the run is live, or where the model is only in `file`
    QString file;       ///< of a pinned run; else empty
    bool inOwnFile = false;     ///< its model is in a file of the person's as well
    bool shown = false;         ///< its curve is in the plot
    bool shownByItself = false; ///< and no person has asked for it
    bool live = false;          ///< being trained
    std::size_t takenOver = 0;  ///< epochs that are those of the run which it continues
    std::size_t colour = 0;     ///< index for theme::category()
    /// Loss of every step, where they are still known: in no file, and only of this start's runs.
    std::shared_ptr<const std::vector<float>> losses;

    bool pinned() const { return !file.isEmpty(); }
    bool reusable() const { return !live && (model.valid() || pinned()); }
    /// Whether its training can go on; of a model that is only in a file it is not known yet.
    bool continuable() const { return reusable() && (!model.valid() || model.canContinue()); }
};

/// Whether both records are of the very same run: no two runs take the same time to the digit.
bool sameRun(const RunRecord& a, const RunRecord& b);

/// Whether the run was trained on that data set: the same name, from the same folder.
bool sameData(const RunRecord& record, const std::string& name, const std::string& source);

/// The epoch whose weights the run's model holds: the last one, or with "keep the best epoch" an
/// earlier one. Null before the first has ended.
const EpochRecord* modelEpoch(const RunRecord& record);

/// Whether the losses of both runs are the same function of a model and its data, so that the
/// lower one is the better.
bool sameLoss(const RunRecord& a, const RunRecord& b);

/// Time spent training, without validation and pauses.
double secondsOf(const RunRecord& record);

} // namespace towerlab::ui
