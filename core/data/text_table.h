// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace towerlab {

/// A whole text file in memory, walked line by line and split into fields without copying.
///
/// Each accessor that finds bad content throws a DataError that names the file, the line and the
/// reason. Lines end with LF or CRLF; empty lines are passed over.
class TextTable {
public:
    /// @param separator between the fields of a line, one or more bytes
    /// @throws DataError if the file is missing, is not a file, can't be read, or is empty.
    TextTable(const std::filesystem::path& path, std::string_view separator);

    /// Recodes the contents to UTF-8 (see toUtf8()). Before the first nextLine() only.
    void decode();

    /// Moves to the next line that is not empty; false at the end.
    bool nextLine();

    /// Splits the current line; its field count must be exactly `expected`.
    /// @throws DataError otherwise.
    std::span<const std::string_view> fields(std::size_t expected);

    /// Splits the current line into as many fields as it has.
    std::span<const std::string_view> fields();

    std::int32_t integer(std::string_view field, std::string_view name) const;
    std::int64_t integer64(std::string_view field, std::string_view name) const;
    float number(std::string_view field, std::string_view name) const;

    /// @throws DataError about the current line.
    [[noreturn]] void fail(std::string reason, std::string remedy = {}) const;

    std::size_t lineNumber() const { return lineNumber_; }
    std::size_t byteCount() const { return contents_.size(); }
    std::size_t bytePosition() const { return position_; }
    const std::string& path() const { return path_; }

private:
    std::string path_;
    std::string separator_;
    std::string contents_;
    std::size_t position_ = 0;
    std::size_t lineNumber_ = 0;
    std::string_view line_;
    std::vector<std::string_view> fields_;
};

/// `text` shortened for an error message and put in quotes.
std::string inQuotes(std::string_view text);

} // namespace towerlab
