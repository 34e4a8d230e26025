// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <filesystem>
#include <functional>

class QIODevice;

namespace towerlab::ui {

/// Writes a file whole, on any thread: an older one of that name stays as it was until all is on
/// the disk, and for good if that fails.
/// @throws FileError as refuseFile() does.
void saveFile(const QString& path, const QByteArray& content);
/// The same with what `write` gives to the device, whose errors need not be looked at there.
void saveFile(const QString& path, const std::function<void(QIODevice&)>& write);

/// Says what the system did not allow.
/// @throws FileError with the file, the problem and what can be done about it.
[[noreturn]] void refuseFile(const QString& problem, const QString& path);

/// For core, which knows no QString.
std::filesystem::path nativePath(const QString& path);

} // namespace towerlab::ui
