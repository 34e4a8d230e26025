// SPDX-License-Identifier: MIT
#include "ui/compare/explore/rule_scatter.h"

#include "ui/compare/explore/rules_model.h"
#include "ui/plots/scatter_plot.h"
#include "ui/widgets/legend_view.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QToolButton>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace towerlab::ui {
namespace {

constexpr int shades = 24;
constexpr int legendHeight = 40;
constexpr float discRadius = 3.0F;

/// Where a lift stands between the lowest and the highest: by ratio, as 2 is to 1 what 4 is to 2.
int shadeOf(double lift, double lowest, double highest) {
    const double span = std::log(highest / lowest);
    const double t = span > 0 ? std::log(lift / lowest) / span : 0;
    return std::clamp(static_cast<int>(t * shades), 0, shades - 1);
}

} // namespace

RuleScatter::RuleScatter(QWidget* parent)
    : QWidget(parent),
      plot_(new ScatterPlot(this)),
      legend_(new LegendView(this)),
      caption_(new QLabel(this)) {
    theme::makeCard(this);
    auto* heading = new QLabel(tr("Support against confidence, coloured by lift"), this);
    theme::makeHeading(heading);
    theme::makeCaption(caption_);
    caption_->setWordWrap(true);
    caption_->setObjectName(QStringLiteral("ruleScatterCaption"));
    plot_->setObjectName(QStringLiteral("ruleScatter"));
    plot_->setAccessibleName(heading->text());
    plot_->setAxisLabels(tr("Support, %"), tr("Confidence, %"));
    // No label: the chosen rule is read aloud under the plot.
    plot_->setTexts([this](int point) { return ruleSentence(rule(point), *dataset_); }, {});
    plot_->setTitle([this] {
        return dataset_ ? tr("%1: rules by support and confidence")
                              .arg(QString::fromStdString(dataset_->name()))
                        : plot_->accessibleName();
    });
    plot_->setKeys([this] { return legendOf(colouring_); });
    plot_->setTable([this] {
        CsvTable table{ruleColumns(), {}};
        for (const std::uint32_t i : points_)
            table.rows << ruleFields(rules_->rules()[i], *dataset_);
        return table;
    });
    legend_->setFixedHeight(legendHeight);
    connect(plot_, &ScatterPlot::picked, this, [this](int point) {
        if (point >= 0)
            Q_EMIT rulePicked(points_[static_cast<std::size_t>(point)]);
    });
    auto* head = new QHBoxLayout;
    head->addWidget(heading, 1);
    head->addWidget(plot_->makeExportButton(tr("Export the plot: %1").arg(heading->text())));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::padding, 8, 8, theme::padding - 4);
    column->setSpacing(4);
    column->addLayout(head);
    column->addWidget(plot_, 1);
    column->addWidget(legend_);
    column->addWidget(caption_);
}

const AssociationRule& RuleScatter::rule(int point) const {
    return rules_->rules()[points_[static_cast<std::size_t>(point)]];
}

void RuleScatter::setRules(std::shared_ptr<const AssociationRules> rules,
                           std::shared_ptr<const Dataset> dataset, std::vector<std::uint32_t> drawn,
                           std::size_t selected) {
    rules_ = std::move(rules);
    dataset_ = std::move(dataset);
    const QLocale locale;
    caption_->setText(
        drawn.size() == selected
            ? tr("%1 rules; click one to read it").arg(locale.toString(qulonglong{selected}))
            : tr("%1 of %2 rules: where many share a spot, the one of highest lift")
                  .arg(locale.toString(qulonglong{drawn.size()}),
                       locale.toString(qulonglong{selected})));
    drawn_ = std::move(drawn);
    draw(false);
}

void RuleScatter::setChosen(std::optional<std::uint32_t> rule) {
    chosen_ = rule;
    const auto found =
        chosen_ ? std::find(points_.begin(), points_.end(), *chosen_) : points_.end();
    if (chosen_ && found == points_.end())
        draw(true);
    else
        plot_->setSelected(chosen_ ? static_cast<int>(found - points_.begin()) : -1);
}

void RuleScatter::draw(bool keepView) {
    points_ = drawn_;
    const bool known = rules_ != nullptr && chosen_ && *chosen_ < rules_->rules().size();
    if (known && std::find(points_.begin(), points_.end(), *chosen_) == points_.end())
        points_.push_back(*chosen_);
    double lowest = std::numeric_limits<double>::max();
    double highest = 0;
    for (const std::uint32_t i : points_) {
        lowest = std::min(lowest, double{rules_->rules()[i].lift});
        highest = std::max(highest, double{rules_->rules()[i].lift});
    }
    std::vector<CloudPoint> cloud;
    cloud.reserve(points_.size());
    for (const std::uint32_t i : points_) {
        const AssociationRule& own = rules_->rules()[i];
        cloud.push_back({100 * double{own.support}, 100 * double{own.confidence},
                         shadeOf(double{own.lift}, lowest, highest), discRadius});
    }
    std::vector<theme::Ink> colours;
    colours.reserve(shades);
    for (int shade = 0; shade < shades; ++shade)
        colours.push_back(theme::Ink::scale((shade + 0.5) / shades));
    plot_->setPoints(std::move(cloud), std::move(colours), keepView);
    showLegend(lowest, highest);
    const auto found = known ? std::find(points_.begin(), points_.end(), *chosen_) : points_.end();
    plot_->setSelected(found == points_.end() ? -1 : static_cast<int>(found - points_.begin()));
}

void RuleScatter::showLegend(double lowest, double highest) {
    colouring_ = {};
    colouring_.numeric = true;
    const QLocale locale;
    if (!points_.empty()) {
        colouring_.low = tr("lift %1").arg(locale.toString(lowest, 'g', 3));
        colouring_.high = tr("lift %1").arg(locale.toString(highest, 'g', 3));
    }
    legend_->setColouring(colouring_);
}

} // namespace towerlab::ui
