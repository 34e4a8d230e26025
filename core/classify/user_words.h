// SPDX-License-Identifier: MIT
// Private to core/classify.
#pragma once

#include "core/data/dataset.h"

#include <array>
#include <cstdint>

namespace towerlab::detail {

/// What is known of a user besides the ratings, as words of one vocabulary: each has one word for
/// the gender, one for the age bracket, one for the occupation.
class UserWords {
public:
    explicit UserWords(const Dataset& dataset) : dataset_(dataset) {}

    static constexpr std::size_t fields = 3;
    static constexpr std::int32_t genders = 2;
    static constexpr auto ages = static_cast<std::int32_t>(ageBracketCodes.size());

    std::int32_t count() const {
        return genders + ages + static_cast<std::int32_t>(dataset_.occupationNames().size());
    }
    std::array<std::int32_t, fields> of(std::size_t userRow) const {
        const UserColumns& users = dataset_.users();
        return {static_cast<std::int32_t>(users.gender[userRow]),
                genders + std::int32_t{users.ageBracket[userRow]},
                genders + ages + std::int32_t{users.occupation[userRow]}};
    }

private:
    const Dataset& dataset_; ///< must outlive this
};

} // namespace towerlab::detail
