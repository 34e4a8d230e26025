// SPDX-License-Identifier: MIT
#include "core/train/frame_keeper.h"

#include <algorithm>
#include <utility>

namespace towerlab {

FrameKeeper::FrameKeeper(FrameRate rate, std::uint64_t examples, std::size_t mostBytes)
    : rate_(rate), examples_(examples), mostBytes_(mostBytes) {}

void FrameKeeper::continueFrom(const RunFrames& frames, int epoch) {
    auto before = std::make_shared<RunFrames>(frames);
    std::erase_if(before->frames, [epoch](const auto& frame) { return frame->epoch > epoch; });
    std::erase_if(before->pulls, [epoch](const auto& pulls) { return pulls->epoch > epoch; });
    frames_ = std::move(before);
}

void FrameKeeper::beginEpoch(int epoch) {
    perEpoch_ = epoch == 1 ? rate_.firstEpoch : rate_.perEpoch;
    setNext(0);
}

/// The end of the epoch has its frame anyway.
void FrameKeeper::setNext(std::uint64_t examplesOfEpoch) {
    next_ = UINT64_MAX;
    for (int i = 1; i < perEpoch_; ++i) {
        const std::uint64_t at =
            examples_ * static_cast<std::uint64_t>(i) / static_cast<std::uint64_t>(perEpoch_);
        if (at > examplesOfEpoch) {
            next_ = at;
            return;
        }
    }
}

std::shared_ptr<const VectorFrame> FrameKeeper::take(const TrainedModel& model, std::uint64_t step,
                                                     double epoch, std::uint64_t examplesOfEpoch) {
    auto frame = std::make_shared<VectorFrame>();
    frame->step = step;
    frame->epoch = epoch;
    if (lossCount_ > 0)
        frame->loss = static_cast<float>(lossSum_ / static_cast<double>(lossCount_));
    lossSum_ = 0;
    lossCount_ = 0;
    EmbeddingTable users = model.userVectors();
    frame->dimensions = users.dimensions;
    frame->users = std::move(users.values);
    frame->movies = std::move(model.movieVectorsForRetrieval().values);
    frame->matchWeights = model.matchLayer().weights;
    setNext(examplesOfEpoch);
    keep(frame);
    return frame;
}

void FrameKeeper::keep(std::shared_ptr<const VectorFrame> frame) {
    auto all = std::make_shared<RunFrames>(*frames_);
    all->thinned += thinning_.add(all->frames, std::move(frame), mostBytes_,
                                  [](const auto& each) { return each->bytes(); });
    frames_ = std::move(all);
}

void FrameKeeper::addPulls(std::shared_ptr<const EpochPulls> pulls) {
    auto all = std::make_shared<RunFrames>(*frames_);
    all->pulls.push_back(std::move(pulls));
    std::size_t bytes = 0;
    for (const auto& each : all->pulls)
        bytes += each->bytes();
    while (all->pulls.size() > 1 && bytes > mostFrameBytes) {
        bytes -= all->pulls.front()->bytes();
        all->pulls.erase(all->pulls.begin());
    }
    frames_ = std::move(all);
}

} // namespace towerlab
