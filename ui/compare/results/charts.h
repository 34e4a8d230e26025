// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"
#include "ui/widgets/preferences.h"

#include <QWidget>

#include <memory>
#include <optional>

class QComboBox;

namespace towerlab::ui {

class MetricBars;
class TradeOffPlot;

/// Two charts of a comparison side by side: one metric of all methods as bars, and accuracy against
/// what it costs (coverage, or time). A method chosen in one is chosen in both.
class CompareCharts : public QWidget {
    Q_OBJECT
public:
    explicit CompareCharts(QWidget* parent = nullptr);

    void setComparison(const std::shared_ptr<const Comparison>& comparison);
    void choose(std::optional<std::size_t> method);

Q_SIGNALS:
    void picked(std::optional<std::size_t> method);

private:
    QWidget* makeBars();
    QWidget* makeTradeOff();
    QComboBox* makeCombo(const QString& name, const QString& accessibleName,
                         const Preference<QString>& metric);
    /// Metrics of which a method of the comparison has a value; the choice is kept if it can be.
    void fill(QComboBox* combo, const std::vector<std::size_t>& metrics,
              const Preference<QString>& preferred);
    void fillAll();
    /// With the data that they were measured on.
    QString titleOf(const QString& metrics) const;
    void showBars();
    void showTradeOff();

    std::shared_ptr<const Comparison> comparison_;
    QComboBox* barMetric_ = nullptr;
    QComboBox* accuracy_ = nullptr;
    QComboBox* cost_ = nullptr;
    MetricBars* bars_ = nullptr;
    TradeOffPlot* tradeOff_ = nullptr;
};

} // namespace towerlab::ui
