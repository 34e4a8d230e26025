// SPDX-License-Identifier: MIT
#include "ui/embeddings/map_look.h"

#include "ui/widgets/legend_view.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace towerlab::ui {
namespace {

constexpr int noSize = -1;

} // namespace

MapLook::MapLook(QWidget* parent)
    : QWidget(parent),
      colours_(new QComboBox),
      legend_(new LegendView),
      sizes_(new QComboBox),
      regions_(new QCheckBox(tr("Regions"))),
      names_(new QCheckBox(tr("Titles"))),
      distances_(new QCheckBox(tr("True distances under the mouse"))) {
    colours_->setObjectName(QStringLiteral("colourBy"));
    colours_->setAccessibleName(tr("Colour by"));
    sizes_->setObjectName(QStringLiteral("sizeBy"));
    sizes_->setAccessibleName(tr("Size by"));
    regions_->setObjectName(QStringLiteral("regionNames"));
    regions_->setToolTip(tr("Names regions by what tells their points from the others: genres, "
                            "decades, words of titles"));
    names_->setObjectName(QStringLiteral("labelMap"));
    names_->setToolTip(tr("Names the most rated movies, as far as there is room"));
    distances_->setObjectName(QStringLiteral("trueDistances"));
    distances_->setToolTip(
        tr("Colours all points by their distance, in the full space, to the one "
           "under the mouse: what the map tears apart or pushes together shows"));
    regions_->setChecked(true);
    names_->setChecked(true);
    auto* rows = new QGridLayout;
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(6);
    rows->setColumnStretch(1, 1);
    auto* colour = new QLabel(tr("Colour by"));
    auto* size = new QLabel(tr("Size by"));
    theme::makeHeading(colour);
    theme::makeHeading(size);
    rows->addWidget(colour, 0, 0);
    rows->addWidget(colours_, 0, 1);
    rows->addWidget(size, 1, 0);
    rows->addWidget(sizes_, 1, 1);
    auto* names = new QHBoxLayout;
    auto* name = new QLabel(tr("Name"));
    theme::makeCaption(name);
    names->addWidget(name);
    names->addWidget(regions_);
    names->addWidget(names_);
    names->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(rows);
    column->addWidget(legend_, 1);
    column->addLayout(names);
    column->addWidget(distances_);
    connect(colours_, &QComboBox::activated, this, &MapLook::colourChanged);
    connect(sizes_, &QComboBox::activated, this, &MapLook::sizeChanged);
    connect(regions_, &QCheckBox::toggled, this, &MapLook::namesChanged);
    connect(names_, &QCheckBox::toggled, this, &MapLook::namesChanged);
    connect(distances_, &QCheckBox::toggled, this, &MapLook::distancesToggled);
    connect(legend_, &LegendView::pickedChanged, this, &MapLook::pickedChanged);
    connect(legend_, &LegendView::groupClicked, this, &MapLook::groupClicked);
}

void MapLook::setSubject(Subject subject, const Dataset* dataset) {
    subject_ = subject;
    colours_->clear();
    sizes_->clear();
    sizes_->addItem(tr("Nothing"), noSize);
    if (dataset != nullptr) {
        for (const PointFact fact : factsOf(subject, *dataset)) {
            colours_->addItem(factName(subject, fact, *dataset), static_cast<int>(fact));
            if (isNumber(subject, fact, *dataset))
                sizes_->addItem(factName(subject, fact, *dataset), static_cast<int>(fact));
        }
        colours_->addItem(factName(subject, PointFact::Kept, *dataset),
                          static_cast<int>(PointFact::Kept));
    }
    if (subject == Subject::Movies)
        sizes_->setCurrentIndex(
            std::max(0, sizes_->findData(static_cast<int>(PointFact::Ratings))));
    names_->setVisible(subject != Subject::Users);
}

void MapLook::setMovement(bool possible) {
    const int at = colours_->findData(static_cast<int>(PointFact::Moved));
    if (possible && at < 0)
        colours_->addItem(tr("Movement among neighbours"), static_cast<int>(PointFact::Moved));
    if (!possible && at >= 0)
        colours_->removeItem(at);
}

void MapLook::setColouring(const Colouring& colouring) { legend_->setColouring(colouring); }

PointFact MapLook::colourBy() const {
    return static_cast<PointFact>(colours_->currentData().toInt());
}

void MapLook::setColourBy(PointFact fact) {
    const int at = colours_->findData(static_cast<int>(fact));
    if (at < 0 || at == colours_->currentIndex())
        return;
    colours_->setCurrentIndex(at);
    Q_EMIT colourChanged();
}

std::optional<PointFact> MapLook::sizeBy() const {
    const int fact = sizes_->currentData().toInt();
    if (sizes_->currentIndex() < 0 || fact == noSize)
        return std::nullopt;
    return static_cast<PointFact>(fact);
}

bool MapLook::regionNamesOn() const { return regions_->isChecked(); }

bool MapLook::pointNamesOn() const { return subject_ != Subject::Users && names_->isChecked(); }

bool MapLook::distancesOn() const { return distances_->isChecked(); }

std::vector<int> MapLook::pickedGroups() const { return legend_->pickedGroups(); }

void MapLook::showAllGroups() { legend_->showAll(); }

} // namespace towerlab::ui
