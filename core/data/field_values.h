// SPDX-License-Identifier: MIT
// What stands in the fields of people's tables; private to core/data.
#pragma once

#include "core/data/text_table.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace towerlab::detail {

/// A number, with a point or a comma before its decimals; nothing if it is none, or not finite.
std::optional<double> numberIn(std::string_view field);

/// A rating: a number, per cent ("85%"), or one of the words for liked (1) and not (0).
/// @throws DataError about the table's current line if it is nothing of that
float ratingOf(const TextTable& table, std::string_view field);

/// Seconds since 1970: a whole number, one with decimals, or a date with or without a time of day
/// ("1997-09-22", "22.09.1997 18:57:58", "1997-09-22T18:57:58Z"); 0 where the field is empty. Of a
/// date without a zone the time is UTC.
/// @throws DataError about the table's current line if it is nothing of that
std::int64_t timeOf(const TextTable& table, std::string_view field);

/// Times most of which lie beyond the year 5000 are in milliseconds or microseconds; a single one
/// is a mistake in the data.
/// @return what they were taken for, "milli" or "micro"; empty where they are seconds
std::string scaleTimes(std::span<std::int64_t> times);

} // namespace towerlab::detail
