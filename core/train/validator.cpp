// SPDX-License-Identifier: MIT
#include "core/train/validator.h"

#include "core/evaluate/ranking_metrics.h"
#include "core/evaluate/rating_metrics.h"
#include "core/model/trained_model_contents.h"

#include <torch/types.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace towerlab {
namespace {

constexpr std::int64_t pointwiseBatch = 8192;
constexpr std::int64_t spreadSample = 2048;
constexpr std::int64_t lossSample = 20000;
constexpr std::size_t rankedCases = 2000; ///< enough for a standard error of 0.01 in HR@10
constexpr std::size_t negativesPerCase = 99;
constexpr std::array cutOff = {10};

double standardDeviation(const std::vector<float>& values) {
    double sum = 0;
    double squares = 0;
    for (const float value : values) {
        sum += double{value};
        squares += double{value} * double{value};
    }
    const double mean = sum / static_cast<double>(values.size());
    return std::sqrt(std::max(0.0, squares / static_cast<double>(values.size()) - mean * mean));
}

std::vector<std::int64_t> firstOnes(std::int64_t start, std::int64_t count) {
    std::vector<std::int64_t> order(static_cast<std::size_t>(count));
    std::iota(order.begin(), order.end(), start);
    return order;
}

TowerImpl::Result all(TowerImpl& tower, const TowerInputs& inputs) {
    return tower.forward(inputs, torch::arange(inputs.columns.size(1), torch::kInt64));
}

} // namespace

Validator::Validator(const BatchObjective& objective, const NetInputs& inputs,
                     const Examples& training, const Examples& validation,
                     const NegativeSampler* known, const Vocabulary& vocabulary,
                     const RunSettings& settings)
    : objective_(objective),
      inputs_(inputs),
      training_(training),
      validation_(validation),
      vocabulary_(vocabulary),
      settings_(settings) {
    if (known != nullptr && validation.size() > 0)
        drawCases(*known);
}

void Validator::drawCases(const NegativeSampler& known) {
    Random random(settings_.train.seed, "validation cases");
    std::vector<std::int64_t> order = randomOrder(validation_.users.size(), random);
    order.resize(std::min(order.size(), rankedCases));
    std::sort(order.begin(), order.end());
    for (const std::int64_t example : order) {
        const auto i = static_cast<std::size_t>(example);
        Case ranked{validation_.users[i], {validation_.movies[i]}};
        for (std::size_t k = 0; k < negativesPerCase; ++k)
            ranked.movies.push_back(known.draw(ranked.user, random));
        cases_.push_back(std::move(ranked));
    }
}

std::vector<float> Validator::outputs(TwoTowerNetImpl& net, const Examples& examples,
                                      std::int64_t count) {
    BatchMaker batches(examples, nullptr);
    std::vector<float> all;
    for (std::int64_t start = 0; start < count; start += pointwiseBatch) {
        const Batch batch = batches.make(firstOnes(start, std::min(pointwiseBatch, count - start)));
        const torch::Tensor part =
            outputOf(net.forward(inputs_, batch.users, batch.movies), settings_).contiguous();
        const float* values = part.data_ptr<float>();
        all.insert(all.end(), values, values + part.numel());
    }
    return all;
}

double Validator::meanLoss(TwoTowerNetImpl& net) {
    const bool ranking = isRanking(settings_.train.objective);
    // A softmax over the batch depends on its size, so validation takes that of training.
    const auto examples = static_cast<std::uint64_t>(training_.size());
    const std::int64_t size =
        ranking ? static_cast<std::int64_t>(batchSizeOf(settings_.train, examples))
                : pointwiseBatch;
    const std::int64_t count =
        ranking ? std::min(lossSample, validation_.size()) : validation_.size();
    BatchMaker batches(validation_, nullptr);
    Random negatives(settings_.train.seed, "validation negatives");
    double sum = 0;
    for (std::int64_t start = 0; start < count; start += size) {
        const Batch batch = batches.make(firstOnes(start, std::min(size, count - start)));
        sum += objective_.loss(net, batch, negatives).item<double>() *
               static_cast<double>(batch.size());
    }
    return sum / static_cast<double>(count);
}

void Validator::rank(TwoTowerNetImpl& net, EpochRecord& record) const {
    const TowerImpl::Result users = all(*net.userTower, inputs_.users);
    const TowerImpl::Result movies = all(*net.movieTower, inputs_.movies);
    std::vector<std::uint8_t> isPositive(negativesPerCase + 1, 0);
    isPositive.front() = 1;
    double hits = 0;
    double ndcg = 0;
    for (const Case& ranked : cases_) {
        const auto count = static_cast<std::int64_t>(ranked.movies.size());
        const torch::Tensor user = torch::full({1}, ranked.user, torch::kInt64);
        torch::Tensor candidates = torch::empty({count}, torch::kInt64);
        std::copy(ranked.movies.begin(), ranked.movies.end(), candidates.data_ptr<std::int64_t>());
        const torch::Tensor scores =
            net.allPairs(chosen(users, user), chosen(movies, candidates)).contiguous();
        const RankingValues values =
            rankingValues({scores.data_ptr<float>(), isPositive.size()}, isPositive, cutOff)
                .front();
        hits += values.of(RankingMetric::HitRate);
        ndcg += values.of(RankingMetric::Ndcg);
    }
    const auto count = static_cast<double>(cases_.size());
    record.validationHitRate = hits / count;
    record.validationNdcg = ndcg / count;
}

void Validator::measure(TwoTowerNetImpl& net, EpochRecord& record) {
    const torch::NoGradGuard noGrad;
    net.eval();
    if (validation_.size() == 0) {
        record.scoreSpread =
            standardDeviation(outputs(net, training_, std::min(spreadSample, training_.size())));
        return;
    }
    // A softmax over the catalogue is of users, who are not held out.
    if (settings_.train.objective != Objective::CatalogueSoftmax)
        record.validationLoss = meanLoss(net) + record.penalty;
    const bool ranking = isRanking(settings_.train.objective);
    std::vector<float> scores = outputs(
        net, validation_, ranking ? std::min(lossSample, validation_.size()) : validation_.size());
    record.scoreSpread = standardDeviation(scores);
    if (ranking)
        return rank(net, record);
    if (settings_.train.objective == Objective::BinaryCrossEntropy) {
        record.validationAccuracy = accuracy(scores, validation_.targets);
        record.validationAuc = areaUnderRoc(scores, validation_.targets);
        return;
    }
    for (float& score : scores)
        score = vocabulary_.toStars(score);
    record.validationRmse = rootMeanSquaredError(scores, validation_.stars);
    record.validationMae = meanAbsoluteError(scores, validation_.stars);
}

} // namespace towerlab
