// SPDX-License-Identifier: MIT
// Words for ratings and rated movies; ratings are stars on a scale to 5 and plain numbers on
// others.
#pragma once

#include "core/data/dataset.h"

#include <QString>

#include <cstddef>
#include <optional>
#include <string>

namespace towerlab::ui {

class RatingDelegate;

/// Whether the ratings are shown as stars.
bool hasStars(const Dataset& dataset);

/// A rating without decimals that say nothing: "4", "3.5", "-1".
QString ratingNumber(double rating);

/// "Mean stars", or on other scales "Mean rating".
QString meanRatingTitle(const Dataset& dataset);

/// "4 ★", or on other scales "8".
QString ratingWithUnit(const Dataset& dataset, double rating);
/// "3.86 ★", or on other scales "7.72".
QString ratingWithUnit(const Dataset& dataset, double rating, int decimals);

/// "Toy Story (1995)", or the title alone where the year is unknown (0).
QString titleWithYear(const std::string& title, int year);
/// Of a row of the data.
QString titleWithYear(const Dataset& dataset, std::size_t movieRow);

/// What a user has given a movie; none where they have not rated it.
std::optional<float> givenRating(const Dataset& dataset, std::size_t userRow, std::size_t movieRow);

/// Lets it paint ratings of that data.
void setScale(RatingDelegate* delegate, const Dataset& dataset);

} // namespace towerlab::ui
