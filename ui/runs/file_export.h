// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

class QToolButton;
class QWidget;

namespace towerlab::ui {

class Workspace;

/// A tool button with the export icon.
QToolButton* makeExportTool(const char* objectName, const QString& help);
/// Asks for a file name; empty if the person thought better of it.
QString chooseCsvFile(QWidget* parent, const QString& suggestedName);
void tellWritten(Workspace* workspace, const QString& path);
/// All of this for a table that is short enough to be written at once.
void exportCsv(QWidget* parent, Workspace* workspace, const QString& suggestedName,
               const QByteArray& table);

} // namespace towerlab::ui
