// SPDX-License-Identifier: MIT
// The network of the like classifier; private to core/classify.
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

/// What is known of each user (or movie): weighted words, each of which belongs to a field. The
/// input is the weighted sum of the embeddings field by field, the fields joined.
struct LikeFeatures {
    SparseMatrix words;                     ///< a row an entity
    std::vector<std::uint32_t> fieldOfWord; ///< ascending, from 0
    std::size_t fields() const { return fieldOfWord.back() + std::size_t{1}; }
};

struct LikeShape {
    std::size_t embedding = 0;
    std::array<std::size_t, 2> hidden{}; ///< units of the two dense layers
};

/// Pairs and whether each is to be 1 or 0.
struct LikeExamples {
    std::span<const std::int32_t> users;
    std::span<const std::int32_t> movies;
    std::span<const float> labels;
};

/// p = sigmoid(w₃·relu(W₂ relu(W_u x_u + W_i x_i + b₁) + b₂) + b₃), x_u and x_i being the joined
/// embeddings of the user and the movie: the first dense layer over both, written as the sum of a
/// user's half and a movie's half, which are worked out once for all pairs they stand in. Gradients
/// are worked out by hand; the numbers are the same for any number of threads.
class LikeNetwork {
public:
    /// Embeddings are drawn uniform in ±0.05, kernels Glorot uniform, biases are 0.
    /// @param features must outlive this
    /// @param threads  0: as many as the processor has cores
    LikeNetwork(const LikeFeatures& users, const LikeFeatures& movies, const LikeShape& shape,
                Random& random, int threads);

    /// Sets b₃ to the log odds of `share`, so that training starts from what is common.
    void startFrom(double share);

    /// Adds the gradients of the mean log loss of the examples.
    /// @return that mean
    double addGradients(const LikeExamples& examples);
    /// Moves the weights along their gradients, and clears these.
    void update(const AdamStep& adam);
    /// All of them, padded with weights that stay 0.
    std::vector<AdamWeights*> weights();

    /// Sets a word's embedding to 0: that of an id without any example says nothing.
    void forgetUser(std::size_t word) { users_.forget(word); }
    void forgetMovie(std::size_t word) { movies_.forget(word); }

    /// What scoring needs.
    struct Fitted {
        std::size_t stride1 = 0; ///< floats from one half to the next
        std::size_t stride2 = 0;
        std::vector<float> users;   ///< users × stride1
        std::vector<float> movies;  ///< movies × stride1, with b₁ in it
        std::vector<float> kernel2; ///< stride1 × stride2
        std::vector<float> bias2;
        std::vector<float> kernel3; ///< stride2
        float bias3 = 0;

        /// The number before the sigmoid for some movies.
        void logits(std::size_t user, std::span<const std::int32_t> movieRows,
                    std::span<float> to) const;
    };
    Fitted fitted() const;

private:
    /// One entity type up to its half of the first dense layer.
    class Side {
    public:
        Side(const LikeFeatures& features, std::size_t embedding, std::size_t units, double fans,
             Random& random);

        struct Forward {
            std::vector<float> joined; ///< embeddings of the entities, fields joined
            std::vector<float> halves; ///< entities × stride
        };
        Forward forward(std::span<const std::int32_t> entities, int threads) const;
        std::vector<float> allHalves(int threads) const;
        /// Goes back from the slopes of the halves.
        void backward(std::span<const std::int32_t> entities, const Forward& forward,
                      const std::vector<float>& slopes, int threads);
        void update(const AdamStep& adam);
        void forget(std::size_t word);
        std::array<AdamWeights*, 2> weights() { return {&table_, &kernel_}; }
        std::size_t count() const { return features_.words.rows(); }

    private:
        void join(std::int32_t entity, float* x) const;

        const LikeFeatures& features_;
        std::size_t embedding_; ///< padded
        std::size_t inputs_;
        std::size_t stride_;
        AdamWeights table_;  ///< words × embedding
        AdamWeights kernel_; ///< inputs × stride
    };

    /// The different entities of a batch, and where each stands in it.
    struct Grouped {
        std::vector<std::int32_t> entities;
        std::vector<std::uint32_t> which; ///< by example: index into `entities`
        SparseRows examples;              ///< by entity
    };
    static Grouped grouped(std::span<const std::int32_t> entities, std::size_t count);
    std::vector<float> sumsByEntity(const Grouped& groups, const std::vector<float>& slopes) const;

    /// Gradients of the layers behind the first, which workers gather each for itself.
    struct Layers {
        std::vector<float> kernel2, bias2, kernel3;
        double bias3 = 0;
        double loss = 0;
        std::vector<float> bias1;
    };
    struct Chunk;
    void work(Chunk& chunk, Layers& sums) const;
    void addLayers(const std::vector<Layers>& sums);

    LikeShape shape_;
    std::size_t stride1_;
    std::size_t stride2_;
    int threads_;
    Side users_;
    Side movies_;
    AdamWeights bias1_;
    AdamWeights kernel2_; ///< stride1 × stride2
    AdamWeights bias2_;
    AdamWeights kernel3_;
    AdamWeights bias3_;
    std::vector<float> transposed2_; ///< stride2 × stride1, of this step
};

} // namespace towerlab::detail
