// SPDX-License-Identifier: MIT
#include "ui/compare/explore/user_history_card.h"

#include "ui/compare/explore/movie_delegate.h"
#include "ui/compare/explore/movie_highlight.h"
#include "ui/widgets/dense_table.h"
#include "ui/widgets/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace towerlab::ui {
namespace {

constexpr int mostHeldOutRows = 8;
constexpr int starsWidth = 48;
constexpr int listsWidth = 62;

} // namespace

UserHistoryCard::UserHistoryCard(MovieHighlight* highlight, QWidget* parent)
    : QWidget(parent),
      heldOut_(new RatedMoviesModel(RatedMoviesModel::Part::HeldOut, this)),
      history_(new RatedMoviesModel(RatedMoviesModel::Part::History, this)),
      heldOutHeading_(new QLabel(this)),
      historyHeading_(new QLabel(this)) {
    theme::makeCard(this);
    heldOutTable_ =
        makeTable("heldOutTable", tr("Movies held out for the test"), heldOut_, highlight);
    historyTable_ = makeTable("trainingTable", tr("Movies rated in training"), history_, highlight);
    historyTable_->hideColumn(RatedMoviesModel::Lists);
    historyTable_->horizontalHeader()->hide();
    theme::makeHeading(heldOutHeading_);
    theme::makeHeading(historyHeading_);
    heldOutHeading_->setObjectName(QStringLiteral("heldOutHeading"));
    heldOutHeading_->setToolTip(tr("What the methods have not seen of this user. ✓: liked, so a "
                                   "list should have it; ✗: not liked."));
    historyHeading_->setToolTip(tr("What the methods learnt from, best rated first; no list has "
                                   "these again"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::padding - 4, 8, theme::padding - 4, 8);
    column->setSpacing(4);
    column->addWidget(heldOutHeading_);
    column->addWidget(heldOutTable_);
    column->addSpacing(6);
    column->addWidget(historyHeading_);
    column->addWidget(historyTable_, 1);
    setAnswers(nullptr, nullptr, {});
}

QTableView* UserHistoryCard::makeTable(const char* name, const QString& what,
                                       RatedMoviesModel* model, MovieHighlight* highlight) {
    auto* table = new QTableView(this);
    table->setObjectName(QLatin1String(name));
    table->setAccessibleName(what);
    makeMovieTable(table);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->verticalHeader()->hide();
    table->setModel(model);
    QHeaderView* header = table->horizontalHeader();
    header->setMinimumSectionSize(30);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setSectionResizeMode(RatedMoviesModel::Title, QHeaderView::Stretch);
    header->resizeSection(RatedMoviesModel::Stars, starsWidth);
    header->resizeSection(RatedMoviesModel::Lists, listsWidth);
    table->setItemDelegate(new MovieDelegate(highlight, RatedMoviesModel::Title, table));
    highlight->attach(table);
    return table;
}

void UserHistoryCard::setAnswers(std::shared_ptr<const Dataset> dataset,
                                 std::shared_ptr<const UserAnswers> answers,
                                 RatedMoviesModel::Places places) {
    const QLocale locale;
    const std::size_t held = answers ? answers->user.heldOut.size() : 0;
    const std::size_t rated = answers ? answers->user.history.size() : 0;
    heldOutHeading_->setText(
        tr("Held out for the test (%1)").arg(locale.toString(qulonglong{held})));
    historyHeading_->setText(tr("Rated in training (%1)").arg(locale.toString(qulonglong{rated})));
    heldOut_->setAnswers(dataset, answers, std::move(places));
    history_->setAnswers(std::move(dataset), std::move(answers), {});
    fitHeldOut();
}

void UserHistoryCard::fitHeldOut() {
    const int rows = heldOut_->rowCount();
    heldOutTable_->setVisible(rows > 0);
    heldOutTable_->setFixedHeight(heldOutTable_->horizontalHeader()->sizeHint().height() +
                                  denseRowHeight * std::clamp(rows, 1, mostHeldOutRows) + 2);
}

} // namespace towerlab::ui
