// SPDX-License-Identifier: MIT
#include "core/train/hidden_part.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace towerlab {
namespace {

constexpr std::uint32_t nextOnes = 3;   ///< movies after the cut that are to be found
constexpr double laterCountsLess = 0.7; ///< each of them as much as this times the one before
constexpr double leastSeen = 0.5;
constexpr double mostSeen = 0.9;

class Parting {
public:
    Parting(const EntityHistory& sequences, Random& random)
        : sequences_(sequences), random_(random) {}

    void add(std::size_t user) {
        first_ = sequences_.rows.start[user];
        count_ = static_cast<std::uint32_t>(sequences_.rows.count(user));
        weightsFrom_ = weights_.size();
        if (sequences_.timed[user] != 0)
            cutInTime();
        else
            cutAtRandom();
        normalise();
        timed_.push_back(sequences_.timed[user]);
        ends_.push_back(static_cast<std::uint32_t>(seen_.size()));
        ++row_;
    }

    HiddenPart take() const {
        auto seen = std::make_shared<EntityHistory>(pick(sequences_, seen_, ends_));
        seen->timed = timed_;
        weighByRecency(*seen);
        return {std::move(seen), torch::tensor(rows_, torch::kInt64),
                torch::tensor(movies_, torch::kInt64), torch::tensor(weights_, torch::kFloat32)};
    }

private:
    void cutInTime() {
        const auto cut = static_cast<std::uint32_t>(1 + random_.below(count_ - 1));
        for (std::uint32_t i = 0; i < cut; ++i)
            seen_.push_back(first_ + i);
        double weight = 1;
        for (std::uint32_t i = cut; i < std::min(cut + nextOnes, count_); ++i) {
            hide(i, weight);
            weight *= laterCountsLess;
        }
    }

    void cutAtRandom() {
        const double share = leastSeen + (mostSeen - leastSeen) * random_.uniform();
        // One at least is hidden, and one seen.
        const auto alwaysHidden = static_cast<std::uint32_t>(random_.below(count_));
        const std::uint32_t alwaysSeen = (alwaysHidden + 1) % count_;
        for (std::uint32_t i = 0; i < count_; ++i) {
            const bool isSeen = random_.uniform() < share;
            if (i != alwaysHidden && (isSeen || i == alwaysSeen))
                seen_.push_back(first_ + i);
            else
                hide(i, 1);
        }
    }

    void hide(std::uint32_t i, double weight) {
        rows_.push_back(row_);
        movies_.push_back(sequences_.rows.column[first_ + i]);
        weights_.push_back(static_cast<float>(weight));
    }

    void normalise() {
        float sum = 0;
        for (std::size_t i = weightsFrom_; i < weights_.size(); ++i)
            sum += weights_[i];
        for (std::size_t i = weightsFrom_; i < weights_.size(); ++i)
            weights_[i] /= sum;
    }

    const EntityHistory& sequences_;
    Random& random_;
    std::uint32_t first_ = 0; ///< slot of the user's first entry
    std::uint32_t count_ = 0;
    std::size_t weightsFrom_ = 0;
    std::int64_t row_ = 0;
    std::vector<std::uint32_t> seen_;
    std::vector<std::uint32_t> ends_;
    std::vector<char> timed_;
    std::vector<std::int64_t> rows_;
    std::vector<std::int64_t> movies_;
    std::vector<float> weights_;
};

} // namespace

HiddenPart hidePart(const EntityHistory& sequences, const torch::Tensor& users, Random& random) {
    Parting parting(sequences, random);
    const auto* user = users.data_ptr<std::int64_t>();
    for (std::int64_t i = 0; i < users.numel(); ++i)
        parting.add(static_cast<std::size_t>(user[i]));
    return parting.take();
}

} // namespace towerlab
