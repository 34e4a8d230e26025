// SPDX-License-Identifier: MIT
#pragma once

#include "core/inspect/step_story.h"
#include "ui/inspect/picture_numbers.h"
#include "ui/inspect/stages.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace towerlab::ui {

class DetailPane;
class JobRunner;
class JourneyState;
class StepBar;
class Stepper;
class TowerPicture;
class Training;
class Workspace;

/// Leads through steps of training: has them taken, and shows them stage by stage.
class StepWalk : public QObject {
    Q_OBJECT
public:
    StepWalk(JourneyState* state, Workspace* workspace, Training* training, TowerPicture* picture,
             StepBar* bar, DetailPane* detail, QObject* parent = nullptr);

    /// What copies begin from.
    void setSource(const RunSettings& settings);
    /// Whether a step is looked at.
    bool isOn() const { return story_ != nullptr; }
    std::shared_ptr<const StepStory> story() const { return story_; }
    std::shared_ptr<const StepPath> path() const { return path_; }
    const std::vector<Stage>& stages() const { return stages_; }
    /// The model before the step.
    std::shared_ptr<const Inspector> inspector() const;
    /// Of the example that is followed: "User 85 · Toy Story (1995)", and what the user has given.
    QString pairName() const;
    std::optional<float> given() const;
    /// What the picture shows at this stage.
    std::shared_ptr<const PictureNumbers> numbers() const { return numbers_; }
    /// Back to the model as it is.
    void leave();
    /// What can be stepped may have changed.
    void updateBar();

Q_SIGNALS:
    /// A step has been taken, another stage of it is shown, or it has been left.
    void changed();
    void taken();
    void tableShown(); ///< of the stage
    void stageShown(const QString& id);

private:
    void takeStep();
    void adopt(const std::shared_ptr<const StepStory>& story);
    void follow(std::size_t place);
    void showStage(int stage, bool backwards);
    void findMoves();

    JourneyState* state_;
    Workspace* workspace_;
    Training* training_;
    TowerPicture* picture_;
    StepBar* bar_;
    DetailPane* detail_;
    Stepper* stepper_;
    JobRunner* mover_;
    std::shared_ptr<const StepStory> story_;
    std::shared_ptr<const StepPath> path_;
    std::shared_ptr<const PictureNumbers> numbers_;
    std::vector<Stage> stages_;
};

} // namespace towerlab::ui
