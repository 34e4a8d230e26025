// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"

#include <QWidget>

#include <memory>
#include <optional>

class QLabel;
class QSplitter;
class QStackedWidget;

namespace towerlab::ui {

class ColumnChooser;
class CompareCharts;
class EmptyState;
class PairedTests;
class ResultsTable;

/// The figures of a comparison: a table over two charts, in which the same method is chosen.
class ResultsView : public QWidget {
    Q_OBJECT
public:
    explicit ResultsView(QWidget* parent = nullptr);
    ~ResultsView() override;

    /// @param dataset the one that is open, of which the comparison need not be
    void setComparison(const std::shared_ptr<const Comparison>& comparison,
                       const std::shared_ptr<const Dataset>& dataset);
    /// Shows what is finished of a comparison under way.
    void setPartial(const std::shared_ptr<const Comparison>& comparison);
    /// What is said while there is nothing to show.
    void setEmptyTexts(const QString& title, const QString& text, const QString& button);

Q_SIGNALS:
    void compareRequested(); ///< by the button of the empty place

private:
    QWidget* makeContents();
    void show(const std::shared_ptr<const Comparison>& comparison);
    void showTestText();
    void choose(std::optional<std::size_t> method);

    std::shared_ptr<const Comparison> shown_;
    PairedTests* tests_;
    QStackedWidget* pages_;
    EmptyState* empty_;
    QLabel* test_ = nullptr;
    QLabel* note_ = nullptr;
    ColumnChooser* columns_ = nullptr;
    ResultsTable* table_ = nullptr;
    CompareCharts* charts_ = nullptr;
    QSplitter* splitter_ = nullptr;
};

} // namespace towerlab::ui
