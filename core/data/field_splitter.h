// SPDX-License-Identifier: MIT
// Private to core/data.
#pragma once

#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace towerlab::detail {

/// Parts lines into fields at one separator. A field may stand in quotes, with separators and
/// doubled quotes in it; blanks around fields and empty fields at the end of a line don't count.
class FieldSplitter {
public:
    /// Separators that are known, in the order in which they are to be tried: "::", tab, semicolon,
    /// comma, bar, blank. Where they are parted by blanks, several count as one, and tabs as
    /// blanks.
    static std::span<const std::string_view> separators();

    /// @param separator one of separators()
    explicit FieldSplitter(std::string_view separator) : separator_(separator) {}

    std::string_view separator() const { return separator_; }

    /// Views into `line` or into this; valid until the next call.
    std::span<const std::string_view> split(std::string_view line);

private:
    bool atBlanks() const { return separator_ == " "; }
    std::size_t endOfField(std::string_view line) const;
    std::string_view content(std::string_view field);

    std::string_view separator_;
    std::vector<std::string_view> fields_;
    std::deque<std::string> unquoted_; ///< fields that had doubled quotes in them
};

} // namespace towerlab::detail
