// SPDX-License-Identifier: MIT
#include "ui/towers/tower_painter.h"

#include "ui/widgets/scaled_font.h"
#include "ui/widgets/theme.h"

#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace towerlab::ui {
namespace {

constexpr double steppedBack = 0.35; ///< opacity of what does not stand out
constexpr double radius = 4;

QColor faded(QColor colour, double alpha) {
    colour.setAlphaF(static_cast<float>(alpha));
    return colour;
}

class ScenePainter {
public:
    ScenePainter(QPainter* painter, const TowerScene& scene, const SceneLook& look)
        : painter_(painter),
          scene_(scene),
          look_(look),
          font_(painter->font()),
          small_(font_),
          bold_(font_) {
        small_ = scaledFont(font_, 0.86);
        bold_.setWeight(QFont::DemiBold);
    }

    void paint() {
        painter_->setRenderHint(QPainter::Antialiasing);
        for (const SceneBand& band : scene_.bands())
            paintBand(band);
        for (const SceneLink& link : scene_.links())
            paintLink(link);
        for (const SceneBox& box : scene_.boxes())
            paintBox(box);
        if (look_.flow >= 0)
            for (const SceneLink& link : scene_.links())
                paintFlow(link);
    }

private:
    bool stands(const QString& id) const { return look_.lit.isEmpty() || look_.lit.contains(id); }

    void paintBand(const SceneBand& band) {
        painter_->setPen(Qt::NoPen);
        painter_->setBrush(faded(theme::mutedText(), 0.06));
        painter_->drawRoundedRect(band.rect, radius * 2, radius * 2);
        painter_->save();
        painter_->setFont(small_);
        painter_->setPen(theme::mutedText());
        const double breadth = QFontMetricsF(small_).height() + 4;
        painter_->translate(band.rect.left() + 1, band.rect.bottom());
        painter_->rotate(-90);
        const QRectF place(0, 0, band.rect.height(), breadth);
        painter_->drawText(
            place, Qt::AlignCenter,
            QFontMetricsF(small_).elidedText(band.title, Qt::ElideRight, place.width()));
        painter_->restore();
    }

    void paintLink(const SceneLink& link) {
        const bool strong = stands(link.from) && stands(link.to);
        painter_->setOpacity(strong ? 1 : steppedBack);
        if (link.area.isEmpty()) {
            painter_->setPen(QPen(theme::mutedText(), 1.2));
            painter_->drawLine(link.start, link.end);
        } else {
            painter_->setPen(Qt::NoPen);
            painter_->setBrush(faded(theme::accent(), 0.09));
            painter_->drawPolygon(link.area);
        }
        painter_->setOpacity(1);
    }

    /// Dots on their way along a link between two boxes that stand out.
    void paintFlow(const SceneLink& link) {
        if (look_.lit.isEmpty() || !look_.lit.contains(look_.backwards ? link.from : link.to))
            return;
        const double t = look_.backwards ? 1 - look_.flow : look_.flow;
        painter_->setPen(Qt::NoPen);
        painter_->setBrush(look_.backwards ? theme::secondary() : theme::accent());
        const auto along = [t](const QPointF& a, const QPointF& b) { return a + t * (b - a); };
        if (link.area.isEmpty()) {
            painter_->drawEllipse(along(link.start, link.end), 4, 4);
            return;
        }
        constexpr int dots = 5;
        for (int i = 0; i < dots; ++i) {
            const double share = (i + 0.5) / dots;
            const QPointF below = link.area[0] + share * (link.area[1] - link.area[0]);
            const QPointF above = link.area[3] + share * (link.area[2] - link.area[3]);
            painter_->drawEllipse(along(below, above), 3.2, 3.2);
        }
    }

    void paintBox(const SceneBox& box) {
        painter_->setOpacity(stands(box.id) ? 1 : steppedBack);
        if (!look_.lit.isEmpty() && look_.lit.contains(box.id))
            paintFrame(box.rect.adjusted(-3, -3, 3, 3), theme::accent(), 2);
        const bool plain = box.strips.empty();
        if (plain) {
            painter_->setPen(QPen(theme::edge(), 1));
            painter_->setBrush(theme::cardBackground());
            painter_->drawRoundedRect(box.rect, radius, radius);
        }
        if (plain)
            paintLines(box);
        else
            paintCaption(box);
        for (const SceneStrip& strip : box.strips)
            paintStrip(box, strip);
        if (box.id == look_.current)
            paintFrame(box.rect.adjusted(-4, -4, 4, 4), theme::currentText(), 1.5);
        painter_->setOpacity(1);
    }

    void paintFrame(const QRectF& rect, const QColor& colour, double width) {
        painter_->setPen(QPen(colour, width));
        painter_->setBrush(Qt::NoBrush);
        painter_->drawRoundedRect(rect, radius + 2, radius + 2);
    }

    /// Above the strips: what it is on the left, how large on the right where there is room.
    void paintCaption(const SceneBox& box) {
        double top = box.strips.front().rect.top();
        for (const SceneStrip& strip : box.strips)
            top = std::min(top, strip.rect.top());
        const QRectF place(box.rect.left() + 2, box.rect.top(), box.rect.width() - 4,
                           top - box.rect.top());
        painter_->setFont(small_);
        const QFontMetricsF metrics(small_);
        const double title = metrics.horizontalAdvance(box.title);
        constexpr double apart = 12;
        const bool wide = box.kind != SceneBox::Kind::Table && !box.detail.isEmpty() &&
                          title + apart + metrics.horizontalAdvance(box.detail) <= place.width();
        painter_->setPen(box.kind == SceneBox::Kind::Table ? theme::mutedText() : theme::text());
        painter_->drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                           metrics.elidedText(box.title, Qt::ElideRight, place.width()));
        if (!wide)
            return;
        painter_->setPen(theme::mutedText());
        painter_->drawText(place, Qt::AlignRight | Qt::AlignVCenter, box.detail);
    }

