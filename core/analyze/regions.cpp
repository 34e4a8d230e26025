// SPDX-License-Identifier: MIT
#include "core/analyze/regions.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace towerlab {
namespace {

constexpr std::size_t side = 128; ///< cells of the grid, across and up

/// The density of points on a grid of square cells around them.
class Grid {
public:
    Grid(const Layout& map, double blur) : density_(side * side, 0), cellOf_(map.size()) {
        if (map.empty())
            return;
        const auto [left, right] = std::minmax_element(
            map.begin(), map.end(), [](PlanePoint a, PlanePoint b) { return a.x < b.x; });
        const auto [low, high] = std::minmax_element(
            map.begin(), map.end(), [](PlanePoint a, PlanePoint b) { return a.y < b.y; });
        const float longer = std::max(right->x - left->x, high->y - low->y);
        const float perUnit = longer > 0 ? (side - 1) / longer : 0.0F;
        for (std::size_t i = 0; i < map.size(); ++i) {
            const auto column = static_cast<std::size_t>((map[i].x - left->x) * perUnit);
            const auto row = static_cast<std::size_t>((map[i].y - low->y) * perUnit);
            cellOf_[i] = std::min(row, side - 1) * side + std::min(column, side - 1);
            density_[cellOf_[i]] += 1;
        }
        blurBy(blur * side);
    }

    std::size_t cellOf(std::size_t point) const { return cellOf_[point]; }
    double density(std::size_t cell) const { return density_[cell]; }

    template <typename Visit>
    static void aroundOf(std::size_t cell, const Visit& visit) {
        const std::size_t row = cell / side;
        const std::size_t column = cell % side;
        for (std::size_t y = row > 0 ? row - 1 : 0; y <= std::min(row + 1, side - 1); ++y)
            for (std::size_t x = column > 0 ? column - 1 : 0; x <= std::min(column + 1, side - 1);
                 ++x)
                if (y * side + x != cell)
                    visit(y * side + x);
    }

private:
    void blurBy(double deviation) {
        const auto reach = static_cast<std::ptrdiff_t>(std::ceil(3 * deviation));
        std::vector<double> curve;
        for (std::ptrdiff_t i = -reach; i <= reach; ++i)
            curve.push_back(std::exp(-0.5 * std::pow(static_cast<double>(i) / deviation, 2)));
        blurAlong(curve, reach, 1, side);
        blurAlong(curve, reach, side, 1);
    }

    void blurAlong(const std::vector<double>& curve, std::ptrdiff_t reach, std::size_t step,
                   std::size_t otherStep) {
        std::vector<double> line(side);
        for (std::size_t other = 0; other < side; ++other) {
            for (std::size_t i = 0; i < side; ++i)
                line[i] = density_[other * otherStep + i * step];
            for (std::size_t i = 0; i < side; ++i) {
                double sum = 0;
                for (std::ptrdiff_t k = -reach; k <= reach; ++k) {
                    const auto at = static_cast<std::ptrdiff_t>(i) + k;
                    if (at >= 0 && at < static_cast<std::ptrdiff_t>(side))
                        sum += line[static_cast<std::size_t>(at)] *
                               curve[static_cast<std::size_t>(k + reach)];
                }
                density_[other * otherStep + i * step] = sum;
            }
        }
    }

    std::vector<double> density_;
    std::vector<std::size_t> cellOf_;
};

constexpr std::int32_t none = -1;

/// The hill of each cell, by its summit's cell; cells without points nearby have none.
std::vector<std::int32_t> hillsOf(const Grid& grid) {
    constexpr double standsOut = 0.15;    // of its height, above the saddle
    constexpr double leastDensity = 0.02; // of the highest hill
    std::vector<std::size_t> cells(side * side);
    std::iota(cells.begin(), cells.end(), std::size_t{0});
    std::stable_sort(cells.begin(), cells.end(), [&](std::size_t a, std::size_t b) {
        return grid.density(a) > grid.density(b);
    });
    const double floor = grid.density(cells.front()) * leastDensity;
    std::vector<std::int32_t> parent(side * side, none); // of hills that have been joined
    const auto summitOf = [&](std::size_t cell) {
        auto at = static_cast<std::int32_t>(cell);
        while (parent[static_cast<std::size_t>(at)] != at)
            at = parent[static_cast<std::size_t>(at)];
        return static_cast<std::size_t>(at);
    };
    for (const std::size_t cell : cells) {
        if (grid.density(cell) <= floor)
            break;
        std::vector<std::size_t> summits; // of the hills that meet here
        Grid::aroundOf(cell, [&](std::size_t other) {
            if (parent[other] == none)
                return;
            const std::size_t summit = summitOf(other);
            if (std::find(summits.begin(), summits.end(), summit) == summits.end())
                summits.push_back(summit);
        });
        if (summits.empty()) {
            parent[cell] = static_cast<std::int32_t>(cell);
            continue;
        }
        const std::size_t highest =
            *std::max_element(summits.begin(), summits.end(), [&](std::size_t a, std::size_t b) {
                return grid.density(a) != grid.density(b) ? grid.density(a) < grid.density(b)
                                                          : a > b;
            });
        parent[cell] = static_cast<std::int32_t>(highest);
        for (const std::size_t summit : summits)
            if (summit != highest &&
                grid.density(summit) - grid.density(cell) < standsOut * grid.density(summit))
                parent[summit] = static_cast<std::int32_t>(highest);
    }
    std::vector<std::int32_t> hill(side * side, none);
    for (std::size_t cell = 0; cell < hill.size(); ++cell)
        if (parent[cell] != none)
            hill[cell] = static_cast<std::int32_t>(summitOf(cell));
    return hill;
}

} // namespace

