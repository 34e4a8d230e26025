// SPDX-License-Identifier: MIT
#include "core/train/step_engine.h"

#include "core/train/fast/fast_engine.h"
#include "core/train/objective.h"

#include <ATen/Parallel.h>

namespace towerlab {
namespace {

class AutogradEngine : public StepEngine {
public:
    AutogradEngine(TwoTowerNetImpl& net, Examples examples, const TrainSettings& settings)
        : net_(net),
          examples_(std::move(examples)),
          objective_(settings.objective),
          optimiser_(makeOptimiser(net, settings)) {}

    void shuffle(Random& random) override { shuffled_ = examples_.shuffled(random); }

    float step(std::int64_t start, std::int64_t count) override {
        return trainStep(net_, optimiser_, shuffled_.slice(start, count), objective_);
    }

    int threads() const override { return at::get_num_threads(); }

    void store(TwoTowerNetImpl&) const override {} // it works on the net itself

private:
    TwoTowerNetImpl& net_;
    Examples examples_;
    Examples shuffled_;
    Objective objective_;
    torch::optim::RMSprop optimiser_;
};

} // namespace

std::unique_ptr<StepEngine> makeStepEngine(TwoTowerNetImpl& net, const FeatureColumns& columns,
                                           const Examples& examples, const RunSettings& settings,
                                           int threads) {
    if (settings.train.engine == Engine::Fast)
        return std::make_unique<fast::FastEngine>(net, columns, examples, settings, threads);
    return std::make_unique<AutogradEngine>(net, examples, settings.train);
}

} // namespace towerlab
