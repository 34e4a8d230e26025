// SPDX-License-Identifier: MIT
// Hands GCC's coverage to libFuzzer. GCC calls a function in each basic block; libFuzzer asks for
// an array of counters, one per block, and a table of where the blocks are.

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

extern "C" void __sanitizer_cov_8bit_counters_init(std::uint8_t* begin, std::uint8_t* end);
extern "C" void __sanitizer_cov_pcs_init(const std::uintptr_t* begin, const std::uintptr_t* end);

namespace {

/// libFuzzer's own layout of a block's entry.
struct Block {
    std::uintptr_t address;
    std::uintptr_t flags;
};

/// More than core has blocks, so that a free place is near.
constexpr std::size_t places = std::size_t{1} << 17;
std::array<std::uint8_t, places> counters;
std::array<Block, places> blocks;

/// The place of a block: that of its address's hash, or the next one that is free.
std::size_t placeOf(std::uintptr_t address) {
    std::size_t place = (address * 0x9E3779B97F4A7C15U) >> (64 - 17);
    for (std::size_t tried = 0; tried < places; ++tried, place = (place + 1) % places) {
        std::atomic_ref<std::uintptr_t> entry(blocks[place].address);
        std::uintptr_t there = entry.load(std::memory_order_relaxed);
        if (there == 0 && entry.compare_exchange_strong(there, address))
            return place;
        if (there == address)
            return place;
    }
    return 0;
}

[[maybe_unused]] const bool announced = [] {
    __sanitizer_cov_8bit_counters_init(counters.data(), counters.data() + places);
    const auto* table = &blocks.front().address;
    __sanitizer_cov_pcs_init(table, table + 2 * places);
    return true;
}();

} // namespace

// GCC reports comparisons of decimals too; libFuzzer learns from those of whole numbers only.
extern "C" void __sanitizer_cov_trace_cmpf(float, float) {}
extern "C" void __sanitizer_cov_trace_cmpd(double, double) {}

extern "C" void __wrap___sanitizer_cov_trace_pc() {
    const auto address = reinterpret_cast<std::uintptr_t>(__builtin_return_address(0));
    std::atomic_ref<std::uint8_t> counter(counters[placeOf(address)]);
    counter.store(static_cast<std::uint8_t>(counter.load(std::memory_order_relaxed) + 1),
                  std::memory_order_relaxed);
}
