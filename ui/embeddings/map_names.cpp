// SPDX-License-Identifier: MIT
#include "ui/embeddings/map_names.h"

#include "core/analyze/kept_neighbours.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace towerlab::ui {
namespace {

constexpr std::size_t namesTried = 200;
constexpr std::size_t hitsNamed = 60;
constexpr double raised = 3; ///< pixels by which hits are larger

QString tr(const char* text) { return QCoreApplication::translate("towerlab::ui::MapNames", text); }

QString percent(double share) { return tr("%1 %").arg(QLocale().toString(100 * share, 'f', 1)); }

QString countOf(const MapPoints& points) {
    const QString count = QLocale().toString(static_cast<qulonglong>(points.size()));
    switch (points.subject) {
    case Subject::Movies:
        return tr("%1 movies").arg(count);
    case Subject::Users:
        return tr("%1 users").arg(count);
    case Subject::Both:
        break;
    }
    return tr("%1 movies and users").arg(count);
}

double varianceShown(const Projection& projection) {
    const auto shareOf = [&](const AxisChoice& axis) {
        return axis.fact ? 0.0 : projection.of.pca->explained[axis.component];
    };
    const double across = shareOf(projection.of.across);
    return projection.of.across == projection.of.up ? across : across + shareOf(projection.of.up);
}

} // namespace

std::vector<MapLabel> namesOn(const MapState& state, const Layout& layout,
                              const std::vector<MapLabel>& regions) {
    std::vector<MapLabel> labels;
    if (!state.points || layout.size() != state.points->size() || state.tug)
        return labels;
    const auto add = [&](int point) {
        const auto place = static_cast<std::size_t>(point);
        labels.push_back({nameOf(*state.points, point), layout[place], MapLabel::Kind::Point,
                          double{state.radii[place]} + (state.searching ? raised : 0.0), point});
    };
    if (state.searching) {
        for (std::size_t i = 0; i < std::min(hitsNamed, state.hits.size()); ++i)
            add(state.hits[i]);
        return labels;
    }
    if (state.regionNames)
        labels = regions;
    const auto standsBack = [&](std::size_t point) {
        return !state.emphasis.empty() && state.emphasis[point] == Emphasis::Faint;
    };
    if (state.pointNames)
        for (std::size_t i = 0; i < layout.size() && labels.size() < namesTried; ++i)
            if (!standsBack(i) && state.points->points[i].movie)
                add(static_cast<int>(i));
    return labels;
}

QString captionOf(const MapFacts& facts) {
    QStringList parts = {countOf(facts.points)};
    if (facts.kind == ProjectionKind::Components && facts.projection != nullptr && !facts.atMoment)
        parts << tr("%1 of the variance").arg(percent(varianceShown(*facts.projection)));
    if (!facts.progress.isEmpty())
        parts << facts.progress;
    if (!facts.kept.empty())
        parts << tr("keeps %1 of true neighbours").arg(percent(meanOf(facts.kept)));
    return parts.join(QStringLiteral(" · "));
}

std::pair<QString, QString> axisLabelsOf(const MapFacts& facts) {
    if (facts.kind == ProjectionKind::Meaning) {
        const auto ends = [&](Pole from, Pole to) {
            const QString& low = facts.poleNames[static_cast<std::size_t>(from)];
            const QString& high = facts.poleNames[static_cast<std::size_t>(to)];
            return low.isEmpty() || high.isEmpty() ? tr("Component") : tr("%1 ⟷ %2").arg(low, high);
        };
        return {ends(Pole::Left, Pole::Right), ends(Pole::Low, Pole::High)};
    }
    const auto component = [](std::size_t number) { return tr("Component %1").arg(number + 1); };
    if (facts.kind == ProjectionKind::Components && facts.projection != nullptr) {
        const auto nameOfAxis = [&](const AxisChoice& axis) {
            return axis.fact ? factName(facts.points.subject, *axis.fact, facts.points.dataset())
                             : component(axis.component);
        };
        return {nameOfAxis(facts.projection->of.across), nameOfAxis(facts.projection->of.up)};
    }
    if (facts.atMoment)
        return {component(0), component(1)};
    return {};
}

} // namespace towerlab::ui
