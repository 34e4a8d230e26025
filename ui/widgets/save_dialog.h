// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

class QWidget;

namespace towerlab::ui {

/// Asks for the name of a file to write. A name is proposed, in the folder last written to; the
/// ending comes from the chosen kind and need not be typed.
/// @param kinds "PNG image (*.png)", …; the first is proposed
/// @return empty if the person thought better of it
QString askWhereToSave(QWidget* parent, const QString& title, const QString& suggestedName,
                       const QStringList& kinds);

/// Where to, and the chosen one of the kinds: two of them may have the same ending.
struct Destination {
    QString path;
    qsizetype kind = 0;
};
Destination askWhereAndHowToSave(QWidget* parent, const QString& title,
                                 const QString& suggestedName, const QStringList& kinds);

/// What the program reads, so that no dialog offers to write over it.
/// @param paths files, or folders all of whose files count
void setOpenInputs(const QStringList& paths);

/// The path with the ending of the chosen kind, unless it ends in that of one of the kinds.
QString withEnding(const QString& path, const QString& chosenKind, const QStringList& kinds);

} // namespace towerlab::ui
