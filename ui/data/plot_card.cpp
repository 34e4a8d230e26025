// SPDX-License-Identifier: MIT
#include "ui/data/plot_card.h"

#include "ui/plots/plot_widget.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace towerlab::ui {

DataPlotCard::DataPlotCard(const QString& heading, PlotWidget* plot, QWidget* parent)
    : QWidget(parent), plot_(plot), caption_(new QLabel(this)) {
    theme::makeCard(this);
    auto* title = new QLabel(heading, this);
    theme::makeHeading(title);
    theme::makeCaption(caption_);
    caption_->setWordWrap(true);
    caption_->hide();
    plot_->setAccessibleName(heading);
    plot_->setTitle(
        [this, heading] { return subject_ ? tr("%1: %2").arg(subject_(), heading) : heading; });
    auto* exporter = plot_->makeExportButton(tr("Export the plot: %1").arg(heading));

    auto* top = new QHBoxLayout;
    top->addWidget(title, 1);
    top->addWidget(exporter);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::padding, 8, 8, theme::padding - 4);
    column->setSpacing(4);
    column->addLayout(top);
    column->addWidget(plot_, 1);
    column->addWidget(caption_);
}

void DataPlotCard::setCaption(const QString& caption) {
    caption_->setText(caption);
    caption_->setVisible(!caption.isEmpty());
    plot_->setAccessibleDescription(caption);
}

} // namespace towerlab::ui
