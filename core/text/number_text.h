// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdio>
#include <string>

namespace towerlab {

/// A number for a sentence: at most so many significant digits, without zeros at the end.
inline std::string numberText(double value, int digits = 6) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.*g", digits, value);
    return text.data();
}

} // namespace towerlab
