// SPDX-License-Identifier: MIT
#include "core/train/fast/lazy_table.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>

#include <sys/mman.h>

namespace towerlab::fast {
namespace {

/// Rows are touched at random: with pages of 4 KiB nearly each would miss the address cache too.
void adviseHugePages([[maybe_unused]] void* memory, [[maybe_unused]] std::size_t bytes) {
#ifdef MADV_HUGEPAGE
    constexpr std::size_t page = std::size_t{2} * 1024 * 1024;
    if (std::align(page, page, memory, bytes))
        // Only advice: where it is not taken, nothing is lost.
        (void)madvise(memory, bytes / page * page, MADV_HUGEPAGE);
#endif
}

} // namespace

LazyTable::LazyTable(std::span<const float> weights, std::size_t rows, std::size_t dimensions)
    : rows_(rows), dimensions_(dimensions), stride_(padded(dimensions)), state_(rows) {
    for (std::vector<float>* values : {&weights_, &meanSquares_}) {
        values->reserve(rows * stride_);
        adviseHugePages(values->data(), rows * stride_ * sizeof(float)); // before they are touched
        values->assign(rows * stride_, 0.0F);
    }
    for (std::size_t row = 0; row < rows; ++row)
        std::copy_n(weights.data() + row * dimensions, dimensions, weights_.data() + row * stride_);
}

void LazyTable::prefetch(std::int32_t index) const {
    constexpr std::size_t floatsInACacheLine = 16;
    const float* weights = row(index);
    const float* squares = meanSquares_.data() + (weights - weights_.data());
    __builtin_prefetch(&state_[static_cast<std::size_t>(index)], 1);
    for (std::size_t i = 0; i < stride_; i += floatsInACacheLine) {
        __builtin_prefetch(weights + i, 1);
        __builtin_prefetch(squares + i, 1);
    }
}

void LazyTable::beginStep() {
    ++step_;
    touched_.clear();
}

std::size_t LazyTable::slotOf(std::int32_t index) {
    Row& row = state_[static_cast<std::size_t>(index)];
    if (row.seenAt != step_) {
        row.seenAt = step_;
        row.slot = static_cast<std::uint32_t>(touched_.size());
        touched_.push_back(index);
        if (gradients_.size() < touched_.size() * stride_)
            gradients_.resize(touched_.size() * stride_);
        std::fill_n(gradients_.begin() + static_cast<std::ptrdiff_t>(row.slot * stride_), stride_,
                    0.0F);
    }
    return row.slot;
}

void LazyTable::addGradient(std::int32_t index, const float* gradient) {
    const std::size_t slot = slotOf(index); // before data(): a new slot may move the gradients
    float* sum = gradients_.data() + slot * stride_;
    for (std::size_t i = 0; i < dimensions_; ++i)
        sum[i] += gradient[i];
}

float LazyTable::decayOver(std::uint64_t steps, float rho) {
    constexpr std::size_t remembered = 4096;
    if (steps >= remembered)
        return static_cast<float>(std::pow(static_cast<double>(rho), static_cast<double>(steps)));
    while (decays_.size() <= steps)
        decays_.push_back(static_cast<float>(
            std::pow(static_cast<double>(rho), static_cast<double>(decays_.size()))));
    return decays_[steps];
}

void LazyTable::update(const Kernels& kernels, const RmsPropRate& rate) {
    for (std::size_t slot = 0; slot < touched_.size(); ++slot) {
        const auto row = static_cast<std::size_t>(touched_[slot]);
        const std::uint64_t passedOver = step_ - state_[row].updatedAt - 1;
        kernels.rmsProp(weights_.data() + row * stride_, meanSquares_.data() + row * stride_,
                        gradients_.data() + slot * stride_, stride_, rate,
                        decayOver(passedOver, rate.rho));
        state_[row].updatedAt = step_;
    }
}

void LazyTable::store(float* weights) const {
    for (std::size_t row = 0; row < rows_; ++row)
        std::copy_n(weights_.data() + row * stride_, dimensions_, weights + row * dimensions_);
}

void LazyTable::storeSquares(float* squares, float rho) {
    for (std::size_t row = 0; row < rows_; ++row) {
        const float decay = decayOver(step_ - state_[row].updatedAt, rho);
        float* own = meanSquares_.data() + row * stride_;
        for (std::size_t i = 0; i < stride_; ++i)
            own[i] *= decay;
        state_[row].updatedAt = step_;
        std::copy_n(own, dimensions_, squares + row * dimensions_);
    }
}

void LazyTable::showSquares(float* squares, float rho) {
    for (std::size_t row = 0; row < rows_; ++row) {
        const float decay = decayOver(step_ - state_[row].updatedAt, rho);
        const float* own = meanSquares_.data() + row * stride_;
        for (std::size_t i = 0; i < dimensions_; ++i)
            *squares++ = own[i] * decay;
    }
}

void LazyTable::loadSquares(const float* squares) {
    for (std::size_t row = 0; row < rows_; ++row) {
        std::copy_n(squares + row * dimensions_, dimensions_, meanSquares_.data() + row * stride_);
        state_[row].updatedAt = step_;
    }
}

} // namespace towerlab::fast
