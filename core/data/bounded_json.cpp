// SPDX-License-Identifier: MIT
#include "core/data/bounded_json.h"

#include <nlohmann/json.hpp>

namespace towerlab {
namespace {

constexpr int deepest = 32;
constexpr std::uint64_t mostMemory = std::uint64_t{512} * 1024 * 1024;

// What nlohmann's values take, with the allocator's share.
constexpr std::uint64_t bytesOfValue = 16;
constexpr std::uint64_t bytesOfMember = 112; // a node of a map and its key
constexpr std::uint64_t bytesOfContainer = 80;

/// Whether the text is shallow and small once parsed, as far as its brackets, commas and colons
/// outside of strings tell. Malformed text may pass: the parser follows.
bool isBounded(std::string_view text) {
    std::uint64_t memory = text.size(); // strings
    int depth = 0;
    bool inString = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
            continue;
        }
        if (c == '"')
            inString = true;
        else if (c == '[' || c == '{') {
            memory += bytesOfContainer;
            if (++depth > deepest)
                return false;
        } else if (c == ']' || c == '}')
            --depth;
        else if (c == ',')
            memory += bytesOfValue;
        else if (c == ':')
            memory += bytesOfMember;
    }
    return memory <= mostMemory;
}

template <typename Json>
std::optional<Json> parse(std::string_view text) {
    if (!isBounded(text))
        return std::nullopt;
    Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded())
        return std::nullopt;
    return json;
}

} // namespace

std::optional<nlohmann::json> parseBounded(std::string_view text) {
    return parse<nlohmann::json>(text);
}

std::optional<nlohmann::ordered_json> parseBoundedInOrder(std::string_view text) {
    return parse<nlohmann::ordered_json>(text);
}

} // namespace towerlab
