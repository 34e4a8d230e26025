// SPDX-License-Identifier: MIT
#include "core/train/step_engine.h"

#include "core/model/settings_rules.h"
#include "core/train/fast/fast_engine.h"
#include "core/train/objective.h"
#include "core/train/optimiser.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <torch/nn/utils/clip_grad.h>

#include <mutex>
#include <numeric>
#include <string>

namespace towerlab {
namespace {

class AutogradEngine : public StepEngine {
public:
    explicit AutogradEngine(const TrainingMaterial& material)
        : material_(material),
          train_(material.settings.train),
          objective_(material.inputs, material.sampler, material.sequences, material.settings),
          batches_(material.examples, &material.inputs),
          optimiser_(makeOptimiser(material.net, train_)),
          negatives_(train_.seed, "negatives") {
        order_.resize(static_cast<std::size_t>(material.examples.size()));
        std::iota(order_.begin(), order_.end(), 0);
    }

    void shuffle(Random& random) override { order_ = randomOrder(order_.size(), random); }

    void beginEpoch(int epoch) override {
        const std::string number = std::to_string(epoch);
        negatives_ = Random(train_.seed, "negatives of epoch " + number);
        // Dropout draws from LibTorch's one default generator.
        at::Generator generator = at::detail::getDefaultCPUGenerator();
        const std::lock_guard lock(generator.mutex());
        generator.set_current_seed(Random(train_.seed, "dropout of epoch " + number).bits());
    }

    float step(std::int64_t start, std::int64_t count) override {
        TwoTowerNetImpl& net = material_.net;
        net.train();
        const auto available = static_cast<std::int64_t>(order_.size()) - start;
        const auto chosen = std::span(order_).subspan(
            static_cast<std::size_t>(start), static_cast<std::size_t>(std::min(count, available)));
        const Batch batch = batches_.make(chosen);
        optimiser_->zero_grad();
        torch::Tensor movieVectors;
        torch::Tensor loss =
            objective_.loss(net, batch, negatives_, pulls_ != nullptr ? &movieVectors : nullptr) +
            net.penalty();
        if (train_.embeddingL2 > 0)
            loss = loss + objective_.embeddingPenalty(net, batch);
        loss.backward();
        if (movieVectors.defined())
            tellPulls(batch, movieVectors.grad());
        if (train_.clipNorm > 0)
            torch::nn::utils::clip_grad_norm_(net.parameters(), train_.clipNorm);
        optimiser_->step();
        return loss.item<float>();
    }

    void setLearningRate(double rate) override {
        for (torch::optim::OptimizerParamGroup& group : optimiser_->param_groups())
            group.options().set_lr(rate);
    }

    void recordPulls(PullRecorder* recorder) override { pulls_ = recorder; }

    int threads() const override { return at::get_num_threads(); }

    void store(TwoTowerNetImpl&) const override {} // it works on the net itself

    NamedTensors state() override {
        return optimiserState(*optimiser_, material_.net, train_.optimiser);
    }
    void setState(const NamedTensors& state) override {
        setOptimiserState(*optimiser_, material_.net, train_.optimiser, state);
    }

private:
    void tellPulls(const Batch& batch, const torch::Tensor& gradients) const {
        const torch::Tensor rows = gradients.to(torch::kFloat32).contiguous();
        const auto* row = rows.data_ptr<float>();
        const auto* user = batch.users.data_ptr<std::int64_t>();
        const auto* movie = batch.movies.data_ptr<std::int64_t>();
        const auto count = static_cast<float>(batch.size());
        for (std::int64_t i = 0; i < batch.size(); ++i)
            pulls_->add(static_cast<std::int32_t>(user[i]), static_cast<std::int32_t>(movie[i]),
                        row + i * rows.size(1), count);
    }

    TrainingMaterial material_;
    const TrainSettings& train_;
    BatchObjective objective_;
    BatchMaker batches_;
    std::unique_ptr<torch::optim::Optimizer> optimiser_;
    std::vector<std::int64_t> order_;
    Random negatives_;
    PullRecorder* pulls_ = nullptr;
};

} // namespace

std::unique_ptr<StepEngine> makeStepEngine(const TrainingMaterial& material, int threads) {
    if (engineFor(material.settings) == Engine::Fast)
        return std::make_unique<fast::FastEngine>(material, threads);
    return std::make_unique<AutogradEngine>(material);
}

} // namespace towerlab
