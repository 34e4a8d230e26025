// SPDX-License-Identifier: MIT
#include "core/inspect/step_story.h"

#include "core/inspect/step_losses.h"
#include "core/inspect/trace_numbers.h"
#include "core/model/trained_model_contents.h"
#include "core/train/run_steps.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace towerlab {
namespace {

/// Rows of the tables behind one input that are told of: a history may have thousands.
constexpr std::size_t rowsTold = 8;

std::string prefixOf(Side side) { return side == Side::User ? "user." : "movie."; }

std::string tableName(const TowerPlan& plan, Side side, std::size_t input) {
    const auto kindName = [](TableKind kind) {
        return kind == TableKind::Embedding ? "embedding"
               : kind == TableKind::Bag     ? "bag"
                                            : "history";
    };
    return prefixOf(side) + kindName(tableKind(plan.inputs[input].kind)) +
           std::to_string(plan.tableOf(input)) + ".weight";
}

std::string layerName(const TowerPlan& plan, Side side, std::size_t layer) {
    if (layer + 1 == plan.layers.size())
        return prefixOf(side) + "output";
    return prefixOf(side) + (layer == 0 ? "hidden" : "hidden" + std::to_string(layer + 1));
}

} // namespace

struct StepStory::Contents {
    Inspector before; ///< with the run's own weights, as the step uses them
    Inspector after;
    StepTrace trace;
    NamedTensors stateBefore;
    NamedTensors stateAfter;
    std::vector<BatchRow> rows;
    std::uint64_t step = 0;
    double learningRate = 0;
    bool catalogue = false;

    void tellWeights(StepPath& path) const;
    void tellSide(StepPath& path, Side side) const;
    WeightStep weightStep(const std::string& name, WeightStep::Part part, Side side,
                          std::size_t place, std::int32_t word) const;
    std::int64_t movieRow(std::size_t place) const {
        return catalogue ? rows[place].movie : static_cast<std::int64_t>(place);
    }
};

/// Makes stories.
class StoryTeller {
public:
    static std::shared_ptr<const StepStory> tell(RunSteps& steps, std::int64_t start,
                                                 std::int64_t count, const Dataset& dataset) {
        const RunRecord record = steps.beginRecord(dataset);
        const double rate = steps.learningRate();
        const TrainedModel before = ownModel(steps, record);
        NamedTensors stateBefore = steps.engine().shownState();
        StepTrace trace;
        steps.tracedStep(start, count, trace);
        auto contents = std::unique_ptr<StepStory::Contents>(
            new StepStory::Contents{Inspector(before),
                                    Inspector(ownModel(steps, record)),
                                    std::move(trace),
                                    std::move(stateBefore),
                                    steps.engine().shownState(),
                                    {}});
        contents->step = steps.done();
        contents->learningRate = rate;
        contents->catalogue = record.settings.train.objective == Objective::CatalogueSoftmax;
        contents->rows = rowsOf(contents->trace, record.settings);
        return std::shared_ptr<const StepStory>(new StepStory(std::move(contents)));
    }

private:
    /// A model with the weights that the run itself works on, rather than their average.
    static TrainedModel ownModel(RunSteps& steps, const RunRecord& record) {
        auto contents = steps.contents(record);
        contents->net = steps.weights().deepCopy();
        return TrainedModel(std::move(contents));
    }
};

StepStory::StepStory(std::unique_ptr<Contents> contents) : contents_(std::move(contents)) {}
StepStory::~StepStory() = default;

std::uint64_t StepStory::step() const { return contents_->step; }
double StepStory::loss() const { return contents_->trace.loss; }
double StepStory::penalty() const { return contents_->trace.penalty; }
double StepStory::learningRate() const { return contents_->learningRate; }
double StepStory::gradientNorm() const { return contents_->trace.gradientNorm; }

double StepStory::clipFactor() const {
    const double most = settings().train.clipNorm;
    const double norm = gradientNorm();
    return most > 0 && norm > most ? most / norm : 1;
}

const RunSettings& StepStory::settings() const {
    return contents_->before.model().record().settings;
}
const std::vector<BatchRow>& StepStory::batch() const { return contents_->rows; }
const Inspector& StepStory::before() const { return contents_->before; }
const Inspector& StepStory::after() const { return contents_->after; }

