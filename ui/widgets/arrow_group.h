// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QObject>
#include <QPointer>

class QWidget;

namespace towerlab::ui {

/// Makes many widgets one stop for Tab: the arrow keys, Home and End go from one to the next, and
/// Tab leaves them all; it comes back to the one that had the focus last (WAI-ARIA's "roving
/// tabindex").
class ArrowGroup : public QObject {
    Q_OBJECT
public:
    explicit ArrowGroup(QObject* parent);

    /// By sight: rows from above, each from the left. What is hidden or disabled is passed over.
    void setRows(const QList<QList<QWidget*>>& rows);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Place {
        qsizetype row = -1;
        qsizetype column = 0;
    };
    Place placeOf(const QObject* member) const;
    bool move(const Place& from, int key);
    bool focus(qsizetype row, qsizetype column);
    void setStop(QWidget* member);

    QList<QList<QPointer<QWidget>>> rows_;
    QPointer<QWidget> stop_;
};

} // namespace towerlab::ui
