// SPDX-License-Identifier: MIT
#include "ui/widgets/files.h"

#include "core/error.h"

#include <QSaveFile>

namespace towerlab::ui {

void saveFile(const QString& path, const QByteArray& content) {
    saveFile(path, [&](QIODevice& device) { device.write(content); });
}

void saveFile(const QString& path, const std::function<void(QIODevice&)>& write) {
    QSaveFile file(path);
    bool good = file.open(QIODevice::WriteOnly);
    if (good) {
        write(file);
        good = file.commit(); // false after any write that failed
    }
    if (!good)
        refuseFile(QStringLiteral("This file can't be written (%1)").arg(file.errorString()), path);
}

void refuseFile(const QString& problem, const QString& path) {
    throw FileError(problem.toStdString(), path.toStdString(), 0,
                    "Is there room on the disk, and may you read and write in this folder?");
}

std::filesystem::path nativePath(const QString& path) {
    return std::filesystem::path(path.toStdU16String());
}

} // namespace towerlab::ui
