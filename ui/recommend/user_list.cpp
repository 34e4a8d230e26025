// SPDX-License-Identifier: MIT
#include "ui/recommend/user_list.h"

#include "ui/data/user_facts.h"
#include "ui/data/users_model.h"
#include "ui/recommend/table.h"
#include "ui/widgets/filter_proxy.h"
#include "ui/widgets/search_box.h"
#include "ui/widgets/table_roles.h"
#include "ui/widgets/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QRandomGenerator>
#include <QResizeEvent>
#include <QVBoxLayout>

#include <chrono>
#include <utility>

namespace towerlab::ui {
namespace {

constexpr std::chrono::milliseconds typingPause{150};
// Below these widths of the card, the columns would cut each other's text.
/// Below this width of the card, the last of the users' columns stands alone; each before it needs
/// more.
constexpr int widthForTwo = 300;
constexpr int widthForOneMore = 45;

} // namespace

RecommendUserList::RecommendUserList(QWidget* parent)
    : QWidget(parent),
      shown_(new FilterProxy(this)),
      users_(new UsersModel(this)),
      search_(new SearchBox(this)),
      table_(new RecommendTable(this)),
      count_(new QLabel(this)),
      random_(new QPushButton(theme::icon(QStringLiteral("refresh")), tr("Random user"), this)) {
    theme::makeCard(this);
    auto* heading = new QLabel(tr("Choose a user"), this);
    theme::makeHeading(heading);
    heading->setMinimumHeight(recommendHeadHeight);
    theme::makeCaption(count_);
    makeSearch();
    makeTable();
    random_->setObjectName(QStringLiteral("randomUser"));
    random_->setToolTip(tr("Chooses one of the users listed here by chance"));
    connect(random_, &QPushButton::clicked, this, &RecommendUserList::chooseAny);

    auto* head = new QHBoxLayout;
    head->addWidget(heading);
    head->addStretch(1);
    head->addWidget(count_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::padding, theme::padding, theme::padding, theme::padding);
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(search_);
    column->addWidget(table_, 1);
    column->addWidget(random_);
    showCount();
}

void RecommendUserList::makeSearch() {
    search_->setObjectName(QStringLiteral("recommendSearch"));
    search_->setPlaceholderText(tr("Search users"));
    search_->setAccessibleName(tr("Search users"));
    search_->setToolTip(tr("Keeps the users that hold each of these words, in any order; Enter "
                           "chooses the first"));
    pause_.setSingleShot(true);
    pause_.setInterval(typingPause);
    connect(search_, &QLineEdit::textChanged, &pause_, qOverload<>(&QTimer::start));
    connect(&pause_, &QTimer::timeout, this, &RecommendUserList::search);
    connect(search_, &QLineEdit::returnPressed, this, &RecommendUserList::chooseFirst);
}

void RecommendUserList::makeTable() {
    shown_->setSourceModel(users_);
    table_->setObjectName(QStringLiteral("recommendUsers"));
    table_->setAccessibleName(tr("Users"));
    table_->setModel(shown_);
    table_->sortByColumn(UsersModel::Id, Qt::AscendingOrder);
    connect(shown_, &QAbstractItemModel::modelReset, this, [this] { rowsReplaced_ = true; });
    connect(shown_, &FilterProxy::arranged, this, &RecommendUserList::showArranged);
    connect(table_, &RecommendTable::rowChosen, this, &RecommendUserList::userChosen);
}

void RecommendUserList::setDataset(std::shared_ptr<const Dataset> dataset) {
    marked_.reset();
    chooseFound_ = false;
    search_->clear();
    pause_.stop();
    shown_->setSearchText({});
    users_->setDataset(std::move(dataset));
    fitColumns();
    showCount();
}

void RecommendUserList::fitColumns() {
    QHeaderView* header = table_->horizontalHeader();
    for (int column = 0; column < users_->columnCount(); ++column)
        header->setSectionResizeMode(column, column == users_->widest() ? QHeaderView::Stretch
                                                                        : QHeaderView::Interactive);
    table_->fitColumn(UsersModel::Id, QStringLiteral("6040"));
    for (int fact = 0; fact + 1 < users_->categories(); ++fact) {
        const CategoryColumn& column =
            users_->dataset()->users().categories[static_cast<std::size_t>(fact)];
        table_->fitColumn(UsersModel::FirstFact + fact,
                          column.words.empty() ? QString() : columnText(column.words.front()));
    }
    table_->fitColumn(users_->ratings(), QLocale().toString(2000));
    hideColumns();
}

void RecommendUserList::hideColumns() {
    const int last = users_->categories() - 1;
    for (int column = 0; column < users_->columnCount(); ++column) {
        const int fact = column - UsersModel::FirstFact;
        const bool isFact = fact >= 0 && fact < users_->facts();
        const bool fits =
            fact == last || width() >= widthForTwo + widthForOneMore * (last - 1 - fact);
        table_->showColumn(column, column != users_->mean() && (!isFact || (fact <= last && fits)));
    }
}

QWidget* RecommendUserList::table() const { return table_; }

void RecommendUserList::markUser(std::optional<std::size_t> userRow) {
    marked_ = userRow;
    const QModelIndex source =
        userRow ? users_->index(static_cast<int>(*userRow), 0) : QModelIndex();
    table_->markRow(shown_->mapFromSource(source).row());
}

void RecommendUserList::search() {
    pause_.stop();
    chooseFound_ = false;
    shown_->setSearchText(search_->text());
}

void RecommendUserList::showArranged() {
    showCount();
    if (std::exchange(rowsReplaced_, false)) {
        table_->scrollToTop();
        markUser(marked_); // it may have been filtered out before, and be back now
    }
    if (std::exchange(chooseFound_, false))
        chooseShownRow(0);
}

void RecommendUserList::chooseFirst() {
    pause_.stop();
    chooseFound_ = true;
    shown_->setSearchText(search_->text());
}

void RecommendUserList::chooseAny() {
    const int count = shown_->rowCount();
    if (count > 0)
        chooseShownRow(QRandomGenerator::global()->bounded(count));
}

void RecommendUserList::chooseShownRow(int row) {
    const QModelIndex index = shown_->index(row, 0);
    if (index.isValid())
        Q_EMIT userChosen(static_cast<std::size_t>(index.data(RowRole).toULongLong()));
}

void RecommendUserList::showCount() {
    const QLocale locale;
    const int all = users_->rowCount();
    const int shown = shown_->rowCount();
    count_->setText(shown == all
                        ? tr("%1 users").arg(locale.toString(all))
                        : tr("%1 of %2 users").arg(locale.toString(shown), locale.toString(all)));
    random_->setEnabled(shown > 0);
}

void RecommendUserList::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    hideColumns();
}

} // namespace towerlab::ui
