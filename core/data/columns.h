// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace towerlab {

/// ml-1m's seven age brackets, by their codes (the youngest age of each).
inline constexpr std::array<std::int32_t, 7> ageBracketCodes = {1, 18, 25, 35, 45, 50, 56};

/// "Under 18", "18–24", … "56 and over", in the order of ageBracketCodes.
std::string_view ageBracketLabel(std::size_t bracket);

/// The bracket (0..6) that an age in years falls into.
std::int8_t ageBracketOf(std::int32_t years);

/// ml-1m's 21 occupations by code.
extern const std::array<std::string_view, 21> movieLens1MOccupations;

enum class Gender : std::int8_t { Female = 0, Male = 1 };
std::string_view genderLabel(Gender gender);

/// One row per user, in the order of the users file. All columns have the same length.
struct UserColumns {
    std::vector<std::int32_t> id;
    std::vector<Gender> gender;
    std::vector<std::int8_t> ageBracket;  ///< index into ageBracketCodes
    std::vector<std::int16_t> age;        ///< years; -1 where only the bracket is known
    std::vector<std::int16_t> occupation; ///< index into Dataset::occupationNames()
    std::vector<std::string> zip;         ///< text: it may hold letters and leading zeros

    std::size_t size() const { return id.size(); }
    void reserve(std::size_t n);
};

/// One row per movie, in the order of the movies file.
struct MovieColumns {
    std::vector<std::int32_t> id;
    std::vector<std::string> title;           ///< without the year
    std::vector<std::int16_t> year;           ///< 0 where unknown
    std::vector<std::uint32_t> genreStart{0}; ///< size()+1 offsets into genre
    std::vector<std::int16_t> genre;          ///< indices into Dataset::genreNames(), as listed

    std::size_t size() const { return id.size(); }
    std::span<const std::int16_t> genresOf(std::size_t row) const;
    void reserve(std::size_t n);
};

/// One row per rating, in the order of the ratings file.
struct RatingColumns {
    std::vector<std::int32_t> user;      ///< row of UserColumns
    std::vector<std::int32_t> movie;     ///< row of MovieColumns
    std::vector<float> value;            ///< stars
    std::vector<std::int64_t> timestamp; ///< seconds since 1970; 0 where unknown

    std::size_t size() const { return value.size(); }
    void reserve(std::size_t n);
};

} // namespace towerlab
