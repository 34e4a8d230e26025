// SPDX-License-Identifier: MIT
#include "ui/compare/work/store.h"

#include "core/compare/comparison_file.h"
#include "core/data/bounded_json.h"
#include "core/error.h"
#include "ui/compare/work/text.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QStandardPaths>
#include <QUuid>

#include <algorithm>

namespace towerlab::ui::compare_store {
namespace {

constexpr const char* ending = ".comparison.json";
constexpr const char* labelEnding = ".label.json";
constexpr const char* asideEnding = ".deleted";

QString labelOf(const QString& file) {
    QString label = file;
    label.chop(static_cast<qsizetype>(qstrlen(ending)));
    return label + QLatin1String(labelEnding);
}

[[noreturn]] void refuse(const QString& problem, const QString& file) {
    throw FileError(problem.toStdString(), file.toStdString(), 0,
                    "Is there room on the disk, and may you read and write in this folder?");
}

void writeWhole(const QString& path, const QByteArray& content) {
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit())
        refuse(QStringLiteral("This file can't be written (%1)").arg(file.errorString()), path);
}

Kept describeFile(const Comparison& comparison, const QString& file) {
    Kept kept;
    kept.file = file;
    kept.dataset = QString::fromStdString(comparison.datasetName);
    kept.source = QString::fromStdString(comparison.datasetSource);
    kept.finished = QString::fromStdString(comparison.finished);
    kept.split = QString::fromStdString(describe(comparison.settings.plan));
    for (const MethodResult& result : comparison.methods)
        kept.names << entryText(result.entry);
    return kept;
}

QByteArray toLabel(const Kept& kept) {
    const QJsonObject label = {{QStringLiteral("dataset"), kept.dataset},
                               {QStringLiteral("source"), kept.source},
                               {QStringLiteral("finished"), kept.finished},
                               {QStringLiteral("split"), kept.split},
                               {QStringLiteral("methods"), QJsonArray::fromStringList(kept.names)}};
    return QJsonDocument(label).toJson();
}

/// Without a date where there is no label to be read.
Kept fromLabel(const QString& path) {
    Kept kept;
    kept.file = path;
    QFile file(labelOf(path));
    if (!file.open(QIODevice::ReadOnly))
        return kept;
    constexpr qint64 largestLabel = 64 * 1024;
    const QJsonObject label = QJsonDocument::fromJson(file.read(largestLabel)).object();
    kept.dataset = label[QLatin1String("dataset")].toString();
    kept.source = label[QLatin1String("source")].toString();
    kept.finished = label[QLatin1String("finished")].toString();
    kept.split = label[QLatin1String("split")].toString();
    for (const QJsonValue& name : label[QLatin1String("methods")].toArray())
        kept.names << name.toString();
    return kept;
}

void move(const QString& from, const QString& to) {
    QFile file(from);
    if (!file.exists())
        return;
    QFile::remove(to);
    if (!file.rename(to))
        refuse(QStringLiteral("This file can't be renamed (%1)").arg(file.errorString()), from);
}

} // namespace

QString folder() {
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) +
           QStringLiteral("/comparisons");
}

Kept write(const Comparison& comparison) {
    if (!QDir().mkpath(folder()))
        refuse(QStringLiteral("This folder can't be made"), folder());
    const Kept kept = describeFile(
        comparison,
        QStringLiteral("%1/%2%3").arg(folder(), QUuid::createUuid().toString(QUuid::WithoutBraces),
                                      QLatin1String(ending)));
    writeWhole(kept.file, QByteArray::fromStdString(toJson(comparison)));
    try {
        writeWhole(labelOf(kept.file), toLabel(kept));
    } catch (const Error&) {
        QFile::remove(kept.file);
        throw;
    }
    return kept;
}

std::vector<Kept> list() {
    std::vector<Kept> all;
    const QDir files(folder());
    for (const QString& name :
         files.entryList({QStringLiteral("*") + QLatin1String(ending)}, QDir::Files)) {
        Kept kept = fromLabel(files.filePath(name));
        if (kept.finished.isEmpty()) {
            try {
                kept = describeFile(read(kept.file), kept.file);
            } catch (const Error&) {
                continue;
            }
        }
        all.push_back(kept);
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Kept& a, const Kept& b) { return a.finished > b.finished; });
    return all;
}

Comparison read(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        refuse(QStringLiteral("This file can't be read (%1)").arg(file.errorString()), path);
    if (file.size() > static_cast<qint64>(largestJsonFile))
        refuse(QStringLiteral("This file is far larger than any comparison"), path);
    return comparisonFromJson(file.readAll().toStdString());
}

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

} // namespace towerlab::ui::compare_store
