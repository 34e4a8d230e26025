// SPDX-License-Identifier: MIT
#include "core/analyze/nearest.h"

#include "core/kernels/dot.h"
#include "core/kernels/kernels.h"
#include "core/system/parallel.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace towerlab {
namespace {

constexpr std::string_view phase = "Finding neighbours";

float distanceBetween(std::span<const float> a, std::span<const float> b, Nearness nearness) {
    double dot = 0;
    double squaresA = 0;
    double squaresB = 0;
    double apart = 0;
    for (std::size_t k = 0; k < a.size(); ++k) {
        const double x = double{a[k]};
        const double y = double{b[k]};
        dot += x * y;
        squaresA += x * x;
        squaresB += y * y;
        apart += (x - y) * (x - y);
    }
    if (nearness == Nearness::Euclid)
        return static_cast<float>(std::sqrt(apart));
    if (nearness == Nearness::Dot)
        return static_cast<float>(-dot);
    const double lengths = std::sqrt(squaresA * squaresB);
    return static_cast<float>(lengths > 0 ? 1 - dot / lengths : 1.0);
}

/// Keeps the k largest scores of those that come, in any order.
class Largest {
public:
    explicit Largest(std::size_t count) : count_(count) { kept_.reserve(roomFor * count); }

    void clear() {
        kept_.clear();
        least_ = std::numeric_limits<float>::lowest();
    }
    float least() const { return least_; }
    void add(float score, std::int32_t index) {
        kept_.emplace_back(score, index);
        if (kept_.size() == roomFor * count_)
            cut();
    }
    std::span<const std::pair<float, std::int32_t>> kept() {
        if (kept_.size() > count_)
            cut();
        return kept_;
    }

private:
    static constexpr std::size_t roomFor = 3;

    void cut() {
        const auto last = kept_.begin() + static_cast<std::ptrdiff_t>(count_) - 1;
        std::nth_element(kept_.begin(), last, kept_.end(), [](const auto& a, const auto& b) {
            return a.first != b.first ? a.first > b.first : a.second < b.second;
        });
        least_ = last->first;
        kept_.resize(count_);
    }

    std::size_t count_;
    float least_ = std::numeric_limits<float>::lowest();
    std::vector<std::pair<float, std::int32_t>> kept_;
};

/// Vectors whose nearest are those with the largest a·b + bias(b), padded for the kernels.
struct Operands {
    std::size_t count = 0;
    std::size_t stride = 0; ///< count, padded
    std::size_t dimensions = 0;
    std::vector<float> rows;       ///< n × d
    std::vector<float> transposed; ///< d × stride
    std::vector<float> bias;       ///< stride

    Operands(VectorSpan vectors, Nearness nearness)
        : count(vectors.size()),
          stride(padded(count)),
          dimensions(vectors.dimensions),
          rows(vectors.values.begin(), vectors.values.end()),
          transposed(dimensions * stride),
          bias(stride) {
        for (std::size_t i = 0; i < count; ++i) {
            float* row = rows.data() + i * dimensions;
            const float squares = dotInParts({row, dimensions}, {row, dimensions});
            if (nearness == Nearness::Cosine && squares > 0)
                for (std::size_t k = 0; k < dimensions; ++k)
                    row[k] /= std::sqrt(squares);
            if (nearness == Nearness::Euclid)
                bias[i] = -squares / 2;
            for (std::size_t k = 0; k < dimensions; ++k)
                transposed[k * stride + i] = row[k];
        }
    }
};

/// The nearest of the rows [begin, end), tile by tile of the columns, so that the scores stay in
/// the cache.
class BlockSearch {
public:
    static constexpr std::size_t blockRows = 48;

    BlockSearch(const Operands& operands, std::size_t candidates)
        : operands_(operands),
          tile_(blockRows * tileColumns),
          strip_(operands.dimensions * tileColumns) {
        for (std::size_t row = 0; row < blockRows; ++row)
            largest_.emplace_back(candidates);
    }

    void search(std::size_t begin, std::size_t end) {
        for (Largest& each : largest_)
            each.clear();
        for (std::size_t column = 0; column < operands_.stride; column += tileColumns)
            searchTile(begin, end, column, std::min(tileColumns, operands_.stride - column));
    }
    Largest& of(std::size_t rowOfBlock) { return largest_[rowOfBlock]; }

private:
    static constexpr std::size_t tileColumns = 1024;

