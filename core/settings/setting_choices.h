// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/setting_field.h"

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

namespace towerlab {

/// A choice with the enumerator that it stands for.
template <typename Enumeration>
struct EnumChoice {
    Enumeration enumerator;
    std::string_view value; ///< as FieldChoice
    std::string_view label;
};

/// The choices of an enumeration. Does not compile unless each stands in its enumerator's place:
/// as numbers, choices and enumerators are the same.
template <typename Enumeration, std::size_t Count>
consteval std::array<EnumChoice<Enumeration>, Count>
inOrder(const EnumChoice<Enumeration> (&choices)[Count]) {
    std::array<EnumChoice<Enumeration>, Count> list{};
    for (std::size_t i = 0; i < Count; ++i) {
        if (static_cast<std::size_t>(choices[i].enumerator) != i)
            throw "the choices are not in the order of their enumerators";
        list[i] = choices[i];
    }
    return list;
}

template <typename Enumeration, std::size_t Count>
std::vector<FieldChoice> plainChoices(const std::array<EnumChoice<Enumeration>, Count>& choices) {
    std::vector<FieldChoice> plain;
    plain.reserve(Count);
    for (const EnumChoice<Enumeration>& choice : choices)
        plain.push_back({choice.value, choice.label});
    return plain;
}

} // namespace towerlab
