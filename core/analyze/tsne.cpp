// SPDX-License-Identifier: MIT
#include "core/analyze/tsne.h"

#include "core/analyze/affinities.h"
#include "core/system/parallel.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace towerlab {
namespace {

constexpr int momentumChange = 250; ///< iterations with the lower momentum
constexpr float earlyMomentum = 0.5F;
constexpr float lateMomentum = 0.8F;

/// Squared distances: of vectors of length 1 where their cosine counts.
double squared(float distance, Nearness nearness) {
    return nearness == Nearness::Euclid ? double{distance} * double{distance}
                                        : 2 * double{distance};
}

/// Weights exp(-beta d²) of a point's neighbours that add up to 1 and have the perplexity asked
/// for.
void calibrate(std::span<const double> squares, double perplexity, float* weights) {
    constexpr int mostSteps = 100;
    constexpr double accuracy = 1e-5;
    const double wanted = std::log(perplexity);
    const double least = squares.front(); // shifts all exponents, so that none underflows
    double beta = 1;
    double low = 0;
    double high = std::numeric_limits<double>::infinity();
    std::vector<double> p(squares.size());
    double sum = 0;
    for (int step = 0; step < mostSteps; ++step) {
        sum = 0;
        double weighted = 0;
        for (std::size_t k = 0; k < squares.size(); ++k) {
            p[k] = std::exp(-beta * (squares[k] - least));
            sum += p[k];
            weighted += p[k] * (squares[k] - least);
        }
        const double entropy = std::log(sum) + beta * weighted / sum;
        if (std::abs(entropy - wanted) < accuracy)
            break;
        if (entropy > wanted) {
            low = beta;
            beta = std::isinf(high) ? beta * 2 : (beta + high) / 2;
        } else {
            high = beta;
            beta = (beta + low) / 2;
        }
    }
    for (std::size_t k = 0; k < squares.size(); ++k)
        weights[k] = static_cast<float>(p[k] / sum);
}

Affinities affinitiesOf(const NearestLists& neighbours, Nearness nearness, double perplexity,
                        int threads) {
    constexpr std::size_t blockSize = 256;
    const std::size_t n = neighbours.size();
    const double possible = std::min(perplexity, std::max(1.0, double(neighbours.count) / 3));
    std::vector<float> weights(neighbours.index.size());
    parallelBlocks(n, blockSize, threads, [&](std::size_t, std::size_t begin, std::size_t end) {
        std::vector<double> squares(neighbours.count);
        for (std::size_t i = begin; i < end; ++i) {
            const auto distances = neighbours.distancesOf(i);
            std::transform(distances.begin(), distances.end(), squares.begin(),
                           [nearness](float d) { return squared(d, nearness); });
            calibrate(squares, possible, weights.data() + i * neighbours.count);
        }
    });
    const float share = 1.0F / (2 * static_cast<float>(n));
    return mutual(neighbours, weights, [share](float out, float in) { return (out + in) * share; });
}

} // namespace

std::size_t Tsne::neighboursFor(double perplexity, std::size_t points) {
    const auto wanted = static_cast<std::size_t>(std::ceil(3 * perplexity));
    return std::min(wanted, points > 0 ? points - 1 : 0);
}

Layout Tsne::startFrom(Layout layout) {
    constexpr double spread = 1e-4;
    double x = 0;
    double y = 0;
    for (const PlanePoint& point : layout) {
        x += double{point.x};
        y += double{point.y};
    }
    const auto n = static_cast<double>(std::max<std::size_t>(1, layout.size()));
    const PlanePoint centre{static_cast<float>(x / n), static_cast<float>(y / n)};
    double squares = 0;
    for (const PlanePoint& point : layout)
        squares += std::pow(double{point.x - centre.x}, 2);
    const double deviation = std::sqrt(squares / n);
    const auto factor = static_cast<float>(deviation > 0 ? spread / deviation : 1.0);
    for (PlanePoint& point : layout)
        point = {(point.x - centre.x) * factor, (point.y - centre.y) * factor};
    return layout;
}

Tsne::Tsne(const NearestLists& neighbours, Nearness nearness, const TsneSettings& settings,
           Layout start)
    : settings_(settings),
      layout_(std::move(start)),
      velocity_(layout_.size()),
      gain_(layout_.size(), {1, 1}),
      scratch_(threadCount(settings.threads)),
      forces_(layout_.size()),
      slopes_(layout_.size()) {
    setNeighbours(neighbours, nearness, settings.perplexity);
}

