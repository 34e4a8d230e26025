// SPDX-License-Identifier: MIT
#include "core/train/train_batches.h"

#include <algorithm>
#include <numeric>

namespace towerlab {

BatchMaker::BatchMaker(const Examples& examples, const ModelSettings& settings, float meanStars)
    : examples_(examples),
      settings_(settings),
      meanStars_(meanStars),
      users_(torch::empty({0}, torch::kInt64)),
      movies_(torch::empty({0}, torch::kInt64)),
      targets_(torch::empty({0}, torch::kFloat32)) {}

LeftOut BatchMaker::leftOut(History history, const torch::Tensor& entities,
                            std::span<const std::int64_t> order) const {
    if (history == History::None)
        return {};
    torch::Tensor weights = torch::empty({entities.numel()}, torch::kFloat32);
    auto* weight = weights.data_ptr<float>();
    for (const std::int64_t example : order)
        *weight++ =
            historyWeight(history, examples_.stars[static_cast<std::size_t>(example)], meanStars_);
    return {entities, weights};
}

Batch BatchMaker::make(std::span<const std::int64_t> order, bool trained) {
    const auto count = static_cast<std::int64_t>(order.size());
    if (users_.numel() < count) {
        users_ = torch::empty({count}, torch::kInt64);
        movies_ = torch::empty({count}, torch::kInt64);
        targets_ = torch::empty({count}, torch::kFloat32);
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
    if (trained) {
        batch.ofUsers = leftOut(settings_.userHistory, batch.movies, order);
        batch.ofMovies = leftOut(settings_.movieHistory, batch.users, order);
    }
    return batch;
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

} // namespace towerlab
