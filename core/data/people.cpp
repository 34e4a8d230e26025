// SPDX-License-Identifier: MIT
#include "core/data/people.h"

#include "core/translatable.h"

#include <algorithm>
#include <limits>
#include <utility>

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

std::int32_t ageBracketOf(std::int32_t years) {
    std::int32_t bracket = 0;
    for (std::size_t i = 1; i < ageBracketCodes.size(); ++i)
        if (years >= ageBracketCodes[i])
            bracket = static_cast<std::int32_t>(i);
    return bracket;
}

bool isBracketCode(float age) {
    return std::any_of(ageBracketCodes.begin(), ageBracketCodes.end(),
                       [age](std::int32_t code) { return static_cast<float>(code) == age; });
}

CategoryColumn genderColumn() {
    return {std::string(people::gender),
            TOWERLAB_TRANSLATABLE("Columns", "Gender"),
            {TOWERLAB_TRANSLATABLE("Columns", "Female"), TOWERLAB_TRANSLATABLE("Columns", "Male")},
            {},
            false};
}

CategoryColumn ageColumn() {
    CategoryColumn column{
        std::string(people::age), TOWERLAB_TRANSLATABLE("Columns", "Age"), {}, {}, true};
    for (std::size_t bracket = 0; bracket < ageBracketCodes.size(); ++bracket)
        column.words.emplace_back(ageBracketLabel(bracket));
    return column;
}

NumberColumn yearsColumn() {
    return {std::string(people::years), TOWERLAB_TRANSLATABLE("Columns", "Years"), {}};
}

PeopleColumns::PeopleColumns() : years_(yearsColumn()) {
    users_.categories = {genderColumn(),
                         ageColumn(),
                         {std::string(people::occupation),
                          TOWERLAB_TRANSLATABLE("Columns", "Occupation"),
                          {},
                          {},
                          false}};
    users_.texts = {{std::string(people::zip), TOWERLAB_TRANSLATABLE("Columns", "ZIP"), {}}};
}

void PeopleColumns::reserve(std::size_t n) { users_.reserve(n); }

void PeopleColumns::add(const Person& person) {
    users_.id.add(person.id);
    users_.categories[0].value.push_back(static_cast<std::int32_t>(person.gender));
    users_.categories[1].value.push_back(person.ageBracket);
    users_.categories[2].value.push_back(person.occupation);
    users_.texts[0].value.push_back(person.zip);
    years_.value.push_back(person.years < 0 ? std::numeric_limits<float>::quiet_NaN()
                                            : static_cast<float>(person.years));
    anyYears_ = anyYears_ || person.years >= 0;
}

UserColumns PeopleColumns::take(std::vector<std::string> occupations) {
    users_.categories[2].words = std::move(occupations);
    if (anyYears_)
        users_.numbers.push_back(std::move(years_));
    return std::move(users_);
}

UserColumns PeopleColumns::take() {
    return take({movieLens1MOccupations.begin(), movieLens1MOccupations.end()});
}

} // namespace towerlab
