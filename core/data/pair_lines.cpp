// SPDX-License-Identifier: MIT
#include "core/data/pair_lines.h"

#include "core/data/column_names.h"
#include "core/error.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace towerlab {
namespace {

bool isNumber(std::string_view field) {
    double ignored = 0;
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), ignored);
    return error == std::errc() && end == field.data() + field.size();
}

/// Whether the first two fields both are, or both are not, numbers.
bool startsWith(std::span<const std::string_view> fields, bool numbers) {
    return fields.size() >= 2 && isNumber(fields[0]) == numbers && isNumber(fields[1]) == numbers;
}

/// In the order in which they are tried.
constexpr std::array<std::string_view, 6> separators = {"::", "\t", ";", ",", "|", " "};

/// Without blanks and single quotes around them, and without the empty ones that end a line.
std::vector<std::string_view> cleaned(std::span<const std::string_view> fields) {
    std::vector<std::string_view> clean;
    for (std::string_view field : fields) {
        field = trimmed(field);
        if (field.size() > 1 && field.front() == '\'' && field.back() == '\'')
            field = trimmed(field.substr(1, field.size() - 2));
        clean.push_back(field);
    }
    while (clean.size() > 1 && clean.back().empty())
        clean.pop_back();
    return clean;
}

} // namespace

PairLines::PairLines(const std::filesystem::path& path)
    : PairLines(TextTable(path, separators.back())) {}

PairLines::PairLines(std::string name, std::string text)
    : PairLines(
          TextTable(detail::SourceFile{std::move(name), std::move(text)}, separators.back())) {}

PairLines::PairLines(TextTable table) : table_(std::move(table)) {
    table_.allowQuotes();
    learnForm();
}

void PairLines::learnForm() {
    for (const std::string_view separator : separators) {
        TextTable top = table_.head(2);
        top.setSeparator(separator);
        if (top.nextLine() && readHeader(cleaned(top.fields()))) {
            table_.setSeparator(separator);
            return;
        }
    }
    for (const std::string_view separator : separators) {
        TextTable top = table_.head(2);
        top.setSeparator(separator);
        if (!top.nextLine() || top.fields().size() < 2)
            continue;
        table_.setSeparator(separator);
        // Words above numbers are names, if unknown ones; words above words are ids as well.
        hasHeader_ = startsWith(cleaned(top.fields()), false) && top.nextLine() &&
                     startsWith(cleaned(top.fields()), true);
        return;
    }
}

/// Takes the fields for names of columns, if they name a user's and a movie's.
bool PairLines::readHeader(std::vector<std::string_view> names) {
    if (names.front() == "#") // as numpy writes names
        names.erase(names.begin());
    else if (names.front().starts_with('#'))
        names.front().remove_prefix(1);
    if (names.empty())
        return false;
    const auto columns = detail::namedRatingColumns(names);
    if (!columns.user || !columns.movie)
        return false;
    columns_ = {*columns.user, *columns.movie, columns.rating.value_or(nowhere),
                columns.time.value_or(nowhere), names.size()};
    hasHeader_ = true;
    return true;
}

bool PairLines::next() {
    bool found = table_.nextLine();
    if (std::exchange(beforeFirst_, false) && hasHeader_ && found)
        found = table_.nextLine();
    if (!found && !anyLine_)
        throw DataError("there is no line with a user and a movie", table_.path());
    anyLine_ = true;
    if (found)
        parse();
    return found;
}

void PairLines::parse() {
    const auto fields = cleaned(table_.fields());
    if (fields.size() <= std::max(columns_.user, columns_.movie) || fields.size() > columns_.count)
        table_.fail("expected a user, a movie and, if known, a rating and a time, but found " +
                        std::to_string(fields.size()) +
                        (fields.size() == 1 ? " field in " : " fields in ") +
                        inQuotes(table_.line()),
                    "Part the fields as in the first line, like 17,2858; further columns need a "
                    "first line with their names, such as userId,movieId,rating.");
    const auto at = [&fields](std::size_t column) {
        return column < fields.size() ? fields[column] : std::string_view();
    };
    user_ = at(columns_.user);
    movie_ = at(columns_.movie);
    rating_ = at(columns_.rating);
    time_ = at(columns_.time);
    if (user_.empty() || movie_.empty())
        table_.fail(std::string("there is no ") + (user_.empty() ? "user" : "movie") +
                    " in this line");
}

std::string_view plainId(std::string_view field) {
    const std::size_t point = field.find('.');
    if (point == std::string_view::npos || point == 0 ||
        field.find_first_not_of('0', point + 1) != std::string_view::npos)
        return field;
    const std::string_view whole = field.substr(0, point);
    return whole.find_first_not_of("0123456789") == std::string_view::npos ? whole : field;
}

} // namespace towerlab
