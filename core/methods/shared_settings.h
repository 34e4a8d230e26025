// SPDX-License-Identifier: MIT
// Settings that several methods have; private to core/methods.
#pragma once

#include "core/data/rating_scale.h"
#include "core/settings/setting_group.h"
#include "core/translatable.h"

namespace towerlab::methods {

inline constexpr double manyUnits = 1024;

template <typename Settings>
void addLikedFrom(SettingGroup<Settings>& group) {
    group.real("liked_from", TOWERLAB_TRANSLATABLE("Methods", "Liked from"),
               TOWERLAB_TRANSLATABLE("Methods",
                                     "The rating from which on it counts as a like; 4 stands for "
                                     "what lies as high on other scales than stars."),
               lowestThreshold, highestThreshold, adaptiveStep, 1, &Settings::likedFrom);
}

template <typename Settings>
void addFactors(SettingGroup<Settings>& group) {
    group.whole("factors", TOWERLAB_TRANSLATABLE("Methods", "Factors"),
                TOWERLAB_TRANSLATABLE("Methods", "Length of each user's and movie's vector."), 1,
                manyUnits, &Settings::factors);
}

template <typename Settings, typename Part>
void addEpochs(SettingGroup<Settings, Part>& group) {
    group.whole("epochs", TOWERLAB_TRANSLATABLE("Methods", "Epochs"),
                TOWERLAB_TRANSLATABLE("Methods", "Passes over the training ratings."), 1, 1000,
                &Part::epochs);
}

template <typename Settings>
void addFallingRate(SettingGroup<Settings>& group) {
    group.real("learning_rate", TOWERLAB_TRANSLATABLE("Methods", "Learning rate"),
               TOWERLAB_TRANSLATABLE("Methods", "Of the first epoch; it falls evenly towards "
                                                "0."),
               1e-5, 1, adaptiveStep, 5, &Settings::learningRate);
}

template <typename Settings>
void addWeightDecay(SettingGroup<Settings>& group) {
    group.real("weight_decay", TOWERLAB_TRANSLATABLE("Methods", "Weight decay"),
               TOWERLAB_TRANSLATABLE("Methods", "λ, by which each step shrinks all weights a "
                                                "little: the higher, the less is learnt by heart."),
               0, 10, adaptiveStep, 3, &Settings::weightDecay);
}

} // namespace towerlab::methods
