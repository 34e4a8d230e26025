// SPDX-License-Identifier: MIT
#include "core/baselines/association_rules.h"

#include "core/data/sparse_matrix.h"
#include "core/error.h"
#include "core/system/parallel.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace towerlab {
namespace {

constexpr std::size_t mostRules = 10'000'000;
constexpr std::size_t moviesAtATime = 16;

void check(const AssociationRuleSettings& settings) {
    const auto isShare = [](double value) { return value >= 0 && value <= 1; };
    if (!isShare(settings.minimumSupport) || !isShare(settings.minimumConfidence))
        throw SettingsError("the least support and confidence of rules must lie in [0, 1]");
}

float measureOf(const AssociationRule& rule, RuleMeasure measure) {
    switch (measure) {
    case RuleMeasure::Confidence:
        return rule.confidence;
    case RuleMeasure::Lift:
        return rule.lift;
    case RuleMeasure::Support:
        return rule.support;
    }
    return 0;
}

bool stronger(const AssociationRule& a, const AssociationRule& b) {
    if (a.confidence != b.confidence)
        return a.confidence > b.confidence;
    if (a.together != b.together)
        return a.together > b.together;
    return a.antecedent != b.antecedent ? a.antecedent < b.antecedent : a.consequent < b.consequent;
}

TrainMatrix likesOf(const TrainMatrix& matrix, float likedFrom) {
    return transformed(matrix, [&](std::size_t, std::size_t, float stars) {
        return stars >= likedFrom ? 1.0F : std::nanf("");
    });
}

double usersWithLikes(const TrainMatrix& likes) {
    double users = 0;
    for (std::size_t user = 0; user < likes.users(); ++user)
        users += likes.byUser.count(user) > 0 ? 1 : 0;
    return users;
}

/// Counts in how many users' likes movies stand together; one a thread.
class RuleFinder {
public:
    RuleFinder(const TrainMatrix& likes, double users, const AssociationRuleSettings& settings)
        : likes_(likes),
          users_(users),
          leastTogether_(std::max(2.0, settings.minimumSupport * users)),
          leastConfidence_(settings.minimumConfidence),
          together_(likes.movies(), 0) {}

    std::vector<AssociationRule> rulesFrom(std::size_t antecedent) {
        for (const std::int32_t user : likes_.byMovie.columnsOf(antecedent))
            for (const std::int32_t movie : likes_.byUser.columnsOf(static_cast<std::size_t>(user)))
                if (together_[static_cast<std::size_t>(movie)]++ == 0)
                    touched_.push_back(movie);
        std::vector<AssociationRule> rules;
        for (const std::int32_t movie : touched_) {
            const std::int32_t count = std::exchange(together_[static_cast<std::size_t>(movie)], 0);
            if (static_cast<std::size_t>(movie) != antecedent)
                addRule(antecedent, movie, count, rules);
        }
        touched_.clear();
        return rules;
    }

private:
    void addRule(std::size_t antecedent, std::int32_t consequent, std::int32_t count,
                 std::vector<AssociationRule>& rules) const {
        const double together = count;
        const double confidence = together / static_cast<double>(likes_.byMovie.count(antecedent));
        if (together < leastTogether_ || confidence < leastConfidence_)
            return;
        const double expected =
            static_cast<double>(likes_.byMovie.count(static_cast<std::size_t>(consequent))) /
            users_;
        rules.push_back({static_cast<std::int32_t>(antecedent), consequent, count,
                         static_cast<float>(together / users_), static_cast<float>(confidence),
                         static_cast<float>(confidence / expected)});
    }

