// SPDX-License-Identifier: MIT
#include "core/analyze/nearest.h"
#include "core/kernels/dot.h"
#include "core/system/parallel.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

#include <hnswlib/hnswlib.h>

namespace towerlab {
namespace {

constexpr std::string_view phase = "Finding neighbours";

std::vector<float> normalised(VectorSpan vectors) {
    std::vector<float> values(vectors.values.begin(), vectors.values.end());
    for (std::size_t i = 0; i < vectors.size(); ++i) {
        const std::span<float> row(values.data() + i * vectors.dimensions, vectors.dimensions);
        const float length = std::sqrt(dotInParts(row, row));
        if (length > 0)
            for (float& value : row)
                value /= length;
    }
    return values;
}

/// The distance of NearestLists from that of hnswlib.
float distanceFrom(float found, Nearness nearness) {
    switch (nearness) {
    case Nearness::Cosine:
        return found; // 1 - a·b of vectors of length 1
    case Nearness::Dot:
        return found - 1;
    case Nearness::Euclid:
        break;
    }
    return std::sqrt(std::max(found, 0.0F));
}

} // namespace

NearestLists nearestByGraph(VectorSpan vectors, std::size_t count, Nearness nearness, int threads,
                            const std::stop_token& stop, const ProgressCallback& progress) {
    constexpr std::size_t links = 16;    // of a vector in the graph
    constexpr std::size_t breadth = 100; // of the search while it is built
    constexpr std::size_t blockSize = 256;
    const std::size_t n = vectors.size();
    NearestLists lists;
    lists.count = std::min(count, n > 0 ? n - 1 : 0);
    if (lists.count == 0)
        return lists;
    const std::vector<float> values =
        nearness == Nearness::Cosine
            ? normalised(vectors)
            : std::vector<float>(vectors.values.begin(), vectors.values.end());
    std::unique_ptr<hnswlib::SpaceInterface<float>> space;
    if (nearness == Nearness::Euclid)
        space = std::make_unique<hnswlib::L2Space>(vectors.dimensions);
    else
        space = std::make_unique<hnswlib::InnerProductSpace>(vectors.dimensions);
    hnswlib::HierarchicalNSW<float> graph(space.get(), n, links, breadth);
    // By one thread: the graph depends on the order in which vectors come in.
    for (std::size_t i = 0; i < n; ++i) {
        if (i % blockSize == 0) {
            throwIfStopped(stop);
            report(progress, i / 2, n, phase);
        }
        graph.addPoint(values.data() + i * vectors.dimensions, i);
    }
    graph.setEf(std::max(breadth / 2, lists.count + lists.count / 2));
    lists.index.resize(n * lists.count);
    lists.distance.resize(n * lists.count);
    parallelBlocks(
        n, blockSize, threads,
        [&](std::size_t, std::size_t begin, std::size_t end) {
            std::vector<std::pair<float, std::int32_t>> found;
            for (std::size_t i = begin; i < end; ++i) {
                auto queue =
                    graph.searchKnn(values.data() + i * vectors.dimensions, lists.count + 1);
                found.clear();
                for (; !queue.empty(); queue.pop())
                    if (queue.top().second != i)
                        found.emplace_back(distanceFrom(queue.top().first, nearness),
                                           static_cast<std::int32_t>(queue.top().second));
                std::sort(found.begin(), found.end());
                // A graph may know fewer than asked for; the last one then stands again.
                for (std::size_t k = 0; k < lists.count; ++k) {
                    const auto& [distance, other] = found[std::min(k, found.size() - 1)];
                    lists.distance[i * lists.count + k] = distance;
                    lists.index[i * lists.count + k] = other;
                }
            }
        },
        stop, [&](const Progress& step) { report(progress, n / 2 + step.done / 2, n, phase); },
        phase);
    return lists;
}

} // namespace towerlab
