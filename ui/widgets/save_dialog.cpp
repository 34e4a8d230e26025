// SPDX-License-Identifier: MIT
#include "ui/widgets/save_dialog.h"

#include "core/error.h"
#include "core/io/same_file.h"
#include "ui/widgets/files.h"
#include "ui/widgets/preferences.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QRegularExpression>
#include <QStandardPaths>

#include <algorithm>
#include <filesystem>
#include <vector>

namespace towerlab::ui {
namespace {

/// "png" of "PNG image (*.png)".
QString endingOf(const QString& kind) {
    static const QRegularExpression ending(QStringLiteral("\\*\\.(\\w+)"));
    return ending.match(kind).captured(1);
}

QStringList& openInputs() {
    static QStringList paths;
    return paths;
}

/// Whether the file may be written; else says why not.
bool mayBeWritten(QWidget* parent, const QString& title, const QString& path) {
    std::vector<std::filesystem::path> inputs;
    for (const QString& input : openInputs())
        inputs.push_back(nativePath(input));
    try {
        refuseToOverwrite(nativePath(path), inputs);
        return true;
    } catch (const FileError& error) {
        QMessageBox box(QMessageBox::Warning, title, QString::fromUtf8(error.what()),
                        QMessageBox::Ok, parent);
        box.setTextFormat(Qt::PlainText); // it holds names of files
        box.exec();
        return false;
    }
}

QString folderToStartIn() {
    const QString last = remembered(preference::exportFolder);
    return !last.isEmpty() && QFileInfo(last).isDir()
               ? last
               : QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
}

} // namespace

void setOpenInputs(const QStringList& paths) { openInputs() = paths; }

QString withEnding(const QString& path, const QString& chosenKind, const QStringList& kinds) {
    const QString ending = QFileInfo(path).suffix();
    const bool known = std::any_of(kinds.begin(), kinds.end(), [&](const QString& kind) {
        return endingOf(kind).compare(ending, Qt::CaseInsensitive) == 0;
    });
    return known ? path : path + QLatin1Char('.') + endingOf(chosenKind);
}

QString askWhereToSave(QWidget* parent, const QString& title, const QString& suggestedName,
                       const QStringList& kinds) {
    return askWhereAndHowToSave(parent, title, suggestedName, kinds).path;
}

Destination askWhereAndHowToSave(QWidget* parent, const QString& title,
                                 const QString& suggestedName, const QStringList& kinds) {
    QFileDialog dialog(parent, title, folderToStartIn());
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setNameFilters(kinds);
    dialog.setDefaultSuffix(endingOf(kinds.first()));
    dialog.selectFile(withEnding(suggestedName, kinds.first(), kinds));
    QObject::connect(&dialog, &QFileDialog::filterSelected, &dialog, [&](const QString& kind) {
        dialog.setDefaultSuffix(endingOf(kind));
        const QStringList named = dialog.selectedFiles();
        if (!named.isEmpty())
            dialog.selectFile(QFileInfo(named.first()).completeBaseName() + QLatin1Char('.') +
                              endingOf(kind));
    });
    QString path;
    do {
        if (dialog.exec() != QDialog::Accepted)
            return {};
        path = withEnding(dialog.selectedFiles().constFirst(), dialog.selectedNameFilter(), kinds);
    } while (!mayBeWritten(parent, title, path));
    remember(preference::exportFolder, QFileInfo(path).absolutePath());
    return {path, std::max<qsizetype>(0, kinds.indexOf(dialog.selectedNameFilter()))};
}

} // namespace towerlab::ui
