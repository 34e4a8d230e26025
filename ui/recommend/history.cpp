// SPDX-License-Identifier: MIT
#include "ui/recommend/history.h"

#include "ui/data/history_model.h"
#include "ui/data/rating_text.h"
#include "ui/recommend/table.h"
#include "ui/widgets/filter_proxy.h"
#include "ui/widgets/rating_delegate.h"
#include "ui/widgets/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QResizeEvent>
#include <QScrollBar>
#include <QVBoxLayout>

namespace towerlab::ui {
namespace {

// Below these widths of the card, the title would be left too little room.
constexpr int widthForStars = 310;
constexpr int widthForYear = 350;
constexpr int widthForDate = 450;
constexpr int widthForGenres = 560;
constexpr int heightOfFacts = 30; // two lines always, so that the table starts where others do

} // namespace

RecommendHistory::RecommendHistory(QWidget* parent)
    : QWidget(parent),
      sorted_(new FilterProxy(this)),
      history_(new HistoryModel(this)),
      facts_(new QLabel(this)),
      table_(new RecommendTable(this)),
      stars_(new RatingDelegate(table_)) {
    theme::makeCard(this);
    auto* heading = new QLabel(tr("Rated by this user"), this);
    theme::makeHeading(heading);
    heading->setMinimumHeight(recommendHeadHeight);
    facts_->setObjectName(QStringLiteral("userFacts"));
    facts_->setWordWrap(true);
    facts_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    facts_->setMinimumHeight(heightOfFacts);
    facts_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    theme::makeCaption(facts_);
    makeTable();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::padding, theme::padding, theme::padding, theme::padding);
    column->setSpacing(8);
    column->addWidget(heading);
    column->addWidget(facts_);
    column->addWidget(table_, 1);
    showUser(nullptr, std::nullopt);
}

void RecommendHistory::makeTable() {
    sorted_->setSourceModel(history_);
    table_->setObjectName(QStringLiteral("historyTable"));
    table_->setAccessibleName(tr("Movies this user has rated"));
    table_->setModel(sorted_);
    table_->setItemDelegateForColumn(HistoryModel::Rating, stars_);
    table_->horizontalHeader()->setSectionResizeMode(HistoryModel::Title, QHeaderView::Stretch);
    table_->sortByColumn(HistoryModel::Rating, Qt::DescendingOrder);
    connect(table_, &RecommendTable::rowChosen, this, &RecommendHistory::movieChosen);
}

void RecommendHistory::showUser(const std::shared_ptr<const Dataset>& dataset,
                                std::optional<std::size_t> userRow) {
    if (dataset)
        setScale(stars_, *dataset);
    history_->setUser(dataset, userRow);
    facts_->setText(dataset && userRow ? userFacts(*dataset, *userRow)
                                       : tr("Choose a user to see their ratings"));
    fitColumns();
    hideColumns();
    table_->verticalScrollBar()->setValue(0);
}

void RecommendHistory::fitColumns() {
    if (fitted_ || history_->rowCount() == 0)
        return;
    fitted_ = true; // once: from then on the widths are the person's
    table_->fitColumn(HistoryModel::Year, QStringLiteral("1998"));
    table_->fitColumn(HistoryModel::Genres, QStringLiteral("Adventure, Comedy"));
    table_->fitColumnToCells(HistoryModel::Rating);
    table_->fitColumnToCells(HistoryModel::Date);
}

void RecommendHistory::showStars(bool stars) {
    // Painted stars are as wide as a title's half: where it is narrow, the number has to do.
    if (stars == (table_->itemDelegateForColumn(HistoryModel::Rating) == stars_))
        return;
    table_->setItemDelegateForColumn(HistoryModel::Rating, stars ? stars_ : nullptr);
    table_->fitColumnToCells(HistoryModel::Rating);
}

void RecommendHistory::markMovie(std::optional<std::size_t> movieRow) {
    const int row = movieRow ? history_->rowOfMovie(*movieRow) : -1;
    table_->markRow(row < 0 ? -1 : sorted_->mapFromSource(history_->index(row, 0)).row());
}

void RecommendHistory::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    showStars(width() >= widthForStars);
    hideColumns();
}

void RecommendHistory::hideColumns() {
    table_->showColumn(HistoryModel::Year, width() >= widthForYear);
    table_->showColumn(HistoryModel::Genres, width() >= widthForGenres);
    table_->showColumn(HistoryModel::Date, history_->hasDates() && width() >= widthForDate);
}

} // namespace towerlab::ui
