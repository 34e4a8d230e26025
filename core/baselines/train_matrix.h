// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace towerlab {

/// A sparse matrix by rows: of each row the columns that hold a value, ascending, and the values.
struct SparseRows {
    std::vector<std::uint32_t> start; ///< one more than there are rows
    std::vector<std::int32_t> column;
    std::vector<float> value;

    std::size_t rows() const { return start.size() - 1; }
    std::size_t count(std::size_t row) const { return start[row + 1] - start[row]; }
    std::span<const std::int32_t> columnsOf(std::size_t row) const {
        return std::span(column).subspan(start[row], count(row));
    }
    std::span<const float> valuesOf(std::size_t row) const {
        return std::span(value).subspan(start[row], count(row));
    }
};

/// The training ratings as a method sees them: users × movies in stars, by user and by movie. A
/// copy of its own, so that a fitted method does not depend on the data set's life.
struct TrainMatrix {
    SparseRows byUser;
    SparseRows byMovie;
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
SparseRows transposed(const SparseRows& matrix, std::size_t columns);

} // namespace towerlab
