// SPDX-License-Identifier: MIT
#include "ui/runs/run_csv.h"

#include "core/model/run_metrics.h"
#include "core/model/settings_fields.h"

#include <algorithm>

namespace towerlab::ui {
namespace {

QString plain(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::vector<const RunMetric*> carriedByAny(const std::vector<const TrainRun*>& runs) {
    std::vector<const RunMetric*> metrics;
    for (const RunMetric& metric : runMetrics())
        if (std::any_of(runs.begin(), runs.end(), [&](const TrainRun* run) {
                return bestEpoch(run->record, metric).has_value();
            }))
            metrics.push_back(&metric);
    return metrics;
}

QString cell(const std::optional<double>& value) { return value ? csvNumber(*value) : QString(); }

QString yesOrNo(bool value) { return value ? QStringLiteral("yes") : QStringLiteral("no"); }

/// As in the settings' JSON, so that it can be typed into the command line.
QString machineValue(const SettingField& field, const RunSettings& settings) {
    const double value = field.get(settings);
    return field.kind == FieldKind::Choice
               ? plain(field.choices.at(static_cast<std::size_t>(value)).value)
               : csvNumber(value);
}

} // namespace

CsvTable curvesTable(const std::vector<const TrainRun*>& runs) {
    const auto metrics = carriedByAny(runs);
    CsvTable table{{QStringLiteral("run"), QStringLiteral("epoch"), QStringLiteral("step")}, {}};
    for (const RunMetric* metric : metrics)
        table.columns << plain(metric->key);
    table.columns << QStringLiteral("seconds");
    for (const TrainRun* run : runs)
        for (const EpochRecord& epoch : run->record.epochs) {
            QStringList fields = {run->name, QString::number(epoch.epoch),
                                  QString::number(epoch.step)};
            for (const RunMetric* metric : metrics)
                fields << cell(metric->of(epoch));
            fields << csvNumber(epoch.seconds);
            table.rows << fields;
        }
    return table;
}

CsvTable runsTable(const std::vector<const TrainRun*>& runs) {
    const auto metrics = carriedByAny(runs);
    CsvTable table{{QStringLiteral("run"), QStringLiteral("data"), QStringLiteral("train_examples"),
                    QStringLiteral("validation_examples"), QStringLiteral("finished_epochs"),
                    QStringLiteral("model_epoch"), QStringLiteral("stopped_early"),
                    QStringLiteral("out_of_patience"), QStringLiteral("engine_used"),
                    QStringLiteral("seconds")},
                   {}};
    for (const RunMetric* metric : metrics)
        table.columns << plain(metric->key);
    for (const SettingField& field : settingFields())
        table.columns << plain(field.key);
    for (const TrainRun* run : runs) {
        const RunRecord& record = run->record;
        const EpochRecord* epoch = modelEpoch(record);
        const auto engine = static_cast<std::size_t>(record.engine);
        QStringList fields = {run->name,
                              QString::fromStdString(record.datasetName),
                              QString::number(record.trainCount),
                              QString::number(record.validationCount),
                              QString::number(record.epochs.size()),
                              epoch == nullptr ? QString() : QString::number(epoch->epoch),
                              yesOrNo(record.stoppedEarly),
                              yesOrNo(record.outOfPatience),
                              plain(settingField("engine").choices.at(engine).value),
                              csvNumber(secondsOf(record))};
        for (const RunMetric* metric : metrics)
            fields << (epoch == nullptr ? QString() : cell(metric->of(*epoch)));
        for (const SettingField& field : settingFields())
            fields << machineValue(field, record.settings);
        table.rows << fields;
    }
    return table;
}

} // namespace towerlab::ui
