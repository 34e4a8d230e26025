// SPDX-License-Identifier: MIT
#include "ui/data/plot_card.h"

#include "ui/plots/plot_widget.h"
#include "ui/widgets/busy_sign.h"
#include "ui/widgets/theme.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace towerlab::ui {

DataPlotCard::DataPlotCard(const QString& heading, PlotWidget* plot, QWidget* parent)
    : QWidget(parent),
      plot_(plot),
      heading_(new QLabel(this)),
      exporter_(plot->makeExportButton({})),
      caption_(new QLabel(this)),
      busy_(new BusySign(this)) {
    theme::makeCard(this);
    theme::makeHeading(heading_);
    theme::makeCaption(caption_);
    caption_->setWordWrap(true);
    caption_->hide();
    plot_->setTitle([this] {
        return subject_ ? tr("%1: %2").arg(subject_(), heading_->text()) : heading_->text();
    });
    setHeading(heading);

    auto* top = new QHBoxLayout;
    top->addWidget(heading_, 1);
    top->addWidget(exporter_);
    QSizePolicy keepsItsRoom = plot_->sizePolicy();
    keepsItsRoom.setRetainSizeWhenHidden(true);
    plot_->setSizePolicy(keepsItsRoom);
    auto* plotOrSign = new QGridLayout;
    plotOrSign->addWidget(plot_, 0, 0);
    plotOrSign->addWidget(busy_, 0, 0, Qt::AlignCenter);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::padding, 8, 8, theme::padding - 4);
    column->setSpacing(4);
    column->addLayout(top);
    column->addLayout(plotOrSign, 1);
    column->addWidget(caption_);
}

void DataPlotCard::setHeading(const QString& heading) {
    heading_->setText(heading);
    plot_->setAccessibleName(heading);
    const QString help = tr("Export the plot: %1").arg(heading);
    exporter_->setToolTip(help);
    exporter_->setAccessibleName(help);
}

void DataPlotCard::setCaption(const QString& caption) {
    caption_->setText(caption);
    caption_->setVisible(!caption.isEmpty());
    plot_->setAccessibleDescription(caption);
}

void DataPlotCard::setBusy(bool busy) {
    busy_->setBusy(busy ? tr("This chart is being made…") : QString());
    plot_->setVisible(!busy);
    exporter_->setEnabled(!busy);
    if (busy)
        setCaption({});
}

} // namespace towerlab::ui
