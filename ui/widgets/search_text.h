// SPDX-License-Identifier: MIT
// How all searches of the window find what a person types.
#pragma once

#include <QString>
#include <QStringList>

namespace towerlab::ui {

/// A text as searches look into it: its words, each behind a blank, without case and diacritics,
/// whether these were part of a letter or stood behind it; "Ł" is "l", "ß" is "ss". Words with
/// punctuation inside follow in one piece, too: "Spider-Man" has "spider", "man" and "spiderman".
/// In scripts without blanks between words (Chinese, Japanese, Thai) every letter begins one.
QString searchable(const QString& text);

/// The words of what a person searches for, for holdsWord().
QStringList searchWords(const QString& text);

/// Whether a word begins like this in a searchable() text. "male" is not found in "female".
bool holdsWord(QStringView searchable, const QString& word);

/// Whether the text holds each of the words, in any order: "the matrix" is found in
/// "Matrix, The".
bool holdsAll(QStringView searchable, const QStringList& words);

} // namespace towerlab::ui
