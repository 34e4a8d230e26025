// SPDX-License-Identifier: MIT
#include "ui/embeddings/projection.h"

#include "core/analyze/meaning_axis.h"
#include "core/progress.h"

#include <algorithm>
#include <cmath>

namespace towerlab::ui {
namespace {

constexpr std::size_t componentsKept = 8;

const std::vector<std::size_t>& setOf(const PoleSets& sets, Pole pole) {
    return sets[static_cast<std::size_t>(pole)];
}

std::vector<float> copied(std::span<const float> values) { return {values.begin(), values.end()}; }

/// Of the first components the one that has least to do with a direction.
std::size_t componentBeside(const PcaResult& pca, std::span<const float> direction) {
    constexpr std::size_t lookedAt = 2;
    std::size_t best = 0;
    double least = 2;
    for (std::size_t k = 0; k < std::min(lookedAt, pca.components); ++k) {
        double along = 0;
        for (std::size_t d = 0; d < direction.size(); ++d)
            along += double{direction[d]} * double{axisOf(pca, k)[d]};
        if (std::abs(along) < least) {
            least = std::abs(along);
            best = k;
        }
    }
    return best;
}

void fitComponents(ProjectionWish& wish) {
    const std::size_t last = wish.pca->components - 1;
    for (AxisChoice* axis : {&wish.across, &wish.up})
        axis->component = std::min(axis->component, last);
    if (wish.across == wish.up && !wish.across.fact && last > 0) // fewer components than before
        wish.across.component = wish.up.component == 0 ? 1 : 0;
}

std::vector<float> directionOf(const AxisChoice& axis, const PcaResult& pca) {
    return axis.fact ? std::vector<float>(pca.dimensions, 0.0F)
                     : copied(axisOf(pca, axis.component));
}

/// Puts the known ones in the place of a coordinate; what is not known lies at the low end.
void putFact(Layout& layout, const MapPoints& points, PointFact fact, float PlanePoint::*to) {
    const std::vector<double> numbers = numbersOf(points, fact);
    double low = 0;
    bool any = false;
    for (const double number : numbers)
        if (!std::isnan(number) && (!any || number < low)) {
            low = number;
            any = true;
        }
    for (std::size_t i = 0; i < layout.size(); ++i)
        layout[i].*to = static_cast<float>(std::isnan(numbers[i]) ? low : numbers[i]);
}

} // namespace

bool hasAxisAcross(const PoleSets& sets) {
    return !setOf(sets, Pole::Left).empty() && !setOf(sets, Pole::Right).empty();
}

bool hasAxisUp(const PoleSets& sets) {
    return !setOf(sets, Pole::Low).empty() && !setOf(sets, Pole::High).empty();
}

PlaneAxes meaningAxes(VectorSpan vectors, const PoleSets& sets, const PcaResult& pca) {
    PlaneAxes axes;
    axes.across = hasAxisAcross(sets)
                      ? meaningAxis(vectors, setOf(sets, Pole::Left), setOf(sets, Pole::Right))
                      : copied(axisOf(pca, 0));
    axes.up = hasAxisUp(sets)
                  ? meaningAxis(vectors, setOf(sets, Pole::Low), setOf(sets, Pole::High))
                  : copied(axisOf(pca, componentBeside(pca, axes.across)));
    return axes;
}

Projection project(ProjectionWish wish, const std::stop_token& stop) {
    throwIfStopped(stop); // while it waited for the one before
    const VectorSpan vectors = wish.points->vectors();
    if (!wish.pca)
        wish.pca = std::make_shared<const PcaResult>(principalComponents(vectors, componentsKept));
    throwIfStopped(stop);
    fitComponents(wish);
    Projection result;
    result.axes =
        wish.kind == ProjectionKind::Meaning
            ? meaningAxes(vectors, wish.poleSets, *wish.pca)
            : PlaneAxes{directionOf(wish.across, *wish.pca), directionOf(wish.up, *wish.pca)};
    result.of = std::move(wish);
    const TurnedVectors centred = turnedTo(nullptr, vectors);
    result.layout = layoutOf(result, centred.span(), result.axes);
    return result;
}

void keepSigns(Projection& projection, const Layout& shown) {
    if (projection.of.kind != ProjectionKind::Components ||
        shown.size() != projection.layout.size())
        return;
    const auto keep = [&](const AxisChoice& axis, std::vector<float>& direction,
                          float PlanePoint::*coordinate) {
        double agreement = 0;
        for (std::size_t i = 0; i < shown.size(); ++i)
            agreement += double{shown[i].*coordinate} * double{projection.layout[i].*coordinate};
        if (axis.fact || agreement >= 0)
            return;
        for (float& value : direction)
            value = -value;
        for (PlanePoint& point : projection.layout)
            point.*coordinate = -(point.*coordinate);
    };
    keep(projection.of.across, projection.axes.across, &PlanePoint::x);
    keep(projection.of.up, projection.axes.up, &PlanePoint::y);
}

Layout layoutOf(const Projection& projection, VectorSpan vectors, const PlaneAxes& axes) {
    Layout layout = projected(vectors, axes);
    if (projection.of.kind == ProjectionKind::Meaning)
        return layout;
    const MapPoints& points = *projection.of.points;
    if (projection.of.across.fact)
        putFact(layout, points, *projection.of.across.fact, &PlanePoint::x);
    if (projection.of.up.fact)
        putFact(layout, points, *projection.of.up.fact, &PlanePoint::y);
    return layout;
}

} // namespace towerlab::ui
