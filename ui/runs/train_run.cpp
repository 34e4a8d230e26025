// SPDX-License-Identifier: MIT
#include "ui/runs/train_run.h"

#include <algorithm>

namespace towerlab::ui {

bool sameRun(const RunRecord& a, const RunRecord& b) {
    const auto sameEpoch = [](const EpochRecord& x, const EpochRecord& y) {
        return x.step == y.step && x.trainLoss == y.trainLoss && x.seconds == y.seconds;
    };
    return !a.epochs.empty() && std::equal(a.epochs.begin(), a.epochs.end(), b.epochs.begin(),
                                           b.epochs.end(), sameEpoch);
}

bool sameData(const RunRecord& record, const std::string& name, const std::string& source) {
    return record.datasetName == name && record.datasetSource == source;
}

double secondsOf(const RunRecord& record) {
    double seconds = 0;
    for (const EpochRecord& epoch : record.epochs)
        seconds += epoch.seconds;
    return seconds;
}

} // namespace towerlab::ui
