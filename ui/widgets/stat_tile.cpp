// SPDX-License-Identifier: MIT
#include "ui/widgets/stat_tile.h"

#include "ui/widgets/theme.h"

#include <QLabel>
#include <QVBoxLayout>

namespace towerlab::ui {

StatTile::StatTile(const QString& caption, const QString& help, QWidget* parent)
    : QWidget(parent), figure_(new QLabel(QStringLiteral("–"))), label_(new QLabel) {
    theme::makeCard(this);
    setCaption(caption, help);
    theme::makeFigure(figure_);
    theme::makeCaption(label_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::padding, 8, theme::padding, 8);
    column->setSpacing(0);
    column->addStretch();
    column->addWidget(figure_);
    column->addWidget(label_);
    column->addStretch();
}

void StatTile::setCaption(const QString& caption, const QString& help) {
    caption_ = caption;
    label_->setText(caption);
    setToolTip(help);
    setValue(value());
}

void StatTile::setValue(const QString& value) {
    figure_->setText(value);
    setAccessibleName(tr("%1: %2").arg(caption_, value));
}

QString StatTile::value() const { return figure_->text(); }

} // namespace towerlab::ui
