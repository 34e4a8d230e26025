// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/settings.h"
#include "ui/runs/training.h"
#include "ui/runs/workspace.h"
#include "ui/widgets/place.h"

class QSplitter;
class QTabWidget;

namespace towerlab::ui {

class EpochsModel;
class LossPlot;
class RunLibrary;
class RunList;
class RunPlotCard;
class RunTiles;
class SettingsForm;
class TableView;
class TowerSketch;
class TrainControls;
struct TrainRun;

/// The Train place: settings on the left; on the right the figures of the chosen run, the curves of
/// all runs that are to be compared, and below them the list of runs and the epochs of the chosen
/// one.
class TrainPanel : public Place {
    Q_OBJECT
public:
    TrainPanel(Workspace* workspace, Training* training, QWidget* parent = nullptr);

    RunSettings settings() const;
    /// Puts the settings into the form and starts a run with them.
    void trainWith(const RunSettings& settings);
    /// One batch of the paused run; without a run, begins one that is paused before its first step.
    void step();
    LossPlot* lossPlot() const;
    bool canUndo() const override;
    void undo() override;

Q_SIGNALS:
    void settingsChanged(); ///< settings()

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeSettings();
    QWidget* makeResults();
    QWidget* makeTables();
    TableView* makeEpochsTable();
    void exportTable();
    void connectTraining();
    void connectRuns();
    void restoreSettings();
    void storeSettings() const;

    void start();
    void showSketch();
    void changeDataset();
    void showBegun(quint64 id, quint64 stepsPerEpoch);
    void showSteps(const std::vector<StepRecord>& steps, const TrainProgress& progress);
    void showEpoch(const EpochRecord& record);
    void showEnd(quint64 id, bool kept, bool stopped);
    void showOpenedModel(quint64 id);
    void showModelInUse();
    void useSettings(quint64 id);
    void askToContinue(quint64 id);
    void showRun(quint64 id);
    void showFigures(const TrainRun& run);
    void showDescription(const TrainRun& run);
    void showState();
    void showTables();
    void fitEpochsTable();

    Workspace* workspace_;
    Training* training_;
    RunLibrary* library_;
    SettingsForm* form_ = nullptr;
    TowerSketch* sketch_ = nullptr;
    TrainControls* controls_ = nullptr;
    RunTiles* tiles_ = nullptr;
    RunPlotCard* card_ = nullptr;
    QSplitter* splitter_ = nullptr;
    QWidget* tables_ = nullptr;
    QTabWidget* tabs_ = nullptr;
    RunList* runs_ = nullptr;
    EpochsModel* epochs_ = nullptr;
    TableView* epochsTable_ = nullptr;
};

} // namespace towerlab::ui
