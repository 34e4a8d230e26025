// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace towerlab::ui {

/// Paints a cell's SortRole value on the scale of the data: as five stars, filled in part, and the
/// number; or on a scale that has no stars, as a bar from the lowest rating to the highest and the
/// cell's own text. A value that is no number, or stars not above 0, is painted as a dash: there is
/// no rating.
class RatingDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit RatingDelegate(QObject* parent = nullptr);

    /// Of the ratings, for a bar.
    void setBars(double lowest, double highest);
    /// As it is at first.
    void setStars();

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QString displayText(const QVariant& value, const QLocale& locale) const override;

private:
    struct Shown {
        double value = 0;
        QString text;
        bool none = false; ///< there is no rating
    };
    Shown shown(const QStyleOptionViewItem& item, const QModelIndex& index) const;
    void paintValue(QPainter* painter, const QRectF& place, const Shown& shown,
                    const QColor& empty) const;

    bool stars_ = true;
    double lowest_ = 0;
    double highest_ = 5;
};

} // namespace towerlab::ui
