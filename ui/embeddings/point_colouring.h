// SPDX-License-Identifier: MIT
#pragma once

#include "core/recommend/recommender.h"

#include <QColor>
#include <QString>

#include <vector>

namespace towerlab::ui {

enum class Subject { Movies, Users };

/// What the points of the map can be coloured by.
enum class ColourBy { Genre, Year, Gender, Age, Occupation, MeanStars, Ratings };

/// The choices that make sense for movies or for users, the default first.
std::vector<ColourBy> colourChoices(Subject subject);
QString colourName(ColourBy by);

/// A group of points that share a colour.
struct ColourGroup {
    QString name;
    QColor colour;
    int count = 0;
};

/// A group for every vector of a recommender. A category's groups are its values, the most frequent
/// first, with the rare ones joined in "Other"; a number's groups are equal steps of its range.
struct Colouring {
    std::vector<ColourGroup> groups;
    std::vector<int> groupOf; ///< by vocabulary index; -1 where the data set lacks the entry
    bool numeric = false;
    QString low; ///< ends of a numeric scale
    QString high;

    std::vector<QColor> colours() const;
};

Colouring makeColouring(const Recommender& recommender, Subject subject, ColourBy by);

} // namespace towerlab::ui
