// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QToolButton;

namespace towerlab::ui {

class Workspace;

/// Data set, model, device and the job under way, along the foot of the window.
class StatusStrip : public QWidget {
    Q_OBJECT
public:
    explicit StatusStrip(Workspace* workspace, QWidget* parent = nullptr);

private:
    void showDataset();
    void showModel();
    void showDevice();
    void connectJob();

    Workspace* workspace_;
    QLabel* dataset_;
    QLabel* model_;
    QLabel* device_;
    QLabel* job_;
    QToolButton* folder_;
    QProgressBar* bar_;
    QToolButton* cancel_;
    QString writtenTo_;
};

} // namespace towerlab::ui
