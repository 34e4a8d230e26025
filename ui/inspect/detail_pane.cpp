// SPDX-License-Identifier: MIT
#include "ui/inspect/detail_pane.h"

#include "ui/inspect/step_models.h"
#include "ui/widgets/dense_table.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/table_roles.h"
#include "ui/widgets/table_view.h"

#include <QHeaderView>
#include <QSignalBlocker>
#include <QSortFilterProxyModel>
#include <QToolButton>

#include <utility>

namespace towerlab::ui {

DetailPane::DetailPane(QWidget* parent)
    : QTabWidget(parent),
      layer_(new LayerPage),
      batch_(new BatchModel(this)),
      against_(new AgainstModel(this)),
      weights_(new WeightsModel(this)),
      moves_(new MovesModel(this)) {
    setObjectName(QStringLiteral("inspectDetail"));
    setDocumentMode(true);
    addTab(layer_, tr("In detail"));
    batchTable_ = addTable(batch_, "stepBatchTable", tr("Batch"), 1);
    againstTable_ = addTable(against_, "stepAgainst", tr("Against"), 0);
    weightsTable_ = addTable(weights_, "stepWeights", tr("Weights"), 0);
    movesTable_ = addTable(moves_, "stepMoves", tr("List"), 3);
    connect(batchTable_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& index) {
                const auto* sorted = qobject_cast<QSortFilterProxyModel*>(batchTable_->model());
                const int row = sorted->mapToSource(index).row();
                if (row >= 0)
                    Q_EMIT rowChosen(static_cast<std::size_t>(row));
            });
    QToolButton* close = makeIconButton("detailClose", QStringLiteral("close"), tr("Close"),
                                        tr("More room for the picture"));
    connect(close, &QToolButton::clicked, this, &DetailPane::closeRequested);
    setCornerWidget(close);
    setStory(nullptr);
}

TableView* DetailPane::addTable(QAbstractItemModel* model, const char* name, const QString& title,
                                int widest) {
    auto* sorted = new QSortFilterProxyModel(this);
    sorted->setSourceModel(model);
    sorted->setSortRole(SortRole);
    auto* table = new TableView;
    table->setObjectName(QLatin1String(name));
    table->setAccessibleName(title);
    makeDense(table);
    table->setModel(sorted);
    table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table->horizontalHeader()->setStretchLastSection(false);
    for (int column = 0; column < model->columnCount(); ++column)
        table->horizontalHeader()->setSectionResizeMode(
            column, column == widest ? QHeaderView::Stretch : QHeaderView::ResizeToContents);
    table->horizontalHeader()->setResizeContentsPrecision(40);
    table->sortByColumn(-1, Qt::AscendingOrder);
    addTab(table, title);
    return table;
}

void DetailPane::setStory(const std::shared_ptr<const StepStory>& story) {
    story_ = story;
    batch_->setStory(story);
    if (!story) {
        against_->setPath(nullptr, nullptr);
        weights_->setPath(nullptr, nullptr);
        moves_->setMoves(nullptr, {});
    }
    for (QWidget* table : {static_cast<QWidget*>(batchTable_), static_cast<QWidget*>(weightsTable_),
                           static_cast<QWidget*>(movesTable_)})
        setTabVisible(indexOf(table), story != nullptr);
    setTabVisible(indexOf(againstTable_), false);
}

void DetailPane::setPath(const std::shared_ptr<const StepPath>& path, std::size_t place) {
    const auto* sorted = qobject_cast<QSortFilterProxyModel*>(batchTable_->model());
    const QSignalBlocker quiet(batchTable_->selectionModel()); // it is followed already
    batchTable_->selectModelRow(
        sorted->mapFromSource(batch_->index(static_cast<int>(place), 0)).row());
    batchTable_->viewport()->update();
    against_->setPath(story_, path);
    weights_->setPath(story_, path);
    setTabVisible(indexOf(againstTable_), path && !path->candidates.empty());
}

void DetailPane::setMoves(std::vector<RankMove> moves) {
    moves_->setMoves(story_, std::move(moves));
}

void DetailPane::showTable(Stage::Table table) {
    switch (table) {
    case Stage::Table::None:
        showLayer();
        break;
    case Stage::Table::Batch:
        setCurrentWidget(batchTable_);
        break;
    case Stage::Table::Against:
        setCurrentWidget(againstTable_);
        break;
    case Stage::Table::Weights:
        setCurrentWidget(weightsTable_);
        break;
    case Stage::Table::Moves:
        setCurrentWidget(movesTable_);
        break;
    }
}

} // namespace towerlab::ui
