// SPDX-License-Identifier: MIT
#include "core/data/rating_lines.h"

#include "core/data/field_values.h"
#include "core/error.h"
#include "core/text/number_text.h"
#include "core/text/utf8.h"

#include <algorithm>

namespace towerlab::detail {
namespace {

constexpr const char* sameIdsRemedy =
    "The split must use the data set's own ids, not ids counted anew.";

/// @param row that the data set has for the id
std::int32_t known(const std::optional<std::size_t>& row, std::string_view what,
                   std::string_view id, const Dataset& dataset, const TextTable& table) {
    if (!row)
        table.fail(std::string(what) + ' ' + readable(id) + " is not in the data set " +
                       dataset.name(),
                   sameIdsRemedy);
    return static_cast<std::int32_t>(*row);
}

} // namespace

std::int32_t userRowOf(const Dataset& dataset, const TextTable& table, std::string_view field) {
    const auto row = dataset.userRow(field);
    return known(row ? row : dataset.userRow(plainId(field)), "user", field, dataset, table);
}

std::int32_t movieRowOf(const Dataset& dataset, const TextTable& table, std::string_view field) {
    const auto row = dataset.movieRow(field);
    return known(row ? row : dataset.movieRow(plainId(field)), "movie", field, dataset, table);
}

std::string pairText(const Dataset& dataset, std::int32_t userRow, std::int32_t movieRow) {
    return "user " + dataset.users().id.text(static_cast<std::size_t>(userRow)) + " and movie " +
           dataset.movies().id.text(static_cast<std::size_t>(movieRow));
}

RatingLines::RatingLines(const std::filesystem::path& path, const Dataset& dataset)
    : lines_(path), dataset_(dataset) {}

bool RatingLines::next() {
    if (!lines_.next())
        return false;
    user_ = userRowOf(dataset_, table(), lines_.user());
    movie_ = movieRowOf(dataset_, table(), lines_.movie());
    stars_ = starsIn(lines_.rating());
    timestamp_ = timeOf(table(), lines_.time());
    return true;
}

/// A rating that lies further off the data's scale than that is long is none: another column was
/// taken for it. Short of that a file may well have ratings that the data set has not.
std::optional<float> RatingLines::starsIn(std::string_view field) const {
    if (field.empty())
        return std::nullopt;
    const float value = detail::ratingOf(table(), field);
    const float lowest = dataset_.minRating();
    const float highest = dataset_.maxRating();
    if (value == 0 && (lowest > 0 || highest < 0))
        return std::nullopt;
    const float slack = std::max(highest - lowest, 1.0F);
    if (value < lowest - slack || value > highest + slack)
        fail("rating " + inQuotes(field) +
                 " is far off the ratings of the data set, which go from " +
                 numberText(double{lowest}) + " to " + numberText(double{highest}),
             "If the columns stand in another order, name them in a first line, such as "
             "userId,movieId,rating,timestamp.");
    return value;
}

std::string RatingLines::pairText() const { return detail::pairText(dataset_, user_, movie_); }

} // namespace towerlab::detail
