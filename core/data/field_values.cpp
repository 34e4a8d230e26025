// SPDX-License-Identifier: MIT
#include "core/data/field_values.h"

#include "core/text/ascii.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <string>

namespace towerlab::detail {
namespace {

template <typename Number>
std::optional<Number> wholly(std::string_view field) {
    Number value = 0;
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
    if (field.empty() || error != std::errc() || end != field.data() + field.size())
        return std::nullopt;
    return value;
}

/// Takes digits from the front of a text; nothing unless there are so many.
std::optional<int> takeDigits(std::string_view& text, std::size_t least, std::size_t most) {
    std::size_t count = 0;
    while (count < text.size() && count < most && text[count] >= '0' && text[count] <= '9')
        ++count;
    if (count < least)
        return std::nullopt;
    const auto value = wholly<int>(text.substr(0, count));
    text.remove_prefix(count);
    return value;
}

bool take(std::string_view& text, std::string_view oneOf) {
    if (text.empty() || oneOf.find(text.front()) == std::string_view::npos)
        return false;
    text.remove_prefix(1);
    return true;
}

/// Year, month and day from the front: "1997-09-22", "1997/9/22", "22.09.1997".
std::optional<std::chrono::sys_days> takeDate(std::string_view& text) {
    const bool dayFirst = text.find('.') < text.find_first_of("-/");
    const auto first = takeDigits(text, dayFirst ? 1 : 4, dayFirst ? 2 : 4);
    if (!first || !take(text, dayFirst ? "." : "-/"))
        return std::nullopt;
    const auto month = takeDigits(text, 1, 2);
    if (!month || !take(text, dayFirst ? "." : "-/"))
        return std::nullopt;
    const auto last = takeDigits(text, dayFirst ? 4 : 1, dayFirst ? 4 : 2);
    if (!last)
        return std::nullopt;
    const std::chrono::year_month_day date(
        std::chrono::year(dayFirst ? *last : *first),
        std::chrono::month(static_cast<unsigned>(*month)),
        std::chrono::day(static_cast<unsigned>(dayFirst ? *first : *last)));
    return date.ok() ? std::optional(std::chrono::sys_days(date)) : std::nullopt;
}

/// "18:57", "18:57:58" or "18:57:58.25" from the front, in seconds.
std::optional<std::int64_t> takeTimeOfDay(std::string_view& text) {
    const auto hours = takeDigits(text, 1, 2);
    if (!hours || !take(text, ":"))
        return std::nullopt;
    const auto minutes = takeDigits(text, 2, 2);
    if (!minutes)
        return std::nullopt;
    std::optional<int> seconds = 0;
    if (take(text, ":")) {
        seconds = takeDigits(text, 2, 2);
        if (take(text, ".,"))
            (void)takeDigits(text, 0, 9);
    }
    if (!seconds)
        return std::nullopt;
    constexpr std::int64_t minute = 60;
    return (*hours * minute + *minutes) * minute + *seconds;
}

/// "Z", "UTC", "+02:00" or nothing, in seconds; nothing at all if it is another thing.
std::optional<std::int64_t> zoneIn(std::string_view text) {
    text = trimmed(text);
    if (text.empty() || text == "Z" || text == "UTC" || text == "GMT")
        return 0;
    const bool west = text.front() == '-';
    if (!take(text, "+-"))
        return std::nullopt;
    const auto hours = takeDigits(text, 2, 2);
    (void)take(text, ":");
    const auto minutes = text.empty() ? std::optional(0) : takeDigits(text, 2, 2);
    if (!hours || !minutes || !text.empty())
        return std::nullopt;
    constexpr std::int64_t minute = 60;
    const std::int64_t offset = (*hours * minute + *minutes) * minute;
    return west ? -offset : offset;
}

std::optional<std::int64_t> dateIn(std::string_view text) {
    const auto day = takeDate(text);
    if (!day)
        return std::nullopt;
    const std::int64_t midnight =
        std::chrono::duration_cast<std::chrono::seconds>(day->time_since_epoch()).count();
    if (trimmed(text).empty())
        return midnight;
    if (!take(text, "T "))
        return std::nullopt;
    const auto within = takeTimeOfDay(text);
    const auto zone = zoneIn(text);
    if (!within || !zone)
        return std::nullopt;
    return midnight + *within - *zone;
}

std::optional<float> wordForRating(std::string_view field) {
    constexpr std::array<std::string_view, 9> liked = {"like",      "liked", "yes",  "true", "up",
                                                       "thumbs up", "👍",     "喜欢", "是"};
    constexpr std::array<std::string_view, 10> disliked = {"dislike", "disliked",    "no", "false",
                                                           "down",    "thumbs down", "👎",  "不喜欢",
                                                           "否",      "not liked"};
    const std::string word = lowerCase(field);
    if (std::find(liked.begin(), liked.end(), word) != liked.end())
        return 1.0F;
    if (std::find(disliked.begin(), disliked.end(), word) != disliked.end())
        return 0.0F;
    return std::nullopt;
}

} // namespace

std::optional<double> numberIn(std::string_view field) {
    field = trimmed(field);
    if (field.starts_with('+'))
        field.remove_prefix(1);
    auto value = wholly<double>(field);
    const bool oneComma = std::count(field.begin(), field.end(), ',') == 1;
    if (!value && oneComma && field.find('.') == std::string_view::npos) {
        std::string withPoint(field);
        std::replace(withPoint.begin(), withPoint.end(), ',', '.');
        value = wholly<double>(withPoint);
    }
    return value && std::isfinite(*value) ? value : std::nullopt;
}

float ratingOf(const TextTable& table, std::string_view field) {
    if (const auto plain = wholly<float>(field); plain && std::isfinite(*plain))
        return *plain;
    std::string_view inner = trimmed(field);
    if (const auto word = wordForRating(inner))
        return *word;
    if (inner.ends_with('%'))
        inner.remove_suffix(1);
    const auto value = numberIn(inner);
    constexpr double largest = 1e9;
    if (!value || std::abs(*value) > largest)
        table.fail("rating " + inQuotes(field) + " is not a number");
    return static_cast<float>(*value);
}

std::int64_t timeOf(const TextTable& table, std::string_view field) {
    if (const auto whole = wholly<std::int64_t>(field))
        return *whole;
    field = trimmed(field);
    if (field.empty())
        return 0;
    constexpr double most = 9e15;
    if (const auto number = numberIn(field); number && std::abs(*number) < most)
        return static_cast<std::int64_t>(std::floor(*number));
    const auto date = dateIn(field);
    if (!date)
        table.fail("timestamp " + inQuotes(field) + " is neither a number of seconds nor a date",
                   "Dates are read as 1997-09-22 or 22.09.1997, with or without 18:57:58.");
    return *date;
}

std::string scaleTimes(std::span<std::int64_t> times) {
    constexpr std::int64_t year5000 = 100'000'000'000;
    const auto mostAreBeyond = [times](std::int64_t limit) {
        const auto count = std::count_if(times.begin(), times.end(),
                                         [limit](std::int64_t time) { return time >= limit; });
        return static_cast<std::size_t>(count) * 2 > times.size();
    };
    if (!mostAreBeyond(year5000))
        return {};
    const bool micro = mostAreBeyond(year5000 * 1000);
    for (std::int64_t& time : times)
        time /= micro ? 1'000'000 : 1000;
    return micro ? "micro" : "milli";
}

} // namespace towerlab::detail
