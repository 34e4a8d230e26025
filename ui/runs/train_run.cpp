// SPDX-License-Identifier: MIT
#include "ui/runs/train_run.h"

#include "core/model/settings_fields.h"
#include "core/model/settings_rules.h"

#include <algorithm>
#include <array>

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

const EpochRecord* modelEpoch(const RunRecord& record) {
    if (record.epochs.empty())
        return nullptr;
    const auto kept = static_cast<std::size_t>(std::max(0, record.keptEpoch));
    return kept > 0 && kept <= record.epochs.size() ? &record.epochs[kept - 1]
                                                    : &record.epochs.back();
}

bool sameLoss(const RunRecord& a, const RunRecord& b) {
    static constexpr std::array keys = {
        "objective",         "l2",    "embedding_l2", "like_threshold", "negatives",
        "negative_sampling", "log_q", "hit_removal",  "margin",         "temperature"};
    const auto same = [&](const char* key) {
        const SettingField& field = settingField(key);
        const bool used =
            whyNotUsed(key, a.settings).empty() || whyNotUsed(key, b.settings).empty();
        return !used || field.get(a.settings) == field.get(b.settings);
    };
    // The movies of a batch are what the softmax chooses among.
    const bool sameBatch =
        a.settings.train.objective != Objective::InBatchSoftmax ||
        batchSizeOf(a.settings.train, a.trainCount) == batchSizeOf(b.settings.train, b.trainCount);
    return sameBatch && std::all_of(keys.begin(), keys.end(), same);
}

double secondsOf(const RunRecord& record) {
    double seconds = 0;
    for (const EpochRecord& epoch : record.epochs)
        seconds += epoch.seconds;
    return seconds;
}

} // namespace towerlab::ui
