// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "core/progress.h"
#include "core/recommend/scorer.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace towerlab {

/// "Who likes the one likes the other." Movie rows.
struct AssociationRule {
    std::int32_t antecedent = 0; ///< if liked,
    std::int32_t consequent = 0; ///< then this
    std::int32_t together = 0;   ///< users who like both
    float support = 0;           ///< together / users with likes, in (0, 1]
    float confidence = 0;        ///< together / users who like the antecedent, in (0, 1]
    float lift = 0;              ///< confidence / share of users who like the consequent; 1: chance
};

enum class RuleMeasure { Confidence, Lift, Support };
/// How the rules that lead from a user's likes to a movie make its score.
enum class RuleScore { Best, Sum };

struct AssociationRuleSettings {
    float likedFrom = 4;          ///< stars from which a rating is a like
    double minimumSupport = 0.01; ///< share of the users with likes, in [0, 1]
    double minimumConfidence = 0.05;
    RuleMeasure measure = RuleMeasure::Confidence; ///< what rules are scored by
    RuleScore score = RuleScore::Best;
    int threads = 0; ///< 0: as many as the processor has cores
};

/// All rules of one movie for another with the support and confidence asked for (Agrawal,
/// Imieliński and Swami, "Mining association rules between sets of items in large databases",
/// SIGMOD 1993, for sets of two; lift: Brin et al., SIGMOD 1997), and recommendation by them
/// (Mobasher et al. 2001): a movie scores the best or the sum of the rules to it from what the user
/// likes. A movie that no rule leads to scores 0; of users without likes it knows nothing.
class AssociationRules final : public Scorer {
public:
    AssociationRules(std::vector<AssociationRule> rules,
                     std::vector<std::vector<std::int32_t>> likes, std::size_t movies,
                     const AssociationRuleSettings& settings);

    /// By confidence, best first; then by users together, then by rows.
    const std::vector<AssociationRule>& rules() const { return rules_; }
    /// The rules from one movie, in the same order: positions in rules().
    std::span<const std::uint32_t> rulesFrom(std::size_t movieRow) const;

    void score(std::size_t userRow, std::span<const std::int32_t> movieRows,
               std::span<float> scores) const override;

private:
    std::vector<AssociationRule> rules_;
    std::vector<std::uint32_t> start_;        ///< by antecedent, into the three below
    std::vector<std::uint32_t> byAntecedent_; ///< positions in rules_
    std::vector<std::int32_t> consequent_;    ///< of these rules, side by side for speed
    std::vector<float> value_;                ///< their measure
    std::vector<std::vector<std::int32_t>> likes_;
    RuleScore score_;
};

/// Time O(Σ_u likes²), memory O(rules). At least two users must share a pair for a rule.
/// @throws SettingsError for a setting out of range, no training rows, or more than 10 million
/// rules.
/// @throws Cancelled when stopped.
std::unique_ptr<AssociationRules> fitAssociationRules(const Dataset& dataset,
                                                      std::span<const std::uint32_t> trainRows,
                                                      const AssociationRuleSettings& settings = {},
                                                      const std::stop_token& stop = {},
                                                      const ProgressCallback& progress = {});

} // namespace towerlab
