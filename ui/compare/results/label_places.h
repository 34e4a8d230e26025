// SPDX-License-Identifier: MIT
#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <optional>
#include <vector>

namespace towerlab::ui {

/// Finds places for labels beside points of a plot, so that none covers another, or a point.
class LabelPlaces {
public:
    /// @param area   that labels must stay in
    /// @param points that labels must leave free, with discs of that radius
    LabelPlaces(const QRectF& area, const std::vector<QPointF>& points, double radius);

    struct Place {
        QRectF box;
        bool away = false; ///< so far from its point that a line must say whose it is
    };
    /// The nearest free place for a label of that size, which is then taken; none if there is none.
    std::optional<Place> place(const QPointF& point, const QSizeF& size);

private:
    bool isFree(const QRectF& box) const;

    QRectF area_;
    double radius_;
    std::vector<QRectF> taken_;
};

} // namespace towerlab::ui
