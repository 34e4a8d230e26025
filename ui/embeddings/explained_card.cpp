// SPDX-License-Identifier: MIT
#include "ui/embeddings/explained_card.h"

#include "ui/plots/bar_plot.h"
#include "ui/plots/export_button.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

namespace towerlab::ui {

ExplainedCard::ExplainedCard(const std::function<QString()>& title, QWidget* parent)
    : QWidget(parent), bars_(new BarPlot(Qt::Vertical)) {
    auto* heading = new QLabel(tr("Explained variance"));
    heading->setToolTip(tr("The share of all variation that each component shows. If both axes of "
                           "the map together show little, nearness on it says little."));
    theme::makeHeading(heading);
    bars_->setObjectName(QStringLiteral("explainedVariance"));
    bars_->setPercent(true);
    bars_->setFixedHeight(84);
    bars_->setAccessibleName(heading->text());
    bars_->setTitle(
        [title, name = heading->text()] { return tr("%1: %2").arg(title(), name.toLower()); });
    bars_->setAxes({"component", tr("Component")},
                   {"explained_variance_ratio", tr("Explained variance")});
    auto* head = new QHBoxLayout;
    head->addWidget(heading, 1);
    head->addWidget(bars_->makeExportButton(tr("Export the plot: %1").arg(heading->text())));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(head);
    column->addWidget(bars_, 1);
}

void ExplainedCard::setShares(const std::vector<double>& shares) {
    QVector<BarPlot::Bar> bars;
    for (const double share : shares) {
        const qsizetype component = bars.size() + 1;
        bars.push_back({QString::number(component), share,
                        tr("Component %1 shows %2 % of the variance")
                            .arg(component)
                            .arg(QLocale().toString(100 * share, 'f', 1))});
    }
    bars_->setBars(bars);
}

} // namespace towerlab::ui
