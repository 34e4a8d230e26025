// SPDX-License-Identifier: MIT
#include "ui/data_opening.h"

#include "ui/data/fetch_dialog.h"
#include "ui/data/import_dialog.h"
#include "ui/runs/import_memory.h"
#include "ui/widgets/preferences.h"
#include "ui/widgets/theme.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>

#include <utility>

namespace towerlab::ui {

DataOpening::DataOpening(Workspace* workspace, Guard guard, QWidget* window)
    : QObject(window), workspace_(workspace), guard_(std::move(guard)), window_(window) {
    connect(workspace_, &Workspace::badRows, this, &DataOpening::offerWithoutBadRows);
    connect(workspace_, &Workspace::tableLookedAt, this, &DataOpening::askAboutColumns);
}

void DataOpening::addCommands(QMenu* menu) {
    QAction* folder = menu->addAction(theme::icon(QStringLiteral("folder")), tr("&Open Folder…"),
                                      this, &DataOpening::chooseFolder);
    folder->setShortcut(QKeySequence::Open);
    menu->addAction(theme::icon(QStringLiteral("open")), tr("Open &Archive or File…"), this,
                    &DataOpening::chooseFile);
    QAction* own = menu->addAction(theme::icon(QStringLiteral("data")), tr("&Import Your Ratings…"),
                                   this, &DataOpening::chooseTable);
    own->setObjectName(QStringLiteral("actionImport"));
    own->setToolTip(tr("Opens a table of ratings of any form: says which column is what, and adds "
                       "tables of users and items"));
    menu->addAction(theme::icon(QStringLiteral("download")), tr("&Get MovieLens…"), this,
                    &DataOpening::getMovieLens)
        ->setObjectName(QStringLiteral("actionGetMovieLens"));
}

void DataOpening::openPath(const QString& path) {
    if (path.endsWith(QLatin1String(".towerlab")))
        workspace_->loadModel(path);
    else
        open(path, rememberedReading(path));
}

void DataOpening::getMovieLens() {
    if (fetch_ == nullptr) {
        fetch_ = new FetchDialog(window_);
        connect(fetch_, &FetchDialog::ready, this, &DataOpening::openPath);
        connect(workspace_, &Workspace::folderOpened, fetch_, &FetchDialog::tellOf);
        connect(fetch_, &FetchDialog::told, workspace_, &Workspace::tell);
    }
    fetch_->present();
}

void DataOpening::chooseFolder() {
    const QString path = QFileDialog::getExistingDirectory(window_, tr("Open a folder of ratings"),
                                                           remembered(preference::lastFolder));
    if (path.isEmpty())
        return;
    remember(preference::lastFolder, path);
    openPath(path);
}

QString DataOpening::askForFile(const QString& title, const QString& filter) const {
    QString path =
        QFileDialog::getOpenFileName(window_, title, remembered(preference::lastFolder),
                                     filter + QStringLiteral(";;") + tr("All files (*)"));
    if (!path.isEmpty())
        remember(preference::lastFolder, QFileInfo(path).absolutePath());
    return path;
}

void DataOpening::chooseFile() {
    const QString path =
        askForFile(tr("Open an archive or a file of ratings"),
                   tr("Ratings (*.zip *.gz *.tar *.csv *.tsv *.txt *.dat u.data)"));
    if (!path.isEmpty())
        openPath(path);
}

void DataOpening::chooseTable() {
    const QString path =
        askForFile(tr("Import a table of ratings"), tr("Tables (*.csv *.tsv *.txt *.dat *.gz)"));
    if (!path.isEmpty())
        guard_([this, path] { workspace_->lookAtTable(path); });
}

void DataOpening::open(const QString& path, const ReadOptions& options) {
    guard_([this, path, options] { workspace_->openFolder(path, options); });
}

void DataOpening::askAboutColumns(const QString& path, const TablePreview& preview) {
    auto* dialog = new ImportDialog(preview, rememberedReading(path), window_);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, path] {
        const ReadOptions options = dialog->options();
        rememberReading(path, options);
        open(path, options);
    });
    dialog->open();
}

void DataOpening::offerWithoutBadRows(const QString& path, const ReadOptions& options,
                                      const QString& text, const QString& rows) {
    const QString title = tr("This data could not be opened");
    auto* box = new QMessageBox(QMessageBox::Warning, title, title, QMessageBox::Cancel, window_);
    box->setObjectName(QStringLiteral("badRowsBox"));
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(text + QStringLiteral("\n\n") + rows);
    QPushButton* without = box->addButton(tr("Open Without Them"), QMessageBox::AcceptRole);
    without->setObjectName(QStringLiteral("openWithoutBadRows"));
    box->setDefaultButton(QMessageBox::Cancel);
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(without, &QPushButton::clicked, this, [this, path, options] {
        ReadOptions skipping = options;
        skipping.skipBadRows = true;
        workspace_->openFolder(path, skipping);
    });
    box->open();
}

} // namespace towerlab::ui
