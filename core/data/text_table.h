// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/source_files.h"
#include "core/data/text_encoding.h"

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace towerlab {

/// A whole text file in memory, walked line by line and split into fields without copying.
///
/// Each accessor that finds bad content throws a DataError that names the file, the line and the
/// reason. Lines end with LF, CRLF or CR; blank lines are passed over, as is a byte order mark.
class TextTable {
public:
    /// @param separator between the fields of a line, one or more bytes; where it is a blank,
    ///        several of them, and tabs, count as one
    /// @throws DataError if the file is missing, is not a file, can't be read, or is empty.
    TextTable(const std::filesystem::path& path, std::string_view separator);

    TextTable(detail::SourceFile file, std::string_view separator);

    /// Recodes the contents to UTF-8. Before the first nextLine() only.
    /// @return what was assumed; its text is here
    DecodedText decode();
    /// Fields may stand in quotes, with separators, doubled quotes and line breaks in them.
    void allowQuotes() { quotes_ = true; }

    /// Moves to the next line that is not empty; false at the end.
    bool nextLine();

    /// Splits the current line; its field count must be exactly `expected`, but for a separator
    /// that ends the line.
    /// @throws DataError otherwise.
    std::span<const std::string_view> fields(std::size_t expected);

    /// Splits the current line into as many fields as it has.
    std::span<const std::string_view> fields();

    /// A table of the first lines alone.
    TextTable head(std::size_t lines = 1) const;

    /// The current line as it is, quotes and all.
    std::string_view line() const { return line_; }

    /// The first lines, as many as a hundred kilobytes hold.
    detail::SourceFile beginning() const;
    /// Before the first nextLine() only.
    void setSeparator(std::string_view separator) { separator_ = separator; }

    /// Whether the current line is the first that is not blank and names columns: no field is a
    /// number, and one speaks of a user, a movie, an item or an id.
    bool isHeader();

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
    std::size_t withinQuotes(std::string_view text, std::size_t length);
    void splitPlain();
    void splitQuoted();
    void splitAtBlanks();
    bool findQuote(std::size_t& at) const;
    /// Reads a field in quotes from `at` on; the place behind it.
    std::size_t unquote(std::size_t at);

    std::string path_;
    std::string separator_;
    std::string contents_;
    std::size_t position_ = 0;
    std::size_t lineNumber_ = 0;
    std::size_t linesRead_ = 0;   ///< that were not blank
    std::size_t linesWithin_ = 0; ///< line breaks within the fields of the current line
    bool quotes_ = false;
    std::deque<std::string> unquoted_; ///< fields that stood in quotes
    std::string_view line_;
    std::vector<std::string_view> fields_;
};

/// A separator with which TextTable hands out each line as one field.
inline constexpr std::string_view wholeLines = "\n";

/// `text` shortened for an error message and put in quotes.
std::string inQuotes(std::string_view text);

} // namespace towerlab
