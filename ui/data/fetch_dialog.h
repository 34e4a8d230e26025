// SPDX-License-Identifier: MIT
#pragma once

#include "ui/fetch/fetch_job.h"

#include <QDialog>

class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace towerlab::ui {

class ElidedLabel;
class LicenceCard;
class ReleaseList;

/// Gets a release of MovieLens: choose it, read and accept its licence, wait. The rest of the
/// window goes on meanwhile; closing the dialog stops the transfer, and what came is kept.
class FetchDialog : public QDialog {
    Q_OBJECT
public:
    explicit FetchDialog(QWidget* parent = nullptr, const FetchOptions& options = {},
                         const QString& folder = releasesFolder());

    /// Shows it, before all others.
    void present();
    void reject() override;

public Q_SLOTS:
    /// Says what came of the transfer, once its archive is open.
    void tellOf(const QString& openedPath);

Q_SIGNALS:
    void ready(const QString& path); ///< a release is there, to be opened
    void told(const QString& text);  ///< a sentence or two for the person

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeTitle();
    QWidget* makeProgressCard();
    QLayout* makeFolderRow();
    QLayout* makeButtons();
    void chooseFolder();
    void start();
    void showChoice();
    void showProgress(const FetchProgress& progress);
    /// After a transfer that brought nothing.
    void showEnd(const QString& text, bool isError);
    void finish(const Fetched& fetched);
    QString keptText() const;

    FetchOptions options_;
    QString folder_;
    Fetched last_;
    ReleaseList* list_;
    QStackedWidget* pages_;
    LicenceCard* licence_;
    QLabel* heading_;
    QProgressBar* bar_;
    QLabel* text_;
    QLabel* note_;
    ElidedLabel* place_;
    QPushButton* folderButton_;
    QPushButton* start_;
    QPushButton* close_;
    FetchJob* job_;
};

} // namespace towerlab::ui
