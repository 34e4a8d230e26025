// SPDX-License-Identifier: MIT
#include "core/train/train_batches.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace towerlab {

Examples Examples::slice(std::int64_t start, std::int64_t count) const {
    const std::int64_t length = std::min(count, size() - start);
    return {users.narrow(1, start, length), movies.narrow(1, start, length),
            targets.narrow(0, start, length)};
}

Examples Examples::shuffled(Random& random) const {
    std::vector<std::int64_t> order = randomOrder(static_cast<std::size_t>(size()), random);
    const torch::Tensor permutation = torch::from_blob(order.data(), {size()}, torch::kInt64);
    return {users.index_select(1, permutation), movies.index_select(1, permutation),
            targets.index_select(0, permutation)};
}

std::vector<std::int64_t> randomOrder(std::size_t count, Random& random) {
    std::vector<std::int64_t> order(count);
    std::iota(order.begin(), order.end(), 0);
    random.shuffle(order);
    return order;
}

Examples encodeExamples(const Dataset& dataset, const Encoding& encoding,
                        const FeatureColumns& columns, std::span<const std::uint32_t> rows,
                        const std::function<float(float)>& target) {
    const RatingColumns& ratings = dataset.ratings();
    const auto count = static_cast<std::int64_t>(rows.size());
    const torch::Tensor users = torch::empty({count}, torch::kInt64);
    const torch::Tensor movies = torch::empty({count}, torch::kInt64);
    const torch::Tensor targets = torch::empty({count}, torch::kFloat32);
    auto* user = users.data_ptr<std::int64_t>();
    auto* movie = movies.data_ptr<std::int64_t>();
    auto* value = targets.data_ptr<float>();
    for (const std::uint32_t row : rows) {
        *user++ = encoding.userIndex(static_cast<std::size_t>(ratings.user[row]));
        *movie++ = encoding.movieIndex(static_cast<std::size_t>(ratings.movie[row]));
        *value++ = target(ratings.value[row]);
    }
    return {columns.users.index_select(1, users), columns.movies.index_select(1, movies), targets};
}

} // namespace towerlab
