// SPDX-License-Identifier: MIT
#pragma once

#include "core/recommend/recommender.h"
#include "ui/widgets/colouring.h"

#include <QString>

#include <vector>

namespace towerlab::ui {

enum class Subject { Movies, Users };

/// What the points of the map can be coloured by.
enum class ColourBy { Genre, Year, Gender, Age, Occupation, MeanStars, Ratings };

/// The choices that make sense for movies or for users, the default first.
std::vector<ColourBy> colourChoices(Subject subject);
QString colourName(ColourBy by);

Colouring makeColouring(const Recommender& recommender, Subject subject, ColourBy by);

} // namespace towerlab::ui
