// SPDX-License-Identifier: MIT
// Numbers in the bytes of a file; private to core/io.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <zlib.h>

namespace towerlab {

static_assert(std::endian::native == std::endian::little,
              "numbers stand in files as they stand in memory");

/// @param offset with sizeof(T) bytes behind it
template <typename T>
T numberAt(std::string_view bytes, std::size_t offset) {
    T value = 0;
    std::copy_n(bytes.data() + offset, sizeof value, reinterpret_cast<char*>(&value));
    return value;
}

/// CRC-32 (zlib's) of what `before` is that of, followed by these bytes.
inline std::uint32_t crc32Of(std::string_view bytes, std::uint32_t before = 0) {
    if (bytes.empty()) // a null pointer, as of an empty tensor, makes zlib begin anew
        return before;
    return static_cast<std::uint32_t>(
        crc32_z(before, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

} // namespace towerlab
