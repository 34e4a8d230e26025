// SPDX-License-Identifier: MIT
// The network of the multi-class classifiers; private to core/classify.
#pragma once

#include "core/classify/adam.h"
#include "core/data/random.h"
#include "core/data/sparse_matrix.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace towerlab::detail {

struct UserSoftmaxShape {
    std::size_t words = 0;  ///< that describe users
    std::size_t hidden = 0; ///< units
    std::size_t classes = 0;
};

/// A user is a bag of weighted words: h = tanh(Σ weight · E[word]), the dense layer over the joined
/// inputs; p = softmax(W h + b) over the classes. Gradients are worked out by hand; the numbers are
/// the same for any number of threads.
class UserSoftmax {
public:
    /// Kernels are drawn Glorot uniform; biases are 0.
    /// @param threads 0: as many as the processor has cores
    UserSoftmax(const UserSoftmaxShape& shape, Random& random, int threads);

    /// Sets each class's bias to the log of its share, so that training starts from what is common.
    /// @param counts one a class, not negative; one is added to each
    void startFrom(std::span<const double> counts);

    /// Adds the gradients of the mean over users of -Σ target · ln p (the multinomial likelihood).
    /// @param inputs  a row of weighted words a user
    /// @param targets a row of weighted classes a user
    /// @return that mean
    double addGradients(const SparseMatrix& inputs, const SparseMatrix& targets);
    /// Moves the weights along their gradients, and clears these.
    void update(const AdamStep& adam);
    /// The loss alone.
    double loss(const SparseMatrix& inputs, const SparseMatrix& targets) const;
    /// Embeddings, and the output's kernel with its biases; padded with weights that stay 0.
    std::array<AdamWeights*, 2> weights() { return {&table_, &output_}; }

    const UserSoftmaxShape& shape() const { return shape_; }
    /// Floats from one row to the next in what follows. Behind the units stands a 1, or a bias.
    std::size_t stride() const { return stride_; }
    /// Users × stride: (h, 1), so that a dot product with a class's vector is its logit.
    std::vector<float> hidden(const SparseMatrix& inputs) const;
    /// Classes × stride: (row of W, b).
    std::vector<float> classVectors() const;

private:
    struct Pass {
        std::vector<float> hidden;
        std::vector<float> slopes; ///< users × width: derivative of a user's loss by each logit
        double loss = 0;           ///< mean
    };
    Pass forward(const SparseMatrix& inputs, const SparseMatrix& targets) const;
    void addOutputGradient(const Pass& pass, std::size_t users);
    std::vector<float> inputSlopes(const Pass& pass, std::size_t users) const;
    void addTableGradient(const SparseMatrix& inputs, const std::vector<float>& slopes);
    void update(AdamWeights& weights, std::size_t end, const AdamStep& adam) const;

    UserSoftmaxShape shape_;
    std::size_t stride_;
    std::size_t width_; ///< classes, padded
    int threads_;
    AdamWeights table_;  ///< words × stride
    AdamWeights output_; ///< stride × width: Wᵀ, and b in the row behind the units
};

/// Fitted: what is left of the network when its users are known.
class UserLogits {
public:
    UserLogits() = default;
    UserLogits(const UserSoftmax& net, const SparseMatrix& inputs)
        : stride_(net.stride()), hidden_(net.hidden(inputs)), classes_(net.classVectors()) {}

    std::size_t classes() const { return classes_.size() / stride_; }
    float logit(std::size_t user, std::size_t whichClass) const;
    /// One a class; they sum to 1.
    std::vector<float> probabilities(std::size_t user) const;

private:
    std::size_t stride_ = 1;
    std::vector<float> hidden_;  ///< users × stride
    std::vector<float> classes_; ///< classes × stride
};

} // namespace towerlab::detail
