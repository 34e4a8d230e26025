// SPDX-License-Identifier: MIT
#pragma once

#include "core/analyze/vector_span.h"
#include "core/progress.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

namespace towerlab {

/// What makes two vectors near: a small angle, a large dot product, or a small distance.
enum class Nearness { Cosine, Dot, Euclid };

/// The k nearest of each of n vectors, itself left out, the nearest first.
struct NearestLists {
    std::size_t count = 0;           ///< k
    std::vector<std::int32_t> index; ///< n × k
    std::vector<float> distance;     ///< n × k: 1 - cosine, -dot product, or Euclid's distance

    std::size_t size() const { return count == 0 ? 0 : index.size() / count; }
    std::span<const std::int32_t> of(std::size_t point) const {
        return std::span(index).subspan(point * count, count);
    }
    std::span<const float> distancesOf(std::size_t point) const {
        return std::span(distance).subspan(point * count, count);
    }
};

/// Whether the lists of so many vectors are exact. The products of all pairs are quicker than a
/// graph up to about 90,000 vectors of 8 dimensions (3.3 and 4.2 s on two cores); 40,000 of 64
/// take 1.9 and 3.1 s.
bool nearestAreExact(std::size_t points, std::size_t dimensions);

/// The lists of all vectors; exact by blocked matrix products where nearestAreExact(), else by HNSW
/// (Malkov and Yashunin 2018; libhnswlib), which misses up to some in a hundred. The same numbers
/// for any number of threads. Ties by index. A vector of zeros has cosine 0 to all.
/// @param count   k; cut to n - 1
/// @param threads 0: as many as the processor has cores
/// @throws Cancelled when stopped
NearestLists nearestOfAll(VectorSpan vectors, std::size_t count, Nearness nearness, int threads = 0,
                          const std::stop_token& stop = {}, const ProgressCallback& progress = {});

/// The same, exact for any n and by HNSW for any n; for tests and benchmarks.
NearestLists nearestExactly(VectorSpan vectors, std::size_t count, Nearness nearness,
                            int threads = 0, const std::stop_token& stop = {},
                            const ProgressCallback& progress = {});
NearestLists nearestByGraph(VectorSpan vectors, std::size_t count, Nearness nearness,
                            int threads = 0, const std::stop_token& stop = {},
                            const ProgressCallback& progress = {});

/// Distance of each vector to `centre` as NearestLists has it.
std::vector<float> distancesTo(std::span<const float> centre, VectorSpan vectors,
                               Nearness nearness);

} // namespace towerlab
