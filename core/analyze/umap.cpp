// SPDX-License-Identifier: MIT
#include "core/analyze/umap.h"

#include "core/analyze/affinities.h"
#include "core/data/random.h"
#include "core/system/parallel.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>

namespace towerlab {
namespace {

/// log2(x) for x > 0, to 2e-5: the exponent and a polynomial for the rest.
float fastLog2(float x) {
    const auto bits = std::bit_cast<std::uint32_t>(x);
    const auto exponent = static_cast<float>(static_cast<std::int32_t>(bits >> 23U) - 127);
    const float m = std::bit_cast<float>((bits & 0x007fffffU) | 0x3f800000U); // in [1, 2)
    return exponent +
           (-2.7941524F +
            m * (5.0697519F +
                 m * (-3.5202128F + m * (1.6101734F + m * (-0.40947418F + m * 0.043928441F)))));
}

/// 2^x for |x| < 126, to 4e-6 of it.
float fastExp2(float x) {
    const float whole = std::floor(x);
    const float r = x - whole;
    const float m =
        1 + r * (0.69296955F + r * (0.24162132F + r * (0.051717736F + r * 0.013683983F)));
    const auto power = static_cast<std::uint32_t>(static_cast<std::int32_t>(whole) + 127) << 23U;
    return m * std::bit_cast<float>(power);
}

/// x^y for x >= 0 and y > 0.
float fastPower(float x, float y) {
    constexpr float least = 1e-12F;
    return fastExp2(std::clamp(y * fastLog2(std::max(x, least)), -120.0F, 120.0F));
}

/// Small and quick random numbers (xorshift of Marsaglia), begun anew for each point and epoch.
class PointRandom {
public:
    PointRandom(std::uint64_t seed, std::uint64_t epoch, std::uint64_t point) {
        // SplitMix64 (Steele et al. 2014), so that neighbouring points have unrelated numbers.
        std::uint64_t z = seed + epoch * 0x9e3779b97f4a7c15U + point * 0xd1b54a32d192ed03U;
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
        state_ = static_cast<std::uint32_t>((z ^ (z >> 31U)) | 1U);
    }
    std::size_t below(std::size_t n) {
        state_ ^= state_ << 13U;
        state_ ^= state_ >> 17U;
        state_ ^= state_ << 5U;
        return static_cast<std::size_t>((std::uint64_t{state_} * n) >> 32U);
    }

private:
    std::uint32_t state_;
};

/// Memberships exp(-(d - ρ) / σ), with ρ the distance of the nearest other vector and σ so that
/// they add up to log2(k) (section 3.1).
void memberships(std::span<const float> distances, float* weights) {
    constexpr int mostSteps = 64;
    constexpr double accuracy = 1e-5;
    constexpr double leastShare = 1e-3; // of the mean distance: σ is at least that
    const double wanted = std::log2(static_cast<double>(distances.size()));
    double nearest = 0;
    double mean = 0;
    for (const float distance : distances) {
        if (nearest == 0 && distance > 0)
            nearest = double{distance};
        mean += double{distance} / static_cast<double>(distances.size());
    }
    double sigma = 1;
    double low = 0;
    double high = std::numeric_limits<double>::infinity();
    for (int step = 0; step < mostSteps; ++step) {
        double sum = 0;
        for (const float distance : distances)
            sum += std::exp(-std::max(0.0, double{distance} - nearest) / sigma);
        if (std::abs(sum - wanted) < accuracy)
            break;
        if (sum > wanted) {
            high = sigma;
            sigma = (low + high) / 2;
        } else {
            low = sigma;
            sigma = std::isinf(high) ? sigma * 2 : (low + high) / 2;
        }
    }
    sigma = std::max({sigma, leastShare * mean, 1e-12});
    for (std::size_t k = 0; k < distances.size(); ++k)
        weights[k] =
            static_cast<float>(std::exp(-std::max(0.0, double{distances[k]} - nearest) / sigma));
}

} // namespace

int Umap::epochsFor(std::size_t points) {
    constexpr std::size_t few = 10000;
    return points <= few ? 500 : 200;
}

Layout Umap::startFrom(Layout layout) {
    constexpr float side = 10;
    for (float PlanePoint::*axis : {&PlanePoint::x, &PlanePoint::y}) {
        float low = std::numeric_limits<float>::max();
        float high = std::numeric_limits<float>::lowest();
        for (const PlanePoint& point : layout) {
            low = std::min(low, point.*axis);
            high = std::max(high, point.*axis);
        }
        if (high > low)
            for (PlanePoint& point : layout)
                point.*axis = side * ((point.*axis - low) / (high - low) - 0.5F);
    }
    return layout;
}

/// Least squares of 1 / (1 + a x^2b) to a curve that is 1 up to the minimum distance and falls
/// exponentially from there (section 4, and find_ab_params of the reference implementation), by
/// Gauss and Newton with the damping of Levenberg and Marquardt.
Umap::Curve Umap::curveFor(double minimumDistance) {
    constexpr int samples = 300;
    constexpr double reach = 3;
    constexpr int mostSteps = 200;
    const auto error = [&](const Curve& curve, std::array<double, 2>* slope,
                           std::array<double, 3>* square) {
        double sum = 0;
        for (int i = 1; i < samples; ++i) {
            const double x = reach * i / (samples - 1);
            const double wanted = x < minimumDistance ? 1 : std::exp(-(x - minimumDistance));
            const double power = std::pow(x, 2 * curve.b);
            const double value = 1 / (1 + curve.a * power);
            const double off = value - wanted;
            sum += off * off;
            if (slope == nullptr)
                continue;
            const double byA = -power * value * value;
            const double byB = -curve.a * power * 2 * std::log(x) * value * value;
            (*slope)[0] += byA * off;
            (*slope)[1] += byB * off;
            (*square)[0] += byA * byA;
            (*square)[1] += byA * byB;
            (*square)[2] += byB * byB;
        }
        return sum;
    };
    Curve best{1.5, 0.9};
    double damping = 1e-3;
    for (int step = 0; step < mostSteps; ++step) {
        std::array<double, 2> slope{};
        std::array<double, 3> square{};
        const double before = error(best, &slope, &square);
        const double aa = square[0] * (1 + damping);
        const double bb = square[2] * (1 + damping);
        const double determinant = aa * bb - square[1] * square[1];
        if (!(determinant > 0))
            break;
        const Curve next{
            std::max(1e-3, best.a - (bb * slope[0] - square[1] * slope[1]) / determinant),
            std::max(1e-2, best.b - (aa * slope[1] - square[1] * slope[0]) / determinant)};
        if (error(next, nullptr, nullptr) < before) {
            const double moved = std::abs(next.a - best.a) + std::abs(next.b - best.b);
            best = next;
            damping /= 3;
            if (moved < 1e-9)
                break;
        } else {
            damping *= 4;
        }
    }
    return best;
}

Umap::Umap(const NearestLists& neighbours, const UmapSettings& settings, Layout start)
    : settings_(settings),
      curve_(curveFor(settings.minimumDistance)),
      layout_(std::move(start)),
      next_(layout_.size()) {
    setNeighbours(neighbours);
}

void Umap::setMinimumDistance(double distance) {
    settings_.minimumDistance = distance;
    curve_ = curveFor(distance);
}

void Umap::setNeighbours(const NearestLists& neighbours) {
    constexpr std::size_t blockSize = 256;
    start_.assign(layout_.size() + 1, 0);
    other_.clear();
    every_.clear();
    due_.clear();
    if (neighbours.count == 0)
        return;
    std::vector<float> weights(neighbours.index.size());
    parallelBlocks(neighbours.size(), blockSize, settings_.threads,
                   [&](std::size_t, std::size_t begin, std::size_t end) {
                       for (std::size_t i = begin; i < end; ++i)
                           memberships(neighbours.distancesOf(i),
                                       weights.data() + i * neighbours.count);
                   });
    Affinities all =
        mutual(neighbours, weights, [](float out, float in) { return out + in - out * in; });
    start_ = std::move(all.start);
    other_ = std::move(all.other);
    const float most =
        all.weight.empty() ? 1 : *std::max_element(all.weight.begin(), all.weight.end());
    every_.reserve(all.weight.size());
    due_.reserve(all.weight.size());
    for (const float weight : all.weight) {
        every_.push_back(most / weight);
        due_.push_back(static_cast<float>(epoch_) + most / weight);
    }
}

PlanePoint Umap::moved(std::size_t point, float rate) {
    constexpr float farthest = 4; // that one step goes along an axis
    constexpr float nearZero = 1e-3F;
    const auto a = static_cast<float>(curve_.a);
    const auto b = static_cast<float>(curve_.b);
    const auto now = static_cast<float>(epoch_ + 1);
    PointRandom random(settings_.seed, static_cast<std::uint64_t>(epoch_), point);
    PlanePoint at = layout_[point];
    for (std::uint32_t e = start_[point]; e < start_[point + 1]; ++e) {
        if (due_[e] > now)
            continue;
        due_[e] += every_[e];
        const PlanePoint to = layout_[other_[e]];
        // Only this end is moved: the edge stands in the other's row, too. The reference
        // implementation moves both for each, which tears the map where all move at once.
        const float dx = to.x - at.x;
        const float dy = to.y - at.y;
        const float squared = dx * dx + dy * dy;
        if (squared > 0) {
            const float power = fastPower(squared, b);
            const float pull = 2 * a * b * power / (squared * (1 + a * power));
            at.x += rate * std::clamp(pull * dx, -farthest, farthest);
            at.y += rate * std::clamp(pull * dy, -farthest, farthest);
        }
        for (int k = 0; k < settings_.negatives; ++k) {
            const std::size_t other = random.below(layout_.size());
            if (other == point)
                continue;
            const float x = at.x - layout_[other].x;
            const float y = at.y - layout_[other].y;
            const float apart = x * x + y * y;
            const float push = 2 * b / ((nearZero + apart) * (1 + a * fastPower(apart, b)));
            at.x += rate * std::clamp(push * x, -farthest, farthest);
            at.y += rate * std::clamp(push * y, -farthest, farthest);
        }
    }
    return at;
}

void Umap::step() {
    constexpr std::size_t blockSize = 512;
    const float rate =
        std::max(0.0F, 1 - static_cast<float>(epoch_) / static_cast<float>(settings_.epochs));
    parallelBlocks(layout_.size(), blockSize, settings_.threads,
                   [&](std::size_t, std::size_t begin, std::size_t end) {
                       for (std::size_t i = begin; i < end; ++i)
                           next_[i] = moved(i, rate);
                   });
    layout_.swap(next_);
    ++epoch_;
}

} // namespace towerlab
