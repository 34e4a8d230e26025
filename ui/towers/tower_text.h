// SPDX-License-Identifier: MIT
// Words for the parts of a model.
#pragma once

#include "core/model/net_plan.h"

#include <QCoreApplication>
#include <QString>

namespace towerlab::ui {

class TowerText {
    Q_DECLARE_TR_FUNCTIONS(towerlab::ui::TowerText)
public:
    /// "Id", "Gender", "Movies rated"
    static QString inputName(const TowerInput& input, Side side);
    static QString activationName(Activation activation);
    /// "604,000 parameters"
    static QString parameters(std::int64_t count);
    /// "6,040 × 100"
    static QString tableSize(const TowerInput& input);
    /// "106 → 32, ReLU"
    static QString denseSize(const DensePlan& layer);
    /// "User tower"
    static QString towerName(Side side);
    /// "Dense layer 1", "User vector"
    static QString layerName(const TowerPlan& plan, Side side, std::size_t layer);
    /// What the match does, as a formula of u and v.
    static QString matchFormula(const NetPlan& plan);
    /// What the last number is called: a rating, a chance, a score.
    static QString outputName(const NetPlan& plan);
    static QString count(std::int64_t number);
};

} // namespace towerlab::ui
