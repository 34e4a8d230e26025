// SPDX-License-Identifier: MIT
// What MovieLens says about people, as columns: the schema of ml-100k, ml-1m and the demo.
#pragma once

#include "core/data/columns.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace towerlab {

/// ml-1m's seven age brackets, by their codes (the youngest age of each).
inline constexpr std::array<std::int32_t, 7> ageBracketCodes = {1, 18, 25, 35, 45, 50, 56};

/// "Under 18", "18–24", … "56 and over", in the order of ageBracketCodes.
std::string_view ageBracketLabel(std::size_t bracket);

/// The bracket (0..6) that an age in years falls into.
std::int32_t ageBracketOf(std::int32_t years);

/// Whether it is one of ageBracketCodes.
bool isBracketCode(float age);

/// ml-1m's 21 occupations by code.
extern const std::array<std::string_view, 21> movieLens1MOccupations;

/// Names of the columns.
namespace people {
inline constexpr std::string_view gender = "gender";
inline constexpr std::string_view age = "age"; ///< brackets
inline constexpr std::string_view occupation = "occupation";
inline constexpr std::string_view years = "years"; ///< exact age, where it is known
inline constexpr std::string_view zip = "zip";     ///< text: it may hold letters and leading zeros
} // namespace people

/// Words of the column of genders.
enum class Gender : std::int32_t { Unknown = -1, Female = 0, Male = 1 };

/// The columns as they are before anybody is in them.
CategoryColumn genderColumn();
CategoryColumn ageColumn();
NumberColumn yearsColumn();

struct Person {
    std::string id = {};
    Gender gender = Gender::Unknown;
    std::int32_t ageBracket = -1; ///< place in ageBracketCodes
    std::int32_t occupation = -1; ///< place in the words of the column
    std::string zip = {};
    std::int32_t years = -1;
};

/// Collects people, and hands over their columns: gender, age, occupation, zip, and years where
/// somebody's are known.
class PeopleColumns {
public:
    PeopleColumns();
    void reserve(std::size_t n);
    void add(const Person& person);
    /// Of those that were added.
    const IdColumn& ids() const { return users_.id; }
    /// @param occupations the words of that column
    UserColumns take(std::vector<std::string> occupations);
    /// The same with ml-1m's occupations.
    UserColumns take();

private:
    UserColumns users_;
    NumberColumn years_;
    bool anyYears_ = false;
};

} // namespace towerlab
