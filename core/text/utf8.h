// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace towerlab {

/// Length in bytes of the well-formed UTF-8 sequence that starts at bytes[at], or 0 if none does
/// (RFC 3629: no overlong forms, no surrogates). `at` is within `bytes`.
std::size_t utf8SequenceLength(std::string_view bytes, std::size_t at);

/// True if the bytes form well-formed UTF-8.
bool isUtf8(std::string_view bytes);

/// Recodes ISO-8859-1, in which each byte is the code point of the same number, to UTF-8.
std::string latin1ToUtf8(std::string_view bytes);

/// `bytes` as a line that any screen can show: bytes that are not UTF-8 as ISO-8859-1, control
/// characters as their pictures (␀, ␊, ␛, …; U+2400), which neither move a terminal's cursor nor
/// end a line.
std::string readable(std::string_view bytes);

} // namespace towerlab
