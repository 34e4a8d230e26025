// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/run_metrics.h"
#include "ui/widgets/table_model.h"

#include <vector>

namespace towerlab::ui {

/// One row per epoch of the run shown, in the order in which they were trained: the epoch, the
/// metrics that the run carries (the losses in any case), time and speed.
class EpochsModel : public TableModel {
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

protected:
    std::size_t rows() const override { return record_.epochs.size(); }
    QVariant more(std::size_t row, int column, int role) const override;

private:
    void describeColumns();
    TableColumn metricColumn(const RunMetric& metric) const;
    bool isBest(std::size_t row, const RunMetric& metric) const;
    const EpochRecord& epoch(std::size_t row) const { return record_.epochs[row]; }

    RunRecord record_; ///< its epochs
    std::vector<const RunMetric*> metrics_;
};

} // namespace towerlab::ui
