// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/theme.h"

#include <QLinearGradient>
#include <QString>

#include <vector>

namespace towerlab::ui {

/// A group of points that share a colour.
struct ColourGroup {
    QString name;
    theme::Ink colour;
    int count = 0;
};

/// What the points of a plot are coloured by: a group for each point. A category's groups are its
/// values, the most frequent first, with the rare ones joined in "Other"; a number's groups are
/// equal steps of its range.
struct Colouring {
    std::vector<ColourGroup> groups;
    std::vector<int> groupOf; ///< by point (of the map: by vocabulary index); -1: none
    bool numeric = false;
    QString low; ///< ends of a numeric scale
    QString high;

    std::vector<theme::Ink> colours() const;
};

/// The colours of a numeric scale from one point to another.
QLinearGradient scaleGradient(const QPointF& from, const QPointF& to);

} // namespace towerlab::ui
