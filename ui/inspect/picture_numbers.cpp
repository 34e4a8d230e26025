// SPDX-License-Identifier: MIT
#include "ui/inspect/picture_numbers.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace towerlab::ui {
namespace {

std::span<const float> ofTower(const TowerNumbers& numbers, const SceneBox& box,
                               const SceneStrip& strip) {
    const auto place = static_cast<std::size_t>(box.place);
    switch (box.kind) {
    case SceneBox::Kind::Table:
        return numbers.inputs[place];
    case SceneBox::Kind::Joined:
        return numbers.inputs[static_cast<std::size_t>(&strip - box.strips.data())];
    case SceneBox::Kind::Dense:
        if (strip.name == QLatin1String("sum"))
            return numbers.sums[place];
        return strip.name == QLatin1String("vector") ? numbers.vector : numbers.outputs[place];
    default:
        return {};
    }
}

void take(double& most, const std::vector<std::vector<float>>& all) {
    for (const std::vector<float>& values : all)
        most = std::max(most, largestOf(values));
}

} // namespace

double largestOf(std::span<const float> values) {
    double most = 0;
    for (const float value : values)
        if (std::isfinite(value))
            most = std::max(most, std::abs(double{value}));
    return most;
}

double roundLimit(double value) {
    if (!(value > 0))
        return 1;
    const double unit = std::pow(10.0, std::floor(std::log10(value)));
    for (const double times : {1.0, 2.0, 5.0, 10.0})
        if (value <= times * unit * (1 + 1e-9))
            return times * unit;
    return 10 * unit;
}

std::span<const float> valuesOf(const Journey& journey, const SceneBox& box,
                                const SceneStrip& strip) {
    if (box.kind != SceneBox::Kind::Match)
        return ofTower(journey.tower(box.side).numbers, box, strip);
    return strip.name == QLatin1String("product") ? journey.product : journey.weights;
}

std::span<const float> gradientsOf(const StepPath& path, const SceneBox& box,
                                   const SceneStrip& strip) {
    if (box.kind != SceneBox::Kind::Match)
        return ofTower(box.side == Side::User ? path.userGradients : path.movieGradients, box,
                       strip);
    if (strip.name == QLatin1String("product"))
        return path.productGradients;
    for (const WeightStep& step : path.weights)
        if (step.part == WeightStep::Part::Match)
            return step.gradient;
    return {};
}

PictureNumbers::PictureNumbers(std::shared_ptr<const Journey> journey,
                               std::shared_ptr<const Journey> before)
    : journey_(std::move(journey)), before_(std::move(before)) {
    measure();
}

PictureNumbers::PictureNumbers(std::shared_ptr<const StepPath> path, bool gradients)
    : journey_(path, &path->before), path_(std::move(path)), gradients_(gradients) {
    measure();
}

namespace {

/// The largest number of each kind.
struct Largest {
    double embeddings = 0;
    double layers = 0;
    double vectors = 0;
    double products = 0;
    double weights = 0;

    void take(const TowerNumbers& numbers) {
        ui::take(embeddings, numbers.inputs);
        for (std::size_t i = 0; i < numbers.sums.size(); ++i) {
            double& most = i + 1 == numbers.sums.size() ? vectors : layers;
            most = std::max({most, largestOf(numbers.sums[i]), largestOf(numbers.outputs[i])});
        }
        vectors = std::max(vectors, largestOf(numbers.vector));
    }
    void take(const Journey& journey) {
        take(journey.user.numbers);
        take(journey.movie.numbers);
        products = std::max(products, largestOf(journey.product));
        weights = std::max(weights, largestOf(journey.weights));
    }
    void takeGradients(const StepPath& path) {
        take(path.userGradients);
        take(path.movieGradients);
        products = largestOf(path.productGradients);
        for (const WeightStep& step : path.weights)
            if (step.part == WeightStep::Part::Match)
                weights = largestOf(step.gradient);
    }
};

} // namespace

void PictureNumbers::measure() {
    Largest most;
    if (gradients_) {
        most.takeGradients(*path_);
    } else {
        most.take(*journey_);
        if (before_)
            most.take(*before_);
    }
    limits_ = {{Quantity::Embedding, roundLimit(most.embeddings)},
               {Quantity::Layer, roundLimit(most.layers)},
               {Quantity::Vector, roundLimit(most.vectors)},
               {Quantity::Product, roundLimit(most.products)},
               {Quantity::Weight, roundLimit(most.weights)}};
}

double PictureNumbers::limit(Quantity quantity) const { return limits_.value(quantity, 1); }

std::span<const float> PictureNumbers::values(const SceneBox& box, const SceneStrip& strip) const {
    return gradients_ && path_ ? gradientsOf(*path_, box, strip) : valuesOf(*journey_, box, strip);
}

StripNumbers PictureNumbers::of(const SceneBox& box, const SceneStrip& strip) const {
    StripNumbers numbers;
    numbers.values = values(box, strip);
    numbers.limit = limit(strip.quantity);
    if (!before_ || gradients_)
        return numbers;
    const std::span<const float> now = valuesOf(*journey_, box, strip);
    const std::span<const float> earlier = valuesOf(*before_, box, strip);
    if (now.size() != earlier.size())
        return numbers;
    change_.resize(now.size());
    for (std::size_t i = 0; i < now.size(); ++i)
        change_[i] = now[i] - earlier[i];
    numbers.change = change_;
    numbers.changeLimit = roundLimit(largestOf(change_));
    return numbers;
}

} // namespace towerlab::ui
