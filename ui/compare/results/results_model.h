// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"
#include "ui/widgets/table_model.h"

#include <memory>

namespace towerlab::ui {

class PairedTests;

/// The figures of a comparison: one row per method and, after its name, one column per metric.
class ResultsModel : public TableModel {
    Q_OBJECT
public:
    static constexpr int Name = 0;
    static constexpr int FirstMetric = 1;

    /// @param tests for tooltips; must outlive the model
    explicit ResultsModel(const PairedTests* tests, QObject* parent = nullptr);

    /// Null: no rows.
    void setComparison(std::shared_ptr<const Comparison> comparison);
    const Comparison* comparison() const { return comparison_.get(); }
    bool isFailed(std::size_t row) const { return !result(row).error.empty(); }
    static int columnOf(std::size_t metric) { return FirstMetric + static_cast<int>(metric); }

protected:
    std::size_t rows() const override { return comparison_ ? comparison_->methods.size() : 0; }
    QVariant more(std::size_t row, int column, int role) const override;

private:
    std::vector<TableColumn> describe() const;
    TableColumn metricColumn(std::size_t metric) const;
    const MethodResult& result(std::size_t row) const { return comparison_->methods[row]; }
    bool isBest(std::size_t row, std::size_t metric) const;
    QString text(std::size_t row, std::size_t metric) const;
    QString toolTip(std::size_t row, std::size_t metric) const;
    QString nameTip(const MethodResult& result) const;
    QString pairedText(std::size_t method, std::size_t metric) const;

    const PairedTests* tests_;
    std::shared_ptr<const Comparison> comparison_;
};

} // namespace towerlab::ui
