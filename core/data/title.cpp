// SPDX-License-Identifier: MIT
#include "core/data/title.h"

#include "core/text/ascii.h"

#include <algorithm>
#include <charconv>

namespace towerlab {
namespace {

/// The year in text[open .. open+5] if that reads "(dddd)", else 0.
std::int16_t yearAt(std::string_view text, std::size_t open) {
    constexpr std::size_t length = 6;
    constexpr std::int16_t firstFilm = 1870;
    if (open + length > text.size() || text[open + length - 1] != ')')
        return 0;
    std::int16_t year = 0;
    const char* begin = text.data() + open + 1;
    const auto [end, error] = std::from_chars(begin, begin + 4, year);
    return error == std::errc() && end == begin + 4 && year >= firstFilm ? year : std::int16_t{0};
}

} // namespace

TitleAndYear splitTitle(std::string_view full) {
    full = trimmed(full);
    for (std::size_t open = full.rfind('('); open != std::string_view::npos;
         open = open == 0 ? std::string_view::npos : full.rfind('(', open - 1)) {
        const std::int16_t year = yearAt(full, open);
        if (year == 0)
            continue;
        std::string title(trimmed(full.substr(0, open)));
        const std::string_view rest = trimmed(full.substr(open + 6));
        if (!rest.empty() && !title.empty())
            title += ' ';
        title += rest;
        return {title.empty() ? std::string(full) : title, year};
    }
    return {std::string(full), 0};
}

} // namespace towerlab
