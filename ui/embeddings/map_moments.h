// SPDX-License-Identifier: MIT
#pragma once

#include "ui/embeddings/frame_replay.h"
#include "ui/embeddings/map_stage.h"

#include <QElapsedTimer>
#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace towerlab::ui {

class JobRunner;
class TimeBar;
class Training;
class Workspace;

/// Shows a run as it goes, and the moments that a model has kept: what the bar of time asks for,
/// the maps show; with trails, and with what pulled the selected movie.
class MapMoments : public QObject {
    Q_OBJECT
public:
    MapMoments(MapStage* stage, TimeBar* bar, Workspace* workspace, Training* training,
               QObject* parent = nullptr);

    void clear();
    /// A run has begun, and these are its points: its moments are shown as they come.
    void beginLive(const std::shared_ptr<const MapPoints>& points,
                   const std::vector<std::shared_ptr<const VectorFrame>>& frames);
    void add(const std::shared_ptr<const VectorFrame>& frame) { replay_->add(frame); }
    /// The points belong to a model, which may have kept its moments.
    void load(const std::shared_ptr<const MapPoints>& points);
    bool isLive() const { return live_; }
    bool hasMovement() const { return replay_->moments().size() > 1; }
    const FrameReplay& replay() const { return *replay_; }

    /// What the bar can do, and what it says, with the projection that is chosen.
    void showBar();
    /// For each point how far it has moved among its neighbours since the moment before;
    /// movementKnown() follows.
    void findMovement();
    void showTug();

Q_SIGNALS:
    void momentShown();
    void movementKnown(const std::vector<double>& moved);

private:
    void follow();
    void show(int moment, bool smoothly);
    void goTo(std::optional<double> epochs);
    void showText();
    void showTrails();
    std::size_t moment() const;
    const EpochPulls* pullsOf(int epoch) const;
    QString metricsOf(const VectorFrame& frame) const;

    MapStage* stage_;
    TimeBar* bar_;
    Workspace* workspace_;
    Training* training_;
    FrameReplay* replay_;
    JobRunner* mover_;
    QElapsedTimer sinceMoment_;
    bool live_ = false;
};

} // namespace towerlab::ui
