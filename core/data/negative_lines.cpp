// SPDX-License-Identifier: MIT
#include "core/data/negative_lines.h"

#include "core/data/column_names.h"
#include "core/data/rating_lines.h"
#include "core/error.h"

#include <algorithm>
#include <array>
#include <unordered_set>
#include <utility>

namespace towerlab::detail {
namespace {

/// What may stand between ids, or around all of them. Ids with blanks in them need tabs.
constexpr std::string_view loose = "\t ,;|:[]\"'";

std::string_view unquoted(std::string_view field) {
    const std::size_t begin = field.find_first_not_of(" \"'");
    if (begin == std::string_view::npos)
        return {};
    return field.substr(begin, field.find_last_not_of(" \"'") - begin + 1);
}

/// Takes the pair in brackets that a line begins with, whatever is in it.
std::string_view takePair(std::string_view& line) {
    line.remove_prefix(std::min(line.find_first_not_of(" \"'"), line.size()));
    if (!line.starts_with('('))
        return {};
    const std::string_view pair = line.substr(0, std::min(line.find(')'), line.size() - 1) + 1);
    line.remove_prefix(pair.size());
    return pair;
}

/// The fields of a line of negatives; a pair in brackets is one.
void fieldsOf(std::string_view line, std::vector<std::string_view>& fields) {
    fields.clear();
    if (const std::string_view pair = takePair(line); !pair.empty())
        fields.push_back(pair);
    const bool byTabs = std::count(line.begin(), line.end(), '\t') > 1;
    const std::string_view separators = byTabs ? "\t" : loose;
    for (std::size_t end = 0; !line.empty(); line.remove_prefix(end)) {
        line.remove_prefix(std::min(line.find_first_not_of(separators), line.size()));
        end = std::min(line.find_first_of(separators), line.size());
        if (const std::string_view field = unquoted(line.substr(0, end)); !field.empty())
            fields.push_back(field);
    }
}

bool hasDigit(std::string_view text) {
    return text.find_first_of("0123456789") != std::string_view::npos;
}

} // namespace

NegativeLines::NegativeLines(const std::filesystem::path& path, const Dataset& dataset)
    : table_(path, wholeLines), dataset_(dataset) {}

/// Whether the first line names columns: by their names, or as words above numbers.
bool NegativeLines::isHeader(std::span<const std::string_view> fields) {
    std::string_view first = fields.front();
    if (first.starts_with('('))
        first = first.substr(1, first.find(',') - 1);
    const auto named = namedRatingColumns(std::array{first});
    if (named.user) {
        const auto columns = namedRatingColumns(fields);
        pairsWithoutBrackets_ = columns.user == std::size_t{0} && columns.movie == std::size_t{1};
        return true;
    }
    if (std::any_of(fields.begin(), fields.end(), hasDigit))
        return false;
    TextTable below = table_;
    std::vector<std::string_view> next;
    if (below.nextLine())
        fieldsOf(below.line(), next);
    return !next.empty() && hasDigit(next.front());
}

bool NegativeLines::nextFields() {
    if (!table_.nextLine())
        return false;
    fieldsOf(table_.line(), fields_);
    if (fields_.empty())
        table_.fail("there is no user in this line");
    const bool isFirst = std::exchange(beforeFirst_, false);
    return isFirst && isHeader(fields_) ? nextFields() : true;
}

bool NegativeLines::next(NegativeLine& line) {
    if (!nextFields()) {
        if (!anyLine_)
            throw DataError("there is no line with a user and negatives", table_.path());
        return false;
    }
    anyLine_ = true;
    line = {};
    line.lineNumber = table_.lineNumber();
    readHead(line);
    std::unordered_set<std::int32_t> once;
    for (const std::string_view field : fields_) {
        const std::int32_t movie = movieRowOf(dataset_, table_, field);
        if (once.insert(movie).second)
            line.movies.push_back(movie);
    }
    if (line.movies.empty())
        table_.fail("there are no negatives in this line");
    return true;
}

/// Takes "(user,movie)" or "user" off the fields.
void NegativeLines::readHead(NegativeLine& line) {
    std::string_view head = fields_.front();
    const auto takeFirst = [this] { fields_.erase(fields_.begin()); };
    takeFirst();
    if (!head.starts_with('(')) {
        line.user = userRowOf(dataset_, table_, head);
        if (pairsWithoutBrackets_ && !fields_.empty()) {
            line.movie = movieRowOf(dataset_, table_, fields_.front());
            takeFirst();
        }
        return;
    }
    const std::size_t comma = head.find(',');
    if (comma == std::string_view::npos || head.back() != ')')
        table_.fail(inQuotes(head) + " is not a pair “(user,movie)”");
    line.user = userRowOf(dataset_, table_, unquoted(head.substr(1, comma - 1)));
    line.movie =
        movieRowOf(dataset_, table_, unquoted(head.substr(comma + 1, head.size() - comma - 2)));
}

} // namespace towerlab::detail
