// SPDX-License-Identifier: MIT
#include "core/data/table_shape.h"

#include "core/data/column_names.h"
#include "core/data/field_values.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <array>
#include <utility>

namespace towerlab::detail {
namespace {

constexpr std::size_t linesLookedAt = 20;
constexpr std::array<std::string_view, 6> separators = {"\t", ";", ",", "::", "|", " "};

using Rows = std::vector<std::vector<std::string>>;

Rows rowsWith(const SourceFile& head, std::string_view separator, std::size_t most) {
    TextTable table(head, separator);
    table.decode();
    table.allowQuotes();
    Rows rows;
    while (rows.size() < most && table.nextLine()) {
        const auto fields = table.fields();
        rows.emplace_back(fields.begin(), fields.end());
    }
    return rows;
}

/// How well a separator parts the rows: the fields that most of them have, if the first and at
/// least nine of ten have as many; 0 otherwise.
std::size_t agreement(const Rows& rows) {
    std::vector<std::size_t> counts;
    for (const auto& row : rows)
        counts.push_back(row.size());
    if (counts.size() > 1)
        counts.pop_back(); // the last may be cut off
    std::sort(counts.begin(), counts.end());
    const std::size_t usual = counts[counts.size() / 2];
    const auto as = std::count(counts.begin(), counts.end(), usual);
    return usual > 1 && rows.front().size() == usual &&
                   static_cast<std::size_t>(as) * 10 >= counts.size() * 9
               ? usual
               : 0;
}

bool hasNumber(const std::vector<std::string>& row) {
    return std::any_of(row.begin(), row.end(),
                       [](const std::string& field) { return numberIn(field).has_value(); });
}

bool hasKnownName(const std::vector<std::string>& row) {
    return std::any_of(row.begin(), row.end(), [](const std::string& field) {
        return isCalled(field, names::user) || isCalled(field, names::item) ||
               isCalled(field, names::rating) || isCalled(field, names::title) ||
               plainName(field) == "id";
    });
}

bool isHeader(const Rows& rows) {
    return !rows.empty() && !hasNumber(rows.front()) &&
           (hasKnownName(rows.front()) || (rows.size() > 1 && hasNumber(rows[1])));
}

} // namespace

TableShape shapeOf(const SourceFile& head) {
    TableShape shape{",", false, false, {}};
    Rows rows;
    std::pair<std::size_t, std::size_t> best;
    for (const std::string_view separator : separators) {
        Rows parted = rowsWith(head, separator, linesLookedAt);
        // Where no separator agrees, for quotes left open or the like, the first line decides.
        const std::size_t first = separator == " " ? 1 : parted.front().size();
        std::pair fit{agreement(parted), first};
        const bool text = std::none_of(parted.begin(), parted.end(), hasNumber);
        if (separator == " " && (best.first > 0 || text)) // which stand within titles as well
            fit = {};
        if (fit <= best && !rows.empty())
            continue;
        best = fit;
        shape.separator = separator;
        rows = std::move(parted);
    }
    shape.regular = best.first > 0;
    shape.header = isHeader(rows);
    const std::size_t columns = rows.empty() ? 0 : rows.front().size();
    for (std::size_t column = 0; column < columns; ++column)
        shape.columns.push_back(shape.header ? std::string(trimmed(rows.front()[column]))
                                             : std::to_string(column + 1));
    return shape;
}

std::vector<std::vector<std::string>> firstRows(const SourceFile& head, const TableShape& shape,
                                                std::size_t count) {
    Rows rows = rowsWith(head, shape.separator, count + (shape.header ? 1 : 0));
    if (shape.header && !rows.empty())
        rows.erase(rows.begin());
    return rows;
}

} // namespace towerlab::detail
