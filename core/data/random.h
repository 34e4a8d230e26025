// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string_view>
#include <utility>
#include <vector>

namespace towerlab {

/// The project's only source of chance: mt19937_64 with distributions written out, because those
/// of the standard library differ from one library to the next.
class Random {
public:
    /// @param purpose keeps the streams of one run apart ("split", "shuffle", …): two purposes
    ///        with the same seed give unrelated numbers.
    Random(std::uint64_t seed, std::string_view purpose);

    std::uint64_t bits() { return engine_(); }
    /// Uniform in [0, 1).
    double uniform();
    /// Uniform in [0, n), without modulo bias. n > 0.
    std::uint64_t below(std::uint64_t n);
    /// Standard normal (polar method of Marsaglia).
    double normal();

    template <typename T>
    void shuffle(std::vector<T>& values) {
        for (std::size_t i = values.size(); i > 1; --i)
            std::swap(values[i - 1], values[below(i)]);
    }

private:
    std::mt19937_64 engine_;
};

} // namespace towerlab
