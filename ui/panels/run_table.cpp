// SPDX-License-Identifier: MIT
#include "ui/panels/run_table.h"

#include "ui/models/runs_model.h"
#include "ui/widgets/swatch.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QStyledItemDelegate>

#include <algorithm>

namespace towerlab::ui {
namespace {

constexpr int heightOfRows = 26;
constexpr int nameWidth = 226;
constexpr int pinWidth = 32;
constexpr int leastSettingsWidth = 120;
constexpr int epochsWidth = 64;
constexpr int timeWidth = 64;

/// The run's colour as a disc, and nothing but the name in the editor.
class NameDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
        QStyledItemDelegate::initStyleOption(option, index);
        const auto colour = index.data(Qt::DecorationRole).value<QColor>();
        option->icon = swatch(colour, option->widget->devicePixelRatioF());
        option->decorationSize = {12, 12};
    }
};

/// The pin in the middle of its cell.
class PinDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
        QStyledItemDelegate::initStyleOption(option, index);
        option->decorationSize = {15, 15};
        option->decorationAlignment = Qt::AlignCenter;
        option->decorationPosition = QStyleOptionViewItem::Top;
        option->features &= ~QStyleOptionViewItem::HasDisplay;
    }
};

} // namespace

RunTable::RunTable(QWidget* parent) : TableView(parent) {
    setEditTriggers(EditKeyPressed);
    setItemDelegateForColumn(RunsModel::Name, new NameDelegate(this));
    setItemDelegateForColumn(RunsModel::Pinned, new PinDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setStyleSheet(QStringLiteral("QTableView { border: none; border-radius: 0; }"));
    verticalHeader()->setMinimumSectionSize(heightOfRows);
    verticalHeader()->setDefaultSectionSize(heightOfRows);
    QHeaderView* header = horizontalHeader();
    header->setStretchLastSection(false);
    header->setSortIndicatorClearable(true); // back to newest first
    header->setSortIndicator(-1, Qt::AscendingOrder);
    connect(this, &QTableView::clicked, this, [this](const QModelIndex& index) {
        if (index.column() == RunsModel::Pinned)
            Q_EMIT pinClicked(index.data(RunsModel::IdRole).toULongLong());
    });
}

void RunTable::setModel(QAbstractItemModel* model) {
    TableView::setModel(model);
    QHeaderView* header = horizontalHeader();
    header->setMinimumSectionSize(pinWidth);
    header->resizeSection(RunsModel::Name, nameWidth);
    header->resizeSection(RunsModel::Pinned, pinWidth);
    header->resizeSection(RunsModel::Epochs, epochsWidth);
    header->resizeSection(RunsModel::Time, timeWidth);
    header->setSectionResizeMode(RunsModel::Pinned, QHeaderView::Fixed);
    header->setSectionResizeMode(RunsModel::Settings, QHeaderView::Stretch);
    QFont font = header->font();
    font.setPixelSize(12);
    font.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(font);
    for (int column = RunsModel::FirstMetric; column < model->columnCount(); ++column) {
        constexpr int room = 30; // for the sort arrow and the style's padding
        const QString label = model->headerData(column, Qt::Horizontal).toString();
        header->resizeSection(column, std::max(66, metrics.horizontalAdvance(label) + room));
    }
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &RunTable::chosenChanged);
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &RunTable::chosenChanged);
    fitColumns();
}

void RunTable::fitColumns() {
    const auto* proxy = qobject_cast<QAbstractProxyModel*>(model());
    const auto* runs = qobject_cast<RunsModel*>(proxy->sourceModel());
    for (int column = RunsModel::FirstMetric; column < runs->columnCount(); ++column)
        setColumnHidden(column, !runs->isUsed(column));
    horizontalHeader()->setMinimumSectionSize(pinWidth);
}

std::vector<quint64> RunTable::selectedIds() const {
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    std::vector<quint64> ids;
    for (const QModelIndex& row : rows)
        ids.push_back(row.data(RunsModel::IdRole).toULongLong());
    return ids;
}

quint64 RunTable::currentId() const { return currentIndex().data(RunsModel::IdRole).toULongLong(); }

void RunTable::toggleShown() {
    const QModelIndexList rows = selectionModel()->selectedRows();
    const bool anyHidden = std::any_of(rows.begin(), rows.end(), [](const QModelIndex& row) {
        return row.data(Qt::CheckStateRole).toInt() != Qt::Checked;
    });
    for (const QModelIndex& row : rows)
        model()->setData(row, anyHidden ? Qt::Checked : Qt::Unchecked, Qt::CheckStateRole);
}

void RunTable::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space) {
        toggleShown();
        return;
    }
    TableView::keyPressEvent(event);
}

void RunTable::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    menu.addActions(actions());
    menu.addSeparator();
    menu.addAction(tr("Copy rows"), QKeySequence(QKeySequence::Copy), this,
                   &TableView::copySelection);
    menu.exec(event->globalPos());
}

} // namespace towerlab::ui
