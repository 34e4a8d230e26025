// SPDX-License-Identifier: MIT
#include "ui/widgets/shelf.h"

#include "core/error.h"
#include "core/system/process.h"
#include "ui/widgets/files.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QStandardPaths>
#include <QUuid>

#include <utility>

namespace towerlab::ui {
namespace {

constexpr const char* asideMark = ".deleted";

/// What is set aside belongs to one process: another window must not purge what this one may still
/// take back.
QString asideEnding() { return QLatin1String(asideMark) + u'-' + QString::number(processNumber()); }

bool belongsToAnother(const QString& aside) {
    const long process = aside.section(QLatin1String(asideMark) + u'-', -1).toLong();
    return process != processNumber() && isRunning(process);
}

QStringList pathsMatching(const QString& folder, const QString& pattern) {
    const QDir all(folder);
    QStringList paths;
    for (const QString& name : all.entryList({pattern}, QDir::Files))
        paths << all.filePath(name);
    return paths;
}

void move(const QString& from, const QString& to) {
    QFile file(from);
    if (!file.exists())
        return;
    QFile::remove(to);
    if (!file.rename(to))
        refuseFile(QStringLiteral("This file can't be renamed (%1)").arg(file.errorString()), from);
}

} // namespace

Shelf::Shelf(QString name, QString ending, QString labelEnding)
    : name_(std::move(name)), ending_(std::move(ending)), labelEnding_(std::move(labelEnding)) {}

QString Shelf::folder() const {
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u'/' + name_;
}

QString Shelf::newFile() const {
    return folder() + u'/' + QUuid::createUuid().toString(QUuid::WithoutBraces) + ending_;
}

QStringList Shelf::files() const { return pathsMatching(folder(), u'*' + ending_); }

QString Shelf::labelOf(const QString& file) const {
    return file.chopped(ending_.size()) + labelEnding_;
}

QJsonObject Shelf::label(const QString& file) const {
    constexpr qint64 largestLabel = qint64{64} * 1024;
    QFile label(labelOf(file));
    return label.open(QIODevice::ReadOnly)
               ? QJsonDocument::fromJson(label.read(largestLabel)).object()
               : QJsonObject();
}

void Shelf::keep(const QString& file, const QJsonObject& label,
                 const std::function<void()>& write) const {
    if (!QDir().mkpath(folder()))
        refuseFile(QStringLiteral("This folder can't be made"), folder());
    write();
    try {
        writeLabel(file, label);
    } catch (const Error&) {
        QFile::remove(file);
        throw;
    }
}

void Shelf::writeLabel(const QString& file, const QJsonObject& label) const {
    saveFile(labelOf(file), QJsonDocument(label).toJson());
}

void Shelf::setAside(const QString& file) const {
    for (const QString& part : {file, labelOf(file)})
        move(part, part + asideEnding());
}

void Shelf::takeBack(const QString& file) const {
    for (const QString& part : {file, labelOf(file)})
        move(part + asideEnding(), part);
}

void Shelf::purge() const {
    for (const QString& path : pathsMatching(folder(), u'*' + QLatin1String(asideMark) + u'*'))
        if (!belongsToAnother(path))
            QFile::remove(path);
}

void Shelf::moveToDamaged(const QString& file) const {
    const QString apart = folder() + QStringLiteral("/damaged");
    if (!QDir().mkpath(apart))
        refuseFile(QStringLiteral("This folder can't be made"), apart);
    for (const QString& part : {file, labelOf(file)})
        move(part, apart + u'/' + QFileInfo(part).fileName());
}

void Shelf::remove(const QString& file) const {
    QFile::remove(file);
    QFile::remove(labelOf(file));
}

} // namespace towerlab::ui
