// SPDX-License-Identifier: MIT
#pragma once

#include "ui/embeddings/map_points.h"
#include "ui/widgets/colouring.h"

#include <QString>

#include <vector>

namespace towerlab::ui {

/// What is known of the points of a map, to colour them by, to size them by, or for an axis. The
/// data's own columns of movies, or of users, follow one after the other from FirstColumn on: those
/// of words, then those of numbers.
enum class PointFact : int {
    Kind, ///< movie or user
    Genre,
    Year,
    MeanRating,
    Ratings, ///< how many
    Kept,    ///< share of true neighbours that are neighbours on the map
    Moved,   ///< how far it has moved among its neighbours
    FirstColumn
};

/// What can be said of the points, the best to colour by first; without Kept and Moved.
std::vector<PointFact> factsOf(Subject subject, const Dataset& data);
bool isNumber(Subject subject, PointFact fact, const Dataset& data);
QString factName(Subject subject, PointFact fact, const Dataset& data);

/// The fact of each point, NaN where it is not known; numbers of ratings as logarithms.
/// @param fact a number, and none of Kept and Moved
std::vector<double> numbersOf(const MapPoints& map, PointFact fact);
QString numberText(double value, PointFact fact);

/// Groups by point.
Colouring colouringOf(const MapPoints& map, PointFact fact);
/// By numbers that are known from elsewhere: Kept and Moved.
Colouring colouringBy(const std::vector<double>& numbers, PointFact fact);

} // namespace towerlab::ui
