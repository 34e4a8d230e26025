// SPDX-License-Identifier: MIT
#include "ui/runs/run_store.h"

#include "core/error.h"
#include "core/io/model_file.h"
#include "core/progress.h"
#include "core/recommend/recommender.h"
#include "ui/runs/run_rescue.h"
#include "ui/runs/run_text.h"
#include "ui/widgets/files.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace towerlab::ui::run_store {
namespace {

QJsonObject labelOf(const TrainRun& run) {
    return {{QStringLiteral("name"), run.name},
            {QStringLiteral("number"), run.number},
            {QStringLiteral("colour"), static_cast<int>(run.colour)},
            {QStringLiteral("dataset"), QString::fromStdString(run.record.datasetName)},
            {QStringLiteral("source"), QString::fromStdString(run.record.datasetSource)}};
}

/// Whether the label says that the run is of other data, so that its model need not be read.
bool isOfOtherData(const QJsonObject& label, const Dataset& dataset) {
    return label.contains(QLatin1String("dataset")) &&
           (label[QLatin1String("dataset")].toString() != QString::fromStdString(dataset.name()) ||
            label[QLatin1String("source")].toString() != QString::fromStdString(dataset.source()));
}

TrainRun toRun(const QString& file, const QJsonObject& label, RunRecord record) {
    TrainRun run;
    run.file = file;
    run.number = std::max(0, label[QLatin1String("number")].toInt());
    run.colour = static_cast<std::size_t>(std::max(0, label[QLatin1String("colour")].toInt()));
    run.name = label[QLatin1String("name")].toString();
    if (run.name.isEmpty())
        run.name = presetLabel(record.settings);
    run.record = std::move(record);
    return run;
}

bool isAmong(const std::vector<TrainRun>& runs, const RunRecord& record) {
    return std::any_of(runs.begin(), runs.end(),
                       [&](const TrainRun& run) { return sameRun(run.record, record); });
}

} // namespace

const Shelf& shelf() {
    static const Shelf runs(QStringLiteral("runs"), QStringLiteral(".towerlab"),
                            QStringLiteral(".json"));
    return runs;
}

void write(const TrainRun& run) {
    shelf().keep(run.file, labelOf(run), [&] { saveModel(run.model, nativePath(run.file)); });
}

void writeLabel(const TrainRun& run) { shelf().writeLabel(run.file, labelOf(run)); }

void writeLabel(const TrainRun& run, const QString& labelFile) {
    saveFile(labelFile, QJsonDocument(labelOf(run)).toJson());
}

Contents read(const Dataset& dataset, const std::stop_token& stop) {
    Contents contents;
    const QStringList rescued = RunRescue::collect();
    QStringList files = shelf().files();
    for (const QString& file : rescued) { // last, so that what is there already is known
        files.removeAll(file);
        files << file;
    }
    for (const QString& file : files) {
        throwIfStopped(stop);
        const QJsonObject label = shelf().label(file);
        if (isOfOtherData(label, dataset))
            continue;
        try {
            const TrainedModel model = loadModel(nativePath(file));
            if (!sameData(model.record(), dataset.name(), dataset.source()))
                continue;
            requireSameMovies(model, dataset);
            if (rescued.contains(file)) {
                if (isAmong(contents.runs, model.record())) { // it had been pinned as well
                    shelf().remove(file);
                    continue;
                }
                contents.rescued.push_back(file);
            }
            contents.runs.push_back(toRun(file, label, model.record()));
        } catch (const Error& error) {
            const QString name = label[QLatin1String("name")].toString();
            contents.damaged.push_back({file, name.isEmpty() ? QFileInfo(file).fileName() : name,
                                        QString::fromStdString(error.reason())});
        }
    }
    std::stable_sort(contents.runs.begin(), contents.runs.end(),
                     [](const TrainRun& a, const TrainRun& b) { return a.number < b.number; });
    return contents;
}

TrainedModel readModel(const QString& file) { return loadModel(nativePath(file)); }

} // namespace towerlab::ui::run_store
