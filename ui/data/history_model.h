// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "ui/widgets/table_model.h"

#include <memory>
#include <optional>
#include <vector>

namespace towerlab::ui {

/// "Female · 25–34 · writer · 93 ratings, mean 3.7".
QString userAttributes(const Dataset& dataset, std::size_t userRow);

/// "User 42 · Female · 25–34 · writer · 93 ratings, mean 3.7".
QString userFacts(const Dataset& dataset, std::size_t userRow);

/// The movies that one user rated, in file order.
class HistoryModel : public TableModel {
    Q_OBJECT
public:
    enum Column { Title, Year, Genres, Rating, Date, ColumnCount };

    explicit HistoryModel(QObject* parent = nullptr);

    /// Empty without a data set or a user.
    void setUser(std::shared_ptr<const Dataset> dataset, std::optional<std::size_t> userRow);
    /// Whether it is known of any rating when it was given.
    bool hasDates() const;
    /// The model's row of a movie, or -1.
    int rowOfMovie(std::size_t movieRow) const;

protected:
    std::size_t rows() const override { return entries_.size(); }
    QVariant more(std::size_t row, int column, int role) const override;

private:
    struct Entry {
        std::size_t movieRow;
        float stars;
        std::int64_t timestamp; ///< 0 where unknown
    };
    QString date(std::size_t row) const;
    QString ratingText(std::size_t row) const;
    QString title(std::size_t row) const;
    int year(std::size_t row) const { return dataset_->movies().year[entries_[row].movieRow]; }
    double stars(std::size_t row) const { return double{entries_[row].stars}; }

    std::shared_ptr<const Dataset> dataset_;
    std::vector<Entry> entries_;
};

} // namespace towerlab::ui
