// SPDX-License-Identifier: MIT
#include "core/model/run_frames.h"

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
    const auto bytes = [&] {
        std::size_t sum = 0;
        for (const auto& frame : frames.frames)
            sum += frame->bytes();
        return sum;
    };
    while (frames.frames.size() > 2 && bytes() > mostBytes) {
        std::vector<std::shared_ptr<const VectorFrame>> kept;
        for (std::size_t i = 0; i < frames.frames.size(); ++i)
            if (i % 2 == 0 || i + 1 == frames.frames.size())
                kept.push_back(frames.frames[i]);
        if (kept.size() == frames.frames.size()) // three: the one between goes last
            kept.erase(kept.begin() + 1);
        frames.thinned += frames.frames.size() - kept.size();
        frames.frames = std::move(kept);
    }
}

} // namespace towerlab
