// SPDX-License-Identifier: MIT
#include "ui/compare/results/label_places.h"

#include <algorithm>
#include <array>

namespace towerlab::ui {

LabelPlaces::LabelPlaces(const QRectF& area, const std::vector<QPointF>& points, double radius)
    : area_(area), radius_(radius) {
    for (const QPointF& point : points)
        taken_.emplace_back(point.x() - radius, point.y() - radius, 2 * radius, 2 * radius);
}

bool LabelPlaces::isFree(const QRectF& box) const {
    return area_.contains(box) &&
           std::none_of(taken_.begin(), taken_.end(),
                        [&](const QRectF& one) { return one.intersects(box); });
}

std::optional<LabelPlaces::Place> LabelPlaces::place(const QPointF& point, const QSizeF& size) {
    // Where the box's middle lies from the point: right first, as one reads.
    constexpr std::array<std::pair<double, double>, 8> sides = {
        {{1, 0}, {-1, 0}, {1, -1}, {1, 1}, {-1, -1}, {-1, 1}, {0, -1}, {0, 1}}};
    constexpr std::array<double, 3> gaps = {1, 8, 18};
    for (const double gap : gaps)
        for (const auto& [x, y] : sides) {
            const double aside = radius_ + gap;
            QRectF box(QPointF(), size);
            box.moveCenter(
                point + QPointF(x * (aside + size.width() / 2), y * (aside + size.height() / 2)));
            if (!isFree(box))
                continue;
            taken_.push_back(box);
            return Place{box, gap > gaps[0]};
        }
    return std::nullopt;
}

} // namespace towerlab::ui
