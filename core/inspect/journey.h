// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/side.h"
#include "core/model/net_plan.h"
#include "core/model/trained_model.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace towerlab {

/// A number for each number that a tower handles on the way from its inputs to its vector: the
/// values themselves, or how the loss changes with them.
struct TowerNumbers {
    std::vector<std::vector<float>> inputs;  ///< by input
    std::vector<std::vector<float>> sums;    ///< by dense layer, before the activation
    std::vector<std::vector<float>> outputs; ///< by dense layer, behind it
    std::vector<float> vector;               ///< the last outputs, or these made of length 1

    std::vector<float> joined() const; ///< the inputs one behind the other
};

/// A row that an input takes from its table. The input is the sum of all its rows, each times its
/// weight.
struct InputWord {
    std::int32_t word = 0; ///< row of the table; -1: not known, the mean of all rows
    float weight = 1;
};

/// What a tower makes of one user or movie.
struct TowerJourney {
    std::int32_t entity = -1;                  ///< vocabulary index
    std::vector<std::vector<InputWord>> words; ///< by input
    TowerNumbers numbers;
    float length = 0;       ///< of the vector
    float ownBias = 0;      ///< where there are biases: the entity's own
    float biasOfInputs = 0; ///< and what x adds to it
};

/// All numbers of one user and movie, from what goes in to what comes out.
struct Journey {
    TowerJourney user;
    TowerJourney movie;
    std::vector<float> product; ///< u v, by dimension
    std::vector<float> weights; ///< of the match: one, or one per dimension
    float matched = 0;          ///< Σ u v, or Σ w u v; of a cosine divided by both lengths
    float bias = 0;             ///< of the match
    float logit = 0;
    float output = 0;           ///< as TrainedModel::predict()
    std::optional<float> stars; ///< the output on the scale of the ratings, where it means them

    const TowerJourney& tower(Side side) const { return side == Side::User ? user : movie; }
};

/// Which ratings a history holds.
enum class HistoryReading {
    All,
    WithoutThis, ///< all but the one that is looked at: what a training step reads
    None
};

/// What goes in instead of what is known.
struct WhatIf {
    struct Change {
        Side side = Side::User;
        std::size_t input = 0; ///< by place among the tower's inputs; not a history
        /// Instead of the input's own. One for an input that reads one word (-1: not known); of a
        /// bag any number, all with the same weight.
        std::vector<std::int32_t> words;
    };
    std::vector<Change> changes;
    HistoryReading userHistory = HistoryReading::All;
    HistoryReading movieHistory = HistoryReading::All;

    bool any() const {
        return !changes.empty() || userHistory != HistoryReading::All ||
               movieHistory != HistoryReading::All;
    }
};

/// The weights of a dense layer: output_j = activation(Σ_i input_i kernel(j, i) + bias_j).
struct DenseWeights {
    std::size_t inputs = 0;
    std::size_t units = 0;
    std::vector<float> kernel; ///< units × inputs
    std::vector<float> bias;

    float at(std::size_t unit, std::size_t input) const { return kernel[unit * inputs + input]; }
};

/// Looks into a model: what becomes of one user and one movie, number by number. Made of the
/// model's own layers, so that its output is the model's. Immutable; may be used by many threads.
class Inspector {
public:
    explicit Inspector(TrainedModel model);

    const TrainedModel& model() const { return model_; }
    const NetPlan& plan() const { return plan_; }

    /// @param user, movie vocabulary indices
    Journey journey(std::int32_t user, std::int32_t movie, const WhatIf& whatIf = {}) const;

    DenseWeights dense(Side side, std::size_t layer) const;
    /// How x adds to the bias; empty without biases.
    std::vector<float> biasKernel(Side side) const;
    /// What x adds to it; 0 without biases.
    float biasOf(Side side, const std::vector<float>& joined) const;
    /// A row of an input's table; of word -1, the mean of all.
    std::vector<float> tableRow(Side side, std::size_t input, std::int32_t word) const;
    /// What a word of an input stands for: an id, a title, a genre, "other". Of a title's words,
    /// which share rows by their hash, the number of the row.
    std::string nameOf(Side side, std::size_t input, std::int32_t word) const;

private:
    TrainedModel model_;
    NetPlan plan_;
    std::vector<std::int16_t> years_; ///< by word of a year
};

} // namespace towerlab
