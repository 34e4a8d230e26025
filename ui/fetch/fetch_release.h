// SPDX-License-Identifier: MIT
#pragma once

#include "ui/fetch/fetch_progress.h"
#include "ui/fetch/releases.h"

#include <QStringList>
#include <QUrl>

#include <chrono>
#include <functional>
#include <stop_token>

namespace towerlab::ui {

/// Where releases come from: GroupLens's site, or what the environment variable
/// TOWERLAB_MOVIELENS_URL says (for tests; https, or this machine).
QUrl releasesUrl();
/// Where the window keeps them: a folder of the program's own.
QString releasesFolder();

struct FetchOptions {
    QUrl from = releasesUrl(); ///< ends in a slash
    /// Without a byte, after which a connection counts as broken.
    std::chrono::milliseconds patience{30000};
    int tries = 5;                         ///< in a row that bring nothing worth mentioning
    std::chrono::milliseconds pause{1000}; ///< before the second try; longer each time
};

/// What a transfer has come to.
struct Fetched {
    QString path;       ///< of the archive
    qint64 bytes = 0;   ///< of it
    bool there = false; ///< it was there before: nothing was loaded
    QStringList notes;  ///< what a person should know: sentences, the outcome last
};

/// Where a release's archive goes within a folder.
QString archivePath(const Release& release, const QString& folder);

/// What an earlier transfer of a release has left in a folder, to be gone on with.
struct Leftover {
    qint64 bytes = 0; ///< 0: nothing
    qint64 total = 0;
};
Leftover leftoverOf(const Release& release, const QString& folder);

/// Loads a release's archive into a folder, which is made if need be. It has its name once it is
/// whole: as long as the server said, and with the checksum that is published beside it or, without
/// one, readable to its end. Until then it is FILE.part, which a later call goes on with: after a
/// stop, an error, or the end of the program. An older archive of that name stays till then; one
/// that is right already is not loaded again.
///
/// Blocks, with an event loop of its own; for any thread, where there is a QCoreApplication.
/// @param progress a few times a second
/// @throws FetchError, FileError, Cancelled
Fetched fetchRelease(const Release& release, const QString& folder, const FetchOptions& options,
                     const std::stop_token& stop,
                     const std::function<void(const FetchProgress&)>& progress = {});

} // namespace towerlab::ui
