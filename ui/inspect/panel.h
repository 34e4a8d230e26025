// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/settings.h"
#include "ui/inspect/cell_ref.h"
#include "ui/inspect/journey_state.h"
#include "ui/runs/training.h"
#include "ui/runs/workspace.h"
#include "ui/widgets/place.h"

#include <memory>

class QLabel;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class QTabWidget;

namespace towerlab::ui {

class ColourKey;
class DetailPane;
class ElidedLabel;
class HealthWatch;
class LessonView;
class PairSide;
class PictureNumbers;
class StepBar;
class StepWalk;
class TimeBar;
class TowerPicture;
class WhatIfForm;
struct SceneBox;

/// The Inspect place: the two towers as the model has them, with the numbers of one user and one
/// movie in them; forward, back, and over the moments of the run.
class InspectPanel : public Place {
    Q_OBJECT
public:
    InspectPanel(Workspace* workspace, Training* training, QWidget* parent = nullptr);

    /// Of a run to come: what is drawn while there is no model.
    void setSettings(const RunSettings& settings);
    TowerPicture* picture() const { return picture_; }
    StepBar* stepBar() const { return steps_; }
    StepWalk* walk() const { return walk_; }
    JourneyState* state() const { return state_; }
    LessonView* lessonView() const { return lessons_; }
    DetailPane* detail() const { return detail_; }
    /// The window shows this place now, by its name.
    void placeShown(const QString& name);

Q_SIGNALS:
    void trainRequested();
    void runRequested(const towerlab::RunSettings& settings);

protected:
    void showEvent(QShowEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeSide();
    QWidget* makeMain();
    QWidget* makeHead();
    QWidget* makeNote();
    void connectParts();
    void connectLessons();
    void connectWorkspace();

    void refresh();
    void adoptModel();
    void adoptPair();
    void showPlan();
    void showNumbers();
    void showHeading();
    void showNote();
    void showMoment();
    void showCurrent(const CellRef& cell);
    void showBox(const QString& box);
    void showHealth();
    void showLights(const QStringList& lights);
    std::shared_ptr<const Inspector> shownInspector() const;

    Workspace* workspace_;
    Training* training_;
    JourneyState* state_;
    HealthWatch* health_;
    StepWalk* walk_ = nullptr;

    QStackedWidget* pages_ = nullptr;
    QTabWidget* side_ = nullptr;
    PairSide* pairs_ = nullptr;
    WhatIfForm* whatIf_ = nullptr;
    LessonView* lessons_ = nullptr;
    ElidedLabel* title_ = nullptr;
    ElidedLabel* caption_ = nullptr;
    QWidget* note_ = nullptr;
    QLabel* noteText_ = nullptr;
    QPushButton* noteButton_ = nullptr;
    TowerPicture* picture_ = nullptr;
    QScrollArea* scroll_ = nullptr;
    QLabel* formula_ = nullptr;
    ColourKey* key_ = nullptr;
    StepBar* steps_ = nullptr;
    TimeBar* time_ = nullptr;
    DetailPane* detail_ = nullptr;
    QWidget* detailCard_ = nullptr; ///< is there when there is something to see in it

    RunSettings settings_;
    std::shared_ptr<const PictureNumbers> numbers_;
    QStringList lights_;
    bool stale_ = true;
};

} // namespace towerlab::ui
