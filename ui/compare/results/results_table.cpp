// SPDX-License-Identifier: MIT
#include "ui/compare/results/results_table.h"

#include "ui/compare/results/results_model.h"
#include "ui/widgets/dense_table.h"
#include "ui/widgets/table_roles.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_proxy.h"

#include <QHeaderView>
#include <QResizeEvent>

#include <algorithm>

namespace towerlab::ui {
namespace {

constexpr int heightOfRows = 26;
constexpr int leastNameWidth = 165;
constexpr int leastMetricWidth = 54;
constexpr int mostMetricWidth = 120;

} // namespace

ResultsTable::ResultsTable(const PairedTests* tests, QWidget* parent)
    : TableView(parent), results_(new ResultsModel(tests, this)), sorted_(new ValueProxy(this)) {
    setObjectName(QStringLiteral("compareTable"));
    setAccessibleName(tr("Figures of the methods"));
    sorted_->setSourceModel(results_);
    setModel(sorted_);
    setItemDelegateForColumn(ResultsModel::Name, new DiscDelegate(this));
    setSelectionMode(SingleSelection);
    makeFiguresTable(this, heightOfRows); // its own order is that of the families
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (!choosing_)
            Q_EMIT chosenChanged();
    });
    connect(sorted_, &QAbstractItemModel::layoutChanged, this, &ResultsTable::showErrors);
}

void ResultsTable::setComparison(const std::shared_ptr<const Comparison>& comparison) {
    const auto before = chosen();
    choosing_ = true;
    results_->setComparison(comparison);
    choosing_ = false;
    fitColumns();
    showErrors();
    if (before && comparison && *before < comparison->methods.size())
        choose(before);
}

void ResultsTable::setMetrics(const std::vector<std::size_t>& metrics) {
    metrics_ = metrics;
    fitColumns();
    showErrors();
}

std::optional<std::size_t> ResultsTable::hiddenOrder() const {
    const int column = horizontalHeader()->sortIndicatorSection();
    if (column < ResultsModel::FirstMetric || !isColumnHidden(column))
        return std::nullopt;
    return static_cast<std::size_t>(column - ResultsModel::FirstMetric);
}

void ResultsTable::fitColumns() {
    QHeaderView* header = horizontalHeader();
    QFont headerFont = header->font();
    headerFont.setPixelSize(theme::pixels(12));
    headerFont.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(headerFont);
    QFont bold = font();
    bold.setWeight(QFont::Bold);
    const QFontMetrics cells(bold);
    constexpr int room = 22; // the style's padding, and a little air
    int others = 0;
    int tallest = 1;
    for (std::size_t i = 0; i < compareMetrics().size(); ++i) {
        const int column = ResultsModel::columnOf(i);
        const bool shown = std::find(metrics_.begin(), metrics_.end(), i) != metrics_.end();
        setColumnHidden(column, !shown);
        if (!shown)
            continue;
        const QString title =
            results_->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        int width = metrics.size(0, title).width();
        for (int row = 0; row < results_->rowCount(); ++row)
            if (!results_->isFailed(static_cast<std::size_t>(row)))
                width = std::max(
                    width, cells.horizontalAdvance(results_->index(row, column).data().toString()));
        width = std::clamp(width + room, theme::pixels(leastMetricWidth),
                           theme::pixels(mostMetricWidth));
        header->resizeSection(column, width);
        others += width;
        tallest = std::max(tallest, static_cast<int>(title.count(u'\n')) + 1);
    }
    header->setFixedHeight(tallest * metrics.lineSpacing() + 14);
    header->resizeSection(ResultsModel::Name,
                          std::max(theme::pixels(leastNameWidth), viewport()->width() - others));
}

void ResultsTable::showErrors() {
    clearSpans();
    for (int row = 0; row < sorted_->rowCount(); ++row)
        if (results_->isFailed(
                static_cast<std::size_t>(sorted_->mapToSource(sorted_->index(row, 0)).row())))
            setSpan(row, ResultsModel::FirstMetric, 1, sorted_->columnCount() - 1);
}

std::optional<std::size_t> ResultsTable::chosen() const {
    const QModelIndexList rows = selectionModel()->selectedRows();
    if (rows.isEmpty())
        return std::nullopt;
    return static_cast<std::size_t>(rows.first().data(RowRole).toULongLong());
}

void ResultsTable::choose(std::optional<std::size_t> method) {
    if (method == chosen())
        return;
    choosing_ = true;
    const int row =
        method
            ? sorted_->mapFromSource(results_->index(static_cast<int>(*method), ResultsModel::Name))
                  .row()
            : -1;
    selectModelRow(row);
    choosing_ = false;
}

void ResultsTable::resizeEvent(QResizeEvent* event) {
    TableView::resizeEvent(event);
    fitColumns();
}

} // namespace towerlab::ui
