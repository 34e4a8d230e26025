// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"

#include <QString>

#include <vector>

/// The files of kept comparisons, in the folder for the program's data: one a comparison, with a
/// small label beside it, so that all can be listed without being read.
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

QString folder();

/// Writes a comparison to a file of its own.
/// @throws FileError; the folder is then as it was.
Kept write(const Comparison& comparison);

/// Newest first. Labels that can't be read are made again from their file; files that can't be read
/// either are passed over.
std::vector<Kept> list();

/// @throws FileError if the file can't be read; SettingsError if its content is malformed.
Comparison read(const QString& file);

/// Takes a comparison out of list() without deleting it, and back.
/// @throws FileError.
void setAside(const QString& file);
void takeBack(const QString& file);
/// Deletes what was set aside.
void purge();

} // namespace towerlab::ui::compare_store
