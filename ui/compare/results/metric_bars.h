// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"
#include "ui/plots/plot_widget.h"

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace towerlab::ui {

/// One metric of all methods as lying bars with their 95 % intervals, the best on top; times on a
/// logarithmic scale. A click chooses a method.
class MetricBars : public PlotWidget {
    Q_OBJECT
public:
    explicit MetricBars(QWidget* parent = nullptr);

    void show(std::shared_ptr<const Comparison> comparison, std::size_t metric);
    void setChosen(std::optional<std::size_t> method);
    std::optional<std::size_t> chosen() const { return chosen_; }

    int barCount() const { return static_cast<int>(order_.size()); }
    /// Index of the method of a bar, counted from the top.
    std::size_t methodAt(int bar) const { return order_[static_cast<std::size_t>(bar)]; }
    /// The middle of a bar's strip, in the widget.
    QPointF placeOf(int bar) const;
    /// The height that all bars need to be told apart.
    int heightNeeded() const;

    QSize sizeHint() const override { return {380, heightNeeded()}; }
    QSize minimumSizeHint() const override { return {200, heightNeeded()}; }

Q_SIGNALS:
    void picked(std::optional<std::size_t> method);

protected:
    void restyle() override;
    QSize pictureSize() const override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    struct Series {
        QCPBars* bars = nullptr;
        QCPErrorBars* errors = nullptr;
    };
    void order();
    void drawBars();
    void drawChosen();
    void setScale();
    void setNames();
    QString hint(int bar) const;
    int barAt(const QPointF& point) const;
    const Estimate& value(int bar) const;

    QCPAxis* values_;              ///< the upper axis
    std::array<Series, 4> series_; ///< by MethodFamily
    QCPBars* frame_ = nullptr;     ///< round the chosen bar
    std::shared_ptr<const Comparison> comparison_;
    std::size_t metric_ = 0;
    std::vector<std::size_t> order_; ///< methods with a value, best first
    std::optional<std::size_t> chosen_;
};

} // namespace towerlab::ui
