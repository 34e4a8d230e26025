// SPDX-License-Identifier: MIT
// Letters and blanks of ASCII; other bytes stay as they are, whatever they are part of.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace towerlab {

inline char lowerCase(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

inline std::string lowerCase(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) { return lowerCase(c); });
    return lower;
}

/// Without spaces and tabs at both ends.
inline std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t";
    if (!text.empty() && text.front() > ' ' && text.back() > ' ') // nearly always
        return text;
    const std::size_t begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

} // namespace towerlab
