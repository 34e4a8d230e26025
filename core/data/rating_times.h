// SPDX-License-Identifier: MIT
// Times of ratings as files give them; private to core/data.
#pragma once

#include "core/data/text_table.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace towerlab::detail {

/// Seconds since 1970 as a whole number or with decimals; 0 where the field is empty.
/// @throws DataError about the table's current line
std::int64_t timeOf(const TextTable& table, std::string_view field);

/// Times most of which lie beyond the year 5000 are in milliseconds or microseconds; a single one
/// is a mistake in the data.
/// @return what they were taken for, "milli" or "micro"; empty where they are seconds
std::string scaleTimes(std::span<std::int64_t> times);

} // namespace towerlab::detail
