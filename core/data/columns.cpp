// SPDX-License-Identifier: MIT
#include "core/data/columns.h"

#include <algorithm>

namespace towerlab {

std::string_view CategoryColumn::wordOf(std::size_t row) const {
    return value[row] < 0 ? std::string_view() : words[static_cast<std::size_t>(value[row])];
}

const CategoryColumn* EntityColumns::category(std::string_view name) const {
    const auto found =
        std::find_if(categories.begin(), categories.end(),
                     [&](const CategoryColumn& column) { return column.name == name; });
    return found == categories.end() ? nullptr : &*found;
}

void EntityColumns::reserve(std::size_t n) {
    id.reserve(n);
    for (CategoryColumn& column : categories)
        column.value.reserve(n);
    for (NumberColumn& column : numbers)
        column.value.reserve(n);
    for (TextColumn& column : texts)
        column.value.reserve(n);
}

std::span<const std::int16_t> MovieColumns::genresOf(std::size_t row) const {
    return std::span(genre).subspan(genreStart[row], genreStart[row + 1] - genreStart[row]);
}

void MovieColumns::reserve(std::size_t n) {
    EntityColumns::reserve(n);
    title.reserve(n);
    year.reserve(n);
    genreStart.reserve(n + 1);
}

void RatingColumns::reserve(std::size_t n) {
    user.reserve(n);
    movie.reserve(n);
    value.reserve(n);
    timestamp.reserve(n);
}

} // namespace towerlab
