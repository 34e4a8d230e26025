// SPDX-License-Identifier: MIT
#include "core/data/rating_lines.h"

#include "core/error.h"
#include "core/text/ascii.h"
#include "core/text/utf8.h"

#include <algorithm>

namespace towerlab::detail {
namespace {

constexpr std::string_view spaces = " ";
constexpr const char* sameIdsRemedy =
    "The split must use the data set's own ids, not ids counted anew.";

std::string_view separatorOf(std::string_view line) {
    for (const std::string_view candidate : {"::", "\t", ","})
        if (line.find(candidate) != std::string_view::npos)
            return candidate;
    return spaces;
}

bool isWord(std::string_view field) {
    return !field.empty() &&
           (std::string_view("\"_").find(field.front()) != std::string_view::npos ||
            (field.front() >= 'a' && field.front() <= 'z') ||
            (field.front() >= 'A' && field.front() <= 'Z'));
}

bool isHeader(std::span<const std::string_view> fields) {
    return fields.size() >= 2 && isWord(fields[0]) && isWord(fields[1]);
}

} // namespace

FieldSplitter::FieldSplitter(std::string_view firstLine)
    : separator_(separatorOf(trimmed(firstLine))) {}

std::span<const std::string_view> FieldSplitter::split(std::string_view line) {
    fields_.clear();
    line = trimmed(line);
    for (;;) {
        const std::size_t end = line.find(separator_);
        if (end == std::string_view::npos)
            break;
        fields_.push_back(trimmed(line.substr(0, end)));
        line.remove_prefix(end + separator_.size());
        if (separator_ == spaces)
            line = trimmed(line);
    }
    fields_.push_back(trimmed(line));
    return fields_;
}

namespace {

/// @param row that the data set has for the id
std::int32_t known(const std::optional<std::size_t>& row, std::string_view what,
                   std::string_view id, const Dataset& dataset, const TextTable& table) {
    if (!row)
        table.fail(std::string(what) + ' ' + readable(id) + " is not in the data set " +
                       dataset.name(),
                   sameIdsRemedy);
    return static_cast<std::int32_t>(*row);
}

} // namespace

std::int32_t userRowOf(const Dataset& dataset, const TextTable& table, std::string_view field) {
    return known(dataset.userRow(field), "user", field, dataset, table);
}

std::int32_t movieRowOf(const Dataset& dataset, const TextTable& table, std::string_view field) {
    return known(dataset.movieRow(field), "movie", field, dataset, table);
}

RatingLines::RatingLines(const std::filesystem::path& path, const Dataset& dataset)
    : table_(path, wholeLines), dataset_(dataset) {}

bool RatingLines::next() {
    if (!table_.nextLine()) {
        if (user_ < 0)
            throw DataError("there is no line with a user and a movie", table_.path());
        return false;
    }
    const std::string_view line = table_.fields().front();
    if (!splitter_) {
        splitter_.emplace(line);
        const auto fields = splitter_->split(line);
        if (isHeader(fields))
            return next();
        parse(fields);
        return true;
    }
    parse(splitter_->split(line));
    return true;
}

void RatingLines::parse(std::span<const std::string_view> fields) {
    if (fields.size() < 2 || fields.size() > 4)
        fail("expected a user, a movie and, if known, a rating and a timestamp, but found " +
                 std::to_string(fields.size()) + (fields.size() == 1 ? " field" : " fields"),
             "Part them with tabs, commas, “::” or spaces.");
    user_ = userRowOf(dataset_, table_, fields[0]);
    movie_ = movieRowOf(dataset_, table_, fields[1]);
    stars_.reset();
    if (fields.size() > 2) {
        const float value = table_.number(fields[2], "rating");
        if (value != 0 && (value < 0.5F || value > 5.0F))
            fail("rating " + std::string(fields[2]) + " is not between 0.5 and 5 stars");
        if (value != 0)
            stars_ = value;
    }
    timestamp_ = fields.size() > 3 ? table_.integer64(fields[3], "timestamp") : 0;
}

std::string RatingLines::pairText() const {
    return "user " + dataset_.users().id.text(static_cast<std::size_t>(user_)) + " and movie " +
           dataset_.movies().id.text(static_cast<std::size_t>(movie_));
}

} // namespace towerlab::detail
