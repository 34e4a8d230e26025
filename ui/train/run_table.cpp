// SPDX-License-Identifier: MIT
#include "ui/train/run_table.h"

#include "ui/train/runs_model.h"
#include "ui/widgets/dense_table.h"
#include "ui/widgets/table_roles.h"
#include "ui/widgets/theme.h"

#include <QAbstractProxyModel>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QResizeEvent>
#include <QStyledItemDelegate>

#include <algorithm>

namespace towerlab::ui {
namespace {

constexpr int heightOfRows = 26;
constexpr int nameWidth = 212;
constexpr int leastNameWidth = 140;
constexpr int pinWidth = 30;
constexpr int leastSettingsWidth = 120;
constexpr int epochsWidth = 62;
constexpr int timeWidth = 58;
constexpr int leastMetricWidth = 60;

/// Where there is no room for all columns these go first: what they say is in the tooltips and
/// among the epochs, too.
std::vector<int> leastMissed() {
    const auto metric = [](std::string_view key) { return RunsModel::columnOf(runMetric(key)); };
    return {metric("validation_mae"), metric("validation_accuracy"),
            RunsModel::Time,          metric("train_loss"),
            RunsModel::Epochs,        metric("validation_ndcg")};
}

/// The pin in the middle of its cell; a faint one where a click would pin.
class PinDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        QStyledItemDelegate::paint(painter, option, index);
        constexpr int side = 15;
        constexpr double faint = 0.22;
        QRect place(0, 0, side, side);
        place.moveCenter(option.rect.center());
        painter->save();
        painter->setOpacity(index.data(SortRole).toBool() ? 1 : faint);
        theme::icon(QStringLiteral("pin")).paint(painter, place);
        painter->restore();
    }
};

} // namespace

RunTable::RunTable(QWidget* parent) : TableView(parent) {
    setEditTriggers(EditKeyPressed);
    setItemDelegateForColumn(RunsModel::Name, new DiscDelegate(this));
    setItemDelegateForColumn(RunsModel::Pinned, new PinDelegate(this));
    makeFiguresTable(this, heightOfRows); // its own order is newest first
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
    QFont font = header->font();
    font.setPixelSize(theme::pixels(12));
    font.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(font);
    for (int column = RunsModel::FirstMetric; column < model->columnCount(); ++column) {
        constexpr int room = 22; // the style's padding, and a little air
        const QString label = model->headerData(column, Qt::Horizontal).toString();
        const int text = metrics.size(0, label).width();
        header->resizeSection(column, std::max(leastMetricWidth, text + room));
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
    const QHeaderView* header = horizontalHeader();
    const auto others = [header] {
        return header->length() - header->sectionSize(RunsModel::Settings);
    };
    for (int column = RunsModel::Epochs; column < runs->columnCount(); ++column)
        setColumnHidden(column, !runs->isUsed(column));
    for (const int column : leastMissed())
        if (others() + leastSettingsWidth > viewport()->width())
            showColumn(column, false);
    // The name gives what is still missing, within reason, and gets it back where there is room.
    const int spare = viewport()->width() - others() - leastSettingsWidth;
    const int name = columnWidth(RunsModel::Name);
    if (spare < 0 || name < theme::pixels(nameWidth))
        setColumnWidth(RunsModel::Name, std::clamp(name + spare, theme::pixels(leastNameWidth),
                                                   std::max(name, theme::pixels(nameWidth))));
    setColumnWidth(RunsModel::Settings,
                   std::max(leastSettingsWidth, viewport()->width() - others()));
}

void RunTable::resizeEvent(QResizeEvent* event) {
    TableView::resizeEvent(event);
    if (model() != nullptr)
        fitColumns();
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
