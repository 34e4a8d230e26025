// SPDX-License-Identifier: MIT
#include "core/data/ids.h"

#include "core/data/text_hash.h"

#include <algorithm>
#include <charconv>

namespace towerlab {
namespace {

constexpr std::int64_t smallLimit = 1 << 24; ///< numbers from here on are looked up by their hash

/// The number that is written in just this way.
std::optional<std::int64_t> plainNumber(std::string_view id) {
    constexpr std::size_t neverTooLarge = 18; // digits
    std::int64_t number = 0;
    if (!id.empty() && id.size() <= neverTooLarge && id.front() != '0') { // nearly all
        std::uint64_t value = 0;
        bool digits = true;
        for (const char c : id) {
            digits = digits && c >= '0' && c <= '9';
            value = 10 * value + static_cast<unsigned char>(c - '0');
        }
        if (digits)
            return static_cast<std::int64_t>(value);
    }
    const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
    if (id.empty() || error != std::errc() || end != id.data() + id.size())
        return std::nullopt;
    const std::string_view digits = id.substr(id.front() == '-' ? 1 : 0);
    const bool otherZero = digits.front() == '0' && id != "0"; // "007", "-0"
    return otherZero ? std::nullopt : std::optional(number);
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// The digits at the front of a text, without leading zeros.
std::string_view takeDigits(std::string_view& text) {
    std::size_t length = 0;
    while (length < text.size() && isDigit(text[length]))
        ++length;
    std::string_view digits = text.substr(0, length);
    text.remove_prefix(length);
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
    return digits;
}

/// "user-9" before "user-10": runs of digits are compared as numbers.
int compareNaturally(std::string_view left, std::string_view right) {
    const int plain = left.compare(right);
    while (!left.empty() && !right.empty()) {
        if (isDigit(left.front()) && isDigit(right.front())) {
            const std::string_view a = takeDigits(left);
            const std::string_view b = takeDigits(right);
            const int order = a.size() != b.size() ? (a.size() < b.size() ? -1 : 1) : a.compare(b);
            if (order != 0)
                return order;
            continue;
        }
        if (left.front() != right.front())
            break;
        left.remove_prefix(1);
        right.remove_prefix(1);
    }
    if (left.empty() || right.empty())
        return left.empty() && right.empty() ? plain : (left.empty() ? -1 : 1);
    return left.front() < right.front() ? -1 : 1;
}

} // namespace

IdColumn IdColumn::counted(std::int64_t first, std::size_t count) {
    IdColumn column;
    column.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
        column.addNumber(first + static_cast<std::int64_t>(i));
    return column;
}

std::optional<IdColumn> IdColumn::of(const std::vector<std::int64_t>& numbers) {
    IdColumn column;
    column.reserve(numbers.size());
    for (const std::int64_t number : numbers)
        if (!column.addNumber(number))
            return std::nullopt;
    return column;
}

std::optional<IdColumn> IdColumn::of(const std::vector<std::string>& texts) {
    IdColumn column;
    column.turnIntoTexts();
    for (const std::string& text : texts)
        if (!column.add(text))
            return std::nullopt;
    return column;
}

bool IdColumn::add(std::string_view id) {
    if (numeric_) {
        if (const auto number = plainNumber(id))
            return addNumber(*number);
        turnIntoTexts();
    }
    if (!rowOfText_.emplace(id, texts_.size()).second)
        return false;
    texts_.emplace_back(id);
    return true;
}

bool IdColumn::addNumber(std::int64_t id) {
    if (findNumber(id))
        return false;
    if (id >= 0 && id < smallLimit) {
        const auto at = static_cast<std::size_t>(id);
        if (at >= rowOfSmall_.size())
            rowOfSmall_.resize(at + at / 2 + 1, -1);
        rowOfSmall_[at] = static_cast<std::int32_t>(numbers_.size());
    } else {
        rowOfNumber_.emplace(id, numbers_.size());
    }
    numbers_.push_back(id);
    return true;
}

void IdColumn::turnIntoTexts() {
    for (std::size_t row = 0; row < numbers_.size(); ++row) {
        texts_.push_back(text(row));
        rowOfText_.emplace(texts_.back(), row);
    }
    numeric_ = false;
    numbers_ = {};
    rowOfSmall_ = {};
    rowOfNumber_ = {};
}

std::optional<std::size_t> IdColumn::findNumber(std::int64_t id) const {
    if (id >= 0 && id < smallLimit) {
        const auto at = static_cast<std::size_t>(id);
        if (at >= rowOfSmall_.size() || rowOfSmall_[at] < 0)
            return std::nullopt;
        return static_cast<std::size_t>(rowOfSmall_[at]);
    }
    const auto found = rowOfNumber_.find(id);
    return found == rowOfNumber_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::size_t> IdColumn::find(std::string_view id) const {
    if (numeric_) {
        const auto number = plainNumber(id);
        return number ? findNumber(*number) : std::nullopt;
    }
    const auto found = rowOfText_.find(id);
    return found == rowOfText_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::size_t> IdColumn::find(const IdColumn& other, std::size_t row) const {
    if (numeric_ && other.numeric_)
        return findNumber(other.numbers_[row]);
    return find(other.text(row));
}

std::string IdColumn::text(std::size_t row) const {
    return numeric_ ? std::to_string(numbers_[row]) : texts_[row];
}

int IdColumn::compare(std::size_t left, std::size_t right) const {
    if (numeric_)
        return numbers_[left] < numbers_[right] ? -1 : int{numbers_[left] > numbers_[right]};
    return compareNaturally(texts_[left], texts_[right]);
}

std::uint64_t IdColumn::hash(std::size_t row) const {
    if (!numeric_)
        return hashOfText(texts_[row]);
    // Numbers of 32 bits as they were hashed when there were no others, so that files of runs stay
    // comparable.
    const std::int64_t id = numbers_[row];
    const auto narrow = static_cast<std::int32_t>(id);
    return narrow == id ? std::uint64_t{static_cast<std::uint32_t>(narrow)}
                        : static_cast<std::uint64_t>(id);
}

void IdColumn::reserve(std::size_t n) {
    if (numeric_)
        numbers_.reserve(n);
    else
        texts_.reserve(n);
}

} // namespace towerlab
