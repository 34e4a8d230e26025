// SPDX-License-Identifier: MIT
#include "core/model/entity_history.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>

namespace towerlab {
namespace {

/// How many ratings the channels of a Recent history look back over, roughly.
constexpr std::array<double, 3> lookBacks = {1.5, 8, 40};
constexpr double negligible = 6; ///< look-backs after which a weight is 0

std::size_t groupOf(const IndexedRating& rating, Side side) {
    return static_cast<std::size_t>(side == Side::User ? rating.user : rating.movie);
}

std::vector<std::uint32_t> byTime(const std::vector<IndexedRating>& ratings) {
    std::vector<std::uint32_t> order(ratings.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return ratings[a].timestamp < ratings[b].timestamp;
    });
    return order;
}

/// Mean weights of the last entries of a row, falling by 1/e over each look-back.
void decay(std::span<float> weights, double lookBack) {
    double sum = 0;
    const std::size_t count = weights.size();
    for (std::size_t age = 0; age < count; ++age) {
        const double periods = static_cast<double>(age) / lookBack;
        const double weight = periods < negligible ? std::exp(-periods) : 0;
        weights[count - 1 - age] = static_cast<float>(weight);
        sum += weight;
    }
    for (float& weight : weights)
        weight = static_cast<float>(double{weight} / sum);
}

} // namespace

std::size_t channelCount(History history) {
    switch (history) {
    case History::None:
        return 0;
    case History::Rated:
    case History::Stars:
        return 1;
    case History::Both:
        return 2;
    case History::Recent:
        break;
    }
    return 1 + lookBacks.size();
}

void weighByRecency(EntityHistory& history) {
    if (history.channels.size() != channelCount(History::Recent))
        return;
    for (std::size_t k = 0; k < lookBacks.size(); ++k) {
        std::vector<float>& weights = history.channels[k + 1].weights;
        weights.assign(history.rows.column.size(), 0.0F);
        for (std::size_t row = 0; row < history.rows.rows(); ++row)
            if (history.timed[row] != 0)
                decay(std::span(weights).subspan(history.rows.start[row], history.rows.count(row)),
                      lookBacks[k]);
    }
}

EntityHistory makeHistory(const std::vector<IndexedRating>& ratings, Side side, std::size_t groups,
                          History history, const RatingBaseline& baseline,
                          std::vector<std::uint32_t>* slots) {
    EntityHistory made;
    made.rows.start.assign(groups + 1, 0);
    made.timed.assign(groups, 0);
    for (const IndexedRating& rating : ratings) {
        ++made.rows.start[groupOf(rating, side) + 1];
        if (rating.timestamp > 0)
            made.timed[groupOf(rating, side)] = 1;
    }
    std::partial_sum(made.rows.start.begin(), made.rows.start.end(), made.rows.start.begin());
    made.rows.column.resize(ratings.size());
    std::vector<float> residuals(ratings.size());
    std::vector<std::uint32_t> next(made.rows.start.begin(), made.rows.start.end() - 1);
    if (slots != nullptr)
        slots->resize(ratings.size());
    for (const std::uint32_t i : byTime(ratings)) {
        const IndexedRating& rating = ratings[i];
        const std::uint32_t slot = next[groupOf(rating, side)]++;
        made.rows.column[slot] = side == Side::User ? rating.movie : rating.user;
        residuals[slot] = baseline.empty() ? 0.0F : baseline.residual(rating);
        if (slots != nullptr)
            (*slots)[i] = slot;
    }
    if (history != History::Stars && history != History::None)
        made.channels.push_back({std::vector<float>(ratings.size(), 1.0F), true});
    if (history == History::Stars || history == History::Both)
        made.channels.push_back({std::move(residuals), true});
    if (history == History::Recent)
        made.channels.resize(channelCount(history), {{}, false});
    weighByRecency(made);
    return made;
}

EntityHistory pick(const EntityHistory& from, const std::vector<std::uint32_t>& slots,
                   const std::vector<std::uint32_t>& groupEnds) {
    EntityHistory picked;
    picked.rows.column.reserve(slots.size());
    for (const std::uint32_t slot : slots)
        picked.rows.column.push_back(from.rows.column[slot]);
    picked.rows.start.insert(picked.rows.start.end(), groupEnds.begin(), groupEnds.end());
    picked.timed.assign(groupEnds.size(), 0);
    for (const HistoryChannel& channel : from.channels) {
        HistoryChannel part{{}, channel.byRootOfCount};
        part.weights.reserve(slots.size());
        for (const std::uint32_t slot : slots)
            part.weights.push_back(channel.weights[slot]);
        picked.channels.push_back(std::move(part));
    }
    return picked;
}

} // namespace towerlab
