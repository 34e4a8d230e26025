// SPDX-License-Identifier: MIT
#include "ui/widgets/themed_icon.h"

#include "ui/widgets/theme.h"

#include <QApplication>
#include <QFile>
#include <QPainter>
#include <QPalette>
#include <QPixmap>
#include <QSvgRenderer>

namespace towerlab::ui {
namespace {

QByteArray svgSource(const QString& name) {
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QColor colourFor(QIcon::Mode mode, QIcon::State state) {
    if (mode == QIcon::Disabled)
        return QApplication::palette().color(QPalette::Disabled, QPalette::WindowText);
    return state == QIcon::On ? theme::accent() : QApplication::palette().color(QPalette::Text);
}

} // namespace

ThemedIconEngine::ThemedIconEngine(QString name) : name_(std::move(name)) {}

void ThemedIconEngine::paint(QPainter* painter, const QRect& rect, QIcon::Mode mode,
                             QIcon::State state) {
    QByteArray source = svgSource(name_);
    source.replace("currentColor", colourFor(mode, state).name().toLatin1());
    QSvgRenderer(source).render(painter, rect);
}

QPixmap ThemedIconEngine::pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) {
    QPixmap result(size);
    result.fill(Qt::transparent);
    QPainter painter(&result);
    paint(&painter, QRect(QPoint(), size), mode, state);
    return result;
}

} // namespace towerlab::ui
