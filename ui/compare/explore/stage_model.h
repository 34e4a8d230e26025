// SPDX-License-Identifier: MIT
#pragma once

#include "ui/compare/explore/stage_list.h"

#include <QAbstractTableModel>

#include <memory>

namespace towerlab::ui {

/// The first movies of one stage of a recommender of two.
class StageModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Place, Title, Score, Move, ColumnCount };
    enum class Stage { Recall, Ranking };

    explicit StageModel(Stage stage, QObject* parent = nullptr);

    /// @param rows how many are shown, at most
    void setList(std::shared_ptr<const Dataset> dataset, std::shared_ptr<const StageList> list,
                 std::size_t rows);
    const TwoStageMovie& movie(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const TwoStageMovie& movie, int column) const;
    QString toolTip(const TwoStageMovie& movie) const;
    QString headerTip(int section) const;

    Stage stage_;
    std::shared_ptr<const Dataset> dataset_;
    std::shared_ptr<const StageList> list_;
    int rows_ = 0;
};

} // namespace towerlab::ui
