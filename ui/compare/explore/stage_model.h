// SPDX-License-Identifier: MIT
#pragma once

#include "ui/compare/explore/stage_list.h"
#include "ui/widgets/table_model.h"

#include <memory>

namespace towerlab::ui {

/// The first movies of one stage of a recommender of two.
class StageModel : public TableModel {
    Q_OBJECT
public:
    enum Column { Place, Title, Score, Move, ColumnCount };
    enum class Stage { Retrieval, Ranking };

    explicit StageModel(Stage stage, QObject* parent = nullptr);

    /// @param rows how many are shown, at most
    void setList(std::shared_ptr<const Dataset> dataset, std::shared_ptr<const StageList> list,
                 std::size_t rows);

protected:
    std::size_t rows() const override { return rows_; }
    QVariant more(std::size_t row, int column, int role) const override;

private:
    std::vector<TableColumn> describe() const;
    const TwoStageMovie& movie(std::size_t row) const;
    QString toolTip(const TwoStageMovie& movie) const;

    Stage stage_;
    std::shared_ptr<const Dataset> dataset_;
    std::shared_ptr<const StageList> list_;
    std::size_t rows_ = 0;
};

} // namespace towerlab::ui
