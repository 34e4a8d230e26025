// SPDX-License-Identifier: MIT
#include "core/data/column_names.h"

#include "core/text/ascii.h"

#include <algorithm>
#include <cctype>

namespace towerlab::detail {

std::string plainName(std::string_view name) {
    std::string plain;
    for (const char c : name.substr(0, name.find(':'))) // RecBole puts a type behind it
        if (std::isalnum(static_cast<unsigned char>(c)) != 0)
            plain += lowerCase(c);
    return plain;
}

std::optional<std::size_t> columnOf(std::span<const std::string_view> header,
                                    std::initializer_list<std::string_view> names) {
    for (std::size_t column = 0; column < header.size(); ++column)
        if (std::find(names.begin(), names.end(), plainName(header[column])) != names.end())
            return column;
    return std::nullopt;
}

NamedRatingColumns namedRatingColumns(std::span<const std::string_view> header) {
    return {columnOf(header, {"userid", "user", "uid", "userno"}),
            columnOf(header, {"movieid", "movie", "itemid", "item", "iid", "filmid", "film"}),
            columnOf(header, {"rating", "ratings", "stars", "score", "value"}),
            columnOf(header, {"timestamp", "time", "unixtime", "date", "datetime"})};
}

} // namespace towerlab::detail
