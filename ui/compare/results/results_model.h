// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

#include <memory>

namespace towerlab::ui {

class PairedTests;

/// The figures of a comparison: a row a method and, after its name, a column a metric.
class ResultsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    static constexpr int Name = 0;
    static constexpr int FirstMetric = 1;

    /// @param tests for tooltips; must outlive the model
    explicit ResultsModel(const PairedTests* tests, QObject* parent = nullptr);

    /// Null: no rows.
    void setComparison(std::shared_ptr<const Comparison> comparison);
    const Comparison* comparison() const { return comparison_.get(); }
    bool isFailed(int row) const;
    static int columnOf(std::size_t metric) { return FirstMetric + static_cast<int>(metric); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const MethodResult& result(int row) const;
    bool isBest(int row, int column) const;
    QString text(int row, int column) const;
    QString toolTip(int row, int column) const;
    QString nameTip(const MethodResult& result) const;
    QString pairedText(std::size_t method, std::size_t metric) const;
    QVariant sortValue(int row, int column) const;

    const PairedTests* tests_;
    std::shared_ptr<const Comparison> comparison_;
};

/// Sorts numbers as numbers; what has no value comes last either way.
class ResultsProxy : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit ResultsProxy(QObject* parent = nullptr);

protected:
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;
};

} // namespace towerlab::ui
