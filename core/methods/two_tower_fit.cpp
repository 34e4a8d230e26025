// SPDX-License-Identifier: MIT
#include "core/methods/two_tower_fit.h"

#include "core/train/trainer.h"

namespace towerlab {

std::unique_ptr<TwoTowerScorer> fitTwoTower(const std::shared_ptr<const Dataset>& dataset,
                                            std::span<const std::uint32_t> trainRows,
                                            RunSettings settings, const std::stop_token& stop,
                                            const ProgressCallback& progress) {
    if (settings.train.patience == 0 && settings.train.restoreBest == Switch::Off)
        settings.data.validationFraction = 0;
    TrainObserver observer;
    observer.onSteps = [&](const std::vector<StepRecord>&, const TrainProgress& now) {
        report(progress, now.step, now.totalSteps, "Training");
    };
    Trainer trainer(dataset, settings, {trainRows.begin(), trainRows.end()});
    const TrainedModel model = trainer.run(observer, stop);
    if (model.record().stoppedEarly)
        throw Cancelled();
    return std::make_unique<TwoTowerScorer>(model, *dataset);
}

} // namespace towerlab
