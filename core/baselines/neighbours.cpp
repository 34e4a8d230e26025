// SPDX-License-Identifier: MIT
#include "core/baselines/neighbours.h"

#include "core/baselines/bias.h"

#include <numeric>

namespace towerlab::detail {

std::vector<float> meansOf(const SparseMatrix& rows, double whereNone) {
    std::vector<float> means(rows.rows(), static_cast<float>(whereNone));
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        const auto values = rows.valuesOf(row);
        if (!values.empty())
            means[row] = static_cast<float>(std::accumulate(values.begin(), values.end(), 0.0) /
                                            static_cast<double>(values.size()));
    }
    return means;
}

namespace {

/// The values whose (common) cosine or correlation the similarity is.
TrainMatrix compared(const TrainMatrix& matrix, Side side, CfSimilarity similarity,
                     const BaselineSettings& biasSettings, const std::stop_token& stop) {
    switch (similarity) {
    case CfSimilarity::Cosine:
    case CfSimilarity::Pearson:
        return matrix;
    case CfSimilarity::AdjustedCosine: {
        const auto means =
            meansOf(side == Side::Movie ? matrix.byUser : matrix.byMovie, matrix.mean);
        return transformed(matrix, [&](std::size_t user, std::size_t movie, float stars) {
            return stars - means[side == Side::Movie ? user : movie];
        });
    }
    case CfSimilarity::BaselinePearson: {
        const RatingBaseline biases = fitBiases(matrix, biasSettings, stop);
        return transformed(matrix, [&](std::size_t user, std::size_t movie, float stars) {
            return stars - biases.of(user, movie);
        });
    }
    }
    return matrix;
}

RowSimilarity kindOf(CfSimilarity similarity) {
    switch (similarity) {
    case CfSimilarity::Cosine:
        return RowSimilarity::Cosine;
    case CfSimilarity::Pearson:
        return RowSimilarity::CommonPearson;
    case CfSimilarity::AdjustedCosine:
    case CfSimilarity::BaselinePearson:
        break;
    }
    return RowSimilarity::CommonCosine;
}

} // namespace

NeighbourLists findNeighbours(const TrainMatrix& matrix, Side side, CfSimilarity similarity,
                              const SimilaritySettings& settings, const BaselineSettings& biases,
                              const std::stop_token& stop, const ProgressCallback& progress) {
    SimilaritySettings adapted = settings;
    adapted.kind = kindOf(similarity);
    const TrainMatrix values = compared(matrix, side, similarity, biases, stop);
    return side == Side::Movie
               ? mostSimilarRows(values.byMovie, values.byUser, adapted, stop, progress)
               : mostSimilarRows(values.byUser, values.byMovie, adapted, stop, progress);
}

} // namespace towerlab::detail
