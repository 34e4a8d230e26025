// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace towerlab {

/// True if the bytes form well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates).
bool isUtf8(std::string_view bytes);

/// Recodes ISO-8859-1, in which each byte is the code point of the same number, to UTF-8.
std::string latin1ToUtf8(std::string_view bytes);

/// Text of unknown coding as UTF-8: kept as it is where it is UTF-8 already (a leading byte-order
/// mark dropped), else taken for ISO-8859-1. Decide over a whole file, never line by line: one
/// line alone can be valid in both.
std::string toUtf8(std::string bytes);

} // namespace towerlab
