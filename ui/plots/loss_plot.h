// SPDX-License-Identifier: MIT
#pragma once

#include "core/train/run_record.h"
#include "ui/plots/plot_widget.h"

#include <optional>
#include <vector>

namespace towerlab::ui {

/// The loss as it falls: every step faint, a smoothed line over them, and each epoch's training and
/// validation loss marked. The horizontal axis counts epochs, so that runs with other batch sizes
/// read alike. Wheel and drag zoom and pan; a double click shows everything again.
class LossPlot : public PlotWidget {
    Q_OBJECT
public:
    explicit LossPlot(QWidget* parent = nullptr);

    /// Empties the plot for a run of so many steps an epoch.
    void begin(std::uint64_t stepsPerEpoch, int epochs);
    void addSteps(const std::vector<StepRecord>& steps);
    void addEpoch(const EpochRecord& epoch);
    /// Shows what is left of an earlier run: its epochs.
    void showRecord(const RunRecord& record);

    void setLogarithmic(bool on);
    /// Weight of the past in the smoothed line, in [0, 1): s = weight·s + (1 - weight)·loss, with
    /// the start corrected as in Adam (Kingma and Ba 2015, section 3).
    void setSmoothing(double weight);

    int stepCount() const { return static_cast<int>(losses_.size()); }
    int epochCount() const { return static_cast<int>(epochs_.size()); }
    int validationCount() const;

    QSize minimumSizeHint() const override { return {320, 200}; }

protected:
    void restyle() override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void makeGraphs();
    void makeCrosshair();
    double epochsAt(std::uint64_t step) const;
    void drawFrom(std::size_t first);
    void smoothFrom(std::size_t first);
    void showEverything();
    QString readoutAt(double epochs, double& snapped) const;

    QCPGraph* steps_ = nullptr;
    QCPGraph* smoothed_ = nullptr;
    QCPGraph* training_ = nullptr;
    QCPGraph* validation_ = nullptr;
    QCPItemStraightLine* crosshair_ = nullptr;
    QCPItemText* readout_ = nullptr;

    std::vector<float> losses_; ///< by step
    std::vector<EpochRecord> epochs_;
    double stepsPerEpoch_ = 1;
    std::size_t stride_ = 1; ///< steps that are drawn as one pair of points
    int plannedEpochs_ = 1;
    double smoothing_ = 0.9;
    double average_ = 0; ///< of the smoothed line, not yet corrected
    double averageWeight_ = 0;
    double smoothedTop_ = 0;
    bool following_ = true; ///< the view shows everything, and grows with it
};

} // namespace towerlab::ui
