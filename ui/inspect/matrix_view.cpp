// SPDX-License-Identifier: MIT
#include "ui/inspect/matrix_view.h"

#include "ui/inspect/picture_numbers.h"
#include "ui/towers/tower_painter.h"
#include "ui/widgets/scaled_font.h"
#include "ui/widgets/theme.h"

#include <QImage>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace towerlab::ui {
MatrixView::MatrixView(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("matrixView"));
    setAccessibleName(tr("Weights of the layer"));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumHeight(theme::pixels(64));
}

QSize MatrixView::sizeHint() const { return {theme::pixels(420), theme::pixels(150)}; }

void MatrixView::setContents(Contents contents) {
    contents_ = std::move(contents);
    limit_ = roundLimit(largestOf(contents_.values));
    row_ = -1;
    column_ = -1;
    update();
}

MatrixView::Places MatrixView::places() const {
    Places places;
    const double line = fontMetrics().height();
    const double head = contents_.above.empty() ? line : line + theme::pixels(12);
    const double column = theme::pixels(54);
    const double gap = theme::pixels(8);
    for (const QString& name : contents_.rowNames)
        places.names = std::max(places.names, fontMetrics().horizontalAdvance(name) + gap);
    places.names = std::min(places.names, width() * 0.25);
    const double beside = static_cast<double>(contents_.beside.size()) * (column + gap);
    places.matrix = QRectF(places.names, head + 2, std::max(20.0, width() - places.names - beside),
                           std::max(10.0, height() - head - 4));
    if (!contents_.above.empty())
        places.above = QRectF(places.names, line, places.matrix.width(), theme::pixels(10));
    double x = places.matrix.right() + gap;
    for (std::size_t i = 0; i < contents_.beside.size(); ++i) {
        places.beside.emplace_back(x, places.matrix.top(), column, places.matrix.height());
        x += column + gap;
    }
    return places;
}

QRectF MatrixView::cellRect(std::size_t row, std::size_t column) const {
    const QRectF matrix = places().matrix;
    const double w =
        matrix.width() / static_cast<double>(std::max<std::size_t>(1, contents_.columns));
    const double h =
        matrix.height() / static_cast<double>(std::max<std::size_t>(1, contents_.rows));
    return {matrix.left() + static_cast<double>(column) * w,
            matrix.top() + static_cast<double>(row) * h, w, h};
}

void MatrixView::paintMatrix(QPainter* painter, const Places& places) {
    // One pixel a number, stretched: a matrix may have a hundred thousand.
    QImage image(static_cast<int>(contents_.columns), static_cast<int>(contents_.rows),
                 QImage::Format_RGB32);
    for (std::size_t row = 0; row < contents_.rows; ++row)
        for (std::size_t column = 0; column < contents_.columns; ++column)
            image.setPixel(static_cast<int>(column), static_cast<int>(row),
                           theme::diverging(
                               double{contents_.values[row * contents_.columns + column]} / limit_)
                               .rgb());
    painter->setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter->drawImage(places.matrix, image);
}

