// SPDX-License-Identifier: MIT
#include "ui/widgets/arrow_group.h"

#include <QEvent>
#include <QKeyEvent>
#include <QWidget>

#include <algorithm>

namespace towerlab::ui {

ArrowGroup::ArrowGroup(QObject* parent) : QObject(parent) {}

void ArrowGroup::setRows(const QList<QList<QWidget*>>& rows) {
    rows_.clear();
    QWidget* first = nullptr;
    bool kept = false;
    for (const QList<QWidget*>& row : rows) {
        QList<QPointer<QWidget>> members;
        for (QWidget* member : row) {
            member->removeEventFilter(this); // it may have been there before
            member->installEventFilter(this);
            member->setFocusPolicy(Qt::ClickFocus);
            members << member;
            first = first == nullptr ? member : first;
            kept = kept || member == stop_;
        }
        rows_ << members;
    }
    setStop(kept ? stop_.data() : first);
}

void ArrowGroup::setStop(QWidget* member) {
    if (stop_ && stop_ != member)
        stop_->setFocusPolicy(Qt::ClickFocus);
    stop_ = member;
    if (stop_)
        stop_->setFocusPolicy(Qt::StrongFocus);
}

ArrowGroup::Place ArrowGroup::placeOf(const QObject* member) const {
    for (qsizetype row = 0; row < rows_.size(); ++row)
        for (qsizetype column = 0; column < rows_[row].size(); ++column)
            if (rows_[row][column] == member)
                return {row, column};
    return {};
}

bool ArrowGroup::focus(qsizetype row, qsizetype column) {
    if (row < 0 || row >= rows_.size() || rows_[row].isEmpty())
        return false;
    QWidget* member = rows_[row][std::clamp<qsizetype>(column, 0, rows_[row].size() - 1)];
    if (member == nullptr || !member->isVisible() || !member->isEnabled())
        return false;
    member->setFocus(Qt::TabFocusReason); // as Tab does it: scroll areas follow
    return true;
}

bool ArrowGroup::move(const Place& from, int key) {
    const qsizetype last = rows_.size() - 1;
    switch (key) {
    case Qt::Key_Left:
        return focus(from.row, from.column - 1), true;
    case Qt::Key_Right:
        return focus(from.row, from.column + 1), true;
    case Qt::Key_Up:
        for (qsizetype row = from.row - 1; row >= 0; --row)
            if (focus(row, from.column))
                break;
        return true;
    case Qt::Key_Down:
        for (qsizetype row = from.row + 1; row <= last; ++row)
            if (focus(row, from.column))
                break;
        return true;
    case Qt::Key_Home:
        for (qsizetype row = 0; row <= last && !focus(row, from.column); ++row) {
        }
        return true;
    case Qt::Key_End:
        for (qsizetype row = last; row >= 0 && !focus(row, from.column); --row) {
        }
        return true;
    default:
        return false;
    }
}

bool ArrowGroup::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusIn)
        setStop(qobject_cast<QWidget*>(watched));
    if (event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<const QKeyEvent*>(event);
        const Place from = placeOf(watched);
        if (from.row >= 0 && (key->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier)
            return move(from, key->key());
    }
    return false;
}

} // namespace towerlab::ui
