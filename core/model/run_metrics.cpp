// SPDX-License-Identifier: MIT
#include "core/model/run_metrics.h"

#include "core/error.h"
#include "core/model/settings_fields.h"
#include "core/translatable.h"

#include <string>

namespace towerlab {

const std::vector<RunMetric>& runMetrics() {
    using Epoch = const EpochRecord&;
    using Value = std::optional<double>;
    static const std::vector<RunMetric> all = {
        {{"train_loss", TOWERLAB_TRANSLATABLE("Metrics", "Training loss"),
          TOWERLAB_TRANSLATABLE("Metrics", "Mean loss of the epoch's batches"), Better::Lower, 4},
         [](Epoch e) -> Value { return e.trainLoss; }},
        {{"validation_loss", TOWERLAB_TRANSLATABLE("Metrics", "Validation loss"),
          TOWERLAB_TRANSLATABLE("Metrics", "The same loss on the ratings held out"), Better::Lower,
          4},
         [](Epoch e) { return e.validationLoss; }},
        {{"validation_rmse", TOWERLAB_TRANSLATABLE("Metrics", "RMSE"),
          TOWERLAB_TRANSLATABLE("Metrics", "Typical error of a predicted rating, in stars: root of "
                                           "the mean squared error on the ratings held out"),
          Better::Lower, 3},
         [](Epoch e) { return e.validationRmse; }},
        {{"validation_mae", TOWERLAB_TRANSLATABLE("Metrics", "MAE"),
          TOWERLAB_TRANSLATABLE("Metrics", "Mean absolute error on the ratings held out, in stars"),
          Better::Lower, 3},
         [](Epoch e) { return e.validationMae; }},
        {{"validation_accuracy", TOWERLAB_TRANSLATABLE("Metrics", "Accuracy"),
          TOWERLAB_TRANSLATABLE("Metrics", "Share of the ratings held out that are put on the "
                                           "right side of 0.5"),
          Better::Higher, 3},
         [](Epoch e) { return e.validationAccuracy; }},
        {{"validation_auc", TOWERLAB_TRANSLATABLE("Metrics", "AUC"),
          TOWERLAB_TRANSLATABLE("Metrics", "Chance that a liked movie gets a higher score than one "
                                           "not liked; 0.5 is guessing"),
          Better::Higher, 3},
         [](Epoch e) { return e.validationAuc; }},
        {{"validation_hit_rate", TOWERLAB_TRANSLATABLE("Metrics", "HR@10"),
          TOWERLAB_TRANSLATABLE("Metrics", "Hit rate: share of the movies held out that come among "
                                           "the first 10 when ranked with 99 random movies that "
                                           "the user has not rated; 0.1 is guessing"),
          Better::Higher, 3},
         [](Epoch e) { return e.validationHitRate; }},
        {{"validation_ndcg", TOWERLAB_TRANSLATABLE("Metrics", "NDCG@10"),
          TOWERLAB_TRANSLATABLE("Metrics", "Like HR@10, but a hit at rank r counts "
                                           "1 / log2(r + 1): the first place 1, the tenth 0.29"),
          Better::Higher, 3},
         [](Epoch e) { return e.validationNdcg; }},
    };
    return all;
}

const RunMetric& runMetric(std::string_view key) {
    for (const RunMetric& metric : runMetrics())
        if (metric.key == key)
            return metric;
    throw SettingsError("There is no metric " + std::string(key));
}

namespace {

std::string_view watchedKey(const TrainSettings& settings) {
    switch (settings.watch) {
    case Watch::Automatic:
        if (isRanking(settings.objective))
            return "validation_ndcg";
        return settings.objective == Objective::MeanSquaredError ? "validation_rmse"
                                                                 : "validation_auc";
    case Watch::Rmse:
        return "validation_rmse";
    case Watch::Auc:
        return "validation_auc";
    case Watch::HitRate:
        return "validation_hit_rate";
    case Watch::Ndcg:
        return "validation_ndcg";
    case Watch::Loss:
        break;
    }
    return "validation_loss";
}

} // namespace

const RunMetric& watchedMetric(const RunRecord& record) {
    const RunMetric& named = runMetric(watchedKey(record.settings.train));
    const bool carried = !record.epochs.empty() && named.of(record.epochs.back()).has_value();
    return carried ? named : runMetric("validation_loss");
}

std::vector<const RunMetric*> metricsOf(const RunRecord& record) {
    std::vector<const RunMetric*> carried;
    for (const RunMetric& metric : runMetrics())
        for (const EpochRecord& epoch : record.epochs)
            if (metric.of(epoch)) {
                carried.push_back(&metric);
                break;
            }
    return carried;
}

std::optional<std::size_t> bestEpoch(const RunRecord& record, const RunMetric& metric) {
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < record.epochs.size(); ++i) {
        const std::optional<double> value = metric.of(record.epochs[i]);
        if (!value)
            continue;
        const double rival = best ? *metric.of(record.epochs[*best]) : *value;
        if (!best || beats(metric, *value, rival))
            best = i;
    }
    return best;
}

} // namespace towerlab