std::size_t StepStory::placeOf(std::int32_t user, std::int32_t movie) const {
    for (std::size_t place = 0; place < batch().size(); ++place)
        if (batch()[place].user == user && batch()[place].movie == movie)
            return place;
    return 0;
}

StepPath StepStory::path(std::size_t place) const {
    const torch::NoGradGuard noGrad;
    const Contents& c = *contents_;
    const NetPlan& plan = c.before.plan();
    StepPath path;
    path.row = c.rows[place];
    // What is read without the rating itself has its words from there, and its numbers from the
    // trace, which knows what was dropped out.
    WhatIf asRead;
    if (!c.catalogue && settings().model.userHistory != History::None)
        asRead.userHistory = HistoryReading::WithoutThis;
    if (!c.catalogue && settings().model.movieHistory != History::None)
        asRead.movieHistory = HistoryReading::WithoutThis;
    path.before = c.before.journey(path.row.user, path.row.movie, asRead);
    const auto user = static_cast<std::int64_t>(place);
    const std::int64_t movie = c.movieRow(place);
    const BatchTrace& forward = c.trace.forward;
    path.before.user.numbers = numbersOf(forward.users, user, plan.user, false);
    path.before.movie.numbers = numbersOf(forward.movies, movie, plan.movie, false);
    for (TowerJourney* tower : {&path.before.user, &path.before.movie})
        tower->biasOfInputs = c.before.biasOf(tower == &path.before.user ? Side::User : Side::Movie,
                                              tower->numbers.joined());
    finishJourney(path.before, c.before.model());
    path.userGradients = numbersOf(forward.users, user, plan.user, true);
    path.movieGradients = numbersOf(forward.movies, movie, plan.movie, true);
    path.candidates = candidatesOf(c.trace, settings(), place, path.candidatesLeftOut);
    path.after = c.after.journey(path.row.user, path.row.movie, asRead);
    path.productGradients = productGradients(path.before, path.row.slope, settings().model.match);
    c.tellWeights(path);
    return path;
}

WeightStep StepStory::Contents::weightStep(const std::string& name, WeightStep::Part part,
                                           Side side, std::size_t place, std::int32_t word) const {
    WeightStep told;
    told.part = part;
    told.side = side;
    told.place = place;
    told.word = word;
    const auto cut = [word](const torch::Tensor& table) {
        return word >= 0 && table.dim() > 1 ? table.narrow(0, word, 1) : table;
    };
    const auto numbers = [&](const torch::Tensor& table) {
        return table.defined() ? plainNumbers(cut(table)) : std::vector<float>();
    };
    const torch::Tensor weights = *before.model().contents().net->named_parameters().find(name);
    const torch::Tensor shape = cut(weights);
    told.rows = shape.dim() > 1 ? static_cast<std::size_t>(shape.size(0)) : 1;
    told.columns = static_cast<std::size_t>(shape.size(-1));
    told.before = numbers(weights);
    told.after = numbers(*after.model().contents().net->named_parameters().find(name));
    const torch::Tensor gradient = trace.gradients.find(name);
    told.gradient =
        gradient.defined() ? numbers(gradient) : std::vector<float>(told.before.size(), 0.0F);
    for (const NamedTensors::Entry& entry : stateAfter.entries())
        if (entry.first.starts_with(name + '/') && entry.second.sizes() == weights.sizes())
            told.memory.push_back({entry.first.substr(name.size() + 1),
                                   numbers(stateBefore.find(entry.first)), numbers(entry.second)});
    return told;
}

