// SPDX-License-Identifier: MIT
#include "core/data/columns.h"

namespace towerlab {

const std::array<std::string_view, 21> movieLens1MOccupations = {
    "other",      "educator",   "artist", "clerical/admin", "college student", "customer service",
    "doctor",     "executive",  "farmer", "homemaker",      "K-12 student",    "lawyer",
    "programmer", "retired",    "sales",  "scientist",      "self-employed",   "engineer",
    "craftsman",  "unemployed", "writer"};

std::string_view ageBracketLabel(std::size_t bracket) {
    static constexpr std::array<std::string_view, 7> labels = {
        "Under 18", "18–24", "25–34", "35–44", "45–49", "50–55", "56 and over"};
    return labels.at(bracket);
}

std::int8_t ageBracketOf(std::int32_t years) {
    std::int8_t bracket = 0;
    for (std::size_t i = 1; i < ageBracketCodes.size(); ++i)
        if (years >= ageBracketCodes[i])
            bracket = static_cast<std::int8_t>(i);
    return bracket;
}

std::string_view genderLabel(Gender gender) { return gender == Gender::Female ? "Female" : "Male"; }

void UserColumns::reserve(std::size_t n) {
    id.reserve(n);
    gender.reserve(n);
    ageBracket.reserve(n);
    age.reserve(n);
    occupation.reserve(n);
    zip.reserve(n);
}

std::span<const std::int16_t> MovieColumns::genresOf(std::size_t row) const {
    return std::span(genre).subspan(genreStart[row], genreStart[row + 1] - genreStart[row]);
}

void MovieColumns::reserve(std::size_t n) {
    id.reserve(n);
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
