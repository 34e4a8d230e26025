// SPDX-License-Identifier: MIT
#pragma once

#include "core/train/run_record.h"

#include <QAbstractTableModel>

#include <vector>

namespace towerlab::ui {

/// One row an epoch of the run shown, in the order in which they were trained.
class EpochsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    /// What the two metrics are depends on the objective: RMSE and MAE in stars, or accuracy and
    /// AUC.
    enum Column {
        Epoch,
        TrainLoss,
        ValidationLoss,
        FirstMetric,
        SecondMetric,
        Seconds,
        Speed,
        ColumnCount
    };

    explicit EpochsModel(QObject* parent = nullptr);

    void begin(Objective objective);
    void add(const EpochRecord& epoch);
    const std::vector<EpochRecord>& epochs() const { return epochs_; }
    Objective objective() const { return objective_; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    std::optional<double> value(const EpochRecord& epoch, int column) const;

    std::vector<EpochRecord> epochs_;
    Objective objective_ = Objective::MeanSquaredError;
};

} // namespace towerlab::ui
