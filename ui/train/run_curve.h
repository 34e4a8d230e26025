// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/run_metrics.h"
#include "ui/plots/qcustomplot.h"
#include "ui/train/value_range.h"

#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace towerlab::ui {

/// What a plot needs to know of a run.
struct PlottedRun {
    quint64 id = 0;
    QString name;
    std::size_t colour = 0; ///< for theme::category()
    std::vector<EpochRecord> epochs;
    /// Loss of every step; null where it is not known any more.
    std::shared_ptr<const std::vector<float>> losses = nullptr;
};

/// The epochs of one run in its colour: either the losses, training solid and validation dashed, or
/// one metric, solid.
class RunCurve {
public:
    explicit RunCurve(QCustomPlot* plot);
    ~RunCurve();
    RunCurve(const RunCurve&) = delete;
    RunCurve& operator=(const RunCurve&) = delete;

    void setRun(PlottedRun run);
    void add(const EpochRecord& epoch);
    /// @param metric null for the losses
    void setMetric(const RunMetric* metric);
    void setVisible(bool on);
    /// Draws it over all other curves.
    void putOnTop();
    /// While no other run is in the plot, the validation loss has a colour of its own.
    void setAlone(bool alone);
    void restyle();

    const PlottedRun& run() const { return run_; }
    bool isVisible() const { return visible_; }
    /// Whether there is anything to draw.
    bool hasValues() const;
    QColor colour() const;
    QColor validationColour() const;
    QCPGraph* main() const { return main_; }             ///< training loss, or the metric
    QCPGraph* validation() const { return validation_; } ///< validation loss
    void includeIn(ValueRange& range) const;

    /// The epoch nearest to a place on the axis; null without epochs.
    const EpochRecord* nearest(double epochs) const;
    /// The values of that epoch: training and validation loss, or the metric.
    QStringList valuesOf(const EpochRecord& epoch, const QLocale& locale) const;

private:
    void draw();
    void draw(const EpochRecord& epoch);

    QCustomPlot* plot_;
    QCPGraph* main_;
    QCPGraph* validation_;
    PlottedRun run_;
    const RunMetric* metric_ = nullptr;
    bool visible_ = true;
    bool alone_ = false;
};

} // namespace towerlab::ui
