// SPDX-License-Identifier: MIT
#include "core/model/run_frames.h"

namespace towerlab {

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