void Tsne::setNeighbours(const NearestLists& neighbours, Nearness nearness, double perplexity) {
    settings_.perplexity = perplexity;
    Affinities all = affinitiesOf(neighbours, nearness, perplexity, settings_.threads);
    start_ = std::move(all.start);
    other_ = std::move(all.other);
    affinity_ = std::move(all.weight);
    if (start_.empty()) // a single point
        start_.assign(layout_.size() + 1, 0);
}

Tsne::Slope Tsne::attractionOn(std::size_t point) const {
    const PlanePoint at = layout_[point];
    Slope sum;
    for (std::uint32_t e = start_[point]; e < start_[point + 1]; ++e) {
        const PlanePoint to = layout_[other_[e]];
        const float dx = at.x - to.x;
        const float dy = at.y - to.y;
        const float force = affinity_[e] / (1 + dx * dx + dy * dy);
        sum.x += force * dx;
        sum.y += force * dy;
    }
    return sum;
}

void Tsne::step() {
    constexpr std::size_t leavesAtATime = 16;
    if (layout_.empty())
        return;
    tree_.build(layout_);
    const auto& order = tree_.order();
    parallelBlocks(tree_.leafCount(), leavesAtATime, settings_.threads,
                   [&](std::size_t worker, std::size_t begin, std::size_t end) {
                       for (std::size_t number = begin; number < end; ++number) {
                           const RepulsionTree::Leaf& leaf = tree_.leaf(number);
                           tree_.forcesOn(number, settings_.theta, scratch_[worker],
                                          forces_.data() + leaf.begin);
                           for (std::uint32_t i = leaf.begin; i < leaf.end; ++i)
                               slopes_[order[i]] = attractionOn(order[i]);
                       }
                   });
    shares_ = 0; // in one order, whichever thread has worked
    for (const RepulsionTree::Force& force : forces_)
        shares_ += double{force.share};
    const bool early = iteration_ < settings_.earlyIterations;
    const auto exaggeration =
        static_cast<float>(early ? settings_.earlyExaggeration : settings_.exaggeration);
    const auto shares = static_cast<float>(std::max(shares_, 1e-12));
    for (std::size_t i = 0; i < order.size(); ++i) {
        Slope& slope = slopes_[order[i]];
        slope = {exaggeration * slope.x - forces_[i].x / shares,
                 exaggeration * slope.y - forces_[i].y / shares};
    }
    move(exaggeration);
    ++iteration_;
}

/// A step of gradient descent with gains (Jacobs 1988), as in the reference implementation, which
/// leaves the gradient's factor of 4 to the learning rate, too.
void Tsne::move(float exaggeration) {
    constexpr float leastGain = 0.01F;
    constexpr float leastRate = 200;
    const auto n = static_cast<float>(layout_.size());
    const float rate = std::max(leastRate, n / exaggeration);
    const float momentum = iteration_ < momentumChange ? earlyMomentum : lateMomentum;
    const auto along = [&](float slope, float& gain, float& velocity) {
        gain = (slope > 0) != (velocity > 0) ? gain + 0.2F : std::max(leastGain, gain * 0.8F);
        velocity = momentum * velocity - rate * gain * slope;
        return velocity;
    };
    double x = 0;
    double y = 0;
    for (std::size_t i = 0; i < layout_.size(); ++i) {
        layout_[i].x += along(slopes_[i].x, gain_[i].x, velocity_[i].x);
        layout_[i].y += along(slopes_[i].y, gain_[i].y, velocity_[i].y);
        x += double{layout_[i].x};
        y += double{layout_[i].y};
    }
    for (PlanePoint& point : layout_) {
        point.x -= static_cast<float>(x) / n;
        point.y -= static_cast<float>(y) / n;
    }
}

double Tsne::divergence() const {
    double sum = 0;
    for (std::size_t i = 0; i < layout_.size(); ++i)
        for (std::uint32_t e = start_[i]; e < start_[i + 1]; ++e) {
            const double dx = double{layout_[i].x - layout_[other_[e]].x};
            const double dy = double{layout_[i].y - layout_[other_[e]].y};
            const double q = 1 / ((1 + dx * dx + dy * dy) * shares_);
            const double p = double{affinity_[e]};
            sum += p * std::log(p / std::max(q, 1e-300));
        }
    return sum;
}

} // namespace towerlab