void MatrixView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    if (contents_.rows == 0 || contents_.columns == 0)
        return;
    const Places places = this->places();
    paintMatrix(&painter, places);
    painter.setPen(theme::mutedText());
    const double line = fontMetrics().height();
    if (!contents_.above.empty()) {
        painter.drawText(QRectF(places.matrix.left(), 0, places.matrix.width(), line),
                         Qt::AlignLeft | Qt::AlignVCenter, contents_.aboveName);
        const double limit = roundLimit(largestOf(contents_.above));
        for (std::size_t i = 0; i < contents_.columns; ++i) {
            QRectF cell = cellRect(0, i);
            cell.setTop(places.above.top());
            cell.setHeight(places.above.height());
            painter.fillRect(cell, theme::diverging(double{contents_.above[i]} / limit));
        }
    }
    const double height = cellRect(0, 0).height();
    constexpr double leastReadable = 10; // pixels
    const bool readable = height >= leastReadable;
    painter.setFont(scaledFont(font(), std::clamp(height / line, 0.7, 1.0)));
    const QFontMetrics metrics(painter.font());
    constexpr std::size_t fewColumns = 12; // in whose cells numbers have room
    if (readable && contents_.columns <= fewColumns)
        for (std::size_t i = 0; i < contents_.values.size(); ++i) {
            const double value = double{contents_.values[i]};
            painter.setPen(theme::textOn(theme::diverging(value / limit_)));
            painter.drawText(cellRect(i / contents_.columns, i % contents_.columns),
                             Qt::AlignCenter, shortNumber(value));
        }
    for (std::size_t c = 0; c < contents_.beside.size(); ++c) {
        const Column& column = contents_.beside[c];
        const QRectF place = places.beside[c];
        painter.setPen(theme::mutedText());
        painter.drawText(
            QRectF(place.left(), place.top() - line, place.width(), line), Qt::AlignCenter,
            fontMetrics().elidedText(column.name, Qt::ElideRight, static_cast<int>(place.width())));
        const double limit = roundLimit(largestOf(column.values));
        for (std::size_t row = 0; row < column.values.size(); ++row) {
            const QRectF cell(place.left(), cellRect(row, 0).top(), place.width(), height);
            const QColor colour = theme::diverging(double{column.values[row]} / limit);
            painter.fillRect(cell, colour);
            if (!readable)
                continue;
            painter.setPen(theme::textOn(colour));
            painter.drawText(cell, Qt::AlignCenter, shortNumber(double{column.values[row]}));
        }
    }
    painter.setPen(theme::text());
    for (qsizetype row = 0; readable && row < contents_.rowNames.size(); ++row)
        painter.drawText(
            QRectF(0, cellRect(static_cast<std::size_t>(row), 0).top(), places.names - 6, height),
            Qt::AlignRight | Qt::AlignVCenter,
            metrics.elidedText(contents_.rowNames[row], Qt::ElideRight,
                               static_cast<int>(places.names) - 6));
    painter.setPen(QPen(theme::edge(), 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(places.matrix);
    if (row_ < 0)
        return;
    painter.setPen(QPen(theme::secondary(), 2));
    const auto row = static_cast<std::size_t>(row_);
    painter.drawRect(
        QRectF(places.matrix.left(), cellRect(row, 0).top(), places.matrix.width(), height));
    if (column_ >= 0)
        painter.drawRect(cellRect(row, static_cast<std::size_t>(column_)));
}

void MatrixView::setCurrent(int row, int column) {
    if (row == row_ && column == column_)
        return;
    row_ = row;
    column_ = column;
    update();
    Q_EMIT hovered(row < 0 || !contents_.text ? QString() : contents_.text(row, column));
}

void MatrixView::mouseMoveEvent(QMouseEvent* event) {
    const QRectF matrix = places().matrix;
    const QPointF at = event->position();
    if (contents_.rows == 0 || at.y() < matrix.top() || at.y() >= matrix.bottom()) {
        setCurrent(-1, -1);
        return;
    }
    const auto part = [](double from, double length, double value, std::size_t count) {
        return std::clamp(static_cast<int>((value - from) / length * static_cast<double>(count)), 0,
                          static_cast<int>(count) - 1);
    };
    const int row = part(matrix.top(), matrix.height(), at.y(), contents_.rows);
    const bool inside = at.x() >= matrix.left() && at.x() < matrix.right();
    setCurrent(row, inside ? part(matrix.left(), matrix.width(), at.x(), contents_.columns) : -1);
}

void MatrixView::leaveEvent(QEvent*) { setCurrent(-1, -1); }

void MatrixView::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    setCurrent(-1, -1);
}

void MatrixView::keyPressEvent(QKeyEvent* event) {
    const int rows = static_cast<int>(contents_.rows);
    const int columns = static_cast<int>(contents_.columns);
    int down = 0;
    int right = 0;
    switch (event->key()) {
    case Qt::Key_Up:
        down = -1;
        break;
    case Qt::Key_Down:
        down = 1;
        break;
    case Qt::Key_Left:
        right = -1;
        break;
    case Qt::Key_Right:
        right = 1;
        break;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    if (rows > 0)
        setCurrent(std::clamp(row_ + down, 0, rows - 1),
                   std::clamp(column_ + right, 0, columns - 1));
}

} // namespace towerlab::ui
