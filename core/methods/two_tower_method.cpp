// SPDX-License-Identifier: MIT
#include "core/methods/two_tower_method.h"

#include "core/methods/shared_settings.h"
#include "core/methods/two_tower_fit.h"
#include "core/model/presets.h"
#include "core/model/settings_rules.h"

namespace towerlab::methods {
namespace {

/// The few settings of a run that make most of the difference between such methods.
SettingsValue described(const RunSettings& settings) {
    SettingFields fields;
    SettingGroup train(fields, {}, &RunSettings::train);
    SettingGroup model(fields, {}, &RunSettings::model);
    addEpochs(train);
    train.whole("batch", TOWERLAB_TRANSLATABLE("Methods", "Batch size"),
                TOWERLAB_TRANSLATABLE("Methods", "Examples a step; 0 takes a tenth of all."), 0,
                65536, &TrainSettings::batchSize);
    train.real("learning_rate", TOWERLAB_TRANSLATABLE("Methods", "Learning rate"),
               TOWERLAB_TRANSLATABLE("Methods", "How far a step goes."), 1e-5, 1, adaptiveStep, 5,
               &TrainSettings::learningRate);
    model.whole("vector", TOWERLAB_TRANSLATABLE("Methods", "Vector size"),
                TOWERLAB_TRANSLATABLE("Methods", "Length of each user's and movie's vector."), 1,
                512, &ModelSettings::vectorSize);
    if (drawsNegatives(settings.train.objective))
        train.whole("negatives", TOWERLAB_TRANSLATABLE("Methods", "Negatives"),
                    TOWERLAB_TRANSLATABLE("Methods", "Movies drawn at random for each rated one."),
                    1, 100, &TrainSettings::negatives);
    return {settings, fields};
}

RunSettings chosen(const MethodOptions& options) {
    RunSettings settings = options.settings.as<RunSettings>();
    settings.train.seed = static_cast<std::uint32_t>(options.seed);
    settings.data.likeThreshold = likeThresholdOn(options.scale, settings.data.likeThreshold);
    return withThreads(settings, options.threads);
}

} // namespace

RunSettings withThreads(RunSettings settings, int threads) {
    settings.train.threads = engineFor(settings) == Engine::Fast ? threads : 1;
    return settings;
}

RunSettings rankingTowers(Objective objective) {
    RunSettings settings = preset("in-batch").settings;
    settings.model.normalise = Switch::Off;
    settings.train.objective = objective;
    settings.train.temperature = 1;
    settings.train.batchSize = 1024;
    settings.train.epochs = 5;
    return settings;
}

RunSettings ratingTowers(Objective objective) {
    RunSettings settings = preset("clear-map").settings;
    settings.train.objective = objective;
    return settings;
}

MethodInfo twoTower(const TwoTowerVariant& variant) {
    MethodInfo info;
    info.key = variant.key;
    info.name = variant.name;
    info.family = MethodFamily::TwoTower;
    info.stage = variant.stage;
    info.idea = variant.idea;
    info.formula = variant.formula;
    info.whenToUse = variant.whenToUse;
    info.cost = TOWERLAB_TRANSLATABLE(
        "Methods",
        "Fitting: epochs × ratings × the towers' size. A list: vector size per movie, as "
        "the movies' vectors are made once. Memory: one vector per user and movie.");
    const Objective objective = variant.settings.train.objective;
    info.predictsStars = objective == Objective::MeanSquaredError;
    info.predictsLikes = objective == Objective::BinaryCrossEntropy;
    info.settings = described(variant.settings);
    info.fit = [](const FitInput& in) {
        return fitTwoTower(in.dataset, in.trainRows, chosen(in.options), in.stop, in.progress);
    };
    return info;
}

} // namespace towerlab::methods
