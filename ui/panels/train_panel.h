// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/settings.h"
#include "ui/workspace.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace towerlab::ui {

class EmptyState;
class EpochsModel;
class LossPlot;
class SettingsForm;
class StatTile;
class TableView;

/// The Train place: settings on the left; progress, the loss as it falls, and the epochs on the
/// right.
class TrainPanel : public QWidget {
    Q_OBJECT
public:
    explicit TrainPanel(Workspace* workspace, QWidget* parent = nullptr);

    RunSettings settings() const;
    /// Puts the settings into the form and starts a run with them.
    void trainWith(const RunSettings& settings);
    LossPlot* lossPlot() const { return plot_; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeSettings();
    QWidget* makeButtons();
    QWidget* makeTiles();
    QWidget* makeProgress();
    QWidget* makePlotCard();
    QWidget* makePlotTools();
    QWidget* makeEpochs();
    void connectWorkspace();
    void restoreSettings();
    void storeSettings() const;

    void start();
    void beginRun(quint64 trainCount, const RunSettings& settings);
    void showProgress(const TrainProgress& progress);
    void addEpoch(const EpochRecord& record);
    void showMetrics(const EpochRecord& record);
    void endRun(bool kept, bool stopped);
    void showLoadedModel();
    void showState();
    void showObjective(Objective objective);
    void fitWidth();
    void clearRun();
    void showPlot(bool on);

    Workspace* workspace_;
    SettingsForm* form_ = nullptr;
    QPushButton* train_ = nullptr;
    QPushButton* pause_ = nullptr;
    QPushButton* stop_ = nullptr;
    QWidget* settingsArea_ = nullptr;
    QLabel* progressText_ = nullptr;
    QLabel* warning_ = nullptr;
    QProgressBar* bar_ = nullptr;
    StatTile* trainLoss_ = nullptr;
    StatTile* validationLoss_ = nullptr;
    StatTile* rmse_ = nullptr;
    StatTile* mae_ = nullptr;
    StatTile* accuracy_ = nullptr;
    StatTile* auc_ = nullptr;
    QStackedWidget* plotStack_ = nullptr;
    EmptyState* invitation_ = nullptr;
    LossPlot* plot_ = nullptr;
    EpochsModel* epochs_ = nullptr;
    TableView* epochsTable_ = nullptr;
    Objective objective_ = Objective::MeanSquaredError; ///< of the run shown
    QWidget* plotTools_ = nullptr;
    QWidget* epochsCard_ = nullptr;
    std::uint64_t runExamples_ = 0;
    RunSettings runSettings_;
};

} // namespace towerlab::ui
