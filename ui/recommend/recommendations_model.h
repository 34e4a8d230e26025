// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "core/recommend/recommender.h"
#include "ui/widgets/score_kind.h"
#include "ui/widgets/table_model.h"

#include <QByteArray>

#include <memory>
#include <optional>
#include <vector>

namespace towerlab::ui {

/// A user's ranked list, best first, beside what the data set knows about each movie.
class RecommendationsModel : public TableModel {
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

protected:
    std::size_t rows() const override { return entries_.size(); }
    QVariant more(std::size_t row, int column, int role) const override;

private:
    struct Entry {
        Recommendation item;
        std::optional<float> own; ///< what the user rated it
    };
    std::vector<TableColumn> describe() const;
    TableColumn scoreColumn() const;
    QString title(std::size_t row) const;
    QString yearText(std::size_t row) const;
    QString genres(std::size_t row) const;
    QString scoreText(std::size_t row) const;
    QString scoreToolTip(std::size_t row) const;
    double barLength(const Entry& entry) const;
    std::size_t movie(std::size_t row) const { return entries_[row].item.movieRow; }

    std::shared_ptr<const Dataset> dataset_;
    std::vector<Entry> entries_;
    ScoreKind kind_ = ScoreKind::Stars;
};

} // namespace towerlab::ui
