// SPDX-License-Identifier: MIT
#include "core/classify/like_network.h"

#include "core/kernels/kernels.h"
#include "core/model/initialisation.h"
#include "core/system/parallel.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace towerlab::detail {
namespace {

constexpr std::size_t chunkSize = 96; ///< examples that stay in the cache together
/// A batch's examples are split into so many sums, whatever the number of threads.
constexpr std::size_t parts = 16;

/// A kernel of `inputs` × `stride`, of which `units` columns are used.
void drawGlorot(std::vector<float>& kernel, std::size_t inputs, std::size_t units,
                std::size_t stride, double fans, Random& random) {
    for (std::size_t i = 0; i < inputs; ++i)
        drawUniform(&kernel[i * stride], units, glorotLimit(fans), random);
}

double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

void addTo(std::vector<float>& to, const std::vector<float>& from) {
    kernels().add(to.data(), from.data(), to.size());
}

} // namespace

LikeNetwork::Side::Side(const LikeFeatures& features, std::size_t embedding, std::size_t units,
                        double fans, Random& random)
    : features_(features),
      embedding_(padded(embedding)),
      inputs_(features.fields() * embedding_),
      stride_(padded(units)),
      table_(features.fieldOfWord.size() * embedding_),
      kernel_(inputs_ * stride_) {
    for (std::size_t word = 0; word < features.fieldOfWord.size(); ++word)
        drawUniform(&table_.value[word * embedding_], embedding, embeddingLimit, random);
    drawGlorot(kernel_.value, inputs_, units, stride_, fans, random);
}

void LikeNetwork::Side::forget(std::size_t word) {
    std::fill_n(table_.value.begin() + static_cast<std::ptrdiff_t>(word * embedding_), embedding_,
                0.0F);
}

void LikeNetwork::Side::join(std::int32_t entity, float* x) const {
    const auto row = static_cast<std::size_t>(entity);
    const auto words = features_.words.columnsOf(row);
    const auto weights = features_.words.valuesOf(row);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto word = static_cast<std::size_t>(words[i]);
        const float* from = &table_.value[word * embedding_];
        float* to = x + features_.fieldOfWord[word] * embedding_;
        for (std::size_t d = 0; d < embedding_; ++d)
            to[d] += weights[i] * from[d];
    }
}

LikeNetwork::Side::Forward LikeNetwork::Side::forward(std::span<const std::int32_t> entities,
                                                      int threads) const {
    Forward result{std::vector<float>(entities.size() * inputs_, 0.0F),
                   std::vector<float>(entities.size() * stride_, 0.0F)};
    parallelBlocks(entities.size(), chunkSize, threads,
                   [&](std::size_t, std::size_t begin, std::size_t end) {
                       for (std::size_t i = begin; i < end; ++i)
                           join(entities[i], &result.joined[i * inputs_]);
                       kernels().multiplyAdd(&result.halves[begin * stride_],
                                             {&result.joined[begin * inputs_], inputs_, 1},
                                             kernel_.value.data(), end - begin, stride_, inputs_);
                   });
    return result;
}

std::vector<float> LikeNetwork::Side::allHalves(int threads) const {
    std::vector<std::int32_t> all(count());
    std::iota(all.begin(), all.end(), 0);
    return forward(all, threads).halves;
}

