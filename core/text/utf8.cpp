// SPDX-License-Identifier: MIT
#include "core/text/utf8.h"

#include <cstdint>

namespace towerlab {

std::size_t utf8SequenceLength(std::string_view bytes, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(bytes[at + i]); };
    const std::uint8_t first = byte(0);
    if (first < 0x80)
        return 1;
    std::size_t length = 0;
    std::uint8_t low = 0x80;
    std::uint8_t high = 0xBF;
    if (first >= 0xC2 && first <= 0xDF) {
        length = 2;
    } else if (first >= 0xE0 && first <= 0xEF) {
        length = 3;
        low = first == 0xE0 ? 0xA0 : 0x80;
        high = first == 0xED ? 0x9F : 0xBF;
    } else if (first >= 0xF0 && first <= 0xF4) {
        length = 4;
        low = first == 0xF0 ? 0x90 : 0x80;
        high = first == 0xF4 ? 0x8F : 0xBF;
    } else {
        return 0;
    }
    if (at + length > bytes.size() || byte(1) < low || byte(1) > high)
        return 0;
    for (std::size_t i = 2; i < length; ++i)
        if ((byte(i) & 0xC0) != 0x80)
            return 0;
    return length;
}

bool isUtf8(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t length = utf8SequenceLength(bytes, at);
        if (length == 0)
            return false;
        at += length;
    }
    return true;
}

std::string latin1ToUtf8(std::string_view bytes) {
    std::string text;
    text.reserve(bytes.size() + bytes.size() / 8);
    for (const char c : bytes) {
        const auto code = static_cast<std::uint8_t>(c);
        if (code < 0x80) {
            text += c;
        } else {
            text += static_cast<char>(0xC0 | (code >> 6));
            text += static_cast<char>(0x80 | (code & 0x3F));
        }
    }
    return text;
}

std::string readable(std::string_view bytes) {
    constexpr std::string_view replacement = "\xEF\xBF\xBD"; // U+FFFD
    std::string text;
    text.reserve(bytes.size());
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t length = utf8SequenceLength(bytes, at);
        const std::string_view sequence = bytes.substr(at, length > 0 ? length : 1);
        const auto first = static_cast<std::uint8_t>(sequence[0]);
        at += sequence.size();
        if (first < 0x20 || first == 0x7F) { // U+2400 and on, in three bytes
            text += "\xE2\x90";
            text += static_cast<char>(0x80 + (first == 0x7F ? 0x21 : first));
        } else if (length == 0) {
            text += first < 0xA0 ? std::string(replacement) : latin1ToUtf8(sequence);
        } else if (first == 0xC2 && static_cast<std::uint8_t>(sequence[1]) < 0xA0) {
            text += replacement; // control characters of the second kind, U+0080 to U+009F
        } else {
            text += sequence;
        }
    }
    return text;
}

} // namespace towerlab
