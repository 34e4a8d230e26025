// SPDX-License-Identifier: MIT
#include "core/data/feature_kinds.h"

#include "core/data/column_names.h"
#include "core/data/field_values.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_set>

namespace towerlab::detail {
namespace {

/// Names of columns whose words are no features, however often they recur.
constexpr std::array<std::string_view, 22> textNames = {
    "name",    "firstname", "lastname", "email",  "zip",   "zipcode", "postcode",    "postalcode",
    "address", "url",       "link",     "image",  "photo", "phone",   "description", "overview",
    "summary", "comment",   "imdbid",   "tmdbid", "text",  "review"};

/// What was counted in a column.
struct Counts {
    std::size_t known = 0;
    std::size_t numbers = 0;
    std::size_t wholeNumbers = 0;
    std::size_t links = 0;
    std::size_t joined = 0; ///< cells with a bar, or a list in brackets
    std::size_t different = 0;
    double least = 0;
    double most = 0;
};

Counts count(const RawColumn& column) {
    Counts counts;
    std::unordered_set<std::string_view> words;
    for (const std::string& cell : column.cells) {
        const std::string_view field = trimmed(cell);
        if (field.empty())
            continue;
        ++counts.known;
        words.insert(field);
        counts.links += field.starts_with("http") ? 1U : 0U;
        counts.joined += field.find('|') != std::string_view::npos || field.starts_with("['") ||
                                 field.starts_with("[\"")
                             ? 1U
                             : 0U;
        const auto number = numberIn(field);
        if (!number)
            continue;
        counts.least = counts.numbers == 0 ? *number : std::min(counts.least, *number);
        counts.most = counts.numbers == 0 ? *number : std::max(counts.most, *number);
        ++counts.numbers;
        counts.wholeNumbers += std::floor(*number) == *number ? 1U : 0U;
    }
    counts.different = words.size();
    return counts;
}

ColumnKind kindOfNumbers(const RawColumn& column, const Counts& counts) {
    constexpr std::size_t mostLevels = 12;
    constexpr double firstYear = 0; // unknown years are often written 0
    constexpr double lastYear = 2200;
    if (isCalled(column.name, names::year) && counts.least >= firstYear && counts.most <= lastYear)
        return ColumnKind::Year;
    const bool levels = counts.wholeNumbers == counts.numbers && counts.different <= mostLevels;
    return levels ? ColumnKind::Category : ColumnKind::Number;
}

ColumnKind kindOfWords(const RawColumn& column, const Counts& counts) {
    constexpr std::size_t always = 30;     // so many different words are a category in any table
    constexpr std::size_t timesEach = 4;   // more of them only if each recurs so often
    constexpr std::size_t smallTable = 10; // in which nothing recurs
    if (isCalled(column.name, textNames))
        return ColumnKind::Text;
    const bool allDifferent = counts.different == counts.known && counts.known > smallTable;
    const bool recurs = counts.different <= always || counts.different * timesEach <= counts.known;
    return recurs && !allDifferent ? ColumnKind::Category : ColumnKind::Text;
}

std::string_view without(std::string_view text, std::string_view around) {
    while (!text.empty() && around.find(text.front()) != std::string_view::npos)
        text.remove_prefix(1);
    while (!text.empty() && around.find(text.back()) != std::string_view::npos)
        text.remove_suffix(1);
    return text;
}

} // namespace

ColumnKind kindOf(const RawColumn& column) {
    const Counts counts = count(column);
    if (counts.known == 0 || counts.links * 2 > counts.known)
        return ColumnKind::Text;
    if (counts.numbers == counts.known)
        return kindOfNumbers(column, counts);
    if (counts.joined * 10 >= counts.known || isCalled(column.name, names::genres))
        return ColumnKind::Categories;
    return kindOfWords(column, counts);
}

char separatorOfWords(const std::vector<std::string>& cells) {
    constexpr std::string_view separators = "|;,";
    std::array<std::size_t, separators.size()> with{};
    for (const std::string& cell : cells)
        for (std::size_t i = 0; i < separators.size(); ++i)
            with[i] += cell.find(separators[i]) != std::string::npos ? 1U : 0U;
    return separators[static_cast<std::size_t>(std::max_element(with.begin(), with.end()) -
                                               with.begin())];
}

std::vector<std::string_view> wordsIn(std::string_view cell, char separator) {
    std::vector<std::string_view> words;
    cell = without(cell, " \t[]");
    while (!cell.empty()) {
        const std::size_t end = std::min(cell.find(separator), cell.size());
        const std::string_view word = without(cell.substr(0, end), " \t'\"");
        if (!word.empty())
            words.push_back(word);
        cell.remove_prefix(std::min(end + 1, cell.size()));
    }
    return words;
}

} // namespace towerlab::detail
