// SPDX-License-Identifier: MIT
#include "ui/embeddings/map_colours.h"

#include "ui/embeddings/map_look.h"
#include "ui/embeddings/map_moments.h"
#include "ui/embeddings/map_pane.h"
#include "ui/embeddings/point_colouring.h"

#include <QTimer>

#include <cmath>
#include <utility>

namespace towerlab::ui {

MapColours::MapColours(MapStage* stage, MapLook* look, MapMoments* moments, QObject* parent)
    : QObject(parent), stage_(stage), look_(look), moments_(moments) {
    connect(look, &MapLook::colourChanged, this, &MapColours::colour);
    connect(look, &MapLook::sizeChanged, this, &MapColours::size);
    connect(look, &MapLook::namesChanged, this,
            [this] { stage_->setNames(look_->regionNamesOn(), look_->pointNamesOn()); });
    connect(look, &MapLook::pickedChanged, this,
            [this] { stage_->setPickedGroups(look_->pickedGroups()); });
    connect(look, &MapLook::groupClicked, this, &MapColours::groupClicked);
    connect(look, &MapLook::distancesToggled, this, [this] { hoverOver(-1); });
    connect(stage->first(), &MapPane::keptChanged, this, [this] {
        if (look_->colourBy() == PointFact::Kept)
            colour();
    });
    connect(moments, &MapMoments::momentShown, this, [this] {
        look_->setMovement(moments_->hasMovement());
        if (look_->colourBy() == PointFact::Moved)
            colour();
    });
    connect(&moments->replay(), &FrameReplay::loaded, this,
            [this] { look_->setMovement(moments_->hasMovement()); });
    connect(moments, &MapMoments::movementKnown, this, [this](const std::vector<double>& moved) {
        if (look_->colourBy() == PointFact::Moved)
            stage_->setColouring(colouringBy(moved, PointFact::Moved));
    });
    connect(stage, &MapStage::colouringChanged, this, [this] {
        const Colouring& colouring = stage_->state().colouring;
        look_->setColouring(colouring);
        QStringList groups;
        if (!colouring.numeric)
            for (const ColourGroup& group : colouring.groups)
                groups << group.name;
        for (MapPane* pane : {stage_->first(), stage_->second()})
            pane->bar()->setGroups(groups);
    });
}

void MapColours::refresh() {
    colour();
    size();
}

void MapColours::colour() {
    if (!stage_->points())
        return;
    const PointFact fact = look_->colourBy();
    if (fact == PointFact::Moved) {
        moments_->findMovement();
    } else if (fact == PointFact::Kept) {
        const std::vector<float>& kept = stage_->first()->kept();
        std::vector<double> numbers(kept.begin(), kept.end());
        numbers.resize(stage_->points()->size(), std::nan(""));
        stage_->setColouring(colouringBy(numbers, fact));
    } else {
        stage_->setColouring(colouringOf(*stage_->points(), fact));
    }
}

void MapColours::size() {
    if (!stage_->points())
        return;
    const auto fact = look_->sizeBy();
    stage_->setRadii(radiiBy(fact ? numbersOf(*stage_->points(), *fact) : std::vector<double>(),
                             stage_->points()->size()));
}

/// Where an end of an axis waits for a group, the click is for that.
void MapColours::groupClicked(int group) {
    for (MapPane* pane : stage_->panes())
        if (const auto pole = pane->bar()->armed()) {
            Q_EMIT pane->bar()->poleToGroup(*pole, group);
            pane->bar()->armNext();
            QTimer::singleShot(0, look_, &MapLook::showAllGroups);
            return;
        }
}

void MapColours::hoverOver(int point) {
    if (!stage_->points() || stage_->state().colouring.groupOf.size() != stage_->points()->size())
        return;
    if (!look_->distancesOn() || point < 0) {
        if (std::exchange(showsDistances_, false))
            stage_->showColouring(stage_->state().colouring);
        return;
    }
    showsDistances_ = true;
    const VectorSpan vectors = stage_->points()->vectors();
    const std::vector<float> distances = distancesTo(vectors.row(static_cast<std::size_t>(point)),
                                                     vectors, stage_->state().nearness);
    std::vector<double> near; // the near ones bright
    near.reserve(distances.size());
    for (const float distance : distances)
        near.push_back(-double{distance});
    stage_->showColouring(colouringBy(near, PointFact::Moved));
}

} // namespace towerlab::ui