void LikeNetwork::Side::backward(std::span<const std::int32_t> entities, const Forward& forward,
                                 const std::vector<float>& slopes, int threads) {
    std::vector<float> transposed(stride_ * inputs_);
    for (std::size_t i = 0; i < inputs_; ++i)
        for (std::size_t unit = 0; unit < stride_; ++unit)
            transposed[unit * inputs_ + i] = kernel_.value[i * stride_ + unit];
    const std::size_t blockSize = std::max(chunkSize, (entities.size() + parts - 1) / parts);
    std::vector<std::vector<float>> kernelParts(parts);
    std::vector<float> inputSlopes(entities.size() * inputs_, 0.0F);
    parallelBlocks(
        entities.size(), blockSize, threads, [&](std::size_t, std::size_t begin, std::size_t end) {
            const float* half = &slopes[begin * stride_];
            kernels().multiplyAdd(&inputSlopes[begin * inputs_], {half, stride_, 1},
                                  transposed.data(), end - begin, inputs_, stride_);
            std::vector<float>& sum = kernelParts[begin / blockSize];
            sum.assign(kernel_.size(), 0.0F);
            kernels().multiplyAdd(sum.data(), {&forward.joined[begin * inputs_], 1, inputs_}, half,
                                  inputs_, stride_, end - begin);
        });
    for (const std::vector<float>& part : kernelParts)
        if (!part.empty())
            addTo(kernel_.gradient, part);
    for (std::size_t i = 0; i < entities.size(); ++i) {
        const auto row = static_cast<std::size_t>(entities[i]);
        const auto words = features_.words.columnsOf(row);
        const auto weights = features_.words.valuesOf(row);
        for (std::size_t k = 0; k < words.size(); ++k) {
            const auto word = static_cast<std::size_t>(words[k]);
            const float* from =
                &inputSlopes[i * inputs_ + features_.fieldOfWord[word] * embedding_];
            float* to = &table_.gradient[word * embedding_];
            for (std::size_t d = 0; d < embedding_; ++d)
                to[d] += weights[k] * from[d];
        }
    }
}

void LikeNetwork::Side::update(const AdamStep& adam) {
    table_.update(adam);
    kernel_.update(adam);
}

LikeNetwork::LikeNetwork(const LikeFeatures& users, const LikeFeatures& movies,
                         const LikeShape& shape, Random& random, int threads)
    : shape_(shape),
      stride1_(padded(shape.hidden[0])),
      stride2_(padded(shape.hidden[1])),
      threads_(threads),
      users_(users, shape.embedding, shape.hidden[0],
             static_cast<double>((users.fields() + movies.fields()) * shape.embedding +
                                 shape.hidden[0]),
             random),
      movies_(movies, shape.embedding, shape.hidden[0],
              static_cast<double>((users.fields() + movies.fields()) * shape.embedding +
                                  shape.hidden[0]),
              random),
      bias1_(stride1_),
      kernel2_(stride1_ * stride2_),
      bias2_(stride2_),
      kernel3_(stride2_),
      bias3_(1),
      transposed2_(stride1_ * stride2_) {
    drawGlorot(kernel2_.value, shape.hidden[0], shape.hidden[1], stride2_,
               static_cast<double>(shape.hidden[0] + shape.hidden[1]), random);
    drawUniform(kernel3_.value.data(), shape.hidden[1],
                glorotLimit(static_cast<double>(shape.hidden[1] + 1)), random);
}

void LikeNetwork::startFrom(double share) {
    const double odds = std::clamp(share, 0.001, 0.999);
    bias3_.value[0] = static_cast<float>(std::log(odds / (1 - odds)));
}

LikeNetwork::Grouped LikeNetwork::grouped(std::span<const std::int32_t> entities,
                                          std::size_t count) {
    Grouped groups;
    std::vector<std::int32_t> slot(count, -1);
    std::vector<std::uint32_t> size;
    for (const std::int32_t entity : entities) {
        std::int32_t& at = slot[static_cast<std::size_t>(entity)];
        if (at < 0) {
            at = static_cast<std::int32_t>(groups.entities.size());
            groups.entities.push_back(entity);
            size.push_back(0);
        }
        ++size[static_cast<std::size_t>(at)];
        groups.which.push_back(static_cast<std::uint32_t>(at));
    }
    for (const std::uint32_t n : size)
        groups.examples.start.push_back(groups.examples.start.back() + n);
    groups.examples.column.resize(entities.size());
    std::vector<std::uint32_t> next(groups.examples.start.begin(), groups.examples.start.end() - 1);
    for (std::size_t i = 0; i < entities.size(); ++i)
        groups.examples.column[next[groups.which[i]]++] = static_cast<std::int32_t>(i);
    return groups;
}

