// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace towerlab::ui {

/// Paints a cell's BarRole as a bar with the cell's text to the right of it.
class ScoreDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit ScoreDelegate(QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace towerlab::ui
