// SPDX-License-Identifier: MIT
#include "ui/embeddings/tug_of_war.h"

#include "ui/data/rating_text.h"
#include "ui/widgets/id_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <optional>

namespace towerlab::ui {
namespace {

constexpr std::size_t named = 4;

QString tr(const char* text) { return QCoreApplication::translate("towerlab::ui::TugOfWar", text); }

/// A pull of the movie's vector as the map shows it: with the weights of the match, as the vectors
/// of movies have them, and turned.
PlanePoint onMap(const TugOfWar& tug, std::span<const float> pull) {
    std::vector<float> weighted(pull.begin(), pull.end());
    const std::vector<float>& weights = tug.moment.frame->matchWeights;
    if (weights.size() == weighted.size())
        for (std::size_t k = 0; k < weighted.size(); ++k)
            weighted[k] *= weights[k];
    return projected(turnedDirection(*tug.moment.vectors, weighted), tug.axes);
}

double lengthOf(const PlanePoint& way) { return std::hypot(double{way.x}, double{way.y}); }

PlanePoint moved(const PlanePoint& from, const PlanePoint& way, double factor) {
    return {from.x + static_cast<float>(double{way.x} * factor),
            from.y + static_cast<float>(double{way.y} * factor)};
}

/// What the user gave the movie, where the data knows.
std::optional<double> ratingOf(const TugOfWar& tug, std::size_t userIndex, std::size_t movieRow) {
    const Dataset& data = tug.map.dataset();
    const std::int32_t row = tug.map.recommender->encoding().userRow(userIndex);
    if (row >= 0)
        for (const std::uint32_t rating : data.byUser().of(static_cast<std::size_t>(row)))
            if (data.ratings().movie[rating] == static_cast<std::int32_t>(movieRow))
                return double{data.ratings().value[rating]};
    return std::nullopt;
}

QString puller(const TugOfWar& tug, std::size_t userIndex, std::size_t movieRow) {
    const Encoding& encoding = tug.map.recommender->encoding();
    const Dataset& data = tug.map.dataset();
    const QString user = tr("User %1").arg(idText(encoding.vocabulary().users.id, userIndex));
    if (const auto rating = ratingOf(tug, userIndex, movieRow))
        return tr("%1: %2").arg(user, ratingWithUnit(data, *rating));
    return user;
}

struct Arrow {
    PlanePoint way;
    std::size_t user;
};

/// Those who liked it, and those who did not: at least what it gets on average, or less.
theme::Ink inkOf(const TugOfWar& tug, std::size_t userIndex, std::size_t movieRow) {
    const auto rating = ratingOf(tug, userIndex, movieRow);
    const bool liked = !rating || *rating >= double{tug.map.dataset().meanOfMovie(movieRow)};
    return theme::Ink::category(liked ? 0 : 3);
}

/// The strongest on the map first.
std::vector<Arrow> arrowsOf(const TugOfWar& tug, std::size_t movie) {
    std::vector<Arrow> arrows;
    for (const std::size_t place : tug.pulls.strongest(movie))
        arrows.push_back(
            {onMap(tug, tug.pulls.pullAt(place)), static_cast<std::size_t>(tug.pulls.user[place])});
    std::stable_sort(arrows.begin(), arrows.end(), [](const Arrow& a, const Arrow& b) {
        return lengthOf(a.way) > lengthOf(b.way);
    });
    return arrows;
}

} // namespace

std::vector<MapLine> tugLines(const TugOfWar& tug, int point) {
    const MapPoint& at = tug.map.points[static_cast<std::size_t>(point)];
    std::vector<MapLine> lines;
    if (!at.movie)
        return lines;
    lines.push_back({.from = tug.before,
                     .to = tug.now,
                     .ink = theme::Ink::muted(),
                     .width = 1.5,
                     .arrow = true,
                     .dashed = true});
    const std::vector<Arrow> arrows = arrowsOf(tug, at.index);
    if (arrows.empty() || lengthOf(arrows.front().way) == 0)
        return lines;
    const double perUnit = tug.longest / lengthOf(arrows.front().way);
    for (std::size_t i = 0; i < arrows.size(); ++i)
        lines.push_back({.from = tug.now,
                         .to = moved(tug.now, arrows[i].way, perUnit),
                         .ink = inkOf(tug, arrows[i].user, at.row),
                         .width = 2,
                         .arrow = true,
                         .text = i < named ? puller(tug, arrows[i].user, at.row) : QString()});
    const PlanePoint sum = onMap(tug, tug.pulls.sumOf(at.index));
    if (lengthOf(sum) > 0) // its direction; it is as long as the strongest
        lines.push_back({.from = tug.now,
                         .to = moved(tug.now, sum, 0.8 * tug.longest / lengthOf(sum)),
                         .ink = theme::Ink::text(),
                         .width = 3,
                         .arrow = true,
                         .text = tr("All %1").arg(QLocale().toString(tug.pulls.count[at.index]))});
    return lines;
}

QString tugSentence(const TugOfWar& tug, int point) {
    const MapPoint& at = tug.map.points[static_cast<std::size_t>(point)];
    if (!at.movie || tug.pulls.count[at.index] == 0)
        return tr("No rating pulled it in epoch %1").arg(tug.pulls.epoch);
    const std::vector<Arrow> arrows = arrowsOf(tug, at.index);
    return tr("%1 ratings pulled it in epoch %2, most of all %3")
        .arg(QLocale().toString(tug.pulls.count[at.index]))
        .arg(tug.pulls.epoch)
        .arg(arrows.empty() ? QString() : puller(tug, arrows.front().user, at.row));
}

} // namespace towerlab::ui
