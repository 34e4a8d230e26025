// SPDX-License-Identifier: MIT
#include "ui/inspect/step_bar.h"

#include "ui/widgets/eliding_combo.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/preferences.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QToolButton>

namespace towerlab::ui {
namespace {

constexpr int quickMove = 450; ///< milliseconds
constexpr int slowMove = 1400;
constexpr int pauseAfterMove = 1700; ///< so that what came can be looked at
constexpr int slowTimes = 2;
constexpr int widthForTitle = 620;

} // namespace

StepBar::StepBar(QWidget* parent)
    : QWidget(parent),
      back_(makeIconButton("stageBack", QStringLiteral("step-back"), tr("Back"),
                           tr("One stage back (Backspace)"))),
      forward_(new QPushButton(theme::icon(QStringLiteral("step")), tr("Take a step"))),
      play_(makeIconButton("stagePlay", QStringLiteral("play"), tr("Play"),
                           tr("Goes through the stages by itself"))),
      slow_(makeIconButton("stageSlow", QStringLiteral("clock"), tr("Slow motion"),
                           tr("Slow motion. View > Reduce Motion does without moves."))),
      again_(makeIconButton("stepAgain", QStringLiteral("refresh"), tr("Start again"),
                            tr("Forgets the steps taken on the copy"))),
      close_(makeIconButton("stepClose", QStringLiteral("close"), tr("Leave the step"),
                            tr("Back to the model as it is (Escape); of a step that "
                               "is being taken, nothing is heard any more"))),
      batch_(new ElidingCombo),
      on_(new ElidingCombo),
      title_(new QLabel) {
    setObjectName(QStringLiteral("stepBar"));
    forward_->setObjectName(QStringLiteral("stageForward"));
    forward_->setToolTip(tr("The next stage of the step, or the next step (Space)"));
    play_->setCheckable(true);
    slow_->setCheckable(true);
    batch_->setObjectName(QStringLiteral("stepBatch"));
    batch_->setAccessibleName(tr("Batch"));
    batch_->addItem(tr("This rating alone"));
    batch_->addItem(tr("The run's next batch"));
    batch_->setToolTip(tr("What the step learns from"));
    on_->setObjectName(QStringLiteral("stepOn"));
    on_->setAccessibleName(tr("Takes the step on"));
    on_->addItem(tr("On a copy"));
    on_->addItem(tr("On the paused run"));
    on_->setToolTip(tr("A copy changes nothing of the model. The paused run itself takes the step "
                       "as with Step in Train, on its next batch."));
    title_->setObjectName(QStringLiteral("stageTitle"));
    theme::makeHeading(title_);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(back_);
    row->addWidget(forward_);
    row->addWidget(play_);
    row->addWidget(slow_);
    row->addSpacing(6);
    row->addWidget(title_, 1);
    for (QComboBox* box : {batch_, on_}) {
        box->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
        row->addWidget(box);
    }
    row->addWidget(again_);
    row->addWidget(close_);
    connect(forward_, &QPushButton::clicked, this, &StepBar::forward);
    connect(back_, &QToolButton::clicked, this, &StepBar::back);
    connect(play_, &QToolButton::clicked, this, &StepBar::play);
    connect(&player_, &QTimer::timeout, this, [this] {
        if (stage_ + 1 < static_cast<int>(stages_.size()))
            forward();
        else
            play(false);
    });
    connect(slow_, &QToolButton::toggled, this, [this] {
        if (player_.isActive())
            play(true);
    });
    connect(again_, &QToolButton::clicked, this, [this] {
        stepped_ = false;
        Q_EMIT startAgainRequested();
        show();
    });
    connect(close_, &QToolButton::clicked, this, &StepBar::closeRequested);
    connect(on_, &QComboBox::currentIndexChanged, this, &StepBar::show);
    forward_->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setRunPaused(false);
    show();
}

/// Where there is no room for the title, it goes before the text.
void StepBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const bool narrow = width() < theme::pixels(widthForTitle);
    for (QComboBox* box : {batch_, on_}) // cut with an ellipsis where there is no room
        box->setMinimumWidth(theme::pixels(narrow ? 60 : 176));
    if (narrow == title_->isVisibleTo(this)) {
        title_->setVisible(!narrow);
        tellStage();
    }
}