void StepStory::Contents::tellSide(StepPath& path, Side side) const {
    using Part = WeightStep::Part;
    const TowerPlan& plan = before.plan().tower(side);
    const TowerJourney& journey = path.before.tower(side);
    for (std::size_t input = 0; input < plan.inputs.size(); ++input) {
        const auto& words = journey.words[input];
        for (std::size_t i = 0; i < std::min(words.size(), rowsTold); ++i)
            path.weights.push_back(
                weightStep(tableName(plan, side, input), Part::Row, side, input, words[i].word));
    }
    for (std::size_t layer = 0; layer < plan.layers.size(); ++layer) {
        const std::string name = layerName(plan, side, layer);
        path.weights.push_back(weightStep(name + ".weight", Part::Kernel, side, layer, -1));
        path.weights.push_back(weightStep(name + ".bias", Part::Bias, side, layer, -1));
    }
    if (plan.biases) {
        const std::string prefix = prefixOf(side);
        path.weights.push_back(
            weightStep(prefix + "bias.weight", Part::OwnBias, side, 0, journey.entity));
        path.weights.push_back(
            weightStep(prefix + "biasOfInputs.weight", Part::BiasKernel, side, 0, -1));
    }
}

void StepStory::Contents::tellWeights(StepPath& path) const {
    tellSide(path, Side::User);
    tellSide(path, Side::Movie);
    path.weights.push_back(weightStep("match.weight", WeightStep::Part::Match, Side::User, 0, -1));
    path.weights.push_back(
        weightStep("match.bias", WeightStep::Part::MatchBias, Side::User, 0, -1));
}

namespace {

/// The logits of one user with all movies, best first.
struct Ranking {
    std::vector<float> logits;
    std::vector<std::size_t> rank; ///< of each movie, from 1; 0: hidden
};

Ranking rankingOf(const TrainedModel& model, std::int32_t user,
                  std::span<const std::int32_t> hidden) {
    const torch::NoGradGuard noGrad;
    const TrainedModel::Contents& contents = model.contents();
    const std::int64_t movies = contents.inputs.movies.columns.size(1);
    TwoTowerNetImpl& net = *contents.net;
    Ranking ranking;
    ranking.logits = plainNumbers(
        net.allPairs(net.userTower(contents.inputs.users, torch::full({1}, user, torch::kInt64)),
                     net.movieTower(contents.inputs.movies, torch::arange(movies, torch::kInt64))));
    std::vector<char> isHidden(ranking.logits.size(), 0);
    for (const std::int32_t movie : hidden)
        if (movie >= 0)
            isHidden[static_cast<std::size_t>(movie)] = 1;
    std::vector<std::size_t> order;
    for (std::size_t movie = 0; movie < ranking.logits.size(); ++movie)
        if (isHidden[movie] == 0)
            order.push_back(movie);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return ranking.logits[a] > ranking.logits[b];
    });
    ranking.rank.assign(ranking.logits.size(), 0);
    for (std::size_t i = 0; i < order.size(); ++i)
        ranking.rank[order[i]] = i + 1;
    return ranking;
}

} // namespace

std::vector<RankMove> StepStory::moves(std::int32_t user, std::span<const std::int32_t> hidden,
                                       std::size_t count) const {
    const Ranking before = rankingOf(contents_->before.model(), user, hidden);
    const Ranking after = rankingOf(contents_->after.model(), user, hidden);
    std::vector<RankMove> moves;
    for (std::size_t movie = 0; movie < before.rank.size(); ++movie)
        if (before.rank[movie] > 0 && (before.rank[movie] <= count || after.rank[movie] <= count))
            moves.push_back({static_cast<std::int32_t>(movie), before.rank[movie],
                             after.rank[movie], before.logits[movie], after.logits[movie]});
    std::sort(moves.begin(), moves.end(),
              [](const RankMove& a, const RankMove& b) { return a.after < b.after; });
    return moves;
}

std::shared_ptr<const StepStory> tellStep(RunSteps& steps, std::int64_t start, std::int64_t count,
                                          const Dataset& dataset) {
    return StoryTeller::tell(steps, start, count, dataset);
}

std::function<float(RunSteps&, std::int64_t, std::int64_t)>
storyTeller(std::shared_ptr<const Dataset> dataset, std::function<bool()> wanted,
            std::function<void(std::shared_ptr<const StepStory>)> tell) {
    return [dataset = std::move(dataset), wanted = std::move(wanted),
            tell = std::move(tell)](RunSteps& steps, std::int64_t start, std::int64_t count) {
        if (!wanted())
            return steps.step(start, count);
        const auto story = tellStep(steps, start, count, *dataset);
        tell(story);
        return static_cast<float>(story->loss() + story->penalty());
    };
}

} // namespace towerlab
