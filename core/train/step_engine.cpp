// SPDX-License-Identifier: MIT
#include "core/train/step_engine.h"

#include "core/model/settings_rules.h"
#include "core/train/fast/fast_engine.h"
#include "core/train/objective.h"
#include "core/train/optimiser.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <torch/nn/utils/clip_grad.h>

#include <algorithm>
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
        const at::Generator dropout = at::detail::createCPUGenerator(
            Random(train_.seed, "dropout of epoch " + number).bits());
        material_.net.userTower->dropoutSource = dropout; // both draw from one
        material_.net.movieTower->dropoutSource = dropout;
    }

    float step(std::int64_t start, std::int64_t count) override {
        return step(chosen(start, count), nullptr);
    }

    float tracedStep(std::int64_t start, std::int64_t count, StepTrace& trace) override {
        const std::span<const std::int64_t> order = chosen(start, count);
        trace.batch = chosenExamples(material_.examples, order);
        return step(order, &trace);
    }

    std::optional<std::int64_t> placeOf(std::int32_t user, std::int32_t movie) const override {
        const bool usersOnly = train_.objective == Objective::CatalogueSoftmax;
        for (std::size_t place = 0; place < order_.size(); ++place) {
            const auto example = static_cast<std::size_t>(order_[place]);
            if (material_.examples.users[example] == user &&
                (usersOnly || material_.examples.movies[example] == movie))
                return static_cast<std::int64_t>(place);
        }
        return std::nullopt;
    }

    void takeNewExample() override {
        order_.push_back(static_cast<std::int64_t>(material_.examples.users.size()) - 1);
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
    NamedTensors shownState() override { return state(); }
    void setState(const NamedTensors& state) override {
        setOptimiserState(*optimiser_, material_.net, train_.optimiser, state);
    }

private:
    std::span<const std::int64_t> chosen(std::int64_t start, std::int64_t count) const {
        const auto available = static_cast<std::int64_t>(order_.size()) - start;
        return std::span(order_).subspan(static_cast<std::size_t>(start),
                                         static_cast<std::size_t>(std::min(count, available)));
    }

    float step(std::span<const std::int64_t> order, StepTrace* trace) {
        TwoTowerNetImpl& net = material_.net;
        net.train();
        const Batch batch = batches_.make(order);
        optimiser_->zero_grad();
        StepTrace own; // what pulls the movies is part of it
        if (trace == nullptr && pulls_ != nullptr)
            trace = &own;
        const torch::Tensor loss = lossOf(net, objective_, batch, negatives_, train_, trace);
        loss.backward();
        if (pulls_ != nullptr)
            tellPulls(batch, trace->forward.movies.vectors.grad());
        if (trace != nullptr && trace != &own)
            takeGradients(net, *trace);
        if (train_.clipNorm > 0)
            torch::nn::utils::clip_grad_norm_(net.parameters(), train_.clipNorm);
        optimiser_->step();
        return loss.item<float>();
    }

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
