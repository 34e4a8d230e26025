// SPDX-License-Identifier: MIT
#include "core/train/fast/fast_tower.h"

#include <algorithm>

namespace towerlab::fast {
namespace {

std::span<const float> valuesOf(const torch::Tensor& tensor) {
    return {tensor.data_ptr<float>(), static_cast<std::size_t>(tensor.numel())};
}

/// LibTorch's kernels are output-major (out × in); ours are input-major with padded rows.
void loadKernel(const torch::Tensor& kernel, float* to, std::size_t stride) {
    const torch::Tensor values = kernel.contiguous();
    const auto outputs = static_cast<std::size_t>(values.size(0));
    const auto inputs = static_cast<std::size_t>(values.size(1));
    const float* from = values.data_ptr<float>();
    for (std::size_t out = 0; out < outputs; ++out)
        for (std::size_t in = 0; in < inputs; ++in)
            to[in * stride + out] = from[out * inputs + in];
}

void storeKernel(const float* from, std::size_t stride, torch::Tensor& kernel) {
    const auto outputs = static_cast<std::size_t>(kernel.size(0));
    const auto inputs = static_cast<std::size_t>(kernel.size(1));
    float* to = kernel.data_ptr<float>();
    for (std::size_t out = 0; out < outputs; ++out)
        for (std::size_t in = 0; in < inputs; ++in)
            to[out * inputs + in] = from[in * stride + out];
}

void transpose(const float* from, std::size_t rows, std::size_t columns, float* to) {
    for (std::size_t column = 0; column < columns; ++column)
        for (std::size_t row = 0; row < rows; ++row)
            to[column * rows + row] = from[row * columns + column];
}

} // namespace

RmsPropRate rmsPropRate(const TrainSettings& settings) {
    const auto epsilon = static_cast<float>(settings.epsilon);
    const bool inside = settings.epsilonPlace == EpsilonPlace::InsideRoot;
    return {static_cast<float>(settings.learningRate), static_cast<float>(settings.rho),
            inside ? epsilon : 0.0F, inside ? 0.0F : epsilon};
}

FastTower::FastTower(const TowerImpl& tower, const torch::Tensor& columns,
                     const RunSettings& settings)
    : kernels_(kernels()),
      rate_(rmsPropRate(settings.train)),
      l2_(static_cast<float>(settings.model.l2)),
      reluVectors_(settings.model.vectorActivation == Activation::Relu) {
    for (std::size_t column = 0; column < tower.embeddings.size(); ++column) {
        const torch::Tensor weights = tower.embeddings[column]->weight.detach().contiguous();
        tables_.emplace_back(valuesOf(weights), static_cast<std::size_t>(weights.size(0)),
                             static_cast<std::size_t>(weights.size(1)));
        inputs_ += tables_.back().dimensions();
    }
    const torch::Tensor byEntity = columns.t().to(torch::kInt32).contiguous();
    const auto* values = byEntity.data_ptr<std::int32_t>();
    features_.assign(values, values + byEntity.numel());
    hidden_ = static_cast<std::size_t>(tower.hidden.front()->weight.size(0));
    vector_ = static_cast<std::size_t>(tower.output->weight.size(0));
    inputStride_ = padded(inputs_);
    hiddenStride_ = padded(hidden_);
    vectorStride_ = padded(vector_);
    parts_.bias1 = inputStride_ * hiddenStride_;
    parts_.kernel2 = parts_.bias1 + hiddenStride_;
    parts_.bias2 = parts_.kernel2 + hiddenStride_ * vectorStride_;
    parts_.end = parts_.bias2 + vectorStride_;
    weights_.assign(parts_.end, 0.0F);
    meanSquares_.assign(parts_.end, 0.0F);
    gradients_.assign(parts_.end, 0.0F);
    loadDense(tower, weights_);
    kernel1Transposed_.resize(hiddenStride_ * inputStride_);
    kernel2Transposed_.resize(vectorStride_ * hiddenStride_);
    x_.assign(chunk * inputStride_, 0.0F);
    dx_.resize(chunk * inputStride_);
    h_.resize(chunk * hiddenStride_);
    dh_.resize(chunk * hiddenStride_);
    for (std::vector<float>& vectors : vectors_)
        vectors.resize(chunk * vectorStride_);
}

void FastTower::beginStep() {
    std::fill(gradients_.begin(), gradients_.end(), 0.0F);
    for (LazyTable& table : tables_)
        table.beginStep();
    transposeKernels();
}

void FastTower::transposeKernels() {
    transpose(weights_.data() + parts_.kernel1, inputStride_, hiddenStride_,
              kernel1Transposed_.data());
    transpose(weights_.data() + parts_.kernel2, hiddenStride_, vectorStride_,
              kernel2Transposed_.data());
}

void FastTower::prefetch(std::int32_t entity) const {
    __builtin_prefetch(featuresOf(entity));
    tables_.front().prefetch(entity); // the ids'; the other tables are small
}

void FastTower::gather(std::span<const std::int32_t> entities) {
    for (std::size_t i = 0; i < entities.size(); ++i) {
        float* x = x_.data() + i * inputStride_;
        for (std::size_t table = 0; table < tables_.size(); ++table) {
            const std::size_t dimensions = tables_[table].dimensions();
            const std::int32_t category = featuresOf(entities[i])[table];
            std::copy_n(tables_[table].row(category), dimensions, x);
            x += dimensions;
        }
    }
}

const float* FastTower::forward(std::span<const std::int32_t> entities) {
    const std::size_t n = entities.size();
    gather(entities);
    turn_ = 1 - turn_;
    float* u = vectors_[turn_].data();
    for (std::size_t i = 0; i < n; ++i) {
        std::copy_n(weights_.data() + parts_.bias1, hiddenStride_, h_.data() + i * hiddenStride_);
        std::copy_n(weights_.data() + parts_.bias2, vectorStride_, u + i * vectorStride_);
    }
    kernels_.multiplyAdd(h_.data(), {x_.data(), inputStride_, 1}, weights_.data() + parts_.kernel1,
                         n, hiddenStride_, inputs_);
    kernels_.relu(h_.data(), n * hiddenStride_);
    kernels_.multiplyAdd(u, {h_.data(), hiddenStride_, 1}, weights_.data() + parts_.kernel2, n,
                         vectorStride_, hidden_);
    if (reluVectors_)
        kernels_.relu(u, n * vectorStride_);
    return u;
}

void FastTower::backward(std::span<const std::int32_t> entities, float* du) {
    const std::size_t n = entities.size();
    if (reluVectors_)
        kernels_.reluBackward(du, vectors_[turn_].data(), n * vectorStride_);
    kernels_.multiplyAdd(gradients_.data() + parts_.kernel2, {h_.data(), 1, hiddenStride_}, du,
                         hidden_, vectorStride_, n);
    std::fill_n(dh_.begin(), n * hiddenStride_, 0.0F);
    kernels_.multiplyAdd(dh_.data(), {du, vectorStride_, 1}, kernel2Transposed_.data(), n,
                         hiddenStride_, vector_);
    kernels_.reluBackward(dh_.data(), h_.data(), n * hiddenStride_);
    kernels_.multiplyAdd(gradients_.data() + parts_.kernel1, {x_.data(), 1, inputStride_},
                         dh_.data(), inputs_, hiddenStride_, n);
    std::fill_n(dx_.begin(), n * inputStride_, 0.0F);
    kernels_.multiplyAdd(dx_.data(), {dh_.data(), hiddenStride_, 1}, kernel1Transposed_.data(), n,
                         inputStride_, hidden_);
    for (std::size_t i = 0; i < n; ++i) {
        kernels_.add(gradients_.data() + parts_.bias2, du + i * vectorStride_, vectorStride_);
        kernels_.add(gradients_.data() + parts_.bias1, dh_.data() + i * hiddenStride_,
                     hiddenStride_);
        const float* dx = dx_.data() + i * inputStride_;
        for (std::size_t table = 0; table < tables_.size(); ++table) {
            tables_[table].addGradient(featuresOf(entities[i])[table], dx);
            dx += tables_[table].dimensions();
        }
    }
}

void FastTower::update() {
    for (std::size_t i = parts_.kernel2; i < parts_.bias2; ++i)
        gradients_[i] += 2 * l2_ * weights_[i];
    kernels_.rmsProp(weights_.data(), meanSquares_.data(), gradients_.data(), parts_.end, rate_,
                     1.0F);
    for (LazyTable& table : tables_)
        table.update(kernels_, rate_);
}

double FastTower::penalty() const {
    double squares = 0;
    for (std::size_t i = parts_.kernel2; i < parts_.bias2; ++i)
        squares += double{weights_[i]} * double{weights_[i]};
    return double{l2_} * squares;
}

void FastTower::storeDense(const std::vector<float>& values, TowerImpl& tower) const {
    torch::nn::Linear& hidden = tower.hidden.front();
    storeKernel(values.data() + parts_.kernel1, hiddenStride_, hidden->weight);
    storeKernel(values.data() + parts_.kernel2, vectorStride_, tower.output->weight);
    std::copy_n(values.data() + parts_.bias1, hidden_, hidden->bias.data_ptr<float>());
    std::copy_n(values.data() + parts_.bias2, vector_, tower.output->bias.data_ptr<float>());
}

void FastTower::loadDense(const TowerImpl& tower, std::vector<float>& values) const {
    const torch::nn::Linear& hidden = tower.hidden.front();
    loadKernel(hidden->weight.detach(), values.data() + parts_.kernel1, hiddenStride_);
    loadKernel(tower.output->weight.detach(), values.data() + parts_.kernel2, vectorStride_);
    std::copy_n(hidden->bias.data_ptr<float>(), hidden_, values.data() + parts_.bias1);
    std::copy_n(tower.output->bias.data_ptr<float>(), vector_, values.data() + parts_.bias2);
}

void FastTower::store(TowerImpl& tower) const {
    for (std::size_t column = 0; column < tables_.size(); ++column)
        tables_[column].store(tower.embeddings[column]->weight.data_ptr<float>());
    storeDense(weights_, tower);
}

void FastTower::storeSquares(TowerImpl& tower) {
    for (std::size_t column = 0; column < tables_.size(); ++column)
        tables_[column].storeSquares(tower.embeddings[column]->weight.data_ptr<float>(), rate_.rho);
    storeDense(meanSquares_, tower);
}

void FastTower::showSquares(TowerImpl& tower) {
    for (std::size_t column = 0; column < tables_.size(); ++column)
        tables_[column].showSquares(tower.embeddings[column]->weight.data_ptr<float>(), rate_.rho);
    storeDense(meanSquares_, tower);
}

void FastTower::loadSquares(const TowerImpl& tower) {
    for (std::size_t column = 0; column < tables_.size(); ++column)
        tables_[column].loadSquares(tower.embeddings[column]->weight.data_ptr<float>());
    loadDense(tower, meanSquares_);
}

} // namespace towerlab::fast
