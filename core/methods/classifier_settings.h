// SPDX-License-Identifier: MIT
// Settings of the classifiers; private to core/methods.
#pragma once

#include "core/classify/like_classifier.h"
#include "core/methods/shared_settings.h"
#include "core/settings/settings_value.h"

namespace towerlab::methods {

/// Those of both like classifiers.
inline void addLikeFields(SettingGroup<LikeSettings>& group) {
    addLikedFrom(group);
    group.whole("embedding_size", TOWERLAB_TRANSLATABLE("Methods", "Embedding size"),
                TOWERLAB_TRANSLATABLE("Methods", "Length of each feature's embedding."), 1,
                manyUnits, &LikeSettings::embeddingSize);
    group.whole("hidden_units", TOWERLAB_TRANSLATABLE("Methods", "Hidden units"),
                TOWERLAB_TRANSLATABLE("Methods", "Width of the first dense layer; the "
                                                 "second is half as wide."),
                1, manyUnits, &LikeSettings::hiddenUnits);
    addEpochs(group);
    addFallingRate(group);
    addWeightDecay(group);
}

/// Of the multi-class classifiers, whose settings have the same names.
template <typename Settings>
SettingsValue userSettings() {
    SettingFields fields;
    SettingGroup<Settings> group(fields);
    group.whole("hidden_units", TOWERLAB_TRANSLATABLE("Methods", "Hidden units"),
                TOWERLAB_TRANSLATABLE("Methods", "Width of the dense layer."), 1, manyUnits,
                &Settings::hiddenUnits);
    group.whole("epochs", TOWERLAB_TRANSLATABLE("Methods", "Epochs"),
                TOWERLAB_TRANSLATABLE("Methods", "Passes over the users."), 1, 1000,
                &Settings::epochs);
    addFallingRate(group);
    addWeightDecay(group);
    return {Settings(), fields};
}

} // namespace towerlab::methods
