// SPDX-License-Identifier: MIT
// private to ui/fetch
#pragma once

#include <QByteArray>

#include <optional>

namespace towerlab::ui {

/// Which bytes of a file an answer holds.
struct ContentRange {
    qint64 first = 0;
    qint64 total = 0; ///< bytes of the whole file
};

/// Reads "bytes FIRST-LAST/TOTAL" (RFC 9110, 14.4); none where it says anything else, or the range
/// does not go to the file's end.
std::optional<ContentRange> contentRange(const QByteArray& header);

} // namespace towerlab::ui