std::vector<float> LikeNetwork::sumsByEntity(const Grouped& groups,
                                             const std::vector<float>& slopes) const {
    std::vector<float> sums(groups.entities.size() * stride1_, 0.0F);
    parallelBlocks(groups.entities.size(), chunkSize, threads_,
                   [&](std::size_t, std::size_t begin, std::size_t end) {
                       for (std::size_t entity = begin; entity < end; ++entity)
                           for (const std::int32_t example : groups.examples.columnsOf(entity))
                               kernels().add(&sums[entity * stride1_],
                                             &slopes[static_cast<std::size_t>(example) * stride1_],
                                             stride1_);
                   });
    return sums;
}

/// Examples that go through the layers together; `first` has relu(W_u x_u + W_i x_i + b₁) and
/// becomes the slopes of what is in the relu.
struct LikeNetwork::Chunk {
    float* first = nullptr;
    std::span<const float> labels;
    double share = 1; ///< of an example in the mean
};

void LikeNetwork::work(Chunk& chunk, Layers& sums) const {
    const std::size_t n = chunk.labels.size();
    std::vector<float> second(n * stride2_);
    for (std::size_t i = 0; i < n; ++i)
        std::copy(bias2_.value.begin(), bias2_.value.end(), &second[i * stride2_]);
    kernels().multiplyAdd(second.data(), {chunk.first, stride1_, 1}, kernel2_.value.data(), n,
                          stride2_, stride1_);
    kernels().relu(second.data(), second.size());
    std::vector<float> secondSlopes(n * stride2_);
    for (std::size_t i = 0; i < n; ++i) {
        const float* h = &second[i * stride2_];
        const double logit =
            double{kernels().dot(h, kernel3_.value.data(), stride2_) + bias3_.value[0]};
        const double label = double{chunk.labels[i]};
        sums.loss += std::max(logit, 0.0) - logit * label + std::log1p(std::exp(-std::abs(logit)));
        const double slope = chunk.share * (sigmoid(logit) - label);
        sums.bias3 += slope;
        const auto factor = static_cast<float>(slope);
        for (std::size_t d = 0; d < stride2_; ++d) {
            sums.kernel3[d] += factor * h[d];
            secondSlopes[i * stride2_ + d] = h[d] > 0 ? factor * kernel3_.value[d] : 0.0F;
        }
        kernels().add(sums.bias2.data(), &secondSlopes[i * stride2_], stride2_);
    }
    kernels().multiplyAdd(sums.kernel2.data(), {chunk.first, 1, stride1_}, secondSlopes.data(),
                          stride1_, stride2_, n);
    std::vector<float> slopes(n * stride1_, 0.0F);
    kernels().multiplyAdd(slopes.data(), {secondSlopes.data(), stride2_, 1}, transposed2_.data(), n,
                          stride1_, stride2_);
    kernels().reluBackward(slopes.data(), chunk.first, slopes.size());
    std::copy(slopes.begin(), slopes.end(), chunk.first);
    for (std::size_t i = 0; i < n; ++i)
        kernels().add(sums.bias1.data(), &slopes[i * stride1_], stride1_);
}

double LikeNetwork::addGradients(const LikeExamples& examples) {
    const std::size_t n = examples.labels.size();
    const Grouped byUser = grouped(examples.users, users_.count());
    const Grouped byMovie = grouped(examples.movies, movies_.count());
    const Side::Forward users = users_.forward(byUser.entities, threads_);
    const Side::Forward movies = movies_.forward(byMovie.entities, threads_);
    for (std::size_t i = 0; i < stride1_; ++i)
        for (std::size_t j = 0; j < stride2_; ++j)
            transposed2_[j * stride1_ + i] = kernel2_.value[i * stride2_ + j];

    std::vector<float> slopes(n * stride1_);
    const std::size_t partSize = std::max(chunkSize, (n + parts - 1) / parts);
    std::vector<Layers> sums(parts);
    parallelBlocks(n, partSize, threads_, [&](std::size_t, std::size_t begin, std::size_t end) {
        Layers& own = sums[begin / partSize];
        own = {std::vector<float>(kernel2_.size(), 0.0F),
               std::vector<float>(stride2_, 0.0F),
               std::vector<float>(stride2_, 0.0F),
               0,
               0,
               std::vector<float>(stride1_, 0.0F)};
        for (std::size_t first = begin; first < end; first += chunkSize) {
            const std::size_t count = std::min(chunkSize, end - first);
            for (std::size_t i = first; i < first + count; ++i) {
                const float* user = &users.halves[byUser.which[i] * stride1_];
                const float* movie = &movies.halves[byMovie.which[i] * stride1_];
                for (std::size_t d = 0; d < stride1_; ++d)
                    slopes[i * stride1_ + d] = user[d] + movie[d] + bias1_.value[d];
            }
            kernels().relu(&slopes[first * stride1_], count * stride1_);
            Chunk chunk{&slopes[first * stride1_], examples.labels.subspan(first, count),
                        1 / static_cast<double>(n)};
            work(chunk, own);
        }
    });
    addLayers(sums);
    users_.backward(byUser.entities, users, sumsByEntity(byUser, slopes), threads_);
    movies_.backward(byMovie.entities, movies, sumsByEntity(byMovie, slopes), threads_);
    double loss = 0;
    for (const Layers& part : sums)
        loss += part.loss;
    return loss / static_cast<double>(n);
}

