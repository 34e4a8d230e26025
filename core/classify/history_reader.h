// SPDX-License-Identifier: MIT
// Private to core/classify.
#pragma once

#include "core/classify/user_training.h"
#include "core/classify/user_words.h"

#include <algorithm>
#include <cmath>

namespace towerlab::detail {

/// Scales the values from place `first` on, of which there may be none, to length 1.
inline void scaleToLength1(SparseMatrix& matrix, std::size_t first) {
    double squares = 0;
    for (std::size_t i = first; i < matrix.value.size(); ++i)
        squares += double{matrix.value[i]} * double{matrix.value[i]};
    for (std::size_t i = first; i < matrix.value.size(); ++i)
        matrix.value[i] = static_cast<float>(double{matrix.value[i]} / std::sqrt(squares));
}

/// What a multi-class classifier reads of a user: a word for each attribute, then one for each
/// movie of the history, the movies together having length 1, so that the sum of their embeddings
/// is a mean times the root of their number.
class HistoryReader {
public:
    /// Both must outlive this.
    HistoryReader(const Dataset& dataset, const SparseMatrix& byUser)
        : attributes_(dataset), movies_(dataset.movies().size()), byUser_(byUser) {}

    std::size_t words() const { return static_cast<std::size_t>(attributes_.count()) + movies_; }
    std::size_t users() const { return byUser_.rows(); }
    std::span<const std::int32_t> historyOf(std::size_t user) const {
        return byUser_.columnsOf(user);
    }

    /// Appends the user's words to the row that is open.
    /// @param history the movies to be read
    void read(std::size_t user, std::span<const std::int32_t> history, SparseMatrix& inputs) const {
        for (const std::int32_t word : attributes_.of(user))
            add(inputs, static_cast<std::size_t>(word), 1);
        const std::size_t first = inputs.value.size();
        for (const std::int32_t movie : history)
            add(inputs,
                static_cast<std::size_t>(attributes_.count()) + static_cast<std::size_t>(movie), 1);
        scaleToLength1(inputs, first);
    }

private:
    UserWords attributes_;
    std::size_t movies_;
    const SparseMatrix& byUser_;
};

/// A history split at random, anew for each example.
struct PartedHistory {
    std::vector<std::int32_t> seen;
    std::vector<std::int32_t> hidden;
};

/// Hides a share of the movies, itself drawn between none and all, so that users of any history,
/// also of none, are learnt from.
inline PartedHistory partAtRandom(std::span<const std::int32_t> history, Random& random) {
    PartedHistory parts;
    const double share = random.uniform();
    for (const std::int32_t movie : history)
        (random.uniform() < share ? parts.seen : parts.hidden).push_back(movie);
    return parts;
}

} // namespace towerlab::detail
