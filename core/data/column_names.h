// SPDX-License-Identifier: MIT
// Telling the columns of a table by their names; private to core/data.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace towerlab::detail {

/// Letters and digits in lower case: "movieId", "Movie ID", "movie_id" and "movie_id:token" are the
/// same name.
std::string plainName(std::string_view name);

/// Of the names, all plain, the first that a column has decides.
std::optional<std::size_t> columnOf(std::span<const std::string_view> header,
                                    std::span<const std::string_view> names);

/// What a column of somebody's ratings, users or items may be called.
namespace names {
extern const std::span<const std::string_view> user;
extern const std::span<const std::string_view> item;
extern const std::span<const std::string_view> rating;
extern const std::span<const std::string_view> time;
extern const std::span<const std::string_view> title;
extern const std::span<const std::string_view> year;
extern const std::span<const std::string_view> genres;
extern const std::span<const std::string_view> gender;
extern const std::span<const std::string_view> age;
} // namespace names

/// Where a header names the columns of a rating; none where it does not.
struct NamedRatingColumns {
    std::optional<std::size_t> user;
    std::optional<std::size_t> movie;
    std::optional<std::size_t> rating;
    std::optional<std::size_t> time;
};
NamedRatingColumns namedRatingColumns(std::span<const std::string_view> header);

/// Whether the column's name is one of these.
bool isCalled(std::string_view column, std::span<const std::string_view> names);

} // namespace towerlab::detail
