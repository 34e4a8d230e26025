// SPDX-License-Identifier: MIT
#include "ui/data/user_details.h"

#include "ui/data/charts.h"
#include "ui/data/history_model.h"
#include "ui/data/plot_card.h"
#include "ui/data/rating_text.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/filter_proxy.h"
#include "ui/widgets/id_text.h"
#include "ui/widgets/rating_delegate.h"
#include "ui/widgets/table_roles.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace towerlab::ui {
namespace {

// Below these widths the title would be left too little room.
constexpr int widthForDate = 400;
constexpr int widthForYear = 480;

} // namespace

UserDetails::UserDetails(QWidget* parent)
    : QWidget(parent),
      pages_(new QStackedLayout(this)),
      proxy_(new FilterProxy(this)),
      history_(new HistoryModel(this)),
      name_(new QLabel),
      facts_(new QLabel),
      table_(new TableView),
      ratings_(new RatingDelegate(table_)),
      genres_(new BarPlot(Qt::Horizontal)) {
    setUpTable();
    genres_->setObjectName(QStringLiteral("userGenresPlot"));
    genres_->setMinimumHeight(140);
    pages_->addWidget(new EmptyState(
        QStringLiteral("user"), tr("No user is selected"),
        tr("Select a row of the users table to see what that person rated and likes.")));
    pages_->addWidget(makeContent());
}

QWidget* UserDetails::makeContent() {
    auto* facts = new QWidget;
    theme::makeCard(facts);
    name_->setObjectName(QStringLiteral("userName"));
    facts_->setObjectName(QStringLiteral("userFacts"));
    facts_->setWordWrap(true);
    facts_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    theme::makeHeading(name_);
    theme::makeCaption(facts_);
    auto* lines = new QVBoxLayout(facts);
    lines->setContentsMargins(theme::padding, 10, theme::padding, 10);
    lines->setSpacing(2);
    lines->addWidget(name_);
    lines->addWidget(facts_);

    genresCard_ = new DataPlotCard({}, genres_);
    genresCard_->setSubject([this] { return name_->text(); });
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(theme::spacing);
    column->addWidget(facts);
    column->addWidget(table_, 3);
    column->addWidget(genresCard_, 2);
    return content;
}

void UserDetails::setUpTable() {
    proxy_->setSourceModel(history_);
    table_->setObjectName(QStringLiteral("userHistory"));
    table_->setAccessibleName(tr("Movies this user rated"));
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setToolTip(tr("Double-click or press Enter to go to the movie"));
    table_->setModel(proxy_);
    table_->setColumnHidden(HistoryModel::Genres, true);
    table_->setMinimumHeight(96);
    QHeaderView* header = table_->horizontalHeader();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(HistoryModel::Title, QHeaderView::Stretch);
    header->resizeSection(HistoryModel::Year, 58);
    header->resizeSection(HistoryModel::Rating, 126);
    header->resizeSection(HistoryModel::Date, 96);
    table_->setItemDelegateForColumn(HistoryModel::Rating, ratings_);
    table_->sortByColumn(HistoryModel::Rating, Qt::DescendingOrder);
    connect(table_, &TableView::activated, this, [this](const QModelIndex& index) {
        Q_EMIT movieActivated(static_cast<std::size_t>(index.data(RowRole).toULongLong()));
    });
}

void UserDetails::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitColumns();
}

void UserDetails::fitColumns() {
    table_->showColumn(HistoryModel::Year, width() >= theme::pixels(widthForYear));
    table_->showColumn(HistoryModel::Date,
                       history_->hasDates() && width() >= theme::pixels(widthForDate));
}

void UserDetails::setUser(const std::shared_ptr<const Dataset>& dataset,
                          std::optional<std::size_t> userRow) {
    history_->setUser(dataset, userRow);
    const bool shown = dataset && userRow;
    pages_->setCurrentIndex(shown ? 1 : 0);
    if (!shown)
        return;
    setScale(ratings_, *dataset);
    const QString mean = meanRatingTitle(*dataset);
    genresCard_->setHeading(tr("%1 in the genres rated most").arg(mean));
    genres_->setAxes({"genre", tr("Genre")},
                     {hasStars(*dataset) ? "mean_stars" : "mean_rating", mean});
    name_->setText(tr("User %1").arg(idText(dataset->users().id, *userRow)));
    facts_->setText(userAttributes(*dataset, *userRow));
    genres_->setBars(DataCharts::genresOfUser(*dataset, *userRow));
    fitColumns();
    table_->scrollToTop();
}

} // namespace towerlab::ui
