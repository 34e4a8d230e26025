// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/table_view.h"

#include <memory>
#include <optional>
#include <vector>

namespace towerlab {
struct Comparison;
}

namespace towerlab::ui {

class PairedTests;
class ResultsModel;
class ValueProxy;

/// The figures of a comparison as a table. A method that failed shows why across its columns.
class ResultsTable : public TableView {
    Q_OBJECT
public:
    explicit ResultsTable(const PairedTests* tests, QWidget* parent = nullptr);

    void setComparison(const std::shared_ptr<const Comparison>& comparison);
    /// Shows just these metrics.
    /// The metric that the rows are sorted by, where its column is not shown.
    std::optional<std::size_t> hiddenOrder() const;
    void setMetrics(const std::vector<std::size_t>& metrics);
    std::optional<std::size_t> chosen() const;
    void choose(std::optional<std::size_t> method);

Q_SIGNALS:
    void chosenChanged();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitColumns();
    void showErrors();

    ResultsModel* results_;
    ValueProxy* sorted_;
    std::vector<std::size_t> metrics_;
    bool choosing_ = false;
};

} // namespace towerlab::ui
