// SPDX-License-Identifier: MIT
#include "ui/towers/tower_sketch.h"

#include "ui/towers/tower_painter.h"
#include "ui/towers/tower_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tool_tip.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <utility>

namespace towerlab::ui {

TowerSketch::TowerSketch(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("towerSketch"));
    setAccessibleName(tr("The model that these settings make"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void TowerSketch::setPlan(std::optional<NetPlan> plan) {
    if (plan_ == plan)
        return;
    plan_ = std::move(plan);
    layOut();
    if (plan_)
        setAccessibleDescription(
            tr("User tower and movie tower, %1").arg(TowerText::parameters(plan_->parameters())));
}

void TowerSketch::layOut() {
    const QSizeF before = scene_.size();
    scene_ = plan_ ? TowerScene(*plan_, {double(width()), 0}, true) : TowerScene();
    setVisible(plan_.has_value());
    if (scene_.size().height() != before.height())
        updateGeometry();
    update();
}

QSize TowerSketch::sizeHint() const {
    return {theme::pixels(180), static_cast<int>(scene_.size().height())};
}

void TowerSketch::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    // Many inputs need more room than there is.
    if (scene_.size().width() > width())
        painter.scale(width() / scene_.size().width(), 1);
    paintScene(&painter, scene_, {});
}

void TowerSketch::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    layOut();
}

void TowerSketch::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        layOut();
}

bool TowerSketch::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const SceneBox* box = scene_.boxAt(help->pos());
    if (box == nullptr || box->detail.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(),
                           plainTip(QStringLiteral("%1\n%2").arg(box->title, box->detail)), this);
    return true;
}

} // namespace towerlab::ui
