// SPDX-License-Identifier: MIT
#include "ui/widgets/shelf.h"

#include "core/error.h"
#include "ui/widgets/files.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QStandardPaths>
#include <QUuid>

#include <utility>

namespace towerlab::ui {
namespace {

constexpr const char* asideEnding = ".deleted";

QStringList pathsWithEnding(const QString& folder, const QString& ending) {
    const QDir all(folder);
    QStringList paths;
    for (const QString& name : all.entryList({u'*' + ending}, QDir::Files))
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

QStringList Shelf::files() const { return pathsWithEnding(folder(), ending_); }

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
        move(part, part + QLatin1String(asideEnding));
}

void Shelf::takeBack(const QString& file) const {
    for (const QString& part : {file, labelOf(file)})
        move(part + QLatin1String(asideEnding), part);
}

void Shelf::purge() const {
    for (const QString& path : pathsWithEnding(folder(), QLatin1String(asideEnding)))
        QFile::remove(path);
}

void Shelf::remove(const QString& file) const {
    QFile::remove(file);
    QFile::remove(labelOf(file));
}

} // namespace towerlab::ui
