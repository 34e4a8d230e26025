// SPDX-License-Identifier: MIT
#include "ui/embeddings/time_bar.h"

#include "ui/widgets/elided_label.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/preferences.h"
#include "ui/widgets/theme.h"

#include <QActionGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QMenu>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace towerlab::ui {
namespace {

constexpr int paceAtFullSpeed = 700; ///< milliseconds a moment

QToolButton* makeToggle(const char* name, const QString& icon, const QString& text,
                        const QString& help) {
    QToolButton* button = makeIconButton(name, icon, text, help);
    button->setCheckable(true);
    return button;
}

} // namespace

TimeBar::TimeBar(Tools tools, QWidget* parent)
    : QWidget(parent),
      slider_(new QSlider(Qt::Horizontal)),
      play_(makeToggle("playMoments", QStringLiteral("play"), tr("Play"),
                       tr("Play the moments of the run one after the other"))),
      back_(makeIconButton("momentBack", QStringLiteral("step-back"), tr("One moment back"))),
      forward_(makeIconButton("momentForward", QStringLiteral("step"), tr("One moment on"))),
      trails_(makeToggle("trails", QStringLiteral("trail"), tr("Trails"),
                         tr("Trails: the ways of the selected points through the moments so far"))),
      pulls_(makeToggle("tugOfWar", QStringLiteral("pulls"), tr("Tug of war"), {})),
      speed_(new QComboBox),
      text_(new ElidedLabel) {
    setObjectName(QStringLiteral("timeBar"));
    slider_->setObjectName(QStringLiteral("momentSlider"));
    slider_->setAccessibleName(tr("Moment of the run"));
    slider_->setToolTip(tr("The moments of the run: before its first step, some in the first "
                           "epoch, and the end of each epoch"));
    slider_->setMinimumWidth(80);
    slider_->setPageStep(1);
    speed_->setObjectName(QStringLiteral("playSpeed"));
    speed_->setAccessibleName(tr("Speed"));
    speed_->setToolTip(tr("How fast the moments follow one another"));
    for (const double speed : {0.25, 0.5, 1.0, 2.0, 4.0})
        speed_->addItem(tr("%1×").arg(QLocale().toString(speed)), speed);
    speed_->setCurrentIndex(2);
    text_->setObjectName(QStringLiteral("momentText"));
    theme::makeCaption(text_);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(play_);
    row->addWidget(back_);
    row->addWidget(forward_);
    row->addWidget(slider_, 1);
    row->addWidget(speed_);
    row->addSpacing(4);
    row->addWidget(trails_);
    row->addWidget(pulls_);
    QWidget* rate = makeRateButton();
    row->addWidget(rate);
    for (QWidget* tool : std::initializer_list<QWidget*>{trails_, pulls_, rate})
        tool->setVisible(tools == Tools::OfMap);
    text_->setVisible(tools == Tools::OfMap);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(row);
    column->addWidget(text_);
    connect(play_, &QToolButton::clicked, this, &TimeBar::play);
    connect(back_, &QToolButton::clicked, this, [this] { go(moment() - 1, true); });
    connect(forward_, &QToolButton::clicked, this, [this] { go(moment() + 1, true); });
    connect(slider_, &QSlider::valueChanged, this, [this](int value) {
        play(false);
        Q_EMIT momentChanged(value, false);
        showState();
    });
    connect(&player_, &QTimer::timeout, this, &TimeBar::showNext);
    connect(speed_, &QComboBox::activated, this, [this] {
        if (player_.isActive())
            player_.start(pace());
    });
    connect(trails_, &QToolButton::toggled, this, &TimeBar::trailsToggled);
    connect(pulls_, &QToolButton::toggled, this, &TimeBar::pullsToggled);
    setPullsPossible(false, tr("A run keeps what pulled its movies until the program ends."));
    showState();
}

QWidget* TimeBar::makeRateButton() {
    QToolButton* button =
        makeIconButton("momentRate", QStringLiteral("sliders"), tr("How many moments runs keep"));
    auto* menu = new QMenu(button);
    auto* group = new QActionGroup(menu);
    menu->addSection(tr("Moments that the next runs keep"));
    for (const int rate : {0, 1, 2, 4, 8}) {
        QAction* action = menu->addAction(
            rate == 0 ? tr("None") : tr("%n per epoch, more in the first", nullptr, rate));
        action->setCheckable(true);
        action->setChecked(remembered(preference::mapFrames) == rate);
        group->addAction(action);
        connect(action, &QAction::triggered, this,
                [rate] { remember(preference::mapFrames, rate); });
    }
    button->setMenu(menu);
    button->setPopupMode(QToolButton::InstantPopup);
    return button;
}

int TimeBar::pace() const {
    return static_cast<int>(paceAtFullSpeed / speed_->currentData().toDouble());
}

int TimeBar::moment() const { return slider_->value(); }

void TimeBar::setCount(int count, bool follow) {
    const QSignalBlocker quiet(slider_);
    count_ = count;
    slider_->setRange(0, std::max(0, count - 1));
    if (follow)
        slider_->setValue(count - 1);
    if (count < 2)
        play(false);
    showState();
}

void TimeBar::setMoment(int moment) {
    const QSignalBlocker quiet(slider_);
    slider_->setValue(moment);
    showState();
}

void TimeBar::setText(const QString& text) { text_->setText(text); }

void TimeBar::setHindrance(const QString& why) {
    hindered_ = !why.isEmpty();
    if (hindered_) {
        play(false);
        text_->setText(why);
    }
    showState();
}

bool TimeBar::trailsOn() const { return trails_->isChecked(); }

bool TimeBar::pullsOn() const { return pulls_->isEnabled() && pulls_->isChecked(); }

void TimeBar::setPullsPossible(bool possible, const QString& why) {
    pulls_->setEnabled(possible && !hindered_);
    const QString help = tr("Tug of war: which ratings pulled the selected movie where in this "
                            "epoch. An arrow is a rating's negative gradient, net of the turn that "
                            "keeps the moments aligned.");
    pulls_->setToolTip(possible ? help : help + QStringLiteral("\n") + why);
}

void TimeBar::play(bool on) {
    if (on && moment() >= count_ - 1)
        go(0, false);
    if (on && count_ > 1)
        player_.start(pace());
    else
        player_.stop();
    showState();
}

void TimeBar::showNext() {
    if (moment() >= count_ - 1) {
        play(false);
        return;
    }
    go(moment() + 1, true);
    if (moment() >= count_ - 1)
        play(false);
}

void TimeBar::go(int moment, bool smoothly) {
    if (moment < 0 || moment >= count_)
        return;
    setMoment(moment);
    Q_EMIT momentChanged(moment, smoothly);
}

void TimeBar::showState() {
    const bool playing = player_.isActive();
    play_->setChecked(playing);
    play_->setIcon(theme::icon(playing ? QStringLiteral("pause") : QStringLiteral("play")));
    const bool any = count_ > 1 && !hindered_;
    for (QWidget* widget : std::initializer_list<QWidget*>{slider_, play_, speed_, trails_})
        widget->setEnabled(any);
    back_->setEnabled(any && moment() > 0);
    forward_->setEnabled(any && moment() + 1 < count_);
}

} // namespace towerlab::ui
