// SPDX-License-Identifier: MIT
#include "core/data/text_table.h"

#include "core/data/text_encoding.h"
#include "core/error.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <cmath>
#include <fstream>

namespace towerlab {
namespace {

std::string readWhole(const std::filesystem::path& path) {
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status))
        throw DataError("the file does not exist", path.string());
    if (!std::filesystem::is_regular_file(status))
        throw DataError("this is not a file", path.string());
    std::ifstream stream(path, std::ios::binary);
    const auto size = std::filesystem::file_size(path, error);
    if (!stream || error)
        throw DataError("the file can't be opened", path.string(), 0,
                        "Check that you may read it.");
    std::string contents(size, '\0');
    stream.read(contents.data(), static_cast<std::streamsize>(size));
    contents.resize(static_cast<std::size_t>(stream.gcount()));
    if (contents.size() != size)
        throw DataError("the file could not be read to its end", path.string());
    return contents;
}

template <typename Number>
bool parse(std::string_view field, Number& value) {
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
    return error == std::errc() && end == field.data() + field.size();
}

} // namespace

std::string inQuotes(std::string_view text) {
    constexpr std::size_t longest = 60;
    std::size_t end = std::min(text.size(), longest);
    while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end; // never within a character
    return "“" + readable(text.substr(0, end)) + (end < text.size() ? "…" : "") + "”";
}

TextTable::TextTable(const std::filesystem::path& path, std::string_view separator)
    : path_(path.string()), separator_(separator), contents_(readWhole(path)) {
    const auto blank = [](char c) { return c == '\n' || c == '\r' || c == ' '; };
    if (std::all_of(contents_.begin(), contents_.end(), blank))
        throw DataError("the file is empty", path_);
}

void TextTable::decode() { contents_ = toUtf8(std::move(contents_)); }

bool TextTable::nextLine() {
    while (position_ < contents_.size()) {
        const char* begin = contents_.data() + position_;
        const std::size_t left = contents_.size() - position_;
        std::size_t length = std::min(std::string_view(begin, left).find('\n'), left);
        position_ += std::min(length + 1, left);
        ++lineNumber_;
        if (length > 0 && begin[length - 1] == '\r')
            --length;
        if (length == 0)
            continue;
        line_ = {begin, length};
        return true;
    }
    return false;
}

std::span<const std::string_view> TextTable::fields() {
    fields_.clear();
    std::size_t begin = 0;
    for (;;) {
        const std::size_t end = line_.find(separator_, begin);
        if (end == std::string_view::npos)
            break;
        fields_.push_back(line_.substr(begin, end - begin));
        begin = end + separator_.size();
    }
    fields_.push_back(line_.substr(begin));
    return fields_;
}

std::span<const std::string_view> TextTable::fields(std::size_t expected) {
    fields();
    if (fields_.size() != expected) {
        const std::string shownSeparator = separator_ == "\t" ? "a tab" : inQuotes(separator_);
        fail("expected " + std::to_string(expected) + " fields separated by " + shownSeparator +
             " but found " + std::to_string(fields_.size()) + " in " + inQuotes(line_));
    }
    return fields_;
}

std::int32_t TextTable::integer(std::string_view field, std::string_view name) const {
    std::int32_t value = 0;
    if (!parse(field, value))
        fail(std::string(name) + " " + inQuotes(field) + " is not a whole number");
    return value;
}

std::int64_t TextTable::integer64(std::string_view field, std::string_view name) const {
    std::int64_t value = 0;
    if (!parse(field, value))
        fail(std::string(name) + " " + inQuotes(field) + " is not a whole number");
    return value;
}

float TextTable::number(std::string_view field, std::string_view name) const {
    float value = 0;
    if (!parse(field, value) || !std::isfinite(value))
        fail(std::string(name) + " " + inQuotes(field) + " is not a number");
    return value;
}

void TextTable::fail(std::string reason, std::string remedy) const {
    throw DataError(std::move(reason), path_, lineNumber_, std::move(remedy));
}

} // namespace towerlab
