// SPDX-License-Identifier: MIT
#include "core/io/csv.h"

#include <atomic>
#include <charconv>

namespace towerlab {
namespace {

std::atomic<bool> spreadsheetSafe = false;

bool isNumber(std::string_view text) {
    double value = 0;
    const char* end = text.data() + text.size();
    const char* begin = text.data() + (text.starts_with('+') ? 1 : 0); // from_chars takes no plus
    const auto [rest, error] = std::from_chars(begin, end, value);
    return error == std::errc() && rest == end;
}

/// What makes spreadsheets compute a cell (OWASP, "CSV injection").
bool isComputed(std::string_view text) {
    constexpr std::string_view starts = "=+-@\t\r";
    return !text.empty() && starts.find(text.front()) != std::string_view::npos && !isNumber(text);
}

} // namespace

void setSpreadsheetSafe(bool on) { spreadsheetSafe = on; }

std::string csvField(std::string_view text) {
    const std::string safe =
        spreadsheetSafe && isComputed(text) ? '\'' + std::string(text) : std::string(text);
    if (safe.find_first_of(",\"\r\n") == std::string::npos)
        return safe;
    std::string quoted = "\"";
    for (const char c : safe)
        quoted.append(c == '"' ? 2 : 1, c);
    return quoted + '"';
}

} // namespace towerlab
