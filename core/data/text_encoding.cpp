// SPDX-License-Identifier: MIT
#include "core/data/text_encoding.h"

#include "core/text/utf8.h"

#include <string_view>

namespace towerlab {

std::string toUtf8(std::string bytes) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (!isUtf8(bytes))
        return latin1ToUtf8(bytes);
    if (bytes.starts_with(mark))
        bytes.erase(0, mark.size());
    return bytes;
}

} // namespace towerlab
