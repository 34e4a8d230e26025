// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/settings.h"

namespace towerlab::ui {

/// What a model's output for a user and a movie means to people.
enum class ScoreKind {
    Stars,       ///< put back on the star scale
    Probability, ///< the chance of a like, or with sampled negatives of a rating at all
    Order,       ///< a logit: only which of two is higher counts
    None         ///< no model was asked: a list of what most people have rated
};

constexpr ScoreKind scoreKindOf(Objective objective) {
    if (outputsLogits(objective))
        return ScoreKind::Order;
    return isProbability(objective) ? ScoreKind::Probability : ScoreKind::Stars;
}

} // namespace towerlab::ui
