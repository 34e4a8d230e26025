// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"
#include "ui/plots/plot_widget.h"

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace towerlab::ui {

/// Two metrics of all methods against each other, each point with its method's name; a time is on
/// a logarithmic scale. A click chooses a method.
class TradeOffPlot : public PlotWidget {
    Q_OBJECT
public:
    explicit TradeOffPlot(QWidget* parent = nullptr);

    void show(std::shared_ptr<const Comparison> comparison, std::size_t xMetric,
              std::size_t yMetric);
    void setChosen(std::optional<std::size_t> method);

    int pointCount() const { return static_cast<int>(points_.size()); }
    std::size_t methodAt(int point) const {
        return points_[static_cast<std::size_t>(point)].method;
    }
    QPointF placeOf(int point) const;
    /// Where the names are that are shown.
    std::vector<QRectF> labelBoxes() const;

    QSize sizeHint() const override { return {380, 260}; }
    QSize minimumSizeHint() const override { return {220, 160}; }

Q_SIGNALS:
    void picked(std::optional<std::size_t> method);

protected:
    void restyle() override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    struct Point {
        std::size_t method;
        double x;
        double y;
    };
    struct Label {
        QCPItemText* text = nullptr;
        QCPItemLine* line = nullptr;
        QRectF box;
    };
    void setScale(QCPAxis* axis, std::size_t metric, bool alongX);
    void drawPoints();
    void placeLabels();
    void styleLabel(const Label& label, bool strong) const;
    int pointAt(const QPointF& place) const;

    std::array<QCPGraph*, 4> families_{};
    QCPItemTracer* ring_ = nullptr;
    std::vector<Label> labels_;
    std::shared_ptr<const Comparison> comparison_;
    std::size_t xMetric_ = 0;
    std::size_t yMetric_ = 0;
    std::vector<Point> points_;
    std::optional<std::size_t> chosen_;
};

} // namespace towerlab::ui
