// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/run_frames.h"
#include "core/model/thinning.h"
#include "core/model/trained_model.h"
#include "core/train/pull_recorder.h"

#include <cstdint>
#include <memory>

namespace towerlab {

/// How often the vectors of a run are kept, to be looked at. Both 0: never.
struct FrameRate {
    int firstEpoch = 0; ///< frames in the first epoch, when most changes
    int perEpoch = 0;   ///< in each of the others
    bool pulls = false; ///< also what pulls the movies

    bool none() const { return firstEpoch == 0 && perEpoch == 0; }
};

/// So many frames an epoch, and more in the first.
constexpr FrameRate framesPerEpoch(int count, bool pulls) {
    constexpr int moreInTheFirst = 6;
    return {moreInTheFirst * count, count, pulls};
}

/// Keeps the frames of a run: says when one is due, and bounds what they take.
class FrameKeeper {
public:
    FrameKeeper(FrameRate rate, std::uint64_t examples, std::size_t mostBytes = mostFrameBytes);

    /// Goes on with those of a run up to this epoch.
    void continueFrom(const RunFrames& frames, int epoch);

    /// Whether a frame is to be taken, within the epoch, after so many examples of it.
    bool due(std::uint64_t examplesOfEpoch) const { return examplesOfEpoch >= next_; }
    void beginEpoch(int epoch);
    /// Takes a frame of the model, which has come so far.
    std::shared_ptr<const VectorFrame> take(const TrainedModel& model, std::uint64_t step,
                                            double epoch, std::uint64_t examplesOfEpoch);
    /// Counts the loss of a batch towards the mean since the last frame.
    void addLoss(double loss, std::uint64_t examples) {
        lossSum_ += loss * static_cast<double>(examples);
        lossCount_ += examples;
    }
    void addPulls(std::shared_ptr<const EpochPulls> pulls);

    /// All that is kept now.
    std::shared_ptr<const RunFrames> frames() const { return frames_; }

private:
    void setNext(std::uint64_t examplesOfEpoch);
    void keep(std::shared_ptr<const VectorFrame> frame);

    FrameRate rate_;
    std::uint64_t examples_; ///< of an epoch
    std::size_t mostBytes_;
    int perEpoch_ = 0; ///< of the epoch under way
    std::uint64_t next_ = UINT64_MAX;
    double lossSum_ = 0;
    std::uint64_t lossCount_ = 0;
    EvenThinning thinning_;
    std::shared_ptr<const RunFrames> frames_ = std::make_shared<const RunFrames>();
};

} // namespace towerlab
