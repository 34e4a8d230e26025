// SPDX-License-Identifier: MIT
#include "core/data/text_hash.h"

namespace towerlab {

std::uint64_t hashOfText(std::string_view text) {
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char letter : text) {
        hash ^= static_cast<unsigned char>(letter);
        hash *= 1099511628211ULL;
    }
    return hash;
}

} // namespace towerlab
