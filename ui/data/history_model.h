// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"

#include <QAbstractTableModel>

#include <memory>
#include <optional>
#include <vector>

namespace towerlab::ui {

/// "Female · 25–34 · writer · 93 ratings, mean 3.7".
QString userAttributes(const Dataset& dataset, std::size_t userRow);

/// "User 42 · Female · 25–34 · writer · 93 ratings, mean 3.7".
QString userFacts(const Dataset& dataset, std::size_t userRow);

/// The movies that one user rated, in file order.
class HistoryModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Title, Year, Genres, Rating, ColumnCount };

    explicit HistoryModel(QObject* parent = nullptr);

    /// Empty without a data set or a user.
    void setUser(std::shared_ptr<const Dataset> dataset, std::optional<std::size_t> userRow);
    /// The model's row of a movie, or -1.
    int rowOfMovie(std::size_t movieRow) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Entry {
        std::size_t movieRow;
        float stars;
    };
    QVariant text(const Entry& entry, int column) const;
    QVariant value(const Entry& entry, int column) const;
    QString toolTip(const Entry& entry, int column) const;

    std::shared_ptr<const Dataset> dataset_;
    std::vector<Entry> entries_;
};

} // namespace towerlab::ui
