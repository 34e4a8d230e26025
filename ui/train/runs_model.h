// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/run_metrics.h"
#include "core/model/settings_fields.h"
#include "ui/runs/run_library.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

#include <optional>

namespace towerlab::ui {

/// The listed runs of a library: a row each, newest first. The name can be edited and its check
/// box shows the run's curve; of each metric it shows the value after the last epoch.
class RunsModel : public QAbstractTableModel {
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

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void usedColumnsChanged();

private:
    const TrainRun& run(int row) const;
    QString text(const TrainRun& run, int column) const;
    QString toolTip(const TrainRun& run, int column) const;
    QVariant sortValue(const TrainRun& run, int column) const;
    bool isBest(const TrainRun& run, int column) const;
    std::vector<const SettingField*> differences(const TrainRun& run) const;
    /// What compares the rows has changed with them.
    void compareAgain();

    RunLibrary* library_;
    std::vector<const SettingField*> differing_; ///< between the runs listed
    std::vector<std::optional<double>> best_;    ///< by metric, where the runs can be compared
};

/// Sorts by SortRole; a run without a value comes last either way.
class RunsProxy : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit RunsProxy(QObject* parent = nullptr);

protected:
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;
};

} // namespace towerlab::ui
