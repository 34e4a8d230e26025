// SPDX-License-Identifier: MIT
#include "ui/runs/run_rescue.h"

#include "core/error.h"
#include "ui/runs/run_store.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QUuid>

namespace towerlab::ui {
namespace {

const QString modelEnding = QStringLiteral(".towerlab");
const QString labelEnding = QStringLiteral(".json");

QString parentFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) +
           QStringLiteral("/running");
}

/// Held as long as the program runs whose folder that is; of a program that is gone it can be
/// taken.
std::unique_ptr<QLockFile> lockOf(const QString& folder) {
    auto lock = std::make_unique<QLockFile>(folder + QStringLiteral(".lock"));
    lock->setStaleLockTime(0); // however long it runs
    return lock;
}

QString labelOf(const QString& file) { return file.chopped(modelEnding.size()) + labelEnding; }

/// @return where it is now; empty if the system refuses
QString moveToShelf(const QString& file) {
    const Shelf& shelf = run_store::shelf();
    QString place = shelf.newFile();
    if (!QDir().mkpath(shelf.folder()) || !QFile::rename(file, place))
        return {};
    QFile::rename(labelOf(file), labelOf(place)); // all that matters is in the model
    return place;
}

} // namespace

RunRescue::~RunRescue() {
    if (!folder_.isEmpty())
        QDir(folder_).removeRecursively();
}

bool RunRescue::begin() {
    if (!folder_.isEmpty())
        return true;
    const QString folder =
        parentFolder() + u'/' + QUuid::createUuid().toString(QUuid::WithoutBraces);
    auto lock = lockOf(folder);
    if (!QDir().mkpath(parentFolder()) || !lock->tryLock(0) || !QDir().mkpath(folder))
        return false;
    folder_ = folder;
    lock_ = std::move(lock);
    return true;
}

QString RunRescue::newFile() {
    if (!begin())
        return {};
    if (files_.size() >= mostFiles) {
        QFile::remove(labelOf(files_.first()));
        QFile::remove(files_.takeFirst());
    }
    files_ << folder_ + u'/' + QUuid::createUuid().toString(QUuid::WithoutBraces) + modelEnding;
    return files_.last();
}

void RunRescue::label(const TrainRun& run) const {
    if (files_.isEmpty())
        return;
    try {
        run_store::writeLabel(run, labelOf(files_.last()));
    } catch (const Error&) { // then it has no name, but nothing is lost
    }
}

QStringList RunRescue::collect() {
    QStringList rescued;
    const QDir all(parentFolder());
    for (const QFileInfo& folder : all.entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const auto lock = lockOf(folder.filePath());
        if (!lock->tryLock(0))
            continue; // of a program that runs
        const QDir runs(folder.filePath());
        bool empty = true;
        for (const QString& name : runs.entryList({u'*' + modelEnding}, QDir::Files)) {
            const QString place = moveToShelf(runs.filePath(name));
            empty = empty && !place.isEmpty();
            if (!place.isEmpty())
                rescued << place;
        }
        if (empty)
            QDir(folder.filePath()).removeRecursively();
    }
    return rescued;
}

} // namespace towerlab::ui
