// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "core/data/side.h"
#include "core/model/trained_model.h"

#include <limits>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace towerlab {

/// How a part of a model is doing.
struct PartHealth {
    static constexpr double none = std::numeric_limits<double>::quiet_NaN();

    double weightNorm = none;   ///< root of the sum of its squared weights
    double gradientNorm = none; ///< the same of the loss's gradient, on the probe's ratings
    /// Share of the units that are off for all users (or movies) of the probe; none where the
    /// activation has no flat part.
    double deadShare = none;
    /// How far apart what comes out is: the root of the summed variances of its units over the
    /// users (or movies) of the probe. 0: it is the same for all.
    double spread = none;
};

struct TowerHealth {
    std::vector<PartHealth> inputs;
    std::vector<PartHealth> layers; ///< the last one makes the vector
};

/// A model's health at one moment of its run.
struct NetHealth {
    int epoch = 0; ///< done
    TowerHealth user;
    TowerHealth movie;
    PartHealth match; ///< its spread is that of the logits

    const TowerHealth& tower(Side side) const { return side == Side::User ? user : movie; }
};

/// Where a model gives the same for all that goes in.
struct Collapse {
    Side side = Side::User;
    std::size_t layer = 0;
    bool dead = false; ///< because all units of the layer are off
    friend bool operator==(const Collapse&, const Collapse&) = default;
};
/// The first layer after which nothing differs any more; of both towers the one with the earlier.
std::optional<Collapse> collapseIn(const NetHealth& health);

/// Measures models of one run, all on the same few hundred ratings that it learns from.
class HealthProbe {
public:
    /// @throws SettingsError as Trainer
    HealthProbe(const Dataset& dataset, const RunSettings& settings);
    ~HealthProbe();
    HealthProbe(const HealthProbe&) = delete;
    HealthProbe& operator=(const HealthProbe&) = delete;

    /// Whether the model is of this data: else its rows stand for others, and nothing can be said.
    bool fits(const TrainedModel& model) const;
    NetHealth measure(const TrainedModel& model) const;

private:
    struct Material; ///< holds LibTorch tensors
    std::unique_ptr<Material> material_;
};

} // namespace towerlab
