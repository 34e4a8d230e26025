// SPDX-License-Identifier: MIT
#pragma once

#include <QIconEngine>
#include <QString>

namespace towerlab::ui {

/// Draws :/icons/NAME.svg with "currentColor" replaced by a colour of the palette in force at the
/// time of painting, so that one icon serves light, dark, disabled and checked.
class ThemedIconEngine : public QIconEngine {
public:
    explicit ThemedIconEngine(QString name);

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override;
    QIconEngine* clone() const override { return new ThemedIconEngine(name_); }

private:
    QString name_;
};

} // namespace towerlab::ui
