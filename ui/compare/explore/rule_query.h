// SPDX-License-Identifier: MIT
#pragma once

#include "core/baselines/association_rules.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace towerlab::ui {

enum class RuleColumn { Antecedent, Consequent, Together, Support, Confidence, Lift };

/// Which rules are shown, and in which order.
struct RuleQuery {
    QString words;                    ///< each must be in one of the two titles
    std::optional<std::int32_t> from; ///< only rules from this movie (row)
    double leastSupport = 0;          ///< share, in [0, 1]
    double leastConfidence = 0;       ///< share, in [0, 1]
    double leastLift = 0;
    RuleColumn sortBy = RuleColumn::Confidence;
    bool descending = true;
    friend bool operator==(const RuleQuery&, const RuleQuery&) = default;
};

/// A data set's titles as rules are searched and sorted by them.
struct RuleTitles {
    std::vector<QString> searched;           ///< searchable(), by movie row
    std::vector<std::uint32_t> alphabetical; ///< place by movie row
};
RuleTitles ruleTitles(const Dataset& dataset);

/// Positions of the rules that pass, sorted; equal ones in the order given. A million rules take
/// under half a second: for a worker.
/// @throws Cancelled when stopped.
std::vector<std::uint32_t> selectRules(std::span<const AssociationRule> rules,
                                       const RuleTitles& titles, const RuleQuery& query,
                                       const std::stop_token& stop);

/// Of these rules those to draw in a scatter of support against confidence: of each small cell of
/// the plane that of the highest lift, so that a million look as they would all together.
std::vector<std::uint32_t> thinRules(std::span<const AssociationRule> rules,
                                     const std::vector<std::uint32_t>& selected);

} // namespace towerlab::ui
