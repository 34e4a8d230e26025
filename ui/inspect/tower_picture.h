// SPDX-License-Identifier: MIT
#pragma once

#include "ui/inspect/cell_ref.h"
#include "ui/inspect/picture_numbers.h"
#include "ui/towers/tower_painter.h"
#include "ui/towers/tower_scene.h"

#include <QMap>
#include <QVariantAnimation>
#include <QWidget>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace towerlab::ui {

/// A few numbers over the epochs, drawn small beside a box.
struct SmallLine {
    QString name;
    QString text; ///< what it shows, with its last value
    std::vector<double> values;
    bool warning = false;
};

/// The picture of the two towers, to be looked into: whose cells tell how they came about when the
/// mouse or the keyboard is on them, and whose parts can be lit.
class TowerPicture : public QWidget {
    Q_OBJECT
public:
    explicit TowerPicture(QWidget* parent = nullptr);

    void setPlan(std::optional<NetPlan> plan);
    const std::optional<NetPlan>& plan() const { return plan_; }
    const TowerScene& scene() const { return scene_; }
    /// Null: only the plan is shown.
    void setNumbers(std::shared_ptr<const PictureNumbers> numbers);
    const PictureNumbers* numbers() const { return numbers_.get(); }
    using Lines = std::function<QStringList(const SceneBox&)>;
    void setLines(Lines lines);
    /// Lines beside boxes, by the box.
    void setSmallLines(QMap<QString, std::vector<SmallLine>> lines);
    const QMap<QString, std::vector<SmallLine>>& smallLines() const { return smallLines_; }
    /// The moment of the small lines that is shown, as a share of all; below 0: none.
    void setMoment(double share);
    /// Boxes that stand out; empty: none do.
    void setLit(const QSet<QString>& boxes);
    const QSet<QString>& lit() const { return look_.lit; }
    /// Sends dots along the ways into the lit boxes, for so long.
    void flow(bool backwards, int milliseconds);
    bool isFlowing() const { return flow_.state() == QAbstractAnimation::Running; }

    /// Where the mouse is, or else the keyboard.
    CellRef current() const;
    /// The cells that a cell is made of.
    std::vector<CellRef> sourcesOf(const CellRef& cell) const;
    /// In the widget; null where there is none.
    QRectF rectOf(const CellRef& cell) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void currentChanged(const towerlab::ui::CellRef& cell);
    void boxClicked(const QString& box);
    /// Space, and Backspace: the next step of what is told, or the one before.
    void forwardRequested();
    void backRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    void layOut();
    CellRef cellAt(const QPointF& point) const;
    void setHovered(const CellRef& cell);
    void moveKeyboard(int key);
    void tellCurrent();
    void paintSources(QPainter* painter) const;
    void paintSmallLines(QPainter* painter) const;
    QString tipAt(const QPointF& point) const;

    std::optional<NetPlan> plan_;
    TowerScene scene_;
    std::shared_ptr<const PictureNumbers> numbers_;
    QMap<QString, std::vector<SmallLine>> smallLines_;
    double moment_ = -1;
    SceneLook look_;
    CellRef hovered_;
    CellRef keyboard_;
    QVariantAnimation flow_;
};

} // namespace towerlab::ui