void LikeNetwork::update(const AdamStep& adam) {
    users_.update(adam);
    movies_.update(adam);
    kernel2_.update(adam);
    kernel3_.update(adam);
    const AdamStep free{.learningRate = adam.learningRate, .number = adam.number};
    for (AdamWeights* bias : {&bias1_, &bias2_, &bias3_})
        bias->update(free);
}

std::vector<AdamWeights*> LikeNetwork::weights() {
    const auto [userTable, userKernel] = users_.weights();
    const auto [movieTable, movieKernel] = movies_.weights();
    return {userTable, userKernel, movieTable, movieKernel, &bias1_,
            &kernel2_, &bias2_,    &kernel3_,  &bias3_};
}

void LikeNetwork::addLayers(const std::vector<Layers>& sums) {
    for (const Layers& part : sums) {
        if (part.kernel2.empty())
            continue;
        addTo(kernel2_.gradient, part.kernel2);
        addTo(bias2_.gradient, part.bias2);
        addTo(kernel3_.gradient, part.kernel3);
        addTo(bias1_.gradient, part.bias1);
        bias3_.gradient[0] += static_cast<float>(part.bias3);
    }
}

LikeNetwork::Fitted LikeNetwork::fitted() const {
    Fitted result{stride1_,
                  stride2_,
                  users_.allHalves(threads_),
                  movies_.allHalves(threads_),
                  kernel2_.value,
                  bias2_.value,
                  kernel3_.value,
                  bias3_.value[0]};
    for (std::size_t movie = 0; movie < movies_.count(); ++movie)
        kernels().add(&result.movies[movie * stride1_], bias1_.value.data(), stride1_);
    return result;
}

void LikeNetwork::Fitted::logits(std::size_t user, std::span<const std::int32_t> movieRows,
                                 std::span<float> to) const {
    std::vector<float> first(std::min(chunkSize, movieRows.size()) * stride1);
    std::vector<float> second(std::min(chunkSize, movieRows.size()) * stride2);
    const float* half = &users[user * stride1];
    for (std::size_t begin = 0; begin < movieRows.size(); begin += chunkSize) {
        const std::size_t count = std::min(chunkSize, movieRows.size() - begin);
        for (std::size_t i = 0; i < count; ++i) {
            const float* movie = &movies[static_cast<std::size_t>(movieRows[begin + i]) * stride1];
            for (std::size_t d = 0; d < stride1; ++d)
                first[i * stride1 + d] = half[d] + movie[d];
            std::copy(bias2.begin(), bias2.end(), &second[i * stride2]);
        }
        kernels().relu(first.data(), count * stride1);
        kernels().multiplyAdd(second.data(), {first.data(), stride1, 1}, kernel2.data(), count,
                              stride2, stride1);
        kernels().relu(second.data(), count * stride2);
        for (std::size_t i = 0; i < count; ++i)
            to[begin + i] = kernels().dot(&second[i * stride2], kernel3.data(), stride2) + bias3;
    }
}

} // namespace towerlab::detail
