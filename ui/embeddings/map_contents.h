// SPDX-License-Identifier: MIT
#pragma once

#include "core/analyze/pca.h"
#include "ui/embeddings/point_colouring.h"
#include "ui/plots/point_cloud.h"

#include <QStringList>

#include <memory>
#include <stop_token>
#include <vector>

namespace towerlab::ui {

/// What a map is to show.
struct MapWish {
    std::shared_ptr<const Recommender> recommender = nullptr;
    Subject subject = Subject::Movies;
    std::shared_ptr<const PcaResult> pca =
        nullptr; ///< of these vectors; null: still to be worked out
    ColourBy colourBy = ColourBy::Genre;
    bool sized = false;     ///< points grow with the number of ratings
    std::size_t across = 0; ///< components
    std::size_t up = 1;
};

/// A map, ready to be drawn. Points are in the order in which they are drawn: the most rated first.
struct MapContents {
    MapWish of; ///< with its PCA, and with components that there are
    Colouring colouring;
    std::vector<CloudPoint> points;
    std::vector<std::size_t> indexOfPoint; ///< of the vocabulary
    std::vector<int> pointOfIndex;         ///< -1 where there is none

    std::size_t rowOf(std::size_t index) const; ///< of the data set
};

/// For a worker. @throws Cancelled if a stop was requested.
MapContents makeMap(MapWish wish, const std::stop_token& stop);

/// Points that hold each of these searchWords(), as the tables find them, and are in one of these
/// groups of the colouring (in any, where none is named). For a worker.
/// @throws Cancelled if a stop was requested.
std::vector<bool> marksOf(const MapContents& map, const std::shared_ptr<const Dataset>& dataset,
                          const QStringList& words, const std::vector<int>& groups,
                          const std::stop_token& stop);

} // namespace towerlab::ui
