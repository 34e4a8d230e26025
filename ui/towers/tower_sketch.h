// SPDX-License-Identifier: MIT
#pragma once

#include "ui/towers/tower_scene.h"

#include <QWidget>

#include <optional>

namespace towerlab::ui {

/// A small picture of the model that the settings ask for.
class TowerSketch : public QWidget {
    Q_OBJECT
public:
    explicit TowerSketch(QWidget* parent = nullptr);

    /// None: there is nothing to draw yet.
    void setPlan(std::optional<NetPlan> plan);
    const TowerScene& scene() const { return scene_; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    void layOut();

    std::optional<NetPlan> plan_;
    TowerScene scene_;
};

} // namespace towerlab::ui
