// SPDX-License-Identifier: MIT
// Private to core/classify.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace towerlab::detail {

/// One step's settings; β₁ = 0.9, β₂ = 0.999 and ε = 1e-8 as in the paper.
struct AdamStep {
    double learningRate = 0.001;
    /// λ of w -= learning rate · λ · w beside the gradient's step (Loshchilov and Hutter,
    /// "Decoupled weight decay regularization", ICLR 2019).
    double weightDecay = 0;
    std::uint64_t number = 1; ///< from 1
};

/// LibTorch has this optimiser too, but it needs tensors that a tape has recorded, and sums of its
/// kernels may depend on the number of threads. The classifiers work their gradients out by hand
/// over sparse rows, and give the same numbers for any number of threads.
///
/// Weights, the sum of their gradients since the last update, and what Adam remembers of these
/// (Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1).
class AdamWeights {
public:
    explicit AdamWeights(std::size_t count)
        : value(count, 0.0F), gradient(count, 0.0F), mean_(count, 0.0F), square_(count, 0.0F) {}

    std::size_t size() const { return value.size(); }
    /// Updates the weights [begin, end) and clears their gradients; different ranges may be updated
    /// on different threads.
    void update(std::size_t begin, std::size_t end, const AdamStep& step);
    void update(const AdamStep& step) { update(0, size(), step); }

    std::vector<float> value;
    std::vector<float> gradient;

private:
    std::vector<float> mean_;
    std::vector<float> square_;
};

} // namespace towerlab::detail
