// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/run_record.h"
#include "ui/plots/qcustomplot.h"
#include "ui/train/value_range.h"

#include <memory>
#include <optional>
#include <vector>

namespace towerlab::ui {

/// The loss of every step of a run as a faint line, and a smoothed one over it; the horizontal axis
/// counts epochs. Of very many steps the lowest and the highest of a few are drawn. While a person
/// goes from step to step, the last ones are marked each.
class StepCurve {
public:
    using Losses = std::vector<float>; ///< by step

    explicit StepCurve(QCustomPlot* plot);
    ~StepCurve();
    StepCurve(const StepCurve&) = delete;
    StepCurve& operator=(const StepCurve&) = delete;

    /// Empties the curve for a run of so many steps per epoch.
    void begin(double stepsPerEpoch, int epochs);
    /// So many steps came before the first one to be added: their losses are not known.
    void skip(std::uint64_t steps) { skipped_ = static_cast<std::size_t>(steps); }
    void add(const std::vector<StepRecord>& steps);
    /// Adds all steps of an earlier run.
    void add(const Losses& losses);
    /// Weight of the past in the smoothed line: see LossPlot::setSmoothing().
    void setSmoothing(double weight);
    /// @param quiet leaves the attention to other curves
    void setColour(const QColor& colour, bool quiet);
    void setVisible(bool faint, bool smoothed);
    void setRecentVisible(bool on);

    const Losses& losses() const { return losses_; }
    QCPGraph* faint() const { return faint_; }
    QCPGraph* smoothed() const { return smoothed_; }
    /// Includes the values but for wild ones: a single bad batch must not flatten the curve.
    void includeIn(ValueRange& range) const;
    /// Includes the smoothed line only, from a place on the axis on.
    void includeSmoothedIn(ValueRange& range, double fromEpochs) const;
    /// Includes the values of the steps that are marked each.
    void includeRecentIn(ValueRange& range) const;
    /// Places on the axis of the marked steps, with room for those to come.
    QCPRange recentSpan() const;
    double stepsPerEpoch() const { return stepsPerEpoch_; }

    struct Reading {
        std::size_t step = 0; ///< from 1
        double epochs = 0;    ///< its place on the axis
        double loss = 0;
        std::optional<double> smoothed;
    };
    /// The step nearest to a place on the axis; none without steps.
    std::optional<Reading> at(double epochs) const;

private:
    /// @param count of the losses up to that step
    double epochsAt(std::size_t count) const;
    void drawAdded(std::size_t first);
    void drawFrom(std::size_t first);
    void smoothFrom(std::size_t first);
    void drawRecent();

    QCustomPlot* plot_;
    QCPGraph* faint_;
    QCPGraph* smoothed_;
    QCPGraph* recent_;
    Losses losses_;
    double stepsPerEpoch_ = 1;
    std::size_t skipped_ = 0; ///< steps before the first of losses_
    std::size_t stride_ = 1;  ///< steps that are drawn as one pair of points
    double smoothing_ = 0.9;
    double average_ = 0; ///< of the smoothed line, not yet corrected
    double averageWeight_ = 0;
    double smoothedTop_ = 0;
};

} // namespace towerlab::ui
