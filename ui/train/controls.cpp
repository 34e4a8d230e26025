// SPDX-License-Identifier: MIT
#include "ui/train/controls.h"

#include "ui/runs/training.h"
#include "ui/runs/workspace.h"
#include "ui/widgets/preferences.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace towerlab::ui {
namespace {

QPushButton* makeButton(const QString& name, const QString& text, const QString& icon) {
    auto* button = new QPushButton(text);
    button->setObjectName(name);
    button->setIcon(theme::icon(icon));
    // Three in a row of the settings' width: the style's own padding would cut their texts.
    button->setStyleSheet(QStringLiteral("padding-left: 6px; padding-right: 6px;"));
    return button;
}

} // namespace

TrainControls::TrainControls(Workspace* workspace, Training* training, QWidget* parent)
    : QWidget(parent),
      workspace_(workspace),
      training_(training),
      train_(new QPushButton(tr("Train"))),
      pause_(makeButton(QStringLiteral("pauseButton"), tr("Pause"), QStringLiteral("pause"))),
      step_(makeButton(QStringLiteral("stepButton"), tr("Step"), QStringLiteral("step"))),
      stop_(makeButton(QStringLiteral("stopButton"), tr("Stop"), QStringLiteral("stop"))) {
    train_->setObjectName(QStringLiteral("trainButton"));
    train_->setProperty("primary", true);
    train_->setToolTip(tr("Train a new model with these settings (Ctrl+R)"));
    stop_->setToolTip(tr("End the run and keep the epochs that it has finished (Ctrl+.)"));
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    for (QPushButton* button : {pause_, step_, stop_})
        row->addWidget(button, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(makeSlowMotion());
    column->addWidget(train_);
    column->addLayout(row);
    connect(train_, &QPushButton::clicked, this, &TrainControls::trainRequested);
    connect(step_, &QPushButton::clicked, this, &TrainControls::stepRequested);
    connect(stop_, &QPushButton::clicked, training, &Training::stop);
    connect(pause_, &QPushButton::clicked, training, &Training::pauseOrResume);
    connect(training, &Training::stateChanged, this, &TrainControls::showState);
    showState();
}

QWidget* TrainControls::makeSlowMotion() {
    auto* slow = new QCheckBox(tr("Slow motion"));
    slow->setObjectName(QStringLiteral("slowMotion"));
    slow->setToolTip(tr("Stretches a short run to 8 seconds, so that it can be watched. The "
                        "figures of speed leave the waiting out. May be changed during a run."));
    slow->setChecked(remembered(preference::slowMotion));
    training_->setSlowMotion(slow->isChecked());
    connect(slow, &QCheckBox::toggled, this, [this](bool on) {
        training_->setSlowMotion(on);
        remember(preference::slowMotion, on);
    });
    return slow;
}

void TrainControls::showState() {
    using State = Training::State;
    const State state = training_->state();
    const bool paused = state == State::Paused;
    const bool canEnd = state == State::Running || paused;
    const bool between = state == State::Stopping; // neither can be pressed
    wantsFocus_ = wantsFocus_ || train_->hasFocus() || stop_->hasFocus();
    train_->setEnabled(workspace_->canTrain());
    pause_->setEnabled(canEnd);
    stop_->setEnabled(canEnd);
    // Qt would give it to whatever comes next; so Space starts, stops and starts again.
    if (QPushButton* next = train_->isEnabled() ? train_ : stop_; wantsFocus_ && next->isEnabled())
        next->setFocus(Qt::OtherFocusReason);
    wantsFocus_ = wantsFocus_ && between;
    step_->setEnabled(paused || workspace_->canTrain());
    step_->setToolTip(paused ? tr("Train exactly one batch and stay paused (F10)")
                             : tr("Begin a run that is paused before its first step, to go through "
                                  "it batch by batch (F10)"));
    pause_->setText(paused ? tr("Resume") : tr("Pause"));
    pause_->setIcon(theme::icon(paused ? QStringLiteral("play") : QStringLiteral("pause")));
    pause_->setToolTip(paused ? tr("Go on where the run was paused (Ctrl+P)")
                              : tr("Hold the run between two steps (Ctrl+P)"));
}

} // namespace towerlab::ui
