// SPDX-License-Identifier: MIT
#pragma once

#include "core/analyze/nearest.h"

#include <memory>
#include <mutex>
#include <vector>

namespace towerlab::ui {

/// The lists of neighbours of some vectors, worked out once for all who need them: t-SNE and UMAP,
/// the figures of quality, movement. For workers; the one that comes first works it out, others
/// wait for it.
class NearestCache {
public:
    NearestCache(std::vector<float> vectors, std::size_t dimensions)
        : vectors_(std::move(vectors)), dimensions_(dimensions) {}

    VectorSpan vectors() const { return {vectors_, dimensions_}; }
    /// @throws Cancelled when stopped
    std::shared_ptr<const NearestLists> lists(std::size_t count, Nearness nearness,
                                              const std::stop_token& stop,
                                              const ProgressCallback& progress = {});

private:
    struct Kept {
        Nearness nearness;
        std::size_t asked;
        std::shared_ptr<const NearestLists> lists;
    };

    std::vector<float> vectors_;
    std::size_t dimensions_;
    std::timed_mutex mutex_;
    std::vector<Kept> kept_;
};

} // namespace towerlab::ui
