// SPDX-License-Identifier: MIT
// What the fuzz targets share: from the fuzzer's bytes to the files that a reader is given.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace towerlab::fuzz {

/// Between the parts of an input that stands for several files.
inline constexpr std::string_view partEnd = "\x1e\n";

inline std::string_view textOf(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

/// Exactly `count` parts; those that the input does not have are empty.
std::vector<std::string_view> partsOf(std::string_view input, std::size_t count);

/// A folder of this process in memory; its files are written anew for each input.
const std::filesystem::path& folder();

/// Writes a file of that folder; an empty one is removed instead, so that missing files are tried.
std::filesystem::path write(std::string_view name, std::string_view contents);

/// Writes an input's parts, one to each of these files.
void writeParts(std::string_view input, std::initializer_list<std::string_view> names);

/// Runs a reader. That it throws one of core's errors is fine, if a person can read the message;
/// anything else that it throws ends the program, which the fuzzer reports as a finding.
void expectAnswerOrError(const std::function<void()>& read);

/// Ends the program, as a finding, if a promise of the reader does not hold.
void require(bool holds, const char* promise);

} // namespace towerlab::fuzz
