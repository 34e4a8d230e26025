// SPDX-License-Identifier: MIT
#include "core/inspect/journey.h"

#include "core/inspect/trace_numbers.h"
#include "core/model/trained_model_contents.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace towerlab {
namespace {

using Words = std::vector<InputWord>;

/// The rows of one side's tables that its inputs read, and the sums of them.
class InputReader {
public:
    InputReader(const TrainedModel& model, const TowerPlan& plan, Side side)
        : plan_(plan),
          side_(side),
          tower_(side == Side::User ? *model.contents().net->userTower
                                    : *model.contents().net->movieTower),
          inputs_(side == Side::User ? model.contents().inputs.users
                                     : model.contents().inputs.movies) {}

    TowerJourney read(std::int32_t entity, std::int32_t other, const WhatIf& whatIf) {
        TowerJourney journey;
        journey.entity = entity;
        const torch::Tensor index = torch::full({1}, entity, torch::kInt64);
        const HistoryReading reading =
            side_ == Side::User ? whatIf.userHistory : whatIf.movieHistory;
        const HistoryChange change = historyChange(entity, other, reading);
        torch::Tensor x = tower_.join(inputs_, index, change).clone();
        std::int64_t at = 0;
        for (std::size_t i = 0; i < plan_.inputs.size(); ++i) {
            const TowerInput& input = plan_.inputs[i];
            const auto* changed = changeOf(whatIf, i);
            Words words = changed != nullptr ? changedWords(input, changed->words)
                                             : ownWords(i, entity, change);
            if (changed != nullptr)
                x.narrow(1, at, input.dimensions).copy_(sumOf(i, words));
            at += input.dimensions;
            journey.words.push_back(std::move(words));
        }
        TowerTrace trace;
        tower_.dense(x, &trace);
        journey.numbers = numbersOf(trace, 0, plan_, false);
        if (tower_.bias) {
            journey.ownBias = tower_.ownBias(index).item<float>();
            journey.biasOfInputs = tower_.biasFrom(x).item<float>();
        }
        return journey;
    }

private:
    const WhatIf::Change* changeOf(const WhatIf& whatIf, std::size_t input) const {
        for (const WhatIf::Change& change : whatIf.changes)
            if (change.side == side_ && change.input == input)
                return &change;
        return nullptr;
    }

    HistoryChange historyChange(std::int32_t entity, std::int32_t other,
                                HistoryReading reading) const {
        if (!inputs_.history || reading == HistoryReading::All)
            return {};
        const EntityHistory& full = *inputs_.history;
        const auto row = static_cast<std::size_t>(entity);
        std::vector<std::uint32_t> slots;
        for (std::uint32_t slot = full.rows.start[row]; slot < full.rows.start[row + 1]; ++slot)
            if (reading == HistoryReading::None || full.rows.column[slot] == other)
                slots.push_back(slot);
        const std::vector<std::uint32_t> ends = {static_cast<std::uint32_t>(slots.size())};
        return {HistoryChange::Kind::LeaveOut,
                std::make_shared<const EntityHistory>(pick(full, slots, ends))};
    }

    static Words changedWords(const TowerInput& input, const std::vector<std::int32_t>& words) {
        Words changed;
        const float share =
            readsBag(input.kind) && !words.empty() ? 1.0F / static_cast<float>(words.size()) : 1.0F;
        for (const std::int32_t word : words)
            changed.push_back({word, share});
        return changed;
    }

    Words ownWords(std::size_t i, std::int32_t entity, const HistoryChange& change) const {
        const TowerInput& input = plan_.inputs[i];
        const auto row = static_cast<std::size_t>(entity);
        if (input.kind == InputKind::History)
            return historyWords(input.place, row, change);
        Words words;
        if (readsBag(input.kind)) {
            const Bag& bag = *inputs_.bags[plan_.tableOf(i)];
            for (std::uint32_t slot = bag.rows.start[row]; slot < bag.rows.start[row + 1]; ++slot)
                words.push_back({bag.rows.column[slot], bag.weights[slot]});
            return words;
        }
        const auto column = static_cast<std::int64_t>(plan_.tableOf(i));
        words.push_back({inputs_.columns[column][entity].item<std::int32_t>(), 1.0F});
        return words;
    }

