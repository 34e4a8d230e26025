// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/run_metrics.h"

#include <QAbstractTableModel>

#include <vector>

namespace towerlab::ui {

/// One row an epoch of the run shown, in the order in which they were trained: the epoch, the
/// metrics that the run carries (the losses in any case), time and speed.
class EpochsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum FixedColumn { Epoch, FirstMetric };

    explicit EpochsModel(QObject* parent = nullptr);

    void setEpochs(std::vector<EpochRecord> epochs);
    void add(const EpochRecord& epoch);
    const std::vector<EpochRecord>& epochs() const { return record_.epochs; }

    int secondsColumn() const { return FirstMetric + static_cast<int>(metrics_.size()); }
    int speedColumn() const { return secondsColumn() + 1; }
    /// Column of that metric, or -1.
    int columnOf(std::string_view metricKey) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    const RunMetric* metricAt(int column) const;
    std::optional<double> value(const EpochRecord& epoch, int column) const;
    bool isBest(int row, int column) const;

    RunRecord record_; ///< its epochs
    std::vector<const RunMetric*> metrics_;
};

} // namespace towerlab::ui
