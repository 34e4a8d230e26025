// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace towerlab::ui {

/// All there is to know about a method: its idea, formula, use, cost and settings.
class MethodCard : public QWidget {
    Q_OBJECT
public:
    explicit MethodCard(const MethodInfo& info, QWidget* parent = nullptr);

    /// Says how the method did there, if it took part; null: nothing.
    void setComparison(const Comparison* comparison);

private:
    void addHead();
    void addFormula();
    void addParameters();
    void addSection(const QString& heading, const QString& text);

    const MethodInfo& info_;
    QVBoxLayout* column_;
    QLabel* figures_;
};

} // namespace towerlab::ui