    const TrainMatrix& likes_;
    double users_;
    double leastTogether_;
    double leastConfidence_;
    std::vector<std::int32_t> together_;
    std::vector<std::int32_t> touched_;
};

std::vector<AssociationRule> findRules(const TrainMatrix& likes,
                                       const AssociationRuleSettings& settings,
                                       const std::stop_token& stop,
                                       const ProgressCallback& progress) {
    std::vector<std::vector<AssociationRule>> found(likes.movies());
    std::vector<RuleFinder> finders(threadCount(settings.threads),
                                    RuleFinder(likes, usersWithLikes(likes), settings));
    std::atomic<std::size_t> count{0};
    parallelBlocks(
        likes.movies(), moviesAtATime, settings.threads,
        [&](std::size_t worker, std::size_t begin, std::size_t end) {
            for (std::size_t movie = begin; movie < end && !stop.stop_requested(); ++movie) {
                found[movie] = finders[worker].rulesFrom(movie);
                if ((count += found[movie].size()) > mostRules)
                    throw SettingsError("there are more than 10 million rules", {}, 0,
                                        "Ask for more support or confidence.");
            }
        },
        stop, progress, "Finding rules");
    std::vector<AssociationRule> rules;
    rules.reserve(count);
    for (auto& part : found) {
        rules.insert(rules.end(), part.begin(), part.end());
        part = {};
    }
    return rules;
}

std::vector<std::vector<std::int32_t>> listsOf(const SparseMatrix& rows) {
    std::vector<std::vector<std::int32_t>> lists(rows.rows());
    for (std::size_t row = 0; row < lists.size(); ++row) {
        const auto columns = rows.columnsOf(row);
        lists[row].assign(columns.begin(), columns.end());
    }
    return lists;
}

} // namespace

AssociationRules::AssociationRules(std::vector<AssociationRule> rules,
                                   std::vector<std::vector<std::int32_t>> likes, std::size_t movies,
                                   const AssociationRuleSettings& settings)
    : rules_(std::move(rules)),
      start_(movies + 1, 0),
      byAntecedent_(rules_.size()),
      likes_(std::move(likes)),
      score_(settings.score) {
    std::sort(rules_.begin(), rules_.end(), stronger);
    for (const AssociationRule& rule : rules_)
        ++start_[static_cast<std::size_t>(rule.antecedent) + 1];
    std::partial_sum(start_.begin(), start_.end(), start_.begin());
    std::vector<std::uint32_t> next(start_.begin(), start_.end() - 1);
    for (std::uint32_t i = 0; i < rules_.size(); ++i)
        byAntecedent_[next[static_cast<std::size_t>(rules_[i].antecedent)]++] = i;
    for (const std::uint32_t i : byAntecedent_) {
        consequent_.push_back(rules_[i].consequent);
        value_.push_back(measureOf(rules_[i], settings.measure));
    }
}

std::span<const std::uint32_t> AssociationRules::rulesFrom(std::size_t movieRow) const {
    return std::span(byAntecedent_)
        .subspan(start_[movieRow], start_[movieRow + 1] - start_[movieRow]);
}

void AssociationRules::score(std::size_t userRow, std::span<const std::int32_t> movieRows,
                             std::span<float> scores) const {
    const auto& likes = likes_[userRow];
    if (likes.empty()) {
        std::fill(scores.begin(), scores.end(), -std::numeric_limits<float>::infinity());
        return;
    }
    std::vector<float> total(start_.size() - 1, 0.0F);
    for (const std::int32_t liked : likes) {
        const auto antecedent = static_cast<std::size_t>(liked);
        for (std::uint32_t i = start_[antecedent]; i < start_[antecedent + 1]; ++i) {
            float& sum = total[static_cast<std::size_t>(consequent_[i])];
            sum = score_ == RuleScore::Sum ? sum + value_[i] : std::max(sum, value_[i]);
        }
    }
    for (std::size_t i = 0; i < movieRows.size(); ++i)
        scores[i] = total[static_cast<std::size_t>(movieRows[i])];
}

std::unique_ptr<AssociationRules> fitAssociationRules(const Dataset& dataset,
                                                      std::span<const std::uint32_t> trainRows,
                                                      const AssociationRuleSettings& settings,
                                                      const std::stop_token& stop,
                                                      const ProgressCallback& progress) {
    check(settings);
    const TrainMatrix likes = likesOf(makeTrainMatrix(dataset, trainRows), settings.likedFrom);
    return std::make_unique<AssociationRules>(findRules(likes, settings, stop, progress),
                                              listsOf(likes.byUser), dataset.movies().size(),
                                              settings);
}

} // namespace towerlab
