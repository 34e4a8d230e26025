// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/run_metrics.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QLabel;
class QSlider;
class QStackedWidget;

namespace towerlab::ui {

class EmptyState;
class LossPlot;
class RunLibrary;

/// The plot of the runs, with what chooses how it is drawn above it. Before there is any run it
/// invites to train.
class RunPlotCard : public QWidget {
    Q_OBJECT
public:
    explicit RunPlotCard(RunLibrary* library, QWidget* parent = nullptr);

    LossPlot* plot() const { return plot_; }
    /// Empties the plot for a run that begins; it is the one whose steps are drawn.
    /// @param losses of the steps of the run that it continues; empty where they are not known
    void beginRun(quint64 id, std::uint64_t stepsPerEpoch, const std::vector<float>& losses);
    /// Draws an earlier run as the main one.
    void showAsMain(quint64 id);
    void clear();
    void setTrainEnabled(bool on);
    /// A warning above the plot; none where empty.
    void setWarning(const QString& text);
    /// The metrics that the runs carry may have changed.
    void updateMetrics();

Q_SIGNALS:
    void trainRequested();

private:
    QWidget* makeTools();
    QString title() const;
    void nameMain(quint64 id);
    void showPage();
    void showRuns();
    void chooseMetric();

    RunLibrary* library_;
    LossPlot* plot_;
    QStackedWidget* pages_;
    EmptyState* invitation_;
    QLabel* warning_;
    QWidget* tools_ = nullptr;
    QComboBox* metrics_ = nullptr;
    std::vector<const RunMetric*> offered_; ///< by metrics_, after the loss
    QLabel* smoothingCaption_ = nullptr;
    QSlider* smoothing_ = nullptr;
};

} // namespace towerlab::ui
