// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/run_metrics.h"
#include "ui/plots/plot_widget.h"
#include "ui/train/run_curve.h"
#include "ui/train/step_curve.h"

#include <QPointF>
#include <QSet>

#include <memory>
#include <vector>

class QLabel;

namespace towerlab::ui {

class CurveLegend;

/// The loss of a run as it falls: every step faint, a smoothed line over them, and each epoch's
/// training and validation loss marked; with it the epochs of other runs, each in its own colour.
/// Or one metric of all these runs by epoch.
///
/// The horizontal axis counts epochs, so that runs with other batch sizes read alike. Wheel and
/// drag zoom and pan; a double click shows everything again.
class LossPlot : public PlotWidget {
    Q_OBJECT
public:
    explicit LossPlot(QWidget* parent = nullptr);
    ~LossPlot() override;

    /// Empties the plot for a run of so many steps per epoch: the main run, whose steps are drawn.
    void begin(std::uint64_t stepsPerEpoch, int epochs);
    /// After begin(): the main run goes on from another one's epochs.
    /// @param losses of the other's steps; empty where they are not known
    void takeOver(const std::vector<EpochRecord>& epochs, const std::vector<float>& losses);
    void addSteps(const std::vector<StepRecord>& steps);
    void addEpoch(const EpochRecord& epoch);
    /// Makes an earlier run the main one; of it only the epochs are left.
    void showRecord(const RunRecord& record);
    /// What the main run is called and drawn in.
    void setMainRun(quint64 id, const QString& name, std::size_t colour);
    void setMainShown(bool on);
    quint64 mainRun() const { return main_->run().id; }

    /// The runs to compare it with.
    void setOthers(std::vector<PlottedRun> runs);

    /// Shows a metric by epoch; null: the losses.
    void setMetric(const RunMetric* metric);
    const RunMetric* metric() const { return metric_; }
    /// The metrics, losses aside, that at least one run shown carries.
    std::vector<const RunMetric*> carriedMetrics() const;

    /// While a person goes from step to step: shows the last steps, each marked, by their number.
    void setStepping(bool on);

    void setLogarithmic(bool on);
    /// Weight of the past in the smoothed line, in [0, 1): s = weight·s + (1 - weight)·loss, with
    /// the start corrected as in Adam (Kingma and Ba 2015, section 3).
    void setSmoothing(double weight);

    int stepCount() const { return static_cast<int>(steps_->losses().size()); }
    int epochCount() const { return static_cast<int>(main_->run().epochs.size()); }
    int validationCount() const;
    /// Hides or shows the curves that a legend's entry stands for, as a click on it does: a run's
    /// by its id, those of all runs by what they show ("step", "smoothed", "training",
    /// "validation").
    void toggleHidden(const QString& key);
    /// The curves of runs that are checked in the list, the main run's first.
    std::vector<const RunCurve*> curves() const;
    /// What the crosshair says at a place on the horizontal axis, as rich text; `snapped` becomes
    /// the place of the step or epoch that it speaks of.
    QString readoutAt(double epochs, double& snapped) const;

    QSize minimumSizeHint() const override { return {320, 180}; }

protected:
    void restyle() override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void makeCrosshair();
    void hideCrosshair();
    void placeReadout(const QPoint& mouse);
    void showCurves();
    void showLegend();
    void hideWhatIsUnwanted();
    bool isHidden(const QString& key) const { return hidden_.contains(key); }
    void showEverything();
    int epochsToShow() const;
    bool showsSteps() const;
    bool mainIsAlone() const;
    ValueRange valuesToShow() const;

    std::unique_ptr<StepCurve> steps_;
    std::unique_ptr<RunCurve> main_;
    /// Of another run only the smoothed line of its steps is drawn.
    struct Other {
        std::unique_ptr<StepCurve> steps;
        std::unique_ptr<RunCurve> curve;
    };
    std::vector<Other> others_;
    std::unique_ptr<CurveLegend> legend_;
    QCPItemStraightLine* crosshair_ = nullptr;
    QCPItemText* hint_ = nullptr;
    QLabel* readout_ = nullptr;
    const RunMetric* metric_ = nullptr;
    QSet<QString> hidden_; ///< keys of legend entries
    QPointF pressedAt_;
    int plannedEpochs_ = 1;
    double smoothing_ = 0.9;
    bool stepping_ = false;
    bool following_ = true; ///< the view shows everything, and grows with it
};

} // namespace towerlab::ui