Stepper::Batch StepBar::batch() const {
    return static_cast<Stepper::Batch>(batch_->currentIndex());
}

Stepper::On StepBar::on() const { return static_cast<Stepper::On>(on_->currentIndex()); }

int StepBar::moveTime() const {
    if (remembered(preference::reduceMotion))
        return 0;
    return slow_->isChecked() ? slowMove : quickMove;
}

void StepBar::setStages(const std::vector<Stage>& stages) {
    stages_ = stages;
    stage_ = -1;
    if (stages_.empty())
        play(false);
    else
        stepped_ = true;
    tellStage();
}

void StepBar::setStage(int stage) {
    stage_ = stage;
    tellStage();
}

void StepBar::setBusy(bool busy) {
    busy_ = busy;
    show();
}

void StepBar::setPossible(bool possible, const QString& why) {
    possible_ = possible;
    forward_->setToolTip(possible ? tr("The next stage of the step, or the next step (Space)")
                                  : why);
    show();
}

void StepBar::setRunPaused(bool paused) {
    auto* model = qobject_cast<QStandardItemModel*>(on_->model());
    model->item(1)->setEnabled(paused);
    if (!paused)
        on_->setCurrentIndex(0);
    show();
}

void StepBar::setText(const QString& text) {
    text_ = text;
    Q_EMIT textChanged();
}

void StepBar::forward() {
    if (stage_ + 1 < static_cast<int>(stages_.size())) {
        setStage(stage_ + 1);
        Q_EMIT stageChanged(stage_, false);
    } else if (possible_ && !busy_) {
        Q_EMIT stepRequested();
    }
}

void StepBar::back() {
    if (stage_ <= 0)
        return;
    play(false);
    setStage(stage_ - 1);
    Q_EMIT stageChanged(stage_, true);
}

void StepBar::play(bool on) {
    if (on && !stages_.empty()) {
        if (stage_ + 1 >= static_cast<int>(stages_.size())) {
            setStage(0);
            Q_EMIT stageChanged(0, false);
        }
        player_.start(moveTime() + pauseAfterMove * (slow_->isChecked() ? slowTimes : 1));
    } else {
        player_.stop();
    }
    show();
}

void StepBar::show() {
    const bool any = !stages_.empty();
    const bool more = stage_ + 1 < static_cast<int>(stages_.size());
    forward_->setText(!any ? tr("Take a step") : more ? tr("Next") : tr("Next step"));
    forward_->setEnabled(more || (possible_ && !busy_));
    back_->setEnabled(stage_ > 0);
    play_->setEnabled(any);
    play_->setChecked(player_.isActive());
    play_->setIcon(
        theme::icon(player_.isActive() ? QStringLiteral("pause") : QStringLiteral("play")));
    again_->setEnabled(stepped_ && on() == Stepper::On::Copy);
    close_->setEnabled(any || busy_);
    batch_->setEnabled(on() == Stepper::On::Copy);
    if (on() == Stepper::On::Run)
        batch_->setCurrentIndex(1);
    if (busy_)
        title_->setText(tr("Taking the step…"));
    else if (!hasStage())
        title_->setText(tr("One step of training"));
    else
        title_->setText(tr("%1/%2 %3")
                            .arg(stage_ + 1)
                            .arg(stages_.size())
                            .arg(stages_[static_cast<std::size_t>(stage_)].title));
}

bool StepBar::hasStage() const { return stage_ >= 0 && stage_ < static_cast<int>(stages_.size()); }

void StepBar::tellStage() {
    QString text = hasStage() ? stages_[static_cast<std::size_t>(stage_)].text : QString();
    show();
    if (hasStage() && !title_->isVisibleTo(this))
        text = tr("%1. %2").arg(title_->text(), text);
    setText(text);
}

} // namespace towerlab::ui
