// SPDX-License-Identifier: MIT
#include "ui/widgets/place.h"

#include "ui/widgets/search_box.h"

#include <QAction>
#include <QApplication>

namespace towerlab::ui {

Place::Place(QWidget* parent) : QWidget(parent) {
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
        if (now && isAncestorOf(now))
            focus_ = now;
    });
}

SearchBox* Place::search() const {
    for (SearchBox* box : findChildren<SearchBox*>())
        if (box->isVisible())
            return box;
    return nullptr;
}

void Place::takeFocus() {
    if (focus_ && focus_->isVisible() && focus_->isEnabled())
        focus_->setFocus(Qt::OtherFocusReason);
    else
        setFocus(Qt::OtherFocusReason); // Tab goes on from here
}

void Place::setSideColumn(QWidget* column, const Preference<bool>& shown, const QString& text) {
    sideColumn_ = new QAction(text, this);
    sideColumn_->setCheckable(true);
    sideColumn_->setChecked(remembered(shown));
    column->setVisible(sideColumn_->isChecked());
    connect(sideColumn_, &QAction::toggled, column, &QWidget::setVisible);
    connect(sideColumn_, &QAction::toggled, this, [shown](bool on) { remember(shown, on); });
}

} // namespace towerlab::ui
