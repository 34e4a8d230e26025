// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/run_frames.h"
#include "core/recommend/recommender.h"
#include "ui/embeddings/nearest_cache.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <memory>
#include <stop_token>
#include <vector>

namespace towerlab::ui {

/// Whose vectors a map shows. Both: in one space, in which a dot product (or a cosine, as the
/// model's match has it) is the score.
enum class Subject { Movies, Users, Both };

/// A point of a map is a movie or a user.
struct MapPoint {
    bool movie = true;
    std::uint32_t index = 0; ///< of the vocabulary
    std::uint32_t row = 0;   ///< of the data set
};

/// What a map shows, wherever it lies on it. Points are in the order in which they are drawn: the
/// most rated first, so that small discs lie on top of large ones. Immutable.
struct MapPoints {
    std::shared_ptr<const Recommender> recommender;
    Subject subject = Subject::Movies;
    std::vector<MapPoint> points;
    std::vector<std::uint32_t> ratings; ///< of each
    std::vector<int> pointOfMovie;      ///< by vocabulary index; -1: none
    std::vector<int> pointOfUser;
    std::shared_ptr<NearestCache> nearest; ///< with the vectors in the points' order

    std::size_t size() const { return points.size(); }
    VectorSpan vectors() const { return nearest->vectors(); }
    const Dataset& dataset() const { return recommender->dataset(); }
    /// The point of a row of the data set, or -1.
    int pointOf(bool movie, std::size_t row) const;
    /// In the points' order.
    std::vector<float> vectorsOf(const VectorFrame& frame) const;
};

/// For a worker. @throws Cancelled if a stop was requested.
std::shared_ptr<const MapPoints> makeMapPoints(std::shared_ptr<const Recommender> recommender,
                                               Subject subject, const std::stop_token& stop);

/// What a point is called.
QString nameOf(const MapPoints& map, int point);
/// A few lines on what is known of it.
QString hintOf(const MapPoints& map, int point);

/// Points that hold each of these searchWords(), as the tables find them. For a worker.
/// @throws Cancelled if a stop was requested.
std::vector<bool> pointsWith(const MapPoints& map, const std::shared_ptr<const Dataset>& dataset,
                             const QStringList& words, const std::stop_token& stop);

/// Radii of discs in pixels: all alike where `numbers` is empty; else they grow with the number.
/// Where there are very many points all are smaller, or the map would be one blot.
std::vector<float> radiiBy(const std::vector<double>& numbers, std::size_t points);

} // namespace towerlab::ui
