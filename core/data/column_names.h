// SPDX-License-Identifier: MIT
// Columns of a table by the names in its header; private to core/data.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace towerlab::detail {

/// "movieId", "Movie ID", "movie_id" and "movie_id:token" are the same name.
std::string plainName(std::string_view name);

/// The first column with one of these plain names.
std::optional<std::size_t> columnOf(std::span<const std::string_view> header,
                                    std::initializer_list<std::string_view> names);

/// Where a header names the columns of a rating; none where it does not.
struct NamedRatingColumns {
    std::optional<std::size_t> user;
    std::optional<std::size_t> movie;
    std::optional<std::size_t> rating;
    std::optional<std::size_t> time;
};
NamedRatingColumns namedRatingColumns(std::span<const std::string_view> header);

} // namespace towerlab::detail
