// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/run_metrics.h"
#include "core/model/settings_fields.h"
#include "ui/runs/run_library.h"
#include "ui/widgets/table_model.h"

#include <optional>

namespace towerlab::ui {

/// The listed runs of a library: a row each, newest first. The name can be edited and its check
/// box shows the run's curve; of each metric it shows the value after the last epoch.
class RunsModel : public TableModel {
    Q_OBJECT
public:
    /// From FirstMetric on: runMetrics(), in their order.
    enum Column { Name, Pinned, Settings, Epochs, Time, FirstMetric };
    enum Role {
        BestRole = Qt::UserRole + 100, ///< bool: no run listed has a better value in this column
        IdRole,                        ///< TrainRun::id, as qulonglong
    };

    explicit RunsModel(RunLibrary* library, QObject* parent = nullptr);

    static int columnOf(const RunMetric& metric);
    /// Whether a run listed has anything to show in the column.
    bool isUsed(int column) const;
    quint64 idAt(int row) const;

    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void usedColumnsChanged();

protected:
    std::size_t rows() const override { return library_->runs().size(); }
    QVariant more(std::size_t row, int column, int role) const override;

private:
    const TrainRun& run(std::size_t row) const { return library_->runs()[row]; }
    std::vector<TableColumn> describe() const;
    TableColumn metricColumn(const RunMetric& metric) const;
    QString timeText(const TrainRun& run) const;
    QString nameTip(const TrainRun& run) const;
    QString metricTip(const TrainRun& run, const RunMetric& metric) const;
    bool isBest(const TrainRun& run, int column) const;
    std::vector<const SettingField*> differences(const TrainRun& run) const;
    /// What compares the rows has changed with them.
    void compareAgain();

    RunLibrary* library_;
    std::vector<const SettingField*> differing_; ///< between the runs listed
    std::vector<std::optional<double>> best_;    ///< by metric, where the runs can be compared
};

} // namespace towerlab::ui
