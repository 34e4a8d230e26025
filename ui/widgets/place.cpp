// SPDX-License-Identifier: MIT
#include "ui/widgets/place.h"

#include "ui/widgets/search_box.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QApplication>
#include <QScopedValueRollback>

namespace towerlab::ui {

Place::Place(QWidget* parent) : QWidget(parent) {
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
        if (now && now != this && isAncestorOf(now)) // which to Qt every widget is of itself
            focus_ = now;
    });
}

bool Place::canSearch() const { return findChild<SearchBox*>() != nullptr; }

SearchBox* Place::search() const {
    for (SearchBox* box : findChildren<SearchBox*>())
        if (box->isVisible())
            return box;
    return nullptr;
}

void Place::takeFocus(QWidget* last) {
    focus_ = last;
    if (last && last->isVisible() && last->isEnabled())
        last->setFocus(Qt::OtherFocusReason);
    else
        setFocus(Qt::OtherFocusReason); // Tab goes on from here
}

void Place::setSideColumn(QWidget* column, const Preference<bool>& shown, const QString& text,
                          int spareBelow) {
    spareBelow_ = spareBelow;
    sideColumn_ = new QAction(text, this);
    sideColumn_->setCheckable(true);
    sideColumn_->setChecked(remembered(shown));
    column->setVisible(sideColumn_->isChecked());
    connect(sideColumn_, &QAction::toggled, column, &QWidget::setVisible);
    connect(sideColumn_, &QAction::toggled, this, [this, shown](bool on) {
        if (!bySize_)
            remember(shown, on);
    });
}

void Place::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    spareSideColumn();
}

void Place::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) // larger texts need more room
        spareSideColumn();
}

void Place::spareSideColumn() {
    const bool narrow = width() < theme::pixels(spareBelow_);
    if (narrow == sparing_ || !sideColumn_)
        return;
    sparing_ = narrow;
    const QScopedValueRollback<bool> bySize(bySize_, true);
    if (narrow)
        shownBefore_ = sideColumn_->isChecked();
    sideColumn_->setChecked(!narrow && shownBefore_);
}

} // namespace towerlab::ui
