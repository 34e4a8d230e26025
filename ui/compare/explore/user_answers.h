// SPDX-License-Identifier: MIT
#pragma once

#include "core/classify/multi_class_scorer.h"
#include "core/compare/comparison.h"
#include "ui/compare/explore/tested_user.h"

#include <cstddef>
#include <optional>
#include <stop_token>
#include <vector>

namespace towerlab::ui {

/// What one method recommends to a user.
struct MethodAnswer {
    std::size_t method = 0;           ///< place in Comparison::methods
    std::vector<std::int32_t> movies; ///< best first
    std::size_t found = 0;            ///< of those to be found, among the first K
    std::optional<double> ndcg;       ///< of this user, at K; none where they aren't tested
};

/// A multi-class classifier's answer for a user.
struct ClassAnswer {
    std::size_t method = 0; ///< place in Comparison::methods
    MultiClassScorer::Classes classes = MultiClassScorer::Classes::Genres;
    std::vector<float> probabilities; ///< by class
};

/// All methods' answers for one user. Methods that failed are missing.
struct UserAnswers {
    TestedUser user;
    std::vector<MethodAnswer> lists;
    std::vector<ClassAnswer> classes;
    std::vector<double> genreShares; ///< of the user's training ratings, by genre; may overlap
};

/// @param places length of the lists
/// @throws Cancelled when stopped.
UserAnswers userAnswers(const Comparison& comparison, std::size_t userRow, std::size_t places,
                        const std::stop_token& stop);

} // namespace towerlab::ui
