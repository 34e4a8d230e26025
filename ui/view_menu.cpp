// SPDX-License-Identifier: MIT
#include "ui/view_menu.h"

#include "ui/widgets/place.h"
#include "ui/widgets/preferences.h"

#include <QActionGroup>
#include <QMainWindow>

#include <algorithm>
#include <array>

namespace towerlab::ui {
namespace {

constexpr int textStep = 10;
constexpr int presentersText = 140; ///< per cent: read from the last row of a classroom

} // namespace

ViewMenu::ViewMenu(QMainWindow* window)
    : QMenu(tr("&View"), window),
      window_(window),
      places_(new QActionGroup(this)),
      appearances_(new QActionGroup(this)) {}

QAction* ViewMenu::addPlace(const QIcon& icon, const QString& text, const QString& help) {
    const int number = static_cast<int>(places_->actions().size());
    QAction* action = addAction(icon, text, this, [this, number] { Q_EMIT placeChosen(number); });
    action->setCheckable(true);
    action->setStatusTip(help);
    action->setShortcut(QKeySequence(QStringLiteral("Ctrl+%1").arg(number + 1)));
    places_->addAction(action);
    return action;
}

void ViewMenu::addLooks() {
    addSeparator();
    side_ = addKey(QStringLiteral("actionSideColumn"), tr("Side Column"), {tr("Ctrl+B")});
    side_->setIcon(theme::icon(QStringLiteral("sliders")));
    side_->setCheckable(true);
    connect(side_, &QAction::triggered, this, [this](bool on) {
        if (place_)
            place_->sideColumn()->setChecked(on);
    });
    addSeparator();
    addTextSizes();
    addSeparator();
    addScreenModes();
    addSeparator();
    addAppearances();
    addSeparator();
    addMotion();
}

void ViewMenu::addMotion() {
    QAction* action = addAction(tr("&Reduce Motion"));
    action->setObjectName(QStringLiteral("actionReduceMotion"));
    action->setCheckable(true);
    action->setChecked(remembered(preference::reduceMotion));
    action->setToolTip(tr("Points of a map jump to where they belong rather than glide"));
    connect(action, &QAction::toggled, this,
            [](bool on) { remember(preference::reduceMotion, on); });
}

QAction* ViewMenu::addKey(const QString& name, const QString& text,
                          const QList<QKeySequence>& keys) {
    QAction* action = addAction(text);
    action->setObjectName(name);
    action->setShortcuts(keys);
    return action;
}

void ViewMenu::addTextSizes() {
    QAction* larger = addKey(QStringLiteral("actionLargerText"), tr("&Larger Text"),
                             {QKeySequence(QKeySequence::ZoomIn), QKeySequence(tr("Ctrl+="))});
    QAction* smaller = addKey(QStringLiteral("actionSmallerText"), tr("&Smaller Text"),
                              {QKeySequence(QKeySequence::ZoomOut)});
    textSize_ = addKey(QStringLiteral("actionUsualText"), {}, {tr("Ctrl+0")});
    connect(larger, &QAction::triggered, this,
            [this] { setTextScale(theme::textScale() + textStep); });
    connect(smaller, &QAction::triggered, this,
            [this] { setTextScale(theme::textScale() - textStep); });
    connect(textSize_, &QAction::triggered, this, [this] { setTextScale(100); });
}

void ViewMenu::addScreenModes() {
    fullScreen_ =
        addKey(QStringLiteral("actionFullScreen"), tr("&Full Screen"), {QKeySequence(Qt::Key_F11)});
    fullScreen_->setCheckable(true);
    connect(fullScreen_, &QAction::triggered, this, &ViewMenu::setFullScreen);
    presenting_ = addKey(QStringLiteral("actionPresenting"), tr("&Presenter Mode"),
                         {QKeySequence(Qt::Key_F5)});
    presenting_->setCheckable(true);
    presenting_->setStatusTip(tr("Large text on the full screen, for a projector"));
    connect(presenting_, &QAction::triggered, this, &ViewMenu::setPresenting);
}

void ViewMenu::addAppearances() {
    const std::array<std::pair<Appearance, QString>, 3> choices = {
        {{Appearance::System, tr("Follow the &System")},
         {Appearance::Light, tr("&Light")},
         {Appearance::Dark, tr("&Dark")}}};
    QMenu* sub = addMenu(theme::icon(QStringLiteral("moon")), tr("&Appearance"));
    for (const auto& [appearance, text] : choices) {
        QAction* action = sub->addAction(text);
        action->setCheckable(true);
        action->setData(static_cast<int>(appearance));
        appearances_->addAction(action);
    }
    connect(appearances_, &QActionGroup::triggered, this, [](const QAction* action) {
        const int appearance = action->data().toInt();
        theme::apply(static_cast<Appearance>(appearance));
        remember(preference::appearance, appearance);
    });
}

void ViewMenu::showPlace(int number, Place* place) {
    if (place_)
        place_->sideColumn()->disconnect(side_);
    place_ = place;
    places_->actions().at(number)->setChecked(true);
    const QAction* column = place->sideColumn();
    side_->setChecked(column->isChecked());
    side_->setText(tr("Side Column: %1").arg(column->text()));
    side_->setToolTip(
        tr("Shows or hides the column of this place: %1 (Ctrl+B)").arg(column->text()));
    connect(column, &QAction::toggled, side_, &QAction::setChecked);
}

void ViewMenu::restore() {
    setTextScale(remembered(preference::textScale));
    const QList<QAction*> actions = appearances_->actions();
    const int last = static_cast<int>(actions.size()) - 1;
    actions.at(std::clamp(remembered(preference::appearance), 0, last))->setChecked(true);
}

void ViewMenu::setTextScale(int percent) {
    theme::setTextScale(percent);
    textSize_->setText(tr("&Usual Text (now %1 %)").arg(theme::textScale()));
    if (!presenting_->isChecked())
        remember(preference::textScale, theme::textScale());
}

void ViewMenu::setFullScreen(bool on) {
    window_->setWindowState(window_->windowState().setFlag(Qt::WindowFullScreen, on));
    fullScreen_->setChecked(on);
}

void ViewMenu::setPresenting(bool on) {
    presenting_->setChecked(on);
    if (on) {
        scaleBefore_ = theme::textScale();
        fullScreenBefore_ = window_->isFullScreen();
    }
    setTextScale(on ? std::max(scaleBefore_, presentersText) : scaleBefore_);
    setFullScreen(on || fullScreenBefore_);
}

} // namespace towerlab::ui
