// SPDX-License-Identifier: MIT
#include "ui/embeddings/map_look.h"

#include "ui/widgets/legend_view.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace towerlab::ui {

MapLook::MapLook(QWidget* parent)
    : QWidget(parent),
      colours_(new QComboBox),
      legend_(new LegendView),
      sizes_(new QCheckBox(tr("Size by number of ratings"))),
      labels_(new QCheckBox(tr("Name the most rated"))) {
    colours_->setObjectName(QStringLiteral("colourBy"));
    colours_->setAccessibleName(tr("Colour by"));
    sizes_->setObjectName(QStringLiteral("sizeByRatings"));
    labels_->setObjectName(QStringLiteral("labelMap"));
    sizes_->setChecked(true);
    labels_->setChecked(true);
    auto* heading = new QLabel(tr("Colour by"));
    theme::makeHeading(heading);
    auto* row = new QHBoxLayout;
    row->addWidget(heading);
    row->addWidget(colours_, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(row);
    column->addWidget(legend_, 1);
    column->addWidget(sizes_);
    column->addWidget(labels_);
    connect(colours_, &QComboBox::activated, this, &MapLook::pointsChanged);
    connect(sizes_, &QCheckBox::toggled, this, &MapLook::pointsChanged);
    connect(labels_, &QCheckBox::toggled, this, &MapLook::labelsChanged);
    connect(legend_, &LegendView::pickedChanged, this, &MapLook::pickedChanged);
}

void MapLook::setSubject(Subject subject, const Dataset* dataset) {
    subject_ = subject;
    colours_->clear();
    if (dataset != nullptr)
        for (const ColourBy by : colourChoices(subject, *dataset))
            colours_->addItem(colourName(subject, by, *dataset), static_cast<int>(by));
    sizes_->setChecked(subject == Subject::Movies);
    labels_->setVisible(subject == Subject::Movies);
}

void MapLook::setColouring(const Colouring& colouring) { legend_->setColouring(colouring); }

ColourBy MapLook::colourBy() const {
    return static_cast<ColourBy>(colours_->currentData().toInt());
}

bool MapLook::sizesOn() const { return sizes_->isChecked(); }

bool MapLook::labelsOn() const { return subject_ == Subject::Movies && labels_->isChecked(); }

std::vector<int> MapLook::pickedGroups() const { return legend_->pickedGroups(); }

} // namespace towerlab::ui
