// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/table_preview.h"
#include "ui/runs/workspace.h"

#include <QObject>
#include <QString>

#include <functional>

class QMenu;

namespace towerlab::ui {

class FetchDialog;

/// How a person's data gets into the window: the commands of the File menu, and the questions that
/// opening may ask (rows that can't be read, columns that can't be told).
class DataOpening : public QObject {
    Q_OBJECT
public:
    /// Does what it is given once nothing is lost by it, or not at all.
    using Guard = std::function<void(const std::function<void()>&)>;

    /// @param window parent of the dialogs
    DataOpening(Workspace* workspace, Guard guard, QWidget* window);

    void addCommands(QMenu* menu);
    /// Of data or of a model.
    void openPath(const QString& path);
    void getMovieLens();

private:
    void chooseFolder();
    void chooseFile();
    void chooseTable();
    QString askForFile(const QString& title, const QString& filter) const;
    void askAboutColumns(const QString& path, const TablePreview& preview);
    void offerWithoutBadRows(const QString& path, const ReadOptions& options, const QString& text,
                             const QString& rows);
    void open(const QString& path, const ReadOptions& options);

    Workspace* workspace_;
    Guard guard_;
    QWidget* window_;
    FetchDialog* fetch_ = nullptr; ///< once it was asked for
};

} // namespace towerlab::ui
