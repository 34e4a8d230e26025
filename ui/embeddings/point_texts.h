// SPDX-License-Identifier: MIT
#pragma once

#include "core/recommend/recommender.h"
#include "ui/embeddings/point_colouring.h"

#include <QString>

namespace towerlab::ui {

/// What a point of the map is called.
/// @param index of the model's vocabulary
QString pointName(const Recommender& recommender, Subject subject, std::size_t index);

/// A few lines on what is known of it.
/// @param index of a movie or user whom the data set has
QString pointHint(const Recommender& recommender, Subject subject, std::size_t index);

} // namespace towerlab::ui
