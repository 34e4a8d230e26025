// SPDX-License-Identifier: MIT
#include "ui/embeddings/map_points.h"

#include "core/progress.h"
#include "ui/data/history_model.h"
#include "ui/data/movies_model.h"
#include "ui/data/rating_text.h"
#include "ui/data/search_texts.h"
#include "ui/widgets/id_text.h"
#include "ui/widgets/search_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace towerlab::ui {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("towerlab::ui::MapPoints", text);
}

void addSide(MapPoints& map, bool movies) {
    const Recommender& recommender = *map.recommender;
    const Encoding& encoding = recommender.encoding();
    const std::size_t count =
        movies ? recommender.movieVectors().size() : recommender.userVectors().size();
    for (std::size_t index = 0; index < count; ++index) {
        const std::int32_t row = movies ? encoding.movieRow(index) : encoding.userRow(index);
        if (row >= 0) // else the data set lacks it
            map.points.push_back(
                {movies, static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(row)});
    }
    (movies ? map.pointOfMovie : map.pointOfUser).assign(count, -1);
}

std::vector<float> gathered(const MapPoints& map, std::span<const float> movies,
                            std::span<const float> users, std::size_t dimensions) {
    std::vector<float> values;
    values.reserve(map.size() * dimensions);
    for (const MapPoint& point : map.points) {
        const auto from =
            (point.movie ? movies : users).subspan(point.index * dimensions, dimensions);
        values.insert(values.end(), from.begin(), from.end());
    }
    return values;
}

QString movieHint(const Dataset& dataset, std::size_t row) {
    return tr("%1\n%2\n%3 ratings, mean %4")
        .arg(titleWithYear(dataset, row), genresText(dataset, row),
             QLocale().toString(dataset.byMovie().count(row)),
             QLocale().toString(double{dataset.meanOfMovie(row)}, 'f', 2));
}

} // namespace

int MapPoints::pointOf(bool movie, std::size_t row) const {
    const Encoding& encoding = recommender->encoding();
    const std::int32_t index = movie ? encoding.movieIndex(row) : encoding.userIndex(row);
    const std::vector<int>& of = movie ? pointOfMovie : pointOfUser;
    return index < 0 || of.empty() ? -1 : of[static_cast<std::size_t>(index)];
}

std::vector<float> MapPoints::vectorsOf(const VectorFrame& frame) const {
    return gathered(*this, frame.movies, frame.users, frame.dimensions);
}

std::shared_ptr<const MapPoints> makeMapPoints(std::shared_ptr<const Recommender> recommender,
                                               Subject subject, const std::stop_token& stop) {
    throwIfStopped(stop); // while it waited for the one before
    auto map = std::make_shared<MapPoints>();
    map->recommender = std::move(recommender);
    map->subject = subject;
    if (subject != Subject::Users)
        addSide(*map, true);
    if (subject != Subject::Movies)
        addSide(*map, false);
    const Dataset& dataset = map->dataset();
    const auto ratingsOf = [&](const MapPoint& point) {
        return (point.movie ? dataset.byMovie() : dataset.byUser()).count(point.row);
    };
    std::stable_sort(
        map->points.begin(), map->points.end(),
        [&](const MapPoint& a, const MapPoint& b) { return ratingsOf(a) > ratingsOf(b); });
    map->ratings.reserve(map->size());
    for (std::size_t i = 0; i < map->size(); ++i) {
        const MapPoint& point = map->points[i];
        map->ratings.push_back(ratingsOf(point));
        (point.movie ? map->pointOfMovie : map->pointOfUser)[point.index] = static_cast<int>(i);
    }
    throwIfStopped(stop);
    const EmbeddingTable& movies = map->recommender->movieVectors();
    const EmbeddingTable& users = map->recommender->userVectors();
    map->nearest = std::make_shared<NearestCache>(
        gathered(*map, movies.values, users.values, movies.dimensions), movies.dimensions);
    return map;
}

QString nameOf(const MapPoints& map, int point) {
    const MapPoint& at = map.points[static_cast<std::size_t>(point)];
    const Vocabulary& vocabulary = map.recommender->encoding().vocabulary();
    return at.movie ? QString::fromStdString(vocabulary.movies.title[at.index])
                    : tr("User %1").arg(idText(vocabulary.users.id, at.index));
}

QString hintOf(const MapPoints& map, int point) {
    const MapPoint& at = map.points[static_cast<std::size_t>(point)];
    return at.movie ? movieHint(map.dataset(), at.row) : userFacts(map.dataset(), at.row);
}

std::vector<bool> pointsWith(const MapPoints& map, const std::shared_ptr<const Dataset>& dataset,
                             const QStringList& words, const std::stop_token& stop) {
    constexpr std::size_t pointsBetweenLooks = 1 << 12;
    std::shared_ptr<const SearchTexts> movies;
    std::shared_ptr<const SearchTexts> users;
    if (map.subject != Subject::Users)
        movies = SearchTexts::ofMovies(dataset);
    if (map.subject != Subject::Movies)
        users = SearchTexts::ofUsers(dataset);
    for (const auto& texts : {movies, users})
        if (texts)
            texts->prepare(stop);
    std::vector<bool> found;
    found.reserve(map.size());
    for (const MapPoint& point : map.points) {
        if (found.size() % pointsBetweenLooks == 0)
            throwIfStopped(stop);
        found.push_back(holdsAll((point.movie ? movies : users)->of(point.row), words));
    }
    return found;
}

std::vector<float> radiiBy(const std::vector<double>& numbers, std::size_t points) {
    constexpr double roomFor = 20000; // points at full size
    constexpr double plain = 3.5;
    constexpr double smallest = 2.2;
    constexpr double largest = 8;
    constexpr double least = 1.5;
    const double share = std::min(1.0, std::sqrt(roomFor / static_cast<double>(points + 1)));
    const auto scaled = [&](double radius) {
        return static_cast<float>(std::max(least, radius * share));
    };
    std::vector<float> radii(points, scaled(plain));
    if (numbers.empty())
        return radii;
    double low = 0;
    double high = 0;
    bool any = false;
    for (const double number : numbers)
        if (!std::isnan(number)) {
            low = any ? std::min(low, number) : number;
            high = any ? std::max(high, number) : number;
            any = true;
        }
    for (std::size_t i = 0; i < points; ++i) {
        const double size =
            high > low && !std::isnan(numbers[i]) ? (numbers[i] - low) / (high - low) : 0.0;
        radii[i] = scaled(smallest + (largest - smallest) * size * size * size);
    }
    return radii;
}

} // namespace towerlab::ui
