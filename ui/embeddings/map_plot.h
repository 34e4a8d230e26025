// SPDX-License-Identifier: MIT
#pragma once

#include "ui/embeddings/map_labels.h"
#include "ui/embeddings/map_overlay.h"
#include "ui/plots/scatter_plot.h"

#include <optional>
#include <vector>

namespace towerlab::ui {

/// The plot of a map: points can be selected by a box or a lasso and gone through by the keyboard,
/// regions and points are named, and lines and trails lie over them.
class MapPlot : public ScatterPlot {
    Q_OBJECT
public:
    enum class Tool { Pan, Box, Lasso };

    explicit MapPlot(QWidget* parent = nullptr);

    void setTool(Tool tool);
    void setLabels(std::vector<MapLabel> labels);
    const MapLabels& labels() const { return *labels_; }
    /// Numbers at the axes, and the grid: an arrangement has none that mean anything.
    void setTicksShown(bool shown);
    /// While points move there are no labels but the selected one's.
    void setMoving(bool moving);
    void setLines(std::vector<MapLine> lines);
    void setTrails(std::vector<Layout> trails);
    const MapOverlay& overlay() const { return *overlay_; }
    /// The point that the keyboard stands on; -1: none.
    void setCursorPoint(int point);
    int cursorPoint() const { return cursorPoint_; }
    void zoomBy(double factor);
    /// The keyboard stands on it, and it can be seen.
    void bringIntoView(int point);
    /// Shows these points, and little else; nothing if there are none.
    void zoomTo(const std::vector<int>& points);
    struct View {
        QCPRange x, y;
    };
    View view() const { return {xAxis->range(), yAxis->range()}; }
    void setView(const View& view);
    /// Points, numbered, that lie in a polygon of the widget; faint ones left out.
    std::vector<int> pointsIn(const QPolygonF& area) const;

Q_SIGNALS:
    /// By box or lasso. @param add to what is selected
    void areaSelected(const std::vector<int>& points, bool add);
    /// A click with Shift or Ctrl held, on a point.
    void toggled(int point);
    void cursorMoved(int point); ///< by the arrow keys
    void cleared();              ///< Escape

protected:
    void restyle() override;
    void placeLabels() override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    void endSelecting(const QMouseEvent& event);
    void moveCursor(int key);
    int pointTowards(int from, QPointF direction) const;
    void pan(int key);
    bool handleKey(int key);
    void showFocus();
    void drawOverlay();

    Tool tool_ = Tool::Pan;
    MapLabels* labels_;
    MapOverlay* overlay_;
    QCPItemTracer* cursorRing_;
    QCPItemRect* focusFrame_;
    int cursorPoint_ = -1;
    bool moving_ = false;
    std::optional<Tool> selecting_; ///< by which tool, while the mouse is down
};

} // namespace towerlab::ui
