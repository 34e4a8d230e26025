// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/sparse_matrix.h"
#include "core/progress.h"

#include <cstdint>
#include <span>
#include <vector>

namespace towerlab {

/// How alike two rows of a sparse matrix are.
enum class RowSimilarity {
    /// Σ x y / √(Σ x² Σ y²), what is missing being 0: the sums of squares go over whole rows.
    Cosine,
    /// The same, but over the columns only that both rows hold.
    CommonCosine,
    /// The correlation of x and y over the columns that both rows hold, with their means there.
    CommonPearson,
};

struct SimilaritySettings {
    RowSimilarity kind = RowSimilarity::Cosine;
    /// λ: similarities are multiplied by n / (n + λ), n being the columns in common, because those
    /// of few columns are not to be trusted (Koren, TKDD 2010, section 2.2).
    double shrinkage = 0;
    int kept = 100;  ///< nearest rows to keep of each, at least 1
    int threads = 0; ///< 0: as many as the processor has cores
};

/// Of each row the rows most alike, best first, ties by row; similarity above 0 only.
struct NeighbourLists {
    std::vector<std::uint32_t> start; ///< one more than there are rows
    std::vector<std::int32_t> row;
    std::vector<float> similarity;

    std::span<const std::int32_t> rowsOf(std::size_t of) const {
        return std::span(row).subspan(start[of], start[of + 1] - start[of]);
    }
    std::span<const float> similaritiesOf(std::size_t of) const {
        return std::span(similarity).subspan(start[of], start[of + 1] - start[of]);
    }
};

/// Turned round: of each row the rows that have it in their list, ascending, and the similarity.
SparseMatrix listedBy(const NeighbourLists& lists);

/// Compares all pairs of rows that share a column. Time O(Σ over columns of their length squared),
/// memory O(rows · kept) for the result and O(rows) a thread. The same for any number of threads.
/// @param rows    the matrix
/// @param columns the same matrix by columns
/// @throws SettingsError if `kept` is below 1 or the shrinkage negative.
/// @throws Cancelled when stopped.
NeighbourLists mostSimilarRows(const SparseMatrix& rows, const SparseMatrix& columns,
                               const SimilaritySettings& settings, const std::stop_token& stop = {},
                               const ProgressCallback& progress = {});

} // namespace towerlab
