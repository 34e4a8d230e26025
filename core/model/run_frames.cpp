// SPDX-License-Identifier: MIT
#include "core/model/run_frames.h"

#include "core/model/thinning.h"

#include <algorithm>
#include <numeric>

namespace towerlab {

std::vector<std::size_t> EpochPulls::strongest(std::size_t movie) const {
    std::vector<std::size_t> places(kept[movie]);
    std::iota(places.begin(), places.end(), movie * most);
    const auto squares = [this](std::size_t place) {
        const auto numbers = pullAt(place);
        return std::inner_product(numbers.begin(), numbers.end(), numbers.begin(), 0.0F);
    };
    std::stable_sort(places.begin(), places.end(),
                     [&](std::size_t a, std::size_t b) { return squares(a) > squares(b); });
    return places;
}

void thinFrames(RunFrames& frames, std::size_t mostBytes) {
    frames.thinned +=
        thin(frames.frames, mostBytes, [](const auto& frame) { return frame->bytes(); });
}

} // namespace towerlab
