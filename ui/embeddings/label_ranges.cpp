// SPDX-License-Identifier: MIT
#include "ui/embeddings/label_ranges.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace towerlab::ui {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();

/// The zoom from which two intervals of given width and offset stay apart, whose places are `apart`
/// from each other at zoom 1.
double apartFrom(double apart, double offset, double room) {
    // At zoom z their middles are z·apart + offset from each other.
    if (apart == 0)
        return std::abs(offset) >= room ? 0 : never;
    return std::max(0.0, apart > 0 ? (room - offset) / apart : (room + offset) / -apart);
}

double apartFrom(const LabelBox& a, const LabelBox& b) {
    const QPointF apart = b.place - a.place;
    const QPointF offset = b.box.center() - a.box.center();
    return std::min(apartFrom(apart.x(), offset.x(), (a.box.width() + b.box.width()) / 2),
                    apartFrom(apart.y(), offset.y(), (a.box.height() + b.box.height()) / 2));
}

} // namespace

std::vector<double> labelRanges(const std::vector<LabelBox>& labels) {
    std::vector<double> from(labels.size(), 1);
    for (std::size_t i = 0; i < labels.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (from[j] < never) // what never shows is in nobody's way
                from[i] = std::max(from[i], apartFrom(labels[j], labels[i]));
    return from;
}

} // namespace towerlab::ui
