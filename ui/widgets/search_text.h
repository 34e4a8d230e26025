// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

namespace towerlab::ui {

/// A text as searches compare it: without case, accents and other marks, whether these were part
/// of a letter or stood behind it.
QString searchable(const QString& text);

/// The words of what a person searches for, in the same form.
QStringList searchWords(const QString& text);

/// Whether a text in this form holds each of the words, in any order: "the matrix" is found in
/// "matrix, the".
bool holdsAll(QStringView searchable, const QStringList& words);

} // namespace towerlab::ui
