// SPDX-License-Identifier: MIT
#include "ui/runs/run_store.h"

#include "core/error.h"
#include "core/io/model_file.h"
#include "core/recommend/recommender.h"
#include "ui/runs/run_text.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QStandardPaths>
#include <QUuid>

#include <algorithm>
#include <filesystem>

namespace towerlab::ui::run_store {
namespace {

constexpr const char* ending = "towerlab";
constexpr const char* asideEnding = ".deleted";

std::filesystem::path nativePath(const QString& path) {
    return std::filesystem::path(path.toStdU16String());
}

QString labelOf(const QString& file) {
    const QFileInfo info(file);
    return info.dir().filePath(info.completeBaseName() + QStringLiteral(".json"));
}

[[noreturn]] void refuse(const QString& problem, const QString& file) {
    throw FileError(problem.toStdString(), file.toStdString(), 0,
                    "Is there room on the disk, and may you write to this folder?");
}

/// An absent or unreadable label is no damage: the run is in the model file.
QJsonObject readLabel(const QString& file) {
    constexpr qint64 largestLabel = 64 * 1024;
    QFile label(labelOf(file));
    return label.open(QIODevice::ReadOnly)
               ? QJsonDocument::fromJson(label.read(largestLabel)).object()
               : QJsonObject();
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

void move(const QString& from, const QString& to) {
    QFile::remove(to);
    QFile file(from);
    if (file.exists() && !file.rename(to))
        refuse(QStringLiteral("This file can't be renamed (%1)").arg(file.errorString()), from);
}

} // namespace

QString folder() {
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) +
           QStringLiteral("/runs");
}

QString newFile() {
    return QStringLiteral("%1/%2.%3")
        .arg(folder(), QUuid::createUuid().toString(QUuid::WithoutBraces), QLatin1String(ending));
}

void write(const TrainRun& run) {
    if (!QDir().mkpath(QFileInfo(run.file).path()))
        refuse(QStringLiteral("This folder can't be made"), QFileInfo(run.file).path());
    saveModel(run.model, nativePath(run.file));
    try {
        writeLabel(run);
    } catch (const Error&) {
        QFile::remove(run.file);
        throw;
    }
}

void writeLabel(const TrainRun& run) {
    const QJsonObject label = {
        {QStringLiteral("name"), run.name},
        {QStringLiteral("number"), run.number},
        {QStringLiteral("colour"), static_cast<int>(run.colour)},
        {QStringLiteral("dataset"), QString::fromStdString(run.record.datasetName)},
        {QStringLiteral("source"), QString::fromStdString(run.record.datasetSource)}};
    QSaveFile file(labelOf(run.file));
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(label).toJson()) < 0 ||
        !file.commit())
        refuse(QStringLiteral("This file can't be written (%1)").arg(file.errorString()),
               file.fileName());
}

Contents read(const Dataset& dataset, const std::stop_token& stop) {
    Contents contents;
    const QDir all(folder());
    for (const QString& name :
         all.entryList({QStringLiteral("*.") + QLatin1String(ending)}, QDir::Files)) {
        if (stop.stop_requested())
            throw Cancelled();
        const QString file = all.filePath(name);
        const QJsonObject label = readLabel(file);
        if (isOfOtherData(label, dataset))
            continue;
        try {
            const TrainedModel model = loadModel(nativePath(file));
            if (!sameData(model.record(), dataset.name(), dataset.source()))
                continue;
            requireSameMovies(model, dataset);
            contents.runs.push_back(toRun(file, label, model.record()));
        } catch (const Error& error) {
            contents.damaged.push_back({file, QString::fromStdString(error.reason())});
        }
    }
    std::stable_sort(contents.runs.begin(), contents.runs.end(),
                     [](const TrainRun& a, const TrainRun& b) { return a.number < b.number; });
    return contents;
}

TrainedModel readModel(const QString& file) { return loadModel(nativePath(file)); }

void setAside(const QString& file) {
    for (const QString& part : {file, labelOf(file)})
        move(part, part + QLatin1String(asideEnding));
}

void takeBack(const QString& file) {
    for (const QString& part : {file, labelOf(file)})
        move(part + QLatin1String(asideEnding), part);
}

void purge() {
    const QDir all(folder());
    for (const QString& name :
         all.entryList({QStringLiteral("*") + QLatin1String(asideEnding)}, QDir::Files))
        QFile::remove(all.filePath(name));
}

void remove(const QString& file) {
    QFile::remove(file);
    QFile::remove(labelOf(file));
}

} // namespace towerlab::ui::run_store
