// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

namespace towerlab {

/// The largest JSON text worth reading from a file: the results by user of all methods on the
/// largest MovieLens release take less.
inline constexpr std::uint64_t largestJsonFile = std::uint64_t{256} * 1024 * 1024;

/// Parses JSON from outside. None where it is malformed, would take more than half a gigabyte of
/// memory once parsed (a small text can), or is nested deeper than anything that TowerLab writes.
std::optional<nlohmann::json> parseBounded(std::string_view text);
/// The same with the order of keys kept.
std::optional<nlohmann::ordered_json> parseBoundedInOrder(std::string_view text);

} // namespace towerlab
