// SPDX-License-Identifier: MIT
#pragma once

#include "ui/embeddings/map_state.h"

#include <QObject>

#include <memory>
#include <vector>

namespace towerlab::ui {

class MapPane;

/// The maps that stand side by side, and what they have in common. All that changes it goes through
/// here, so that the maps follow.
class MapStage : public QObject {
    Q_OBJECT
public:
    explicit MapStage(QObject* parent = nullptr);

    /// The second one is hidden until somebody wants it.
    void setPanes(MapPane* first, MapPane* second);
    MapPane* first() const { return first_; }
    MapPane* second() const { return second_; }
    /// Those that are not hidden.
    std::vector<MapPane*> panes() const;

    const MapState& state() const { return state_; }
    const std::shared_ptr<const MapPoints>& points() const { return state_.points; }

    /// Nothing is shown any more; what the person wants of a map stays.
    void clear();
    /// What is selected goes where they are not the same points.
    void setPoints(std::shared_ptr<const MapPoints> points);
    void setColouring(Colouring colouring);
    /// For a moment, instead of the colours that the state has.
    void showColouring(const Colouring& colouring);
    void setRadii(std::vector<float> radii);
    void setNames(bool regions, bool points);
    void setPickedGroups(std::vector<int> groups);
    /// @param searching whether anything is searched for
    void setHits(bool searching, std::vector<int> hits);
    /// Ascending; a single one is the current one.
    void setChosen(std::vector<int> chosen);
    void setNeighbours(std::vector<int> neighbours);
    void setNearness(Nearness nearness);
    void setTug(bool on);

Q_SIGNALS:
    void cleared();
    void colouringChanged();
    void chosenChanged();

private:
    void showEmphasis();

    MapState state_;
    std::vector<int> groups_;
    MapPane* first_ = nullptr;
    MapPane* second_ = nullptr;
};

} // namespace towerlab::ui
