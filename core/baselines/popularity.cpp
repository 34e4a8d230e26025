// SPDX-License-Identifier: MIT
#include "core/baselines/popularity.h"

#include "core/error.h"

#include <algorithm>
#include <vector>

namespace towerlab {
namespace {

class Popularity : public Scorer {
public:
    explicit Popularity(std::vector<float> ratings) : ratings_(std::move(ratings)) {}

    void score(std::size_t, std::span<const std::int32_t> movieRows,
               std::span<float> scores) const override {
        std::transform(movieRows.begin(), movieRows.end(), scores.begin(),
                       [this](std::int32_t m) { return ratings_[static_cast<std::size_t>(m)]; });
    }

private:
    std::vector<float> ratings_; ///< by movie row
};

} // namespace

std::unique_ptr<Scorer> fitPopularity(const Dataset& dataset,
                                      std::span<const std::uint32_t> trainRows,
                                      const PopularitySettings& settings,
                                      const std::stop_token& stop,
                                      const ProgressCallback& progress) {
    if (trainRows.empty())
        throw SettingsError("there are no ratings to learn from");
    throwIfStopped(stop);
    std::vector<float> ratings(dataset.movies().size(), 0.0F);
    for (const std::uint32_t row : trainRows)
        if (dataset.ratings().value[row] >= settings.minimumStars)
            ++ratings[static_cast<std::size_t>(dataset.ratings().movie[row])];
    report(progress, trainRows.size(), trainRows.size(), "Counting ratings");
    return std::make_unique<Popularity>(std::move(ratings));
}

} // namespace towerlab
