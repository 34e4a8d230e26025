// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QPushButton;

namespace towerlab::ui {

class Training;
class Workspace;

/// The buttons that drive a run: Train, Pause or Resume, Step, Stop, and slow motion.
class TrainControls : public QWidget {
    Q_OBJECT
public:
    TrainControls(Workspace* workspace, Training* training, QWidget* parent = nullptr);

    QPushButton* trainButton() const { return train_; }

Q_SIGNALS:
    void trainRequested();
    void stepRequested(); ///< one batch of the paused run, or a new run that begins paused

private:
    QWidget* makeSlowMotion();
    void showState();

    Workspace* workspace_;
    Training* training_;
    QPushButton* train_;
    QPushButton* pause_;
    QPushButton* step_;
    QPushButton* stop_;
    bool wantsFocus_ = false; ///< once one of them can be pressed again
};

} // namespace towerlab::ui
