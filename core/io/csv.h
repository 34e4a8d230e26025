// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace towerlab {

/// One field, in quotes where RFC 4180 asks for them.
std::string csvField(std::string_view text);

/// Whether a text that a spreadsheet would compute ("=1+1") gets an apostrophe in front, which
/// makes it text there. For the whole program; off at first, as other programs read the apostrophe
/// too.
void setSpreadsheetSafe(bool on);

} // namespace towerlab
