// SPDX-License-Identifier: MIT
#include "core/data/field_splitter.h"

#include "core/text/ascii.h"

#include <algorithm>
#include <array>

namespace towerlab::detail {
namespace {

constexpr std::string_view blanks = " \t";

bool isQuote(char c) { return c == '"' || c == '\''; }

/// Where the quote that opens `field` is closed; npos where it is not.
std::size_t closingQuote(std::string_view field) {
    const char quote = field.front();
    for (std::size_t at = field.find(quote, 1); at != std::string_view::npos;
         at = field.find(quote, at + 2))
        if (at + 1 >= field.size() || field[at + 1] != quote)
            return at;
    return std::string_view::npos;
}

} // namespace

std::span<const std::string_view> FieldSplitter::separators() {
    static constexpr std::array<std::string_view, 6> all = {"::", "\t", ";", ",", "|", " "};
    return all;
}

std::span<const std::string_view> FieldSplitter::split(std::string_view line) {
    fields_.clear();
    unquoted_.clear();
    if (atBlanks())
        line = trimmed(line);
    for (;;) {
        const std::size_t end = endOfField(line);
        fields_.push_back(content(trimmed(line.substr(0, end))));
        if (end == std::string_view::npos)
            break;
        line.remove_prefix(end + separator_.size());
        if (atBlanks())
            line = trimmed(line);
    }
    while (fields_.size() > 1 && fields_.back().empty())
        fields_.pop_back();
    return fields_;
}

/// Where the separator behind the first field stands; npos for the last field.
std::size_t FieldSplitter::endOfField(std::string_view line) const {
    std::size_t from = std::min(line.find_first_not_of(' '), line.size());
    if (from < line.size() && isQuote(line[from]))
        if (const auto close = closingQuote(line.substr(from)); close != std::string_view::npos)
            from += close;
    return atBlanks() ? line.find_first_of(blanks, from) : line.find(separator_, from);
}

/// What stands in the quotes, if the field has any.
std::string_view FieldSplitter::content(std::string_view field) {
    if (field.size() < 2 || !isQuote(field.front()) || closingQuote(field) != field.size() - 1)
        return field;
    const char quote = field.front();
    field = field.substr(1, field.size() - 2);
    if (field.find(quote) == std::string_view::npos)
        return trimmed(field);
    std::string& single = unquoted_.emplace_back();
    for (std::size_t at = 0; at < field.size(); ++at) {
        single += field[at];
        at += field[at] == quote ? 1 : 0; // quotes within are doubled
    }
    return single;
}

} // namespace towerlab::detail
