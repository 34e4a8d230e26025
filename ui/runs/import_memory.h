// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/reading.h"

#include <QString>

namespace towerlab::ui {

/// How a file of a person's was read when it was last opened, so that nobody is asked twice.
ReadOptions rememberedReading(const QString& path);

/// Remembers it for the next start, too; the last fifty files.
void rememberReading(const QString& path, const ReadOptions& options);

} // namespace towerlab::ui
