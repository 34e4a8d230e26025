// SPDX-License-Identifier: MIT
#include "core/methods/two_tower_fit.h"
#include "core/methods/two_tower_method.h"
#include "core/model/settings_fields.h"
#include "core/translatable.h"

namespace towerlab {

const MethodInfo& ownRunMethod() {
    static const MethodInfo info = [] {
        MethodInfo own = methods::twoTower(
            {"two-tower-run", TOWERLAB_TRANSLATABLE("Methods", "Two towers: own run"),
             MethodStage::Ranking, RunSettings(),
             TOWERLAB_TRANSLATABLE("Methods",
                                   "A run of your own, with all of its settings. It is trained "
                                   "anew on what the others learn from, for its own model may "
                                   "have seen the ratings that are tested."),
             TOWERLAB_TRANSLATABLE("Methods", "As its settings say"),
             TOWERLAB_TRANSLATABLE("Methods", "To see where a model of your own stands.")});
        // By address: they are there as long as the program runs.
        const std::shared_ptr<const SettingFields> all(&settingFields(),
                                                       [](const SettingFields*) {});
        own.settings = SettingsValue(RunSettings(), all);
        own.fit = [](const FitInput& in) {
            RunSettings settings = in.options.settings.as<RunSettings>();
            return fitTwoTower(in.dataset, in.trainRows,
                               methods::withThreads(settings, in.options.threads), in.stop,
                               in.progress);
        };
        return own;
    }();
    return info;
}

} // namespace towerlab