    Words historyWords(std::size_t channel, std::size_t row, const HistoryChange& change) const {
        const EntityHistory& full = *inputs_.history;
        Words words;
        const auto leftOut = [&](std::int32_t word) {
            if (!change.rows)
                return false;
            const auto& columns = change.rows->rows.column;
            return std::find(columns.begin(), columns.end(), word) != columns.end();
        };
        for (std::uint32_t slot = full.rows.start[row]; slot < full.rows.start[row + 1]; ++slot)
            if (!leftOut(full.rows.column[slot]))
                words.push_back({full.rows.column[slot], full.channels[channel].weights[slot]});
        if (full.channels[channel].byRootOfCount && !words.empty())
            for (InputWord& word : words)
                word.weight /= std::sqrt(static_cast<float>(words.size()));
        return words;
    }

    torch::Tensor sumOf(std::size_t input, const Words& words) const {
        const torch::Tensor& table = tableOf(tower_, plan_, input);
        torch::Tensor sum = torch::zeros({1, table.size(1)});
        for (const InputWord& word : words)
            sum += word.weight *
                   (word.word >= 0 ? table.narrow(0, word.word, 1) : table.mean(0, true));
        return sum;
    }

    const TowerPlan& plan_;
    Side side_;
    TowerImpl& tower_;
    const TowerInputs& inputs_;
};

const TowerImpl& towerOf(const TrainedModel& model, Side side) {
    const TwoTowerNetImpl& net = *model.contents().net;
    return side == Side::User ? *net.userTower : *net.movieTower;
}

} // namespace

std::vector<float> TowerNumbers::joined() const {
    std::vector<float> all;
    for (const std::vector<float>& input : inputs)
        all.insert(all.end(), input.begin(), input.end());
    return all;
}

Inspector::Inspector(TrainedModel model)
    : model_(std::move(model)),
      plan_(netPlan(model_.vocabulary(), model_.record().settings)),
      years_(distinctYears(model_.vocabulary())) {}

Journey Inspector::journey(std::int32_t user, std::int32_t movie, const WhatIf& whatIf) const {
    const torch::NoGradGuard noGrad;
    Journey journey;
    journey.user = InputReader(model_, plan_.user, Side::User).read(user, movie, whatIf);
    journey.movie = InputReader(model_, plan_.movie, Side::Movie).read(movie, user, whatIf);
    finishJourney(journey, model_);
    return journey;
}

DenseWeights Inspector::dense(Side side, std::size_t layer) const {
    const torch::nn::Linear& from = layerOf(towerOf(model_, side), layer);
    return {static_cast<std::size_t>(from->weight.size(1)),
            static_cast<std::size_t>(from->weight.size(0)), plainNumbers(from->weight),
            plainNumbers(from->bias)};
}

std::vector<float> Inspector::biasKernel(Side side) const {
    const TowerImpl& tower = towerOf(model_, side);
    return tower.biasOfInputs ? plainNumbers(tower.biasOfInputs->weight) : std::vector<float>();
}

float Inspector::biasOf(Side side, const std::vector<float>& joined) const {
    const std::vector<float> kernel = biasKernel(side);
    return static_cast<float>(
        std::inner_product(kernel.begin(), kernel.end(), joined.begin(), 0.0));
}

std::vector<float> Inspector::tableRow(Side side, std::size_t input, std::int32_t word) const {
    const torch::NoGradGuard noGrad;
    const torch::Tensor& table = tableOf(towerOf(model_, side), plan_.tower(side), input);
    return plainNumbers(word >= 0 ? table.select(0, word) : table.mean(0));
}

std::string Inspector::nameOf(Side side, std::size_t input, std::int32_t word) const {
    if (word < 0)
        return {};
    const Vocabulary& v = model_.vocabulary();
    const auto index = static_cast<std::size_t>(word);
    const TowerInput& read = plan_.tower(side).inputs[input];
    const bool users = side == Side::User;
    switch (read.kind) {
    case InputKind::Id:
        return (users ? v.users.id : v.movies.id).text(index);
    case InputKind::Category:
        return (users ? v.users.categories : v.movies.categories)[read.place].words[index];
    case InputKind::MainGenre:
        return v.genres[index];
    case InputKind::Genres:
        return v.allGenres[index];
    case InputKind::Year:
        return std::to_string(years_[index]);
    case InputKind::TitleWords:
        return std::to_string(word);
    case InputKind::History:
        break;
    }
    return users ? v.movies.title[index] : v.users.id.text(index);
}

} // namespace towerlab
