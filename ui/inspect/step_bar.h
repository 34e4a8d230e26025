// SPDX-License-Identifier: MIT
#pragma once

#include "ui/inspect/stages.h"
#include "ui/inspect/stepper.h"

#include <QTimer>
#include <QWidget>

#include <vector>

class QComboBox;
class QLabel;
class QPushButton;
class QToolButton;

namespace towerlab::ui {

/// Goes through a step of training stage by stage: forward and back, by itself or by hand, and
/// chooses what the next step is taken on.
class StepBar : public QWidget {
    Q_OBJECT
public:
    explicit StepBar(QWidget* parent = nullptr);

    /// None: no step has been taken yet.
    void setStages(const std::vector<Stage>& stages);
    /// -1: before the first.
    void setStage(int stage);
    int stage() const { return stage_; }
    void setBusy(bool busy);
    /// Whether a step can be taken, and why not.
    void setPossible(bool possible, const QString& why);
    void setRunPaused(bool paused);
    /// What is to be said of the stage, or of what can be done.
    QString text() const { return text_; }
    /// The same until another stage comes.
    void setText(const QString& text);
    Stepper::Batch batch() const;
    Stepper::On on() const;
    /// Milliseconds that a move takes.
    int moveTime() const;
    bool isPlaying() const { return player_.isActive(); }

public Q_SLOTS:
    /// The next stage, or after the last one the next step.
    void forward();
    void back();
    void play(bool on);

Q_SIGNALS:
    void stageChanged(int stage, bool backwards);
    void textChanged();
    void stepRequested();
    void startAgainRequested();
    void closeRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void show();
    void tellStage();
    bool hasStage() const;

    QToolButton* back_;
    QPushButton* forward_;
    QToolButton* play_;
    QToolButton* slow_;
    QToolButton* again_;
    QToolButton* close_;
    QComboBox* batch_;
    QComboBox* on_;
    QLabel* title_;
    QString text_;
    std::vector<Stage> stages_;
    int stage_ = -1;
    bool busy_ = false;
    bool possible_ = false;
    bool stepped_ = false; ///< since the copy began
    QTimer player_;
};

} // namespace towerlab::ui
