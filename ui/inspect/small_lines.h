// SPDX-License-Identifier: MIT
#pragma once

#include "core/inspect/net_health.h"
#include "ui/inspect/tower_picture.h"

#include <QCoreApplication>
#include <QMap>
#include <QString>

#include <vector>

class QPainter;
class QRectF;

namespace towerlab::ui {

/// Draws lines one below the other.
/// @param moment share of the way that is marked; below 0: none
void paintSmallLines(QPainter* painter, const QRectF& place, const std::vector<SmallLine>& lines,
                     double moment);

class HealthText {
    Q_DECLARE_TR_FUNCTIONS(towerlab::ui::HealthText)
public:
    /// What stands beside each box: norms of weights and gradients, units that are off, spread.
    static QMap<QString, std::vector<SmallLine>> linesOf(const std::vector<NetHealth>& moments,
                                                         const NetPlan& plan);
    /// "The movie tower has collapsed: …"; empty where nothing has.
    static QString collapseText(const NetHealth& health, const NetPlan& plan);
};

} // namespace towerlab::ui
