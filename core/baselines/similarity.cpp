// SPDX-License-Identifier: MIT
#include "core/baselines/similarity.h"

#include "core/error.h"
#include "core/recommend/best_first.h"
#include "core/system/parallel.h"

#include <cmath>

namespace towerlab {
namespace {

constexpr std::size_t rowsAtATime = 16;

/// Sums over the columns that two rows share.
struct CosineSums {
    float n = 0;
    float xy = 0;
    void add(float x, float y) {
        n += 1;
        xy += x * y;
    }
    double similarity(double xSquares, double ySquares) const {
        const double norm = std::sqrt(xSquares * ySquares);
        return norm > 0 ? static_cast<double>(xy) / norm : 0;
    }
};

struct CommonCosineSums {
    float n = 0;
    float xy = 0;
    float xx = 0;
    float yy = 0;
    void add(float x, float y) {
        n += 1;
        xy += x * y;
        xx += x * x;
        yy += y * y;
    }
    double similarity(double, double) const {
        const double norm = std::sqrt(static_cast<double>(xx) * static_cast<double>(yy));
        return norm > 0 ? static_cast<double>(xy) / norm : 0;
    }
};

struct CommonPearsonSums {
    float n = 0;
    float x1 = 0;
    float y1 = 0;
    float xy = 0;
    float xx = 0;
    float yy = 0;
    void add(float x, float y) {
        n += 1;
        x1 += x;
        y1 += y;
        xy += x * y;
        xx += x * x;
        yy += y * y;
    }
    double similarity(double, double) const {
        // Stars come in halves at the finest and sums stay below 2^24: these differences are exact
        // enough for a variance of 0 to be told from one that is not.
        constexpr double least = 1e-6;
        const double count = static_cast<double>(n);
        const double meanX = static_cast<double>(x1) / count;
        const double meanY = static_cast<double>(y1) / count;
        const double covariance = static_cast<double>(xy) / count - meanX * meanY;
        const double varianceX = static_cast<double>(xx) / count - meanX * meanX;
        const double varianceY = static_cast<double>(yy) / count - meanY * meanY;
        return varianceX > least && varianceY > least
                   ? covariance / std::sqrt(varianceX * varianceY)
                   : 0;
    }
};

struct Near {
    std::int32_t row;
    float similarity;
};

bool nearer(const Near& a, const Near& b) {
    return a.similarity != b.similarity ? a.similarity > b.similarity : a.row < b.row;
}

std::vector<double> squaredNorms(const SparseMatrix& rows) {
    std::vector<double> norms(rows.rows(), 0.0);
    for (std::size_t row = 0; row < rows.rows(); ++row)
        for (const float value : rows.valuesOf(row))
            norms[row] += static_cast<double>(value) * static_cast<double>(value);
    return norms;
}

/// Compares rows with all others; one a thread, for the sake of its sums.
template <typename Sums>
class Comparer {
public:
    Comparer(const SparseMatrix& rows, const SparseMatrix& columns,
             const std::vector<double>& norms, const SimilaritySettings& settings)
        : rows_(rows), columns_(columns), norms_(norms), settings_(settings), sums_(rows.rows()) {}

    std::vector<Near> nearest(std::size_t row) {
        addUp(row);
        std::vector<Near> near;
        for (const std::int32_t other : touched_) {
            const auto at = static_cast<std::size_t>(other);
            const double n = static_cast<double>(sums_[at].n);
            const double similarity =
                sums_[at].similarity(norms_[row], norms_[at]) * n / (n + settings_.shrinkage);
            sums_[at] = {};
            if (at != row && similarity > 0)
                near.push_back({other, static_cast<float>(similarity)});
        }
        touched_.clear();
        keepBest(near, static_cast<std::size_t>(settings_.kept), nearer);
        return near;
    }

private:
    void addUp(std::size_t row) {
        const auto columns = rows_.columnsOf(row);
        const auto values = rows_.valuesOf(row);
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const auto column = static_cast<std::size_t>(columns[i]);
            const auto others = columns_.columnsOf(column);
            const auto otherValues = columns_.valuesOf(column);
            for (std::size_t j = 0; j < others.size(); ++j) {
                Sums& sums = sums_[static_cast<std::size_t>(others[j])];
                if (sums.n == 0)
                    touched_.push_back(others[j]);
                sums.add(values[i], otherValues[j]);
            }
        }
    }

    const SparseMatrix& rows_;
    const SparseMatrix& columns_;
    const std::vector<double>& norms_;
    SimilaritySettings settings_;
    std::vector<Sums> sums_;
    std::vector<std::int32_t> touched_;
};

NeighbourLists joined(const std::vector<std::vector<Near>>& lists) {
    NeighbourLists result;
    result.start.push_back(0);
    for (const auto& list : lists) {
        for (const Near& near : list) {
            result.row.push_back(near.row);
            result.similarity.push_back(near.similarity);
        }
        result.start.push_back(static_cast<std::uint32_t>(result.row.size()));
    }
    return result;
}

template <typename Sums>
NeighbourLists compareAll(const SparseMatrix& rows, const SparseMatrix& columns,
                          const SimilaritySettings& settings, const std::stop_token& stop,
                          const ProgressCallback& progress) {
    const auto norms = squaredNorms(rows);
    std::vector<std::vector<Near>> lists(rows.rows());
    std::vector<Comparer<Sums>> comparers(threadCount(settings.threads),
                                          Comparer<Sums>(rows, columns, norms, settings));
    parallelBlocks(
        rows.rows(), rowsAtATime, settings.threads,
        [&](std::size_t worker, std::size_t begin, std::size_t end) {
            for (std::size_t row = begin; row < end && !stop.stop_requested(); ++row)
                lists[row] = comparers[worker].nearest(row);
        },
        stop, progress, "Comparing");
    return joined(lists);
}

} // namespace

SparseMatrix listedBy(const NeighbourLists& lists) {
    const SparseMatrix forward{{lists.start, lists.row}, lists.similarity};
    return transposed(forward, forward.rows());
}

NeighbourLists mostSimilarRows(const SparseMatrix& rows, const SparseMatrix& columns,
                               const SimilaritySettings& settings, const std::stop_token& stop,
                               const ProgressCallback& progress) {
    if (settings.kept < 1)
        throw SettingsError("at least one neighbour must be kept");
    if (!(settings.shrinkage >= 0))
        throw SettingsError("the shrinkage of similarities must not be negative");
    switch (settings.kind) {
    case RowSimilarity::Cosine:
        return compareAll<CosineSums>(rows, columns, settings, stop, progress);
    case RowSimilarity::CommonCosine:
        return compareAll<CommonCosineSums>(rows, columns, settings, stop, progress);
    case RowSimilarity::CommonPearson:
        return compareAll<CommonPearsonSums>(rows, columns, settings, stop, progress);
    }
    return {};
}

} // namespace towerlab
