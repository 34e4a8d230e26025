// SPDX-License-Identifier: MIT
#include "ui/embeddings/map_stage.h"

#include "ui/embeddings/map_pane.h"
#include "ui/embeddings/map_plot.h"

#include <algorithm>
#include <utility>

namespace towerlab::ui {

MapStage::MapStage(QObject* parent) : QObject(parent) {}

void MapStage::setPanes(MapPane* first, MapPane* second) {
    first_ = first;
    second_ = second;
}

std::vector<MapPane*> MapStage::panes() const {
    if (second_->isHidden())
        return {first_};
    return {first_, second_};
}

void MapStage::clear() {
    for (MapPane* pane : {first_, second_})
        pane->clear();
    const MapState before = std::exchange(state_, {});
    state_.regionNames = before.regionNames;
    state_.pointNames = before.pointNames;
    state_.nearness = before.nearness;
    groups_.clear();
    Q_EMIT cleared();
}

void MapStage::setPoints(std::shared_ptr<const MapPoints> points) {
    const bool same = state_.points && state_.points->size() == points->size() &&
                      state_.points->subject == points->subject;
    state_.points = std::move(points);
    if (same)
        return;
    state_.chosen.clear();
    state_.current = -1;
    state_.neighbours.clear();
    state_.emphasis.clear();
    state_.hits.clear();
}

void MapStage::setColouring(Colouring colouring) {
    state_.colouring = std::move(colouring);
    for (MapPane* pane : panes())
        pane->lookChanged();
    Q_EMIT colouringChanged();
    showEmphasis();
}

void MapStage::showColouring(const Colouring& colouring) {
    for (MapPane* pane : panes())
        pane->plot()->setColouring(colouring.groupOf, colouring.colours());
}

void MapStage::setRadii(std::vector<float> radii) {
    state_.radii = std::move(radii);
    for (MapPane* pane : panes())
        pane->lookChanged();
}

void MapStage::setNames(bool regions, bool points) {
    state_.regionNames = regions;
    state_.pointNames = points;
    for (MapPane* pane : panes())
        pane->emphasisChanged();
}

void MapStage::setPickedGroups(std::vector<int> groups) {
    groups_ = std::move(groups);
    showEmphasis();
}

void MapStage::setHits(bool searching, std::vector<int> hits) {
    state_.searching = searching;
    state_.hits = std::move(hits);
    showEmphasis();
}

void MapStage::setChosen(std::vector<int> chosen) {
    state_.chosen = std::move(chosen);
    state_.current = state_.chosen.size() == 1 ? state_.chosen.front() : -1;
    showEmphasis();
    Q_EMIT chosenChanged();
}

void MapStage::setNeighbours(std::vector<int> neighbours) {
    state_.neighbours = std::move(neighbours);
    for (MapPane* pane : panes())
        pane->currentChanged();
}

void MapStage::setNearness(Nearness nearness) {
    if (std::exchange(state_.nearness, nearness) == nearness)
        return;
    for (MapPane* pane : panes())
        pane->nearnessChanged();
}

void MapStage::setTug(bool on) {
    if (std::exchange(state_.tug, on) != on)
        showEmphasis();
}

/// Hits stand out; what is not in the groups picked, not found, or not selected stands back.
void MapStage::showEmphasis() {
    if (!state_.points)
        return;
    const std::size_t n = state_.points->size();
    const bool several = state_.chosen.size() > 1 || state_.tug;
    state_.emphasis.clear();
    if (!groups_.empty() || state_.searching || several) {
        std::vector<bool> hit(n, !state_.searching);
        for (const int point : state_.hits)
            hit[static_cast<std::size_t>(point)] = true;
        std::vector<bool> chosen(n, !several);
        for (const int point : state_.chosen)
            chosen[static_cast<std::size_t>(point)] = true;
        const Emphasis forward = state_.searching ? Emphasis::Raised : Emphasis::Plain;
        for (std::size_t i = 0; i < n; ++i) {
            const bool inGroups =
                groups_.empty() || std::find(groups_.begin(), groups_.end(),
                                             state_.colouring.groupOf[i]) != groups_.end();
            state_.emphasis.push_back(inGroups && hit[i] && chosen[i] ? forward : Emphasis::Faint);
        }
    }
    for (MapPane* pane : panes())
        pane->emphasisChanged();
}

} // namespace towerlab::ui
