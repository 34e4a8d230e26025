// SPDX-License-Identifier: MIT
#include "core/data/text_table.h"

#include "core/error.h"
#include "core/text/ascii.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace towerlab {
namespace {

template <typename Number>
bool parse(std::string_view field, Number& value) {
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
    return error == std::errc() && end == field.data() + field.size();
}

constexpr std::string_view blanks = " "; ///< the separator that stands for any number of them

bool isBlank(char c) { return c == '\n' || c == '\r' || c == ' ' || c == '\t'; }

} // namespace

std::string inQuotes(std::string_view text) {
    constexpr std::size_t longest = 60;
    std::size_t end = std::min(text.size(), longest);
    while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end; // never within a character
    return "“" + readable(text.substr(0, end)) + (end < text.size() ? "…" : "") + "”";
}

TextTable::TextTable(const std::filesystem::path& path, std::string_view separator)
    : TextTable(detail::readSourceFile(path), separator) {}

TextTable::TextTable(detail::SourceFile file, std::string_view separator)
    : path_(std::move(file.name)), separator_(separator), contents_(std::move(file.contents)) {
    // Recoding a large file of ratings would cost more than reading it; its beginning tells.
    constexpr std::size_t headBytes = 4096;
    const auto headHas = [&](char c) {
        return std::string_view(contents_).substr(0, headBytes).find(c) != std::string_view::npos;
    };
    if (contents_.starts_with("\xEF\xBB\xBF"))
        position_ = 3;
    else if (headHas('\0'))
        decode();
    if (!headHas('\n') && headHas('\r') && contents_.find('\n') == std::string::npos)
        std::replace(contents_.begin(), contents_.end(), '\r', '\n');
    if (std::all_of(contents_.begin() + static_cast<std::ptrdiff_t>(position_), contents_.end(),
                    isBlank))
        throw DataError("the file is empty", path_);
}

DecodedText TextTable::decode() {
    DecodedText decoded = decodeText(std::move(contents_));
    contents_ = std::move(decoded.text);
    decoded.text.clear();
    position_ = 0;
    return decoded;
}

TextTable TextTable::head(std::size_t lines) const {
    const auto afterBlanks = [this](std::size_t at) {
        while (at < contents_.size() && isBlank(contents_[at]))
            ++at;
        return at;
    };
    const std::size_t begin = afterBlanks(position_);
    std::size_t end = begin;
    for (; lines > 0; --lines)
        end = std::min(contents_.find('\n', afterBlanks(end)), contents_.size());
    TextTable table({path_, contents_.substr(begin, end - begin)}, separator_);
    table.quotes_ = quotes_;
    return table;
}

detail::SourceFile TextTable::beginning() const {
    constexpr std::size_t bytes = 100'000;
    return {path_, contents_.substr(0, bytes)};
}

bool TextTable::nextLine() {
    while (position_ < contents_.size()) {
        const char* begin = contents_.data() + position_;
        const std::size_t left = contents_.size() - position_;
        std::size_t length = std::min(std::string_view(begin, left).find('\n'), left);
        lineNumber_ += 1 + std::exchange(linesWithin_, 0);
        if (quotes_)
            length = withinQuotes({begin, left}, length);
        position_ += std::min(length + 1, left);
        if (length > 0 && begin[length - 1] == '\r')
            --length;
        line_ = {begin, length};
        if (length == 0 ||
            (isBlank(line_.front()) && std::all_of(line_.begin(), line_.end(), isBlank)))
            continue;
        ++linesRead_;
        return true;
    }
    return false;
}

std::size_t TextTable::withinQuotes(std::string_view text, std::size_t length) {
    constexpr std::size_t mostLines = 64; // of one field; beyond, a quote was left open by mistake
    if (text.substr(0, length).find('"') == std::string_view::npos)
        return length;
    bool open = false;
    bool fieldBegins = true;
    std::size_t lines = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '"' && open && text.substr(at, 2) == "\"\"") {
            ++at;
        } else if (c == '"' && (open || fieldBegins)) {
            open = !open; // within a field that began without, it is a letter
        } else if (c == '\n' && !open) {
            linesWithin_ = lines;
            return at;
        } else if (c == '\n' && ++lines > mostLines) {
            return length;
        }
        const bool blankInFront = fieldBegins && c == ' ';
        fieldBegins = !open && (blankInFront || text.substr(0, at + 1).ends_with(separator_));
    }
    if (open)
        return length;
    linesWithin_ = lines;
    return text.size();
}

