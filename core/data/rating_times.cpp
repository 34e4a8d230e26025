// SPDX-License-Identifier: MIT
#include "core/data/rating_times.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace towerlab::detail {

std::int64_t timeOf(const TextTable& table, std::string_view field) {
    const char* const end = field.data() + field.size();
    std::int64_t whole = 0;
    if (const auto read = std::from_chars(field.data(), end, whole);
        read.ec == std::errc() && read.ptr == end)
        return whole;
    if (field.empty())
        return 0;
    constexpr double most = 9e15;
    double number = 0;
    const auto read = std::from_chars(field.data(), end, number);
    if (read.ec != std::errc() || read.ptr != end || !(std::abs(number) < most))
        table.fail("timestamp " + inQuotes(field) + " is not a number of seconds");
    return static_cast<std::int64_t>(std::floor(number));
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
