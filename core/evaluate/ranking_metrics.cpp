// SPDX-License-Identifier: MIT
#include "core/evaluate/ranking_metrics.h"

#include "core/model/settings_fields.h"
#include "core/translatable.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace towerlab {
namespace {

/// Candidates of one score.
struct TieBlock {
    double before = 0;    ///< candidates with a higher score
    double size = 0;      ///< candidates with this score
    double positives = 0; ///< positives among them
};

struct Scored {
    float score;
    bool positive;
};

float ordered(float score) {
    return std::isnan(score) ? -std::numeric_limits<float>::infinity() : score;
}

/// The blocks that reach into the first `deepest` places, best first.
std::vector<TieBlock> topBlocks(std::span<const float> scores,
                                std::span<const std::uint8_t> isPositive, std::size_t deepest) {
    std::vector<float> values(scores.size());
    std::transform(scores.begin(), scores.end(), values.begin(), ordered);
    std::vector<float> selected = values;
    const auto last = selected.begin() + static_cast<std::ptrdiff_t>(deepest - 1);
    std::nth_element(selected.begin(), last, selected.end(), std::greater<>());
    const float worst = *last;
    std::vector<Scored> top;
    top.reserve(2 * deepest);
    for (std::size_t i = 0; i < values.size(); ++i)
        if (values[i] >= worst)
            top.push_back({values[i], isPositive[i] != 0});
    std::sort(top.begin(), top.end(),
              [](const Scored& a, const Scored& b) { return a.score > b.score; });
    std::vector<TieBlock> blocks;
    for (std::size_t i = 0; i < top.size(); ++i) {
        if (i == 0 || top[i].score != top[i - 1].score)
            blocks.push_back({static_cast<double>(i), 0, 0});
        blocks.back().size += 1;
        blocks.back().positives += top[i].positive ? 1 : 0;
    }
    return blocks;
}

double discount(double place) { return 1 / std::log2(place + 1); }

double idealGain(double positives, double k) {
    double gain = 0;
    for (int place = 1; place <= std::min(positives, k); ++place)
        gain += discount(place);
    return gain;
}

/// Hits, discounted gain and summed precision at hits, each expected, of a block's places up to K.
struct Sums {
    double hits = 0;
    double gain = 0;
    double precision = 0;

    void add(const TieBlock& block, double positivesBefore, double k) {
        const double chance = block.positives / block.size;
        // Given a positive at one place of the block, how likely each other place holds one.
        const double chanceOfAnother =
            block.size > 1 ? (block.positives - 1) / (block.size - 1) : 0;
        for (int place = 1; place <= std::min(block.size, k - block.before); ++place) {
            const double rank = block.before + place;
            hits += chance;
            gain += chance * discount(rank);
            precision += chance * (positivesBefore + 1 + (place - 1) * chanceOfAnother) / rank;
        }
    }
};

/// Chance of any hit, and expected reciprocal rank of the first, in the first block with positives.
void addFirstHit(const TieBlock& block, double k, RankingValues& values) {
    double noneSoFar = 1;
    double reciprocal = 0;
    for (int place = 1; place <= std::min(block.size, k - block.before); ++place) {
        const double left = block.size - place + 1;
        const double chance = std::min(1.0, block.positives / left);
        reciprocal += noneSoFar * chance / (block.before + place);
        noneSoFar *= 1 - chance;
    }
    values.of(RankingMetric::HitRate) = 1 - noneSoFar;
    values.of(RankingMetric::ReciprocalRank) = reciprocal;
}

RankingValues valuesAt(std::span<const TieBlock> blocks, double positives, double k) {
    RankingValues values;
    Sums sums;
    double before = 0;
    for (const TieBlock& block : blocks) {
        if (block.before >= k)
            break;
        if (block.positives == 0)
            continue;
        if (before == 0)
            addFirstHit(block, k, values);
        sums.add(block, before, k);
        before += block.positives;
    }
    values.of(RankingMetric::Precision) = sums.hits / k;
    values.of(RankingMetric::Recall) = sums.hits / positives;
    values.of(RankingMetric::Ndcg) = sums.gain / idealGain(positives, k);
    values.of(RankingMetric::AveragePrecision) = sums.precision / std::min(positives, k);
    return values;
}

} // namespace

const std::array<RankingMetricInfo, rankingMetricCount>& rankingMetrics() {
    static constexpr std::array<RankingMetricInfo, rankingMetricCount> infos = {{
        {{"hr", TOWERLAB_TRANSLATABLE("Metrics", "HR"),
          TOWERLAB_TRANSLATABLE("Metrics", "Hit rate: share of the users for whom at least one "
                                           "of the first K movies is one to be found.")},
         RankingMetric::HitRate},
        {{"precision", TOWERLAB_TRANSLATABLE("Metrics", "Precision"),
          TOWERLAB_TRANSLATABLE("Metrics",
                                "Share of the first K movies that are to be found: hits / K.")},
         RankingMetric::Precision},
        {{"recall", TOWERLAB_TRANSLATABLE("Metrics", "Recall"),
          TOWERLAB_TRANSLATABLE("Metrics", "Share of the movies to be found that are among the "
                                           "first K: hits / all to be found.")},
         RankingMetric::Recall},
        {{"ndcg", TOWERLAB_TRANSLATABLE("Metrics", "NDCG"),
          TOWERLAB_TRANSLATABLE(
              "Metrics", "Normalised discounted cumulative gain: a hit at place r counts 1 / "
                         "log2(r + 1), divided by what the best order would get. 1 is perfect.")},
         RankingMetric::Ndcg},
        {{"mrr", TOWERLAB_TRANSLATABLE("Metrics", "MRR"),
          TOWERLAB_TRANSLATABLE(
              "Metrics", "Mean reciprocal rank: 1 / place of the first hit, 0 beyond place K.")},
         RankingMetric::ReciprocalRank},
        {{"map", TOWERLAB_TRANSLATABLE("Metrics", "MAP"),
          TOWERLAB_TRANSLATABLE("Metrics",
                                "Mean average precision: precision at each hit's place, summed and "
                                "divided by min(all to be found, K).")},
         RankingMetric::AveragePrecision},
    }};
    return infos;
}

std::vector<RankingValues> rankingValues(std::span<const float> scores,
                                         std::span<const std::uint8_t> isPositive,
                                         std::span<const int> cutoffs) {
    assert(!scores.empty() && scores.size() == isPositive.size() && !cutoffs.empty());
    const int deepest = *std::max_element(cutoffs.begin(), cutoffs.end());
    const auto blocks =
        topBlocks(scores, isPositive, std::min(static_cast<std::size_t>(deepest), scores.size()));
    const auto positives = static_cast<double>(
        std::count_if(isPositive.begin(), isPositive.end(), [](auto p) { return p != 0; }));
    assert(positives > 0);
    std::vector<RankingValues> values;
    for (const int k : cutoffs)
        values.push_back(valuesAt(blocks, positives, k));
    return values;
}

} // namespace towerlab
