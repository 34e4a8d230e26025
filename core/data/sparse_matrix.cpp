// SPDX-License-Identifier: MIT
#include "core/data/sparse_matrix.h"

#include "core/error.h"

#include <cmath>
#include <numeric>

namespace towerlab {
namespace {

/// Groups ratings by user; a user's stand in the order of `rows`.
SparseMatrix groupedByUser(const Dataset& dataset, std::span<const std::uint32_t> rows) {
    const RatingColumns& ratings = dataset.ratings();
    SparseMatrix result;
    result.start.assign(dataset.users().size() + 1, 0);
    for (const std::uint32_t row : rows)
        ++result.start[static_cast<std::size_t>(ratings.user[row]) + 1];
    std::partial_sum(result.start.begin(), result.start.end(), result.start.begin());
    result.column.resize(rows.size());
    result.value.resize(rows.size());
    std::vector<std::uint32_t> next(result.start.begin(), result.start.end() - 1);
    for (const std::uint32_t row : rows) {
        const std::uint32_t at = next[static_cast<std::size_t>(ratings.user[row])]++;
        result.column[at] = ratings.movie[row];
        result.value[at] = ratings.value[row];
    }
    return result;
}

double meanOf(const std::vector<float>& values) {
    return values.empty() ? 0
                          : std::accumulate(values.begin(), values.end(), 0.0) /
                                static_cast<double>(values.size());
}

} // namespace

SparseMatrix transposed(const SparseMatrix& matrix, std::size_t columns) {
    SparseMatrix result;
    result.start.assign(columns + 1, 0);
    for (const std::int32_t column : matrix.column)
        ++result.start[static_cast<std::size_t>(column) + 1];
    std::partial_sum(result.start.begin(), result.start.end(), result.start.begin());
    result.column.resize(matrix.column.size());
    result.value.resize(matrix.column.size());
    std::vector<std::uint32_t> next(result.start.begin(), result.start.end() - 1);
    for (std::size_t row = 0; row < matrix.rows(); ++row) {
        for (std::uint32_t i = matrix.start[row]; i < matrix.start[row + 1]; ++i) {
            const std::uint32_t at = next[static_cast<std::size_t>(matrix.column[i])]++;
            result.column[at] = static_cast<std::int32_t>(row);
            result.value[at] = matrix.value[i];
        }
    }
    return result;
}

TrainMatrix makeTrainMatrix(const Dataset& dataset, std::span<const std::uint32_t> trainRows) {
    if (trainRows.empty())
        throw SettingsError("there are no ratings to learn from");
    TrainMatrix matrix;
    // Transposing twice sorts each user's movies.
    matrix.byMovie = transposed(groupedByUser(dataset, trainRows), dataset.movies().size());
    matrix.byUser = transposed(matrix.byMovie, dataset.users().size());
    matrix.mean = meanOf(matrix.byUser.value);
    matrix.lowest = dataset.minRating();
    matrix.highest = dataset.maxRating();
    return matrix;
}

TrainMatrix transformed(const TrainMatrix& matrix, const ValueFunction& valueOf) {
    TrainMatrix result;
    result.lowest = matrix.lowest;
    result.highest = matrix.highest;
    SparseMatrix& to = result.byUser;
    for (std::size_t user = 0; user < matrix.users(); ++user) {
        const auto movies = matrix.byUser.columnsOf(user);
        const auto values = matrix.byUser.valuesOf(user);
        for (std::size_t i = 0; i < movies.size(); ++i) {
            const float value = valueOf(user, static_cast<std::size_t>(movies[i]), values[i]);
            if (std::isnan(value))
                continue;
            to.column.push_back(movies[i]);
            to.value.push_back(value);
        }
        to.endRow();
    }
    result.byMovie = transposed(to, matrix.movies());
    result.mean = meanOf(to.value);
    return result;
}

} // namespace towerlab
