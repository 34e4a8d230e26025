// SPDX-License-Identifier: MIT
#pragma once

#include "core/recommend/recommender.h"
#include "ui/widgets/colouring.h"

#include <QString>

#include <vector>

namespace towerlab::ui {

enum class Subject { Movies, Users };

/// What the points of the map can be coloured by. The data's own columns of movies, or of users,
/// follow one after the other from FirstColumn on: those of words, then those of numbers.
enum class ColourBy : int { Genre, Year, MeanStars, Ratings, FirstColumn };

/// The choices that make sense for movies or for users of the data, the default first.
std::vector<ColourBy> colourChoices(Subject subject, const Dataset& data);
QString colourName(Subject subject, ColourBy by, const Dataset& data);

Colouring makeColouring(const Recommender& recommender, Subject subject, ColourBy by);

} // namespace towerlab::ui
