// SPDX-License-Identifier: MIT
#include "ui/embeddings/map_contents.h"

#include "core/progress.h"
#include "ui/data/search_texts.h"
#include "ui/widgets/search_text.h"

#include <algorithm>
#include <cmath>

namespace towerlab::ui {
namespace {

constexpr std::size_t componentsKept = 8;

/// Of a disc in pixels: grows with the logarithm of the number of ratings where sizes are wanted.
/// Where there are very many points, all are smaller, or the map would be one blot.
class Radius {
public:
    Radius(bool sized, std::uint32_t most, std::size_t points)
        : most_(sized ? most : 0), share_(std::min(1.0, std::sqrt(roomFor / double(points + 1)))) {}

    float of(std::uint32_t ratings) const {
        constexpr double plain = 3.5;
        constexpr double smallest = 2.2;
        constexpr double largest = 8;
        constexpr double least = 1.5;
        double radius = plain;
        if (most_ > 0) {
            const double share =
                std::log1p(static_cast<double>(ratings)) / std::log1p(static_cast<double>(most_));
            radius = smallest + (largest - smallest) * share * share * share;
        }
        return static_cast<float>(std::max(least, radius * share_));
    }

private:
    static constexpr double roomFor = 20000; ///< points at full size
    std::uint32_t most_;
    double share_;
};

void fitAxes(MapWish& wish) {
    const std::size_t last = wish.pca->components - 1;
    wish.across = std::min(wish.across, last);
    wish.up = std::min(wish.up, last);
    if (wish.across == wish.up && last > 0) // fewer components than before
        wish.across = wish.up == 0 ? 1 : 0;
}

} // namespace

std::size_t MapContents::rowOf(std::size_t index) const {
    const Encoding& encoding = of.recommender->encoding();
    return static_cast<std::size_t>(of.subject == Subject::Movies ? encoding.movieRow(index)
                                                                  : encoding.userRow(index));
}

MapContents makeMap(MapWish wish, const std::stop_token& stop) {
    throwIfStopped(stop); // while it waited for the one before
    const Recommender& recommender = *wish.recommender;
    const bool movies = wish.subject == Subject::Movies;
    if (!wish.pca)
        wish.pca = std::make_shared<const PcaResult>(principalComponents(
            movies ? recommender.movieVectors() : recommender.userVectors(), componentsKept));
    throwIfStopped(stop);
    fitAxes(wish);
    MapContents map;
    map.of = std::move(wish);
    map.colouring = makeColouring(recommender, map.of.subject, map.of.colourBy);
    const PcaResult& pca = *map.of.pca;
    const Dataset& dataset = recommender.dataset();
    const RatingGroups& groups = movies ? dataset.byMovie() : dataset.byUser();
    std::vector<std::uint32_t> ratings(pca.count);
    std::uint32_t most = 0;
    for (std::size_t index = 0; index < pca.count; ++index)
        if (map.colouring.groupOf[index] >= 0) {
            map.indexOfPoint.push_back(index);
            ratings[index] = groups.count(map.rowOf(index));
            most = std::max(most, ratings[index]);
        }
    // Small discs on top of large ones, so that none hides another.
    std::stable_sort(map.indexOfPoint.begin(), map.indexOfPoint.end(),
                     [&](std::size_t a, std::size_t b) { return ratings[a] > ratings[b]; });
    const Radius radius(map.of.sized, most, map.indexOfPoint.size());
    map.pointOfIndex.assign(pca.count, -1);
    map.points.reserve(map.indexOfPoint.size());
    for (const std::size_t index : map.indexOfPoint) {
        map.pointOfIndex[index] = static_cast<int>(map.points.size());
        map.points.push_back({double{pca.at(index, map.of.across)},
                              double{pca.at(index, map.of.up)}, map.colouring.groupOf[index],
                              radius.of(ratings[index])});
    }
    return map;
}

std::vector<bool> marksOf(const MapContents& map, const std::shared_ptr<const Dataset>& dataset,
                          const QStringList& words, const std::vector<int>& groups,
                          const std::stop_token& stop) {
    constexpr std::size_t pointsBetweenLooks = 1 << 12;
    const auto texts = map.of.subject == Subject::Movies ? SearchTexts::ofMovies(dataset)
                                                         : SearchTexts::ofUsers(dataset);
    if (!words.isEmpty())
        texts->prepare(stop);
    std::vector<bool> marks;
    marks.reserve(map.indexOfPoint.size());
    for (const std::size_t index : map.indexOfPoint) {
        if (marks.size() % pointsBetweenLooks == 0)
            throwIfStopped(stop);
        const int group = map.colouring.groupOf[index];
        marks.push_back(
            (groups.empty() || std::find(groups.begin(), groups.end(), group) != groups.end()) &&
            (words.isEmpty() || holdsAll(texts->of(map.rowOf(index)), words)));
    }
    return marks;
}

} // namespace towerlab::ui
