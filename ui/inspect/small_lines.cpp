// SPDX-License-Identifier: MIT
#include "ui/inspect/small_lines.h"

#include "ui/towers/tower_text.h"
#include "ui/widgets/scaled_font.h"
#include "ui/widgets/theme.h"

#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <functional>

namespace towerlab::ui {
namespace {

using ValueOf = std::function<double(const PartHealth&)>;
using PartOf = std::function<PartHealth(const NetHealth&)>;

SmallLine lineOf(const std::vector<NetHealth>& moments, const QString& name, const PartOf& part,
                 const ValueOf& value) {
    SmallLine line;
    line.name = name;
    for (const NetHealth& moment : moments)
        line.values.push_back(value(part(moment)));
    const double last = line.values.empty() ? std::nan("") : line.values.back();
    line.text = QStringLiteral("%1: %2").arg(name, QLocale().toString(last, 'g', 3));
    return line;
}

void paintLine(QPainter* painter, const QRectF& place, const SmallLine& line, double moment) {
    double least = 0; // all are 0 or more
    double most = 0;
    for (const double value : line.values)
        if (std::isfinite(value))
            most = std::max(most, value);
    if (most <= least)
        most = 1;
    const auto count = line.values.size();
    const auto at = [&](std::size_t i) {
        const double x = count > 1 ? static_cast<double>(i) / static_cast<double>(count - 1) : 0.5;
        return QPointF(place.left() + x * place.width(),
                       place.bottom() - (line.values[i] - least) / (most - least) * place.height());
    };
    const QColor colour = line.warning ? theme::warningText() : theme::accent();
    painter->setPen(QPen(theme::gridLine(), 1));
    painter->drawLine(place.bottomLeft(), place.bottomRight());
    QPainterPath path;
    bool open = false;
    for (std::size_t i = 0; i < count; ++i) {
        if (!std::isfinite(line.values[i])) {
            open = false;
            continue;
        }
        if (open)
            path.lineTo(at(i));
        else
            path.moveTo(at(i));
        open = true;
    }
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(colour, 1.4));
    painter->drawPath(path);
    if (moment < 0 || count == 0)
        return;
    const auto shown = static_cast<std::size_t>(
        std::lround(std::clamp(moment, 0.0, 1.0) * static_cast<double>(count - 1)));
    if (!std::isfinite(line.values[shown]))
        return;
    painter->setPen(Qt::NoPen);
    painter->setBrush(colour);
    painter->drawEllipse(at(shown), 2.6, 2.6);
}

double widest(const QFontMetricsF& metrics, const std::vector<SmallLine>& lines) {
    double most = 0;
    for (const SmallLine& line : lines)
        most = std::max(most, metrics.horizontalAdvance(line.name));
    return most;
}

} // namespace

void paintSmallLines(QPainter* painter, const QRectF& place, const std::vector<SmallLine>& lines,
                     double moment) {
    if (lines.empty())
        return;
    painter->save();
    const QFont font = scaledFont(painter->font(), 0.72);
    painter->setFont(font);
    painter->setRenderHint(QPainter::Antialiasing);
    const QFontMetricsF metrics(font);
    const double height = place.height() / static_cast<double>(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const QRectF row(place.left(), place.top() + static_cast<double>(i) * height, place.width(),
                         height);
        const double name = std::min(place.width() * 0.6, widest(metrics, lines) + 4);
        painter->setPen(lines[i].warning ? theme::warningText() : theme::mutedText());
        painter->drawText(QRectF(row.left(), row.top(), name, row.height()),
                          Qt::AlignLeft | Qt::AlignVCenter,
                          metrics.elidedText(lines[i].name, Qt::ElideRight, name));
        paintLine(painter, row.adjusted(name + 2, 2, -2, -2), lines[i], moment);
    }
    painter->restore();
}

QMap<QString, std::vector<SmallLine>> HealthText::linesOf(const std::vector<NetHealth>& moments,
                                                          const NetPlan& plan) {
    QMap<QString, std::vector<SmallLine>> lines;
    if (moments.empty())
        return lines;
    const auto weights = [](const PartHealth& part) { return part.weightNorm; };
    const auto gradients = [](const PartHealth& part) { return part.gradientNorm; };
    const auto spread = [](const PartHealth& part) { return part.spread; };
    const auto dead = [](const PartHealth& part) { return part.deadShare; };
    const auto add = [&](const QString& box, const PartOf& part, bool relu) {
        std::vector<SmallLine> its = {lineOf(moments, tr("weights"), part, weights),
                                      lineOf(moments, tr("gradients"), part, gradients),
                                      lineOf(moments, tr("spread"), part, spread)};
        if (relu) {
            its.push_back(lineOf(moments, tr("units off"), part, dead));
            its.back().warning = its.back().values.back() > 0.5;
        }
        its[2].warning = its[2].values.back() < 1e-3;
        lines[box] = its;
    };
    for (const Side side : {Side::User, Side::Movie}) {
        const TowerPlan& tower = plan.tower(side);
        for (std::size_t i = 0; i < tower.inputs.size(); ++i)
            add(
                boxId(side, "input", i),
                [side, i](const NetHealth& health) { return health.tower(side).inputs[i]; }, false);
        for (std::size_t i = 0; i < tower.layers.size(); ++i)
            add(
                boxId(side, "layer", i),
                [side, i](const NetHealth& health) { return health.tower(side).layers[i]; },
                tower.layers[i].activation == Activation::Relu);
    }
    add(
        QStringLiteral("match"), [](const NetHealth& health) { return health.match; }, false);
    return lines;
}

QString HealthText::collapseText(const NetHealth& health, const NetPlan& plan) {
    const auto collapse = collapseIn(health);
    if (!collapse)
        return {};
    const QString layer =
        TowerText::layerName(plan.tower(collapse->side), collapse->side, collapse->layer);
    const QString tower = TowerText::towerName(collapse->side);
    if (collapse->dead)
        return collapse->side == Side::User
                   ? tr("%1 has collapsed at “%2”: all its units are off, so every user gets the "
                        "same vector.")
                         .arg(tower, layer)
                   : tr("%1 has collapsed at “%2”: all its units are off, so every movie gets the "
                        "same vector.")
                         .arg(tower, layer);
    return tr("%1 has collapsed at “%2”: what comes out of it is the same for all.")
        .arg(tower, layer);
}

} // namespace towerlab::ui