std::span<const std::string_view> TextTable::fields() {
    fields_.clear();
    unquoted_.clear();
    if (separator_ == blanks)
        splitAtBlanks();
    else if (quotes_ && line_.find('"') != std::string_view::npos)
        splitQuoted();
    else
        splitPlain();
    return fields_;
}

void TextTable::splitPlain() {
    // Fields are a few bytes long: a plain loop beats a search for each of them.
    const char first = separator_.front();
    const std::size_t width = separator_.size();
    std::size_t begin = 0;
    for (std::size_t at = 0; at + width <= line_.size(); ++at) {
        if (line_[at] != first || (width > 1 && line_.compare(at, width, separator_) != 0))
            continue;
        fields_.push_back(line_.substr(begin, at - begin));
        begin = at + width;
        at = begin - 1;
    }
    fields_.push_back(line_.substr(begin));
}

/// Whether a field that begins there, behind blanks perhaps, stands in quotes; `at` is then that of
/// the quote.
bool TextTable::findQuote(std::size_t& at) const {
    const std::size_t begin = std::min(line_.find_first_not_of(' ', at), line_.size());
    if (!quotes_ || begin == line_.size() || line_[begin] != '"')
        return false;
    at = begin;
    return true;
}

void TextTable::splitQuoted() {
    for (std::size_t at = 0; at <= line_.size();) {
        const std::size_t begin = at;
        const bool quoted = findQuote(at);
        if (quoted)
            at = unquote(at + 1);
        const std::size_t end = std::min(line_.find(separator_, at), line_.size());
        fields_.push_back(quoted ? std::string_view(unquoted_.back())
                                 : line_.substr(begin, end - begin));
        at = end < line_.size() ? end + separator_.size() : line_.size() + 1;
    }
}

/// Several blanks, tabs among them, count as one.
void TextTable::splitAtBlanks() {
    constexpr std::string_view anyBlank = " \t";
    for (std::size_t at = line_.find_first_not_of(anyBlank); at < line_.size();
         at = line_.find_first_not_of(anyBlank, at)) {
        const std::size_t begin = at;
        const bool quoted = findQuote(at);
        if (quoted)
            at = unquote(at + 1);
        at = std::min(line_.find_first_of(anyBlank, at), line_.size());
        fields_.push_back(quoted ? std::string_view(unquoted_.back())
                                 : line_.substr(begin, at - begin));
    }
}

std::size_t TextTable::unquote(std::size_t at) {
    std::string& field = unquoted_.emplace_back();
    for (; at < line_.size(); ++at) {
        const bool doubled = line_.substr(at, 2) == "\"\"";
        if (line_[at] == '"' && !doubled)
            return at + 1;
        field += line_[at];
        at += doubled ? 1 : 0;
    }
    return at;
}

std::span<const std::string_view> TextTable::fields(std::size_t expected) {
    fields();
    if (fields_.size() == expected + 1 && fields_.back().empty())
        fields_.pop_back(); // a separator ends the line
    if (fields_.size() != expected) {
        const std::string shownSeparator = separator_ == "\t" ? "a tab" : inQuotes(separator_);
        fail("expected " + std::to_string(expected) + " fields separated by " + shownSeparator +
             " but found " + std::to_string(fields_.size()) + " in " + inQuotes(line_));
    }
    return fields_;
}

bool TextTable::isHeader() {
    if (linesRead_ != 1)
        return false;
    const auto isNumber = [](std::string_view field) {
        double ignored = 0;
        return parse(field, ignored);
    };
    const auto namesAnEntity = [](std::string_view field) {
        const std::string name = lowerCase(field);
        const auto holds = [&](const char* word) { return name.find(word) != std::string::npos; };
        return holds("id") || holds("user") || holds("movie") || holds("item");
    };
    const auto all = fields();
    return std::none_of(all.begin(), all.end(), isNumber) &&
           std::any_of(all.begin(), all.end(), namesAnEntity);
}

std::int32_t TextTable::integer(std::string_view field, std::string_view name) const {
    std::int32_t value = 0;
    if (parse(field, value))
        return value;
    std::int64_t wide = 0;
    if (parse(field, wide))
        fail(std::string(name) + " " + inQuotes(field) + " is beyond 2,147,483,647");
    fail(std::string(name) + " " + inQuotes(field) + " is not a whole number");
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
