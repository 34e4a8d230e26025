// SPDX-License-Identifier: MIT
#include "core/train/train_batches.h"

#include <algorithm>
#include <numeric>

namespace towerlab {

namespace {

torch::Tensor empty(std::int64_t count, torch::ScalarType type) {
    return torch::empty({count}, type);
}

/// The entries of the history that the examples are, grouped by their entity (ascending).
HistoryChange leaveOut(const EntityHistory& history, const std::vector<std::int32_t>& entities,
                       const std::vector<std::uint32_t>& slots,
                       std::span<const std::int64_t> order) {
    std::vector<std::int64_t> grouped(order.begin(), order.end());
    const auto entityOf = [&](std::int64_t i) { return entities[static_cast<std::size_t>(i)]; };
    std::stable_sort(grouped.begin(), grouped.end(),
                     [&](std::int64_t a, std::int64_t b) { return entityOf(a) < entityOf(b); });
    std::vector<std::uint32_t> chosen;
    std::vector<std::uint32_t> ends;
    for (std::size_t i = 0; i < grouped.size(); ++i) {
        chosen.push_back(slots[static_cast<std::size_t>(grouped[i])]);
        if (i + 1 == grouped.size() || entityOf(grouped[i + 1]) != entityOf(grouped[i]))
            ends.push_back(static_cast<std::uint32_t>(i + 1));
    }
    return {HistoryChange::Kind::LeaveOut,
            std::make_shared<const EntityHistory>(pick(history, chosen, ends))};
}

} // namespace

BatchMaker::BatchMaker(const Examples& examples, const NetInputs* inputs)
    : examples_(examples),
      inputs_(inputs),
      users_(empty(0, torch::kInt64)),
      movies_(empty(0, torch::kInt64)),
      targets_(empty(0, torch::kFloat32)) {}

Batch BatchMaker::make(std::span<const std::int64_t> order) {
    const auto count = static_cast<std::int64_t>(order.size());
    if (users_.numel() < count) {
        users_ = empty(count, torch::kInt64);
        movies_ = empty(count, torch::kInt64);
        targets_ = empty(count, torch::kFloat32);
    }
    auto* user = users_.data_ptr<std::int64_t>();
    auto* movie = movies_.data_ptr<std::int64_t>();
    auto* target = targets_.data_ptr<float>();
    for (const std::int64_t example : order) {
        const auto i = static_cast<std::size_t>(example);
        *user++ = examples_.users[i];
        *movie++ = examples_.movies[i];
        *target++ = examples_.targets[i];
    }
    Batch batch{users_.narrow(0, 0, count),
                movies_.narrow(0, 0, count),
                targets_.narrow(0, 0, count),
                {},
                {}};
    if (inputs_ != nullptr && !examples_.userSlots.empty())
        batch.ofUsers =
            leaveOut(*inputs_->users.history, examples_.users, examples_.userSlots, order);
    if (inputs_ != nullptr && !examples_.movieSlots.empty())
        batch.ofMovies =
            leaveOut(*inputs_->movies.history, examples_.movies, examples_.movieSlots, order);
    return batch;
}

Examples chosenExamples(const Examples& from, std::span<const std::int64_t> order) {
    const auto pick = [&](const auto& column) {
        auto picked = column;
        picked.clear();
        if (column.empty())
            return picked;
        for (const std::int64_t example : order)
            picked.push_back(column[static_cast<std::size_t>(example)]);
        return picked;
    };
    return {pick(from.users), pick(from.movies),    pick(from.targets),
            pick(from.stars), pick(from.userSlots), pick(from.movieSlots)};
}

std::vector<std::int64_t> randomOrder(std::size_t count, Random& random) {
    std::vector<std::int64_t> order(count);
    std::iota(order.begin(), order.end(), 0);
    random.shuffle(order);
    return order;
}

Examples encodeExamples(const Dataset& dataset, const Encoding& encoding,
                        std::span<const std::uint32_t> rows,
                        const std::function<float(float)>& target) {
    const RatingColumns& ratings = dataset.ratings();
    Examples examples;
    examples.users.reserve(rows.size());
    examples.movies.reserve(rows.size());
    examples.targets.reserve(rows.size());
    examples.stars.reserve(rows.size());
    for (const std::uint32_t row : rows) {
        examples.users.push_back(encoding.userIndex(static_cast<std::size_t>(ratings.user[row])));
        examples.movies.push_back(
            encoding.movieIndex(static_cast<std::size_t>(ratings.movie[row])));
        examples.targets.push_back(target(ratings.value[row]));
        examples.stars.push_back(ratings.value[row]);
    }
    return examples;
}

std::vector<IndexedRating> indexRatings(const Examples& examples, const Dataset& dataset,
                                        std::span<const std::uint32_t> rows) {
    std::vector<IndexedRating> ratings;
    ratings.reserve(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        ratings.push_back({examples.users[i], examples.movies[i], examples.stars[i],
                           dataset.ratings().timestamp[rows[i]]});
    return ratings;
}

} // namespace towerlab
