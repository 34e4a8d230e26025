// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace towerlab {

/// The ids of users or movies as the data has them, one per row, none twice: whole numbers of 64
/// bits, or, where one of them is not written as such a number, any texts. "007" is not 7.
class IdColumn {
public:
    IdColumn() = default;
    /// The numbers first, first + 1, …
    static IdColumn counted(std::int64_t first, std::size_t count);
    /// @return nothing if one is there twice
    static std::optional<IdColumn> of(const std::vector<std::int64_t>& numbers);
    static std::optional<IdColumn> of(const std::vector<std::string>& texts);

    /// Appends an id; false, and nothing is changed, if it is there.
    bool add(std::string_view id);

    std::optional<std::size_t> find(std::string_view id) const;
    /// Where the id of another column's row is here.
    std::optional<std::size_t> find(const IdColumn& other, std::size_t row) const;

    /// Whether all are numbers.
    bool areNumbers() const { return numeric_; }
    /// Only where they are.
    const std::vector<std::int64_t>& numbers() const { return numbers_; }
    /// Only where they are not.
    const std::vector<std::string>& texts() const { return texts_; }
    std::string text(std::size_t row) const;

    /// Numbers by size, texts by their bytes but for the numbers within, so that u9 comes before
    /// u10: below, at or above 0.
    int compare(std::size_t left, std::size_t right) const;
    /// One number for an id; those of different ids are different but by accident.
    std::uint64_t hash(std::size_t row) const;

    std::size_t size() const { return numeric_ ? numbers_.size() : texts_.size(); }
    void reserve(std::size_t n);
    friend bool operator==(const IdColumn& left, const IdColumn& right) {
        return left.numbers_ == right.numbers_ && left.texts_ == right.texts_;
    }

private:
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>()(text);
        }
    };

    bool addNumber(std::int64_t id);
    std::optional<std::size_t> findNumber(std::int64_t id) const;
    void turnIntoTexts();

    bool numeric_ = true;
    std::vector<std::int64_t> numbers_;
    std::vector<std::string> texts_;
    std::vector<std::int32_t> rowOfSmall_; ///< by number, -1 where none: most data counts its ids
    std::unordered_map<std::int64_t, std::size_t> rowOfNumber_; ///< the others
    std::unordered_map<std::string, std::size_t, TextHash, std::equal_to<>> rowOfText_;
};

} // namespace towerlab
