// SPDX-License-Identifier: MIT
#include "ui/compare/results/charts.h"

#include "ui/compare/results/family_legend.h"
#include "ui/compare/results/metric_bars.h"
#include "ui/compare/results/trade_off_plot.h"
#include "ui/compare/shared/text.h"
#include "ui/widgets/csv.h"
#include "ui/widgets/eliding_combo.h"
#include "ui/widgets/preferences.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/vertical_scroll_area.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace towerlab::ui {
namespace {

bool hasValues(const Comparison& comparison, std::size_t metric) {
    return std::any_of(
        comparison.methods.begin(), comparison.methods.end(),
        [metric](const MethodResult& one) { return valueOf(one, metric).has_value(); });
}

std::size_t chosenMetric(const QComboBox* combo) {
    return static_cast<std::size_t>(combo->currentData().toULongLong());
}

CsvTable tableOf(const Comparison* comparison, const std::vector<std::size_t>& metrics) {
    if (comparison == nullptr)
        return {};
    CsvTable table{{QStringLiteral("method")}, {}};
    for (const std::size_t metric : metrics)
        for (const char* part : {"", "_low", "_high"})
            table.columns << plainText(compareMetrics()[metric].key) + QLatin1String(part);
    for (const MethodResult& result : comparison->methods) {
        QStringList fields = {entryText(result.entry)};
        for (const std::size_t metric : metrics) {
            const auto& value = valueOf(result, metric);
            for (double Estimate::*part : {&Estimate::mean, &Estimate::low, &Estimate::high})
                fields << (value ? csvNumber((*value).*part) : QString());
        }
        table.rows << fields;
    }
    return table;
}

QHBoxLayout* makeRow() {
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    return row;
}

} // namespace

CompareCharts::CompareCharts(QWidget* parent) : QWidget(parent) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::spacing);
    row->addWidget(makeBars(), 47);
    row->addWidget(makeTradeOff(), 53);
}

QComboBox* CompareCharts::makeCombo(const QString& name, const QString& accessibleName,
                                    const Preference<QString>& metric) {
    auto* combo = new ElidingCombo;
    combo->setObjectName(name);
    combo->setAccessibleName(accessibleName);
    combo->setToolTip(accessibleName);
    combo->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    combo->setMinimumContentsLength(8);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    connect(combo, &QComboBox::activated, this, [this, combo, metric] {
        remember(metric, plainText(compareMetrics()[chosenMetric(combo)].key));
        showBars();
        showTradeOff();
    });
    return combo;
}

QWidget* CompareCharts::makeBars() {
    auto* card = new QWidget;
    theme::makeCard(card);
    bars_ = new MetricBars;
    bars_->setObjectName(QStringLiteral("compareBars"));
    bars_->setAccessibleName(tr("One metric of all methods as bars"));
    bars_->setTable([this] { return tableOf(comparison_.get(), {chosenMetric(barMetric_)}); });
    bars_->setKeys(familyLegend);
    bars_->setTitle([this] { return titleOf(barMetric_->currentText()); });
    barMetric_ = makeCombo(QStringLiteral("compareBarMetric"), tr("The metric of the bars"),
                           preference::barMetric);
    auto* scroll = new VerticalScrollArea;
    scroll->setContents(bars_);
    auto* tools = makeRow();
    tools->addWidget(barMetric_, 1);
    tools->addWidget(bars_->makeExportButton(tr("Export the bars")));
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(theme::padding, 8, 6, 6);
    column->setSpacing(4);
    column->addLayout(tools);
    column->addWidget(scroll, 1);
    connect(bars_, &MetricBars::picked, this, &CompareCharts::picked);
    return card;
}

QWidget* CompareCharts::makeTradeOff() {
    auto* card = new QWidget;
    theme::makeCard(card);
    tradeOff_ = new TradeOffPlot;
    tradeOff_->setObjectName(QStringLiteral("compareTradeOff"));
    tradeOff_->setAccessibleName(tr("Accuracy of all methods against coverage or time"));
    tradeOff_->setTable([this] {
        return tableOf(comparison_.get(), {chosenMetric(cost_), chosenMetric(accuracy_)});
    });
    tradeOff_->setKeys(familyLegend);
    tradeOff_->setTitle([this] {
        return titleOf(tr("%1 against %2").arg(accuracy_->currentText(), cost_->currentText()));
    });
    accuracy_ = makeCombo(QStringLiteral("compareAccuracy"), tr("The metric going up"),
                          preference::accuracyMetric);
    cost_ = makeCombo(QStringLiteral("compareCost"), tr("The metric going right"),
                      preference::costMetric);
    auto* against = new QLabel(tr("against"));
    theme::makeCaption(against);
    auto* tools = makeRow();
    tools->addWidget(accuracy_, 3);
    tools->addWidget(against);
    tools->addWidget(cost_, 2);
    tools->addWidget(tradeOff_->makeExportButton(tr("Export the chart")));
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(theme::padding, 8, 6, 6);
    column->setSpacing(4);
    column->addLayout(tools);
    column->addWidget(tradeOff_, 1);
    column->addWidget(new FamilyLegend);
    connect(tradeOff_, &TradeOffPlot::picked, this, &CompareCharts::picked);
    return card;
}

QString CompareCharts::titleOf(const QString& metrics) const {
    return comparison_ ? tr("%1: %2").arg(QString::fromStdString(comparison_->datasetName), metrics)
                       : metrics;
}

void CompareCharts::setComparison(const std::shared_ptr<const Comparison>& comparison) {
    comparison_ = comparison;
    fillAll();
    showBars();
    showTradeOff();
}

void CompareCharts::fillAll() {
    std::vector<std::size_t> all;
    std::vector<std::size_t> accuracies;
    std::vector<std::size_t> costs;
    for (std::size_t i = 0; i < compareMetrics().size(); ++i) {
        const MetricGroup group = compareMetrics()[i].group;
        const bool cost = group == MetricGroup::BeyondAccuracy || group == MetricGroup::Time;
        all.push_back(i);
        (cost ? costs : accuracies).push_back(i);
    }
    fill(barMetric_, all, preference::barMetric);
    fill(accuracy_, accuracies, preference::accuracyMetric);
    fill(cost_, costs, preference::costMetric);
}

void CompareCharts::fill(QComboBox* combo, const std::vector<std::size_t>& metrics,
                         const Preference<QString>& preferred) {
    const QString wanted = remembered(preferred);
    combo->clear();
    const CompareSettings settings = comparison_ ? comparison_->settings : CompareSettings();
    int chosen = -1;
    for (const std::size_t metric : metrics) {
        const CompareMetric& info = compareMetrics()[metric];
        if (comparison_ && !hasValues(*comparison_, metric))
            continue;
        combo->addItem(metricTitle(info, settings), qulonglong{metric});
        combo->setItemData(combo->count() - 1, metricsText(info.help), Qt::ToolTipRole);
        if (plainText(info.key) == wanted)
            chosen = combo->count() - 1;
    }
    combo->setCurrentIndex(std::max(0, chosen));
}

void CompareCharts::showBars() { bars_->show(comparison_, chosenMetric(barMetric_)); }

void CompareCharts::showTradeOff() {
    tradeOff_->show(comparison_, chosenMetric(cost_), chosenMetric(accuracy_));
}

void CompareCharts::choose(std::optional<std::size_t> method) {
    bars_->setChosen(method);
    tradeOff_->setChosen(method);
}

} // namespace towerlab::ui
