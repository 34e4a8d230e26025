// SPDX-License-Identifier: MIT
// Private to core/train.
#pragma once

#include "core/kernels/kernels.h"

#include <cstdint>
#include <span>
#include <vector>

namespace towerlab::fast {

/// An embedding table whose RMSprop touches only the rows of a batch.
///
/// RMSprop without momentum leaves a weight without gradient as it is and lets its mean square v
/// shrink by rho at each step. So a row that k steps passed over is caught up by rho^k when its
/// next gradient comes, and the result is that of the dense update.
class LazyTable {
public:
    /// @param weights rows × dimensions, row-major
    LazyTable(std::span<const float> weights, std::size_t rows, std::size_t dimensions);

    std::size_t dimensions() const { return dimensions_; }
    const float* row(std::int32_t index) const {
        return weights_.data() + static_cast<std::size_t>(index) * stride_;
    }
    /// Fetches what a step on the row will touch: in tables beyond the caches that takes longer
    /// than the step's arithmetic.
    void prefetch(std::int32_t index) const;

    /// Opens the next step: what gather() and addGradient() say belongs to it.
    void beginStep();
    /// Adds to the gradient of a row; a row may come up many times in a step.
    void addGradient(std::int32_t index, const float* gradient);
    /// Updates the rows that had a gradient.
    void update(const Kernels& kernels, const RmsPropRate& rate);

    /// Writes rows × dimensions weights.
    void store(float* weights) const;
    /// Catches all rows up, then writes rows × dimensions mean squares. A run that is continued
    /// from them goes on with the very same numbers, rounding included.
    void storeSquares(float* squares, float rho);
    /// Writes the same, without catching up: nothing changes in what follows, not even by rounding.
    void showSquares(float* squares, float rho);
    /// Takes up mean squares as of now.
    void loadSquares(const float* squares);

private:
    std::size_t slotOf(std::int32_t index);
    float decayOver(std::uint64_t steps, float rho);

    /// Kept together, so that a row costs one cache line.
    struct Row {
        std::uint64_t updatedAt = 0; ///< step of its last update
        std::uint64_t seenAt = 0;    ///< step that slot is of
        std::uint32_t slot = 0;      ///< where its gradient is
    };

    std::size_t rows_;
    std::size_t dimensions_;
    std::size_t stride_; ///< padded dimensions
    std::vector<float> weights_;
    std::vector<float> meanSquares_;
    std::vector<Row> state_;            ///< by row
    std::vector<std::int32_t> touched_; ///< row by slot
    std::vector<float> gradients_;      ///< slots × stride
    std::vector<float> decays_;         ///< rho^k by k
    std::uint64_t step_ = 0;
};

} // namespace towerlab::fast