    void paintLines(const SceneBox& box) {
        const QStringList lines = look_.lines ? look_.lines(box) : QStringList();
        const QRectF inner = box.rect.adjusted(5, 1, -5, -1);
        const bool sketch = !look_.lines;
        painter_->setFont(small_);
        painter_->setPen(sketch ? theme::text() : theme::mutedText());
        const QFontMetricsF small(small_);
        if (sketch) {
            const QFont tiny = scaledFont(font_, 0.72);
            painter_->setFont(tiny);
            const QRectF whole = box.rect.adjusted(1, 0, -1, 0);
            painter_->drawText(
                whole, Qt::AlignCenter,
                QFontMetricsF(tiny).elidedText(box.title, Qt::ElideRight, whole.width()));
            return;
        }
        const double half = inner.height() / 2;
        const QRectF title(inner.left(), inner.top(), inner.width(), half);
        painter_->drawText(title, Qt::AlignLeft | Qt::AlignVCenter,
                           small.elidedText(box.title, Qt::ElideRight, title.width()));
        const QRectF value(inner.left(), inner.top() + half, inner.width(), half);
        double used = 0;
        if (!lines.isEmpty()) {
            const QFontMetricsF bold(bold_);
            painter_->setFont(bold_);
            painter_->setPen(theme::text());
            const QString text = bold.elidedText(lines.first(), Qt::ElideRight, value.width());
            painter_->drawText(value, Qt::AlignLeft | Qt::AlignVCenter, text);
            used = bold.horizontalAdvance(text) + 6;
        }
        if (lines.size() > 1 && used + small.horizontalAdvance(lines[1]) <= value.width()) {
            painter_->setFont(small_);
            painter_->setPen(theme::mutedText());
            painter_->drawText(value, Qt::AlignRight | Qt::AlignVCenter, lines[1]);
        }
    }

    void paintStrip(const SceneBox& box, const SceneStrip& strip) {
        const StripNumbers numbers = look_.numbers ? look_.numbers(box, strip) : StripNumbers{};
        painter_->setRenderHint(QPainter::Antialiasing, false);
        painter_->setPen(Qt::NoPen);
        const auto count = static_cast<int>(numbers.values.size());
        if (count == 0) {
            painter_->setBrush(faded(theme::mutedText(), 0.14));
            painter_->drawRect(strip.rect);
        }
        const bool readable = count > 0 && strip.rect.height() >= theme::pixels(20) &&
                              widest(numbers.values) + 2 <= strip.cell(0).width();
        for (int i = 0; i < std::min(count, strip.cells); ++i)
            paintCell(strip, i, numbers, readable);
        painter_->setBrush(Qt::NoBrush);
        painter_->setPen(QPen(theme::edge(), 1));
        painter_->drawRect(strip.rect);
        painter_->setRenderHint(QPainter::Antialiasing);
        const bool last = &strip == &box.strips.back();
        if (last && box.id == look_.current && look_.currentCell >= 0 &&
            look_.currentCell < strip.cells)
            paintCellFrame(strip.cell(look_.currentCell));
    }

    double widest(std::span<const float> values) const {
        constexpr std::size_t mostInCells = 40; // more never have room
        if (values.size() > mostInCells)
            return 1e9;
        double most = 0;
        for (const float value : values)
            most =
                std::max(most, QFontMetricsF(small_).horizontalAdvance(shortNumber(double{value})));
        return most;
    }

    void paintCellFrame(const QRectF& cell) {
        painter_->setPen(QPen(theme::currentText(), 2));
        painter_->setBrush(Qt::NoBrush);
        painter_->drawRect(cell);
    }

    void paintCell(const SceneStrip& strip, int i, const StripNumbers& numbers, bool readable) {
        const auto at = static_cast<std::size_t>(i);
        const double value = double{numbers.values[at]};
        const QRectF cell = strip.cell(i);
        const QColor colour = theme::diverging(value / numbers.limit);
        painter_->setPen(Qt::NoPen);
        painter_->setBrush(colour);
        // To the next cell's edge, so that no seam shows.
        const double right = i + 1 < strip.cells ? strip.cell(i + 1).left() : strip.rect.right();
        painter_->drawRect(QRectF(cell.left(), cell.top(), right - cell.left(), cell.height()));
        if (readable) {
            painter_->setFont(small_);
            painter_->setPen(theme::textOn(colour));
            painter_->drawText(cell, Qt::AlignCenter, shortNumber(value));
        }
        if (at < numbers.change.size() && numbers.change[at] != 0) {
            constexpr double mark = 3;
            painter_->setPen(Qt::NoPen);
            painter_->setBrush(theme::diverging(double{numbers.change[at]} / numbers.changeLimit));
            painter_->drawRect(
                QRectF(cell.left(), cell.bottom() + 1, std::max(1.0, cell.width()), mark));
        }
    }

    QPainter* painter_;
    const TowerScene& scene_;
    const SceneLook& look_;
    QFont font_;
    QFont small_;
    QFont bold_;
};

} // namespace

void paintScene(QPainter* painter, const TowerScene& scene, const SceneLook& look) {
    ScenePainter(painter, scene, look).paint();
}

QString shortNumber(double value) {
    const double size = std::abs(value);
    if (size == 0)
        return QLocale().toString(0);
    if (size >= 1000 || size < 0.0005)
        return QLocale().toString(value, 'e', 0);
    const int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    return QLocale().toString(value, 'f', decimals);
}

} // namespace towerlab::ui
