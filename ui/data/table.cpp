// SPDX-License-Identifier: MIT
#include "ui/data/table.h"

#include "ui/widgets/busy_sign.h"
#include "ui/widgets/search_box.h"
#include "ui/widgets/table_roles.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QScopedValueRollback>
#include <QSignalBlocker>
#include <QTimer>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace towerlab::ui {
namespace {

constexpr int debounceMs = 150;
constexpr int narrow = 600;

} // namespace

DataTable::DataTable(const QString& name, QWidget* parent)
    : QWidget(parent),
      proxy_(new FilterProxy(this)),
      search_(new SearchBox(this)),
      filterRow_(new QHBoxLayout),
      table_(new TableView(this)),
      count_(new QLabel(this)),
      busy_(new BusySign(this)),
      clear_(new QToolButton(this)),
      debounce_(new QTimer(this)) {
    search_->setObjectName(name + QStringLiteral("Search"));
    search_->setMinimumWidth(130);
    table_->setObjectName(name + QStringLiteral("Table"));
    count_->setObjectName(name + QStringLiteral("Count"));
    theme::makeCaption(count_);
    clear_->setObjectName(name + QStringLiteral("ClearFilters"));
    clear_->setText(tr("Clear filters"));
    clear_->setIcon(theme::icon(QStringLiteral("close")));
    clear_->setIconSize({14, 14});
    clear_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    clear_->setToolTip(tr("Empty the search box and show all rows again"));
    QSizePolicy keepsItsRoom = clear_->sizePolicy();
    keepsItsRoom.setRetainSizeWhenHidden(true); // the table must not jump when it comes and goes
    clear_->setSizePolicy(keepsItsRoom);

    debounce_->setSingleShot(true);
    debounce_->setInterval(debounceMs);
    connect(search_, &QLineEdit::textChanged, debounce_, qOverload<>(&QTimer::start));
    connect(search_, &QLineEdit::returnPressed, this, &DataTable::applySearch);
    connect(debounce_, &QTimer::timeout, this, &DataTable::applySearch);
    connect(clear_, &QToolButton::clicked, this, &DataTable::clearFilters);

    filterRow_->setSpacing(8);
    filterRow_->addWidget(search_, 1);
    auto* foot = new QHBoxLayout;
    foot->addWidget(count_);
    foot->addSpacing(theme::spacing);
    foot->addWidget(busy_);
    foot->addStretch(1);
    foot->addWidget(clear_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(8);
    column->addLayout(filterRow_);
    column->addWidget(table_, 1);
    column->addLayout(foot);
}

void DataTable::setModel(QAbstractItemModel* model) {
    proxy_->setSourceModel(model);
    table_->setModel(proxy_);
    connect(proxy_, &QAbstractItemModel::modelReset, this, [this] { rowsReplaced_ = true; });
    connect(proxy_, &FilterProxy::arranging, this, &DataTable::tellArranging);
    connect(proxy_, &FilterProxy::arranged, this, &DataTable::showArranged);
    // Both are needed: the keyboard selects before it moves the current row, the mouse after.
    connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &DataTable::publishSelection);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &DataTable::publishSelection);
}

void DataTable::setTexts(const QString& placeholder, const QString& what) {
    search_->setPlaceholderText(placeholder);
    search_->setAccessibleName(placeholder);
    search_->setToolTip(tr("Shows the rows that hold each of the words (Ctrl+F)"));
    table_->setAccessibleName(what);
}

QComboBox* DataTable::addFilter(const QString& objectName, const QString& help) {
    auto* filter = new QComboBox(this);
    filter->setObjectName(objectName);
    filter->setToolTip(help);
    filter->setAccessibleName(help);
    filter->setMaxVisibleItems(24);
    connect(filter, &QComboBox::currentIndexChanged, this, &DataTable::applyFilters);
    filterRow_->addWidget(filter);
    setTabOrder(filters_.isEmpty() ? static_cast<QWidget*>(search_) : filters_.last(), filter);
    setTabOrder(filter, table_);
    setTabOrder(table_, clear_);
    filters_.append(filter);
    return filter;
}

void DataTable::fillFilter(QComboBox* filter, const QString& all,
                           const QList<std::pair<QString, int>>& entries) {
    const QSignalBlocker quiet(filter);
    const QString before = filter->currentText();
    filter->clear();
    filter->addItem(all);
    for (const auto& [text, value] : entries)
        filter->addItem(text, value);
    filter->setCurrentIndex(std::max(0, filter->findText(before)));
}

void DataTable::hideWhileNarrow(int column) { spareColumn_ = column; }

void DataTable::datasetReplaced() {
    chosen_.reset();
    rowsReplaced_ = true; // once more: by now it is known that nothing is chosen
    applyFilters();
}

void DataTable::showRow(std::optional<std::size_t> row) {
    if (row == chosen_)
        return;
    chosen_ = row;
    syncSelection();
}

void DataTable::clearFilters() {
    for (QComboBox* filter : filters_) {
        const QSignalBlocker quiet(filter);
        filter->setCurrentIndex(0);
    }
    search_->clear();
    applySearch();
    applyFilters();
    search_->setFocus(Qt::OtherFocusReason); // the button that had the focus is gone
}

void DataTable::applySearch() {
    debounce_->stop();
    const QScopedValueRollback guard(syncing_, true);
    proxy_->setSearchText(search_->text());
}

void DataTable::applyFilters() {
    const QScopedValueRollback guard(syncing_, true);
    proxy_->setCondition(condition());
}

void DataTable::tellArranging() {
    busy_->setBusy(proxy_->isArranging() ? tr("The table is being arranged…") : QString());
}

void DataTable::showArranged() {
    tellArranging();
    const QLocale locale;
    count_->setText(countText(locale.toString(proxy_->rowCount()),
                              locale.toString(proxy_->sourceModel()->rowCount())));
    const bool filtering =
        !search_->text().isEmpty() ||
        std::any_of(filters_.begin(), filters_.end(),
                    [](const QComboBox* filter) { return filter->currentIndex() > 0; });
    clear_->setVisible(filtering);
    if (!std::exchange(rowsReplaced_, false))
        return; // sorted: the selection went along
    syncSelection();
    if (!table_->selectionModel()->hasSelection())
        table_->scrollToTop();
}

void DataTable::syncSelection() {
    const QScopedValueRollback guard(syncing_, true);
    QModelIndex index;
    if (chosen_ && proxy_->sourceModel())
        index = proxy_->mapFromSource(proxy_->sourceModel()->index(static_cast<int>(*chosen_), 0));
    table_->selectModelRow(index.isValid() ? index.row() : -1);
}

void DataTable::publishSelection() {
    if (syncing_)
        return;
    const QItemSelectionModel* selection = table_->selectionModel();
    QModelIndex index = selection->currentIndex();
    if (!index.isValid() || !selection->isRowSelected(index.row())) {
        const QModelIndexList rows = selection->selectedRows();
        index = rows.isEmpty() ? QModelIndex() : rows.first();
    }
    const auto row = index.isValid() ? std::optional<std::size_t>(index.data(RowRole).toULongLong())
                                     : std::nullopt;
    if (row == chosen_)
        return;
    chosen_ = row;
    Q_EMIT rowChosen(row);
}

void DataTable::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (spareColumn_ >= 0)
        table_->showColumn(spareColumn_, width() >= narrow);
}

void DataTable::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    // A row that was chosen while the table had no size yet could not be scrolled to.
    if (chosen_)
        QMetaObject::invokeMethod(this, &DataTable::syncSelection, Qt::QueuedConnection);
}

} // namespace towerlab::ui