Regions densityRegions(const Layout& map, double blur, std::size_t leastPoints) {
    constexpr double nearSummit = 0.7; // of its density: points there give the label its place
    Regions result;
    result.regionOf.assign(map.size(), none);
    if (map.empty())
        return result;
    const Grid grid(map, blur);
    const std::vector<std::int32_t> hill = hillsOf(grid);
    struct Hill {
        double x = 0, y = 0;
        std::size_t near = 0, points = 0;
        std::size_t summit = 0;
    };
    std::vector<Hill> hills(side * side);
    for (std::size_t i = 0; i < map.size(); ++i) {
        const std::int32_t summit = hill[grid.cellOf(i)];
        if (summit == none)
            continue;
        Hill& each = hills[static_cast<std::size_t>(summit)];
        each.summit = static_cast<std::size_t>(summit);
        ++each.points;
        if (grid.density(grid.cellOf(i)) < nearSummit * grid.density(each.summit))
            continue;
        each.x += double{map[i].x};
        each.y += double{map[i].y};
        ++each.near;
    }
    std::erase_if(hills, [&](const Hill& each) {
        return each.points < std::max<std::size_t>(1, leastPoints) || each.near == 0;
    });
    std::stable_sort(hills.begin(), hills.end(),
                     [](const Hill& a, const Hill& b) { return a.points > b.points; });
    std::vector<std::int32_t> number(side * side, none);
    for (const Hill& each : hills) {
        number[each.summit] = static_cast<std::int32_t>(result.regions.size());
        const auto near = static_cast<double>(each.near);
        result.regions.push_back(
            {{static_cast<float>(each.x / near), static_cast<float>(each.y / near)}, each.points});
    }
    for (std::size_t i = 0; i < map.size(); ++i) {
        const std::int32_t summit = hill[grid.cellOf(i)];
        if (summit != none)
            result.regionOf[i] = number[static_cast<std::size_t>(summit)];
    }
    return result;
}

std::vector<std::vector<std::uint32_t>>
distinctiveWords(const Regions& regions, const PointWords& words, std::size_t count) {
    constexpr double leastShare = 1.0 / 6;
    constexpr double leastPoints = 3;
    const std::size_t regionCount = regions.regions.size();
    std::vector<std::uint32_t> everywhere(words.words, 0);
    std::vector<std::uint32_t> inRegion(words.words * regionCount, 0);
    for (std::size_t i = 0; i < regions.regionOf.size(); ++i)
        for (std::uint32_t at = words.start[i]; at < words.start[i + 1]; ++at) {
            ++everywhere[words.word[at]];
            if (regions.regionOf[i] != none)
                ++inRegion[static_cast<std::size_t>(regions.regionOf[i]) * words.words +
                           words.word[at]];
        }
    const auto all = static_cast<double>(std::max<std::size_t>(1, regions.regionOf.size()));
    std::vector<std::vector<std::uint32_t>> result(regionCount);
    for (std::size_t region = 0; region < regionCount; ++region) {
        const auto size = static_cast<double>(regions.regions[region].points);
        std::vector<std::pair<double, std::uint32_t>> scored;
        for (std::uint32_t word = 0; word < words.words; ++word) {
            const double here = inRegion[region * words.words + word];
            if (here < std::max(leastPoints, leastShare * size))
                continue;
            const double score = here * std::log(here / size / (everywhere[word] / all));
            if (score > 0)
                scored.emplace_back(-score, word);
        }
        std::sort(scored.begin(), scored.end());
        for (std::size_t i = 0; i < std::min(count, scored.size()); ++i)
            result[region].push_back(scored[i].second);
    }
    return result;
}

} // namespace towerlab
