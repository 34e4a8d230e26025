// SPDX-License-Identifier: MIT
// Private to core, because it shows LibTorch.
#pragma once

#include "core/model/thinning.h"
#include "core/model/trained_model_contents.h"

#include <cstddef>
#include <memory>
#include <vector>

namespace towerlab {

/// So much memory the models that a run goes through may take.
inline constexpr std::size_t mostMomentBytes = std::size_t{128} << 20U;

/// Keeps the models that a run goes through, so that its way can be looked into.
class MomentKeeper {
public:
    explicit MomentKeeper(std::size_t mostBytes = mostMomentBytes) : mostBytes_(mostBytes) {}

    /// The newest one. Its weights are shared with the model itself.
    void add(const TrainedModel& model);
    /// Goes on with those that a model has kept, up to but without the model itself.
    void continueFrom(const TrainedModel& model);
    /// The model, with all that were added so far.
    TrainedModel withMoments(const TrainedModel& model) const;

private:
    std::size_t mostBytes_;
    EvenThinning thinning_;
    std::vector<TrainedModel> models_;
};

} // namespace towerlab
