// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"
#include "core/error.h"
#include "ui/widgets/shelf.h"

#include <QString>

#include <vector>

/// The folder of kept comparisons. Each is NAME.comparison.json, and beside it NAME.label.json with
/// what the list of them shows.
namespace towerlab::ui::compare_store {

/// A kept comparison, as the list of them shows it.
struct Kept {
    QString file;
    QString dataset;
    QString source;    ///< folder of the data set, empty for built-in data
    QString finished;  ///< ISO 8601 in UTC
    QString split;     ///< for people
    QStringList names; ///< of the methods
};

/// <user's data folder>/comparisons
const Shelf& shelf();

/// Writes a comparison to a file of its own.
/// @throws FileError; the folder is then as it was.
Kept write(const Comparison& comparison);

struct Contents {
    std::vector<Kept> kept; ///< newest first
    std::vector<DamagedFile> damaged;
};

/// Labels that can't be read are made again from their file. What a label speaks for is not looked
/// into.
Contents list();

/// What the person is told of a comparison that read() has refused.
DamagedFile damagedFile(const Kept& kept, const Error& error);

/// @throws FileError if the file can't be read; SettingsError if its content is malformed.
Comparison read(const QString& file);

} // namespace towerlab::ui::compare_store
