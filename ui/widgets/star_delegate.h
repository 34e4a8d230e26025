// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace towerlab::ui {

/// Paints a cell's SortRole value (0 to 5 stars) as five stars, filled in part, and the number.
/// A value that is not a number, or not above 0, is painted as a dash: there is no rating.
class StarDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit StarDelegate(QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QString displayText(const QVariant& value, const QLocale& locale) const override;
};

} // namespace towerlab::ui
