// SPDX-License-Identifier: MIT
#pragma once

#include "core/inspect/journey.h"
#include "core/model/trained_model.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace towerlab {

class RunSteps;

/// A rating of a batch; of a softmax over the catalogue a user, with a movie that was hidden.
struct BatchRow {
    std::int32_t user = 0;
    std::int32_t movie = 0;
    float target = 0; ///< what the output should have been: a rating in [0, 1], or 1 for a positive
    float logit = 0;
    float output = 0; ///< as TrainedModel::predict()
    float loss = 0;   ///< its own; their mean is the batch's, but for the penalties
    float slope = 0;  ///< how the batch's loss changes with the logit
};

/// A movie that a ranking objective holds against the positive one, or that one itself.
struct Candidate {
    std::int32_t movie = 0;
    float logit = 0;
    float logQ = 0;        ///< of its share of the batches, taken off the logit
    float probability = 0; ///< by the softmax; of a pair with the positive, that it comes first
    float slope = 0;       ///< how the batch's loss changes with the logit
    float wanted = 0;      ///< what the probability should be: 1 for the positive
    bool removed = false;  ///< is no negative: the user has rated it, or it is the positive itself
};

/// What a step did to some numbers of the model that learn together: a row of a table, a kernel.
struct WeightStep {
    enum class Part { Row, Kernel, Bias, OwnBias, BiasKernel, Match, MatchBias };
    Part part = Part::Row;
    Side side = Side::User;
    std::size_t place = 0;  ///< the input, or the dense layer
    std::int32_t word = -1; ///< of a row
    std::size_t rows = 1;
    std::size_t columns = 1;
    std::vector<float> before; ///< rows × columns, as all of these
    std::vector<float> gradient;
    std::vector<float> after;
    /// What the optimiser remembers: its name ("square_avg"), and its numbers; empty before the
    /// first step.
    struct Memory {
        std::string name;
        std::vector<float> before;
        std::vector<float> after;
    };
    std::vector<Memory> memory;
};

/// One rating of a batch all the way: forward, and back.
struct StepPath {
    Journey before;             ///< as the step saw it
    TowerNumbers userGradients; ///< how the batch's loss changes with each of these
    TowerNumbers movieGradients;
    std::vector<float> productGradients; ///< the same of u v, by dimension
    BatchRow row;
    std::vector<Candidate> candidates; ///< of a ranking objective, the strongest first; else empty
    std::size_t candidatesLeftOut = 0;
    std::vector<WeightStep> weights; ///< that the rating passes on its way
    Journey after;                   ///< the same rating with the weights that came of it
};

/// A movie in a user's list before and after a step.
struct RankMove {
    std::int32_t movie = 0;
    std::size_t before = 0; ///< rank from 1
    std::size_t after = 0;
    float logitBefore = 0;
    float logitAfter = 0;
};

/// One step of a run, to be looked into at leisure: nothing of it changes any more. It holds the
/// model before and after.
class StepStory {
public:
    ~StepStory();
    StepStory(const StepStory&) = delete;
    StepStory& operator=(const StepStory&) = delete;

    std::uint64_t step() const;  ///< from 1
    double loss() const;         ///< the objective's mean over the batch
    double penalty() const;      ///< what L2 adds
    double learningRate() const; ///< of this step
    double gradientNorm() const; ///< of all weights together
    /// What clipping multiplied the gradients with; 1: there was none.
    double clipFactor() const;
    const RunSettings& settings() const;
    const std::vector<BatchRow>& batch() const;
    /// Place of a pair in the batch; 0 if it is not in it.
    std::size_t placeOf(std::int32_t user, std::int32_t movie) const;
    StepPath path(std::size_t place) const;
    /// The user's best movies before and after, without those that are `hidden`: as many as asked
    /// for of both lists, by their rank afterwards.
    std::vector<RankMove> moves(std::int32_t user, std::span<const std::int32_t> hidden,
                                std::size_t count) const;
    const Inspector& before() const;
    const Inspector& after() const;

private:
    struct Contents; ///< holds LibTorch tensors
    explicit StepStory(std::unique_ptr<Contents> contents);
    friend class StoryTeller;

    std::unique_ptr<Contents> contents_;
};

/// Takes one step of a run, just as it would have been taken, and tells what happened. Private to
/// core but for its pointer: RunSteps shows LibTorch.
/// @param dataset of the run
std::shared_ptr<const StepStory> tellStep(RunSteps& steps, std::int64_t start, std::int64_t count,
                                          const Dataset& dataset);

/// For TrainObserver::takeSingleStep: takes the steps that are let through one by one, and tells of
/// them, on the training thread, as long as somebody wants to hear.
std::function<float(RunSteps&, std::int64_t, std::int64_t)>
storyTeller(std::shared_ptr<const Dataset> dataset, std::function<bool()> wanted,
            std::function<void(std::shared_ptr<const StepStory>)> tell);

} // namespace towerlab
