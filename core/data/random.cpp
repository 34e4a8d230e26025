// SPDX-License-Identifier: MIT
#include "core/data/random.h"

#include <cmath>

namespace towerlab {
namespace {

/// FNV-1a, 64 bits.
std::uint64_t hash(std::string_view text) {
    std::uint64_t value = 0xcbf29ce484222325ULL;
    for (const char c : text)
        value = (value ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return value;
}

/// splitmix64's finaliser: spreads neighbouring seeds over all bits.
std::uint64_t mix(std::uint64_t x) {
    x += 0x9e3779b97f4a7c15ULL;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
}

} // namespace

Random::Random(std::uint64_t seed, std::string_view purpose) : engine_(mix(seed ^ hash(purpose))) {}

double Random::uniform() { return static_cast<double>(engine_() >> 11) * 0x1.0p-53; }

std::uint64_t Random::below(std::uint64_t n) {
    const std::uint64_t limit = (~std::uint64_t{0} / n) * n;
    std::uint64_t value = engine_();
    while (value >= limit)
        value = engine_();
    return value % n;
}

double Random::normal() {
    double u = 0;
    double square = 0;
    do {
        u = 2 * uniform() - 1;
        const double v = 2 * uniform() - 1;
        square = u * u + v * v;
    } while (square >= 1 || square == 0);
    return u * std::sqrt(-2 * std::log(square) / square);
}

} // namespace towerlab
