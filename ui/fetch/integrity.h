// SPDX-License-Identifier: MIT
// Whether a file is what it should be; private to ui/fetch.
#pragma once

#include "core/progress.h"

#include <QByteArray>
#include <QString>

#include <stop_token>

namespace towerlab::ui {

/// The MD5 of a file in what a server publishes beside it, in lower-case hex: "MD5 (NAME) = HASH"
/// or "HASH  NAME" or HASH alone. Empty if there is none, or it is another file's.
QByteArray checksumIn(const QByteArray& text, const QString& name);

/// The MD5 of a file, in lower-case hex.
/// @throws FileError, Cancelled
QByteArray checksumOf(const QString& path, const std::stop_token& stop,
                      const ProgressCallback& progress = {});

/// Whether a file is an archive that can be read to its end, with the checksums in it.
/// @throws Cancelled
bool isWholeArchive(const QString& path, const std::stop_token& stop,
                    const ProgressCallback& progress = {});

} // namespace towerlab::ui
