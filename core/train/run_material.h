// SPDX-License-Identifier: MIT
// Private to core, because it shows LibTorch.
#pragma once

#include "core/data/dataset.h"
#include "core/data/encoding.h"
#include "core/model/settings.h"
#include "core/model/tower_inputs.h"
#include "core/model/two_tower_net.h"
#include "core/train/negative_sampler.h"
#include "core/train/train_batches.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace towerlab {

/// The ratings of a run, encoded, and the net that is to learn them.
struct RunMaterial {
    /// @param among rows of the ratings that may take part; empty: all
    /// @throws SettingsError if there is nothing to learn from
    RunMaterial(const Dataset& dataset, const RunSettings& settings,
                std::span<const std::uint32_t> among);

    const RunSettings settings;
    std::shared_ptr<const Vocabulary> vocabulary;
    RunHistory history;
    NetInputs inputs;
    Examples training;
    Examples validation;
    std::optional<NegativeSampler> sampler; ///< ranking objectives only
    std::optional<NegativeSampler> known;   ///< training and validation, the same
    /// For a softmax over the catalogue what each user has rated; else null.
    std::shared_ptr<const EntityHistory> sequences;
    std::shared_ptr<TwoTowerNetImpl> net; ///< as a run starts

private:
    void prepareRanking();
    void prepareHistory(const std::vector<IndexedRating>& ratings);
    void prepareSequences(const std::vector<IndexedRating>& ratings);
};

} // namespace towerlab
