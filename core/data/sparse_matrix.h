// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace towerlab {

/// Which columns the rows of a sparse matrix hold something in (compressed sparse rows): for each
/// user (or movie) some movies (users, words).
struct SparseRows {
    std::vector<std::uint32_t> start{0}; ///< one more than there are rows
    std::vector<std::int32_t> column;

    std::size_t rows() const { return start.size() - 1; }
    std::size_t count(std::size_t row) const { return start[row + 1] - start[row]; }
    std::span<const std::int32_t> columnsOf(std::size_t row) const {
        return std::span(column).subspan(start[row], count(row));
    }
    void endRow() { start.push_back(static_cast<std::uint32_t>(column.size())); }
};

/// Sparse rows with a value in each place; a row's columns are ascending.
struct SparseMatrix : SparseRows {
    std::vector<float> value;

    std::span<const float> valuesOf(std::size_t row) const {
        return std::span(value).subspan(start[row], count(row));
    }
};

/// The training ratings as a method sees them: users × movies in stars, by user and by movie. A
/// copy of its own, so that a fitted method does not depend on the data set's life.
struct TrainMatrix {
    SparseMatrix byUser;
    SparseMatrix byMovie;
    double mean = 0; ///< of the training ratings
    float lowest = 0;
    float highest = 0; ///< the data set's range of stars

    std::size_t users() const { return byUser.rows(); }
    std::size_t movies() const { return byMovie.rows(); }
    std::size_t size() const { return byUser.value.size(); }
};

/// @param trainRows rows of the data set's ratings, none twice
/// @throws SettingsError if there are none.
TrainMatrix makeTrainMatrix(const Dataset& dataset, std::span<const std::uint32_t> trainRows);

/// `matrix` with its values replaced by what `valueOf` gives for each;
/// a value of NaN drops the rating. `mean` is that of the new values.
using ValueFunction = std::function<float(std::size_t user, std::size_t movie, float stars)>;
TrainMatrix transformed(const TrainMatrix& matrix, const ValueFunction& valueOf);

/// The matrix by columns: `columns` rows.
SparseMatrix transposed(const SparseMatrix& matrix, std::size_t columns);

} // namespace towerlab