    void searchTile(std::size_t begin, std::size_t end, std::size_t column, std::size_t width) {
        for (std::size_t k = 0; k < operands_.dimensions; ++k)
            std::copy_n(operands_.transposed.data() + k * operands_.stride + column, width,
                        strip_.data() + k * width);
        for (std::size_t row = 0; row < end - begin; ++row)
            std::copy_n(operands_.bias.data() + column, width, tile_.data() + row * width);
        kernels().multiplyAdd(
            tile_.data(),
            {operands_.rows.data() + begin * operands_.dimensions, operands_.dimensions, 1},
            strip_.data(), end - begin, width, operands_.dimensions);
        const std::size_t real =
            std::min(width, operands_.count - std::min(column, operands_.count));
        for (std::size_t row = 0; row < end - begin; ++row)
            collect(largest_[row], tile_.data() + row * width, real, column, begin + row);
    }

    static void collect(Largest& into, const float* scores, std::size_t count, std::size_t column,
                        std::size_t self) {
        for (std::size_t j = 0; j < count; j += lanes) {
            const std::size_t here = std::min(lanes, count - j);
            const float least = into.least();
            unsigned any = 0; // most groups have none: one branch for all of them
            for (std::size_t lane = 0; lane < here; ++lane)
                any |= static_cast<unsigned>(scores[j + lane] > least);
            if (any == 0)
                continue;
            for (std::size_t lane = 0; lane < here; ++lane)
                if (scores[j + lane] > into.least() && column + j + lane != self)
                    into.add(scores[j + lane], static_cast<std::int32_t>(column + j + lane));
        }
    }

    const Operands& operands_;
    std::vector<float> tile_;
    std::vector<float> strip_;
    std::vector<Largest> largest_;
};

} // namespace

NearestLists nearestExactly(VectorSpan vectors, std::size_t count, Nearness nearness, int threads,
                            const std::stop_token& stop, const ProgressCallback& progress) {
    const std::size_t n = vectors.size();
    NearestLists lists;
    lists.count = std::min(count, n > 0 ? n - 1 : 0);
    if (lists.count == 0)
        return lists;
    // A few more than asked for, put in order by their exact distances: the scores are rounded.
    const std::size_t candidates = std::min(lists.count + lists.count / 4 + 2, n - 1);
    const Operands operands(vectors, nearness);
    lists.index.resize(n * lists.count);
    lists.distance.resize(n * lists.count);
    std::vector<BlockSearch> searches(threadCount(threads), BlockSearch(operands, candidates));
    parallelBlocks(
        n, BlockSearch::blockRows, threads,
        [&](std::size_t worker, std::size_t begin, std::size_t end) {
            BlockSearch& search = searches[worker];
            search.search(begin, end);
            std::vector<std::pair<float, std::int32_t>> exact;
            for (std::size_t i = begin; i < end; ++i) {
                exact.clear();
                for (const auto& [score, other] : search.of(i - begin).kept())
                    exact.emplace_back(distanceBetween(vectors.row(i),
                                                       vectors.row(static_cast<std::size_t>(other)),
                                                       nearness),
                                       other);
                std::partial_sort(exact.begin(),
                                  exact.begin() + static_cast<std::ptrdiff_t>(lists.count),
                                  exact.end());
                for (std::size_t k = 0; k < lists.count; ++k) {
                    lists.distance[i * lists.count + k] = exact[k].first;
                    lists.index[i * lists.count + k] = exact[k].second;
                }
            }
        },
        stop, progress, phase);
    return lists;
}

bool nearestAreExact(std::size_t points, std::size_t dimensions) {
    constexpr double mostWork = 2e11;
    constexpr double looking = 16; // at a product takes as long as so many dimensions
    const auto n = static_cast<double>(points);
    return n * n * (static_cast<double>(dimensions) + looking) <= mostWork;
}

NearestLists nearestOfAll(VectorSpan vectors, std::size_t count, Nearness nearness, int threads,
                          const std::stop_token& stop, const ProgressCallback& progress) {
    return nearestAreExact(vectors.size(), vectors.dimensions)
               ? nearestExactly(vectors, count, nearness, threads, stop, progress)
               : nearestByGraph(vectors, count, nearness, threads, stop, progress);
}

std::vector<float> distancesTo(std::span<const float> centre, VectorSpan vectors,
                               Nearness nearness) {
    std::vector<float> distances(vectors.size());
    for (std::size_t i = 0; i < distances.size(); ++i)
        distances[i] = distanceBetween(centre, vectors.row(i), nearness);
    return distances;
}

} // namespace towerlab
