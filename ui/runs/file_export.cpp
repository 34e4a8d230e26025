// SPDX-License-Identifier: MIT
#include "ui/runs/file_export.h"

#include "core/error.h"
#include "ui/runs/workspace.h"
#include "ui/widgets/files.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/save_dialog.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QToolButton>

namespace towerlab::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("FileExport", text); }

} // namespace

QToolButton* makeExportTool(const char* objectName, const QString& help) {
    return makeIconButton(objectName, QStringLiteral("export"), help);
}

QString chooseCsvFile(QWidget* parent, const QString& suggestedName) {
    return askWhereToSave(parent, tr("Export as CSV"), suggestedName, {tr("CSV tables (*.csv)")});
}

void tellWritten(Workspace* workspace, const QString& path) {
    workspace->tellWritten(tr("Written to %1").arg(QFileInfo(path).fileName()), path);
}

void exportCsv(QWidget* parent, Workspace* workspace, const QString& suggestedName,
               const QByteArray& table) {
    const QString path = chooseCsvFile(parent, suggestedName);
    if (path.isEmpty())
        return;
    try {
        saveFile(path, table);
        tellWritten(workspace, path);
    } catch (const FileError& error) {
        workspace->fail(tr("The table could not be written"), QString::fromUtf8(error.what()));
    }
}

} // namespace towerlab::ui
