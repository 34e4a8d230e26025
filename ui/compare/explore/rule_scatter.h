// SPDX-License-Identifier: MIT
#pragma once

#include "core/baselines/association_rules.h"

#include "ui/widgets/colouring.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

class QLabel;

namespace towerlab::ui {

class LegendView;
class ScatterPlot;

/// The card with the classical view of rules: support against confidence, coloured by lift
/// (Hahsler and Chelluboina, "Visualizing association rules", 2011).
class RuleScatter : public QWidget {
    Q_OBJECT
public:
    explicit RuleScatter(QWidget* parent = nullptr);

    /// @param drawn    positions of the rules to draw
    /// @param selected how many rules they stand for
    void setRules(std::shared_ptr<const AssociationRules> rules,
                  std::shared_ptr<const Dataset> dataset, std::vector<std::uint32_t> drawn,
                  std::size_t selected);
    /// Draws a rule even where it isn't among those drawn.
    void setChosen(std::optional<std::uint32_t> rule);
    ScatterPlot* plot() const { return plot_; }

Q_SIGNALS:
    void rulePicked(std::uint32_t rule);

private:
    void draw(bool keepView);
    void showLegend(double lowest, double highest);
    const AssociationRule& rule(int point) const;

    std::shared_ptr<const AssociationRules> rules_;
    std::shared_ptr<const Dataset> dataset_;
    std::vector<std::uint32_t> drawn_;
    std::vector<std::uint32_t> points_; ///< drawn_, and the chosen rule if it isn't among them
    std::optional<std::uint32_t> chosen_;
    ScatterPlot* plot_;
    LegendView* legend_;
    Colouring colouring_;
    QLabel* caption_;
};

} // namespace towerlab::ui
