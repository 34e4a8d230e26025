// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

namespace towerlab {

/// The vectors of all users and movies at one moment of a run, by vocabulary index.
struct VectorFrame {
    std::uint64_t step = 0; ///< steps done
    double epoch = 0;       ///< epochs done: 1.5 is in the middle of the second
    float loss = std::numeric_limits<float>::quiet_NaN(); ///< mean since the frame before
    std::size_t dimensions = 0;
    std::vector<float> users;        ///< users × dimensions
    std::vector<float> movies;       ///< as TrainedModel::movieVectorsForRetrieval() has them
    std::vector<float> matchWeights; ///< of the match: one, or one per dimension

    bool endsEpoch() const { return epoch == static_cast<double>(static_cast<int>(epoch)); }
    std::size_t bytes() const {
        return (users.size() + movies.size() + matchWeights.size()) * sizeof(float);
    }
};

/// What pulled the movies' vectors during one epoch: for each training rating the negative gradient
/// of its loss by the movie's vector, as it was when its batch was learnt. Of each movie the
/// strongest, and the sum of all.
struct EpochPulls {
    int epoch = 0;
    std::size_t dimensions = 0;
    std::size_t most = 0;             ///< places for each movie
    std::vector<std::uint8_t> kept;   ///< of each movie: how many of its places are taken
    std::vector<std::int32_t> user;   ///< movies × most
    std::vector<float> pull;          ///< movies × most × dimensions
    std::vector<float> sum;           ///< movies × dimensions, of all pulls, kept or not
    std::vector<std::uint32_t> count; ///< of each movie's ratings learnt in the epoch

    /// Places of a movie's kept pulls, for `user` and pullAt(); the strongest first.
    std::vector<std::size_t> strongest(std::size_t movie) const;
    std::span<const float> pullAt(std::size_t place) const {
        return std::span(pull).subspan(place * dimensions, dimensions);
    }
    std::span<const float> sumOf(std::size_t movie) const {
        return std::span(sum).subspan(movie * dimensions, dimensions);
    }
    std::size_t bytes() const {
        return kept.size() +
               (user.size() + pull.size() + sum.size() + count.size()) * sizeof(float);
    }
};

/// What a run leaves to be looked at again. Immutable once handed out.
struct RunFrames {
    std::vector<std::shared_ptr<const VectorFrame>> frames; ///< by step
    std::size_t thinned = 0; ///< frames that were left out, so that the rest fits
    std::vector<std::shared_ptr<const EpochPulls>> pulls; ///< by epoch; the oldest may be gone
};

/// So much memory the frames of a run may take; and as much its pulls.
inline constexpr std::size_t mostFrameBytes = std::size_t{128} << 20U;

/// Leaves out every other frame between the first and the last until they fit.
void thinFrames(RunFrames& frames, std::size_t mostBytes);

} // namespace towerlab
