// SPDX-License-Identifier: MIT
#include "ui/compare/shared/store.h"

#include "core/compare/comparison_file.h"
#include "core/data/bounded_json.h"
#include "core/error.h"
#include "ui/compare/shared/text.h"
#include "ui/widgets/files.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace towerlab::ui::compare_store {
namespace {

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

QJsonObject toLabel(const Kept& kept) {
    return {{QStringLiteral("dataset"), kept.dataset},
            {QStringLiteral("source"), kept.source},
            {QStringLiteral("finished"), kept.finished},
            {QStringLiteral("split"), kept.split},
            {QStringLiteral("methods"), QJsonArray::fromStringList(kept.names)}};
}

/// Without a date where there is no label to be read.
Kept fromLabel(const QString& file) {
    const QJsonObject label = shelf().label(file);
    Kept kept;
    kept.file = file;
    kept.dataset = label[QLatin1String("dataset")].toString();
    kept.source = label[QLatin1String("source")].toString();
    kept.finished = label[QLatin1String("finished")].toString();
    kept.split = label[QLatin1String("split")].toString();
    const QJsonArray names = label[QLatin1String("methods")].toArray();
    for (const auto& name : names)
        kept.names << name.toString();
    return kept;
}

} // namespace

const Shelf& shelf() {
    static const Shelf comparisons(QStringLiteral("comparisons"),
                                   QStringLiteral(".comparison.json"),
                                   QStringLiteral(".label.json"));
    return comparisons;
}

Kept write(const Comparison& comparison) {
    Kept kept = describeFile(comparison, shelf().newFile());
    shelf().keep(kept.file, toLabel(kept),
                 [&] { saveFile(kept.file, QByteArray::fromStdString(toJson(comparison))); });
    return kept;
}

Contents list() {
    Contents contents;
    std::vector<Kept>& all = contents.kept;
    for (const QString& file : shelf().files()) {
        Kept kept = fromLabel(file);
        if (kept.finished.isEmpty()) {
            try {
                kept = describeFile(read(kept.file), kept.file);
            } catch (const Error& error) {
                contents.damaged.push_back(damagedFile(kept, error));
                continue;
            }
        }
        all.push_back(kept);
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Kept& a, const Kept& b) { return a.finished > b.finished; });
    return contents;
}

DamagedFile damagedFile(const Kept& kept, const Error& error) {
    const QString reason = QString::fromStdString(error.reason());
    if (kept.finished.isEmpty())
        return {kept.file, QFileInfo(kept.file).fileName(), reason};
    return {kept.file,
            kept.dataset + QStringLiteral(", ") + finishedText(kept.finished.toStdString()),
            reason};
}

Comparison read(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        refuseFile(QStringLiteral("This file can't be read (%1)").arg(file.errorString()), path);
    if (file.size() > static_cast<qint64>(largestJsonFile))
        refuseFile(QStringLiteral("This file is far larger than any comparison"), path);
    return comparisonFromJson(file.readAll().toStdString());
}

} // namespace towerlab::ui::compare_store
