// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "core/recommend/recommender.h"
#include "ui/widgets/score_kind.h"

#include <QAbstractTableModel>
#include <QByteArray>

#include <memory>
#include <optional>
#include <vector>

namespace towerlab::ui {

/// A user's ranked list, best first, beside what the data set knows about each movie.
class RecommendationsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Rank, Title, Year, Genres, Score, OwnRating, Ratings, ColumnCount };

    explicit RecommendationsModel(QObject* parent = nullptr);

    void setList(std::shared_ptr<const Dataset> dataset, std::size_t userRow,
                 const std::vector<Recommendation>& list, ScoreKind kind);
    void clear();

    ScoreKind scoreKind() const { return kind_; }
    /// The model's row of a movie, or -1.
    int rowOfMovie(std::size_t movieRow) const;
    /// The list as RFC 4180 text in UTF-8 with a header line, numbers with a decimal point.
    QByteArray toCsv() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Entry {
        Recommendation item;
        std::optional<float> own; ///< what the user rated it
    };
    QString text(int row, int column) const;
    QVariant value(int row, int column) const;
    QString toolTip(int row, int column) const;
    double barLength(const Entry& entry) const;
    const Entry& entry(int row) const { return entries_[static_cast<std::size_t>(row)]; }

    std::shared_ptr<const Dataset> dataset_;
    std::vector<Entry> entries_;
    ScoreKind kind_ = ScoreKind::Stars;
};

} // namespace towerlab::ui
