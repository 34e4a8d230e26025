// SPDX-License-Identifier: MIT
#pragma once

#include "ui/plots/plot_widget.h"
#include "ui/plots/point_cloud.h"
#include "ui/widgets/theme.h"

#include <functional>
#include <vector>

namespace towerlab::ui {

/// A map of vectors: points in colours, the one under the mouse named, one of them selected. Wheel
/// and drag zoom and pan; a double click shows everything again.
class ScatterPlot : public PlotWidget {
    Q_OBJECT
public:
    explicit ScatterPlot(QWidget* parent = nullptr);

    /// New points; the selection is gone. A view that was zoomed into stays if `keepView`.
    void setPoints(std::vector<CloudPoint> points, std::vector<theme::Ink> colours, bool keepView);
    void setAxisLabels(const QString& x, const QString& y);
    /// What to show for a point under the mouse, and beside a labelled point.
    void setTexts(std::function<QString(int)> hint, std::function<QString(int)> label);
    /// Points to name on the map as far as there is room, the most important first.
    void setLabelled(std::vector<int> points);
    /// Points that stand out; the others become faint. Empty: all alike.
    void setMarks(const std::vector<bool>& marks);
    void setEmphasis(std::vector<Emphasis> emphasis);
    /// The same points elsewhere. A view that was zoomed into stays.
    void setPlaces(const Layout& places);
    /// The same points in other colours.
    void setColouring(const std::vector<int>& groups, std::vector<theme::Ink> colours);
    void setRadii(const std::vector<float>& radii);
    /// A unit is as long across as up, so that distances on the plot mean something.
    void setEqualScale(bool on);
    bool isZoomed() const { return zoomed_; }
    void setSelected(int point); ///< -1 for none
    void showEverything();

    int pointCount() const { return static_cast<int>(cloud_->points().size()); }
    int selected() const { return selected_; }
    /// Where a point is on the widget.
    QPointF placeOf(int point) const { return cloud_->placeOf(point); }

    QSize minimumSizeHint() const override { return {320, 240}; }

Q_SIGNALS:
    void picked(int point);  ///< clicked; -1 where there is none
    void hovered(int point); ///< under the mouse; -1: none is

protected:
    void restyle() override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void hover(int point);
    /// Shows the names of points for which there is room.
    virtual void placeLabels();
    const PointCloud* cloud() const { return cloud_; }
    QString nameOf(int point) const { return label_ ? label_(point) : QString(); }

private:
    /// A text that keeps its distance in pixels from a place on the map.
    struct Label {
        QCPItemTracer* place = nullptr;
        QCPItemText* text = nullptr;
    };
    Label makeLabel(Qt::Alignment alignment);
    void restyle(const Label& label) const;
    void moveRing(QCPItemTracer* ring, int point);
    void moveRings();
    bool keepEqualScale();
    void fit();
    void recolour();

    PointCloud* cloud_ = nullptr;
    std::vector<theme::Ink> colours_;
    QCPItemTracer* hoverRing_ = nullptr;
    QCPItemTracer* selectionRing_ = nullptr;
    Label selectionLabel_;
    std::vector<Label> labels_;
    std::vector<int> labelled_;
    std::function<QString(int)> hint_;
    std::function<QString(int)> label_;
    QPointF pressedAt_;
    int hovered_ = -1;
    int selected_ = -1;
    bool zoomed_ = false;
    bool equalScale_ = false;
};

} // namespace towerlab::ui
