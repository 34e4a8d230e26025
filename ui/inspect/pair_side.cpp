// SPDX-License-Identifier: MIT
#include "ui/inspect/pair_side.h"

#include "ui/inspect/movie_finder.h"
#include "ui/recommend/history.h"
#include "ui/recommend/user_list.h"
#include "ui/widgets/theme.h"

#include <QPushButton>
#include <QRandomGenerator>
#include <QVBoxLayout>

namespace towerlab::ui {

PairSide::PairSide(QWidget* parent)
    : QWidget(parent),
      users_(new RecommendUserList),
      movies_(new MovieFinder),
      history_(new RecommendHistory) {
    auto* any = new QPushButton(theme::icon(QStringLiteral("refresh")), tr("Any rating"));
    any->setObjectName(QStringLiteral("anyRating"));
    any->setToolTip(tr("Chooses a rating of the data by chance: its user and its movie"));
    connect(any, &QPushButton::clicked, this, &PairSide::chooseAny);
    connect(users_, &RecommendUserList::userChosen, this, &PairSide::userChosen);
    connect(history_, &RecommendHistory::movieChosen, this, &PairSide::movieChosen);
    connect(movies_, &MovieFinder::movieChosen, this, &PairSide::movieChosen);
    connect(movies_, &MovieFinder::failed, this, &PairSide::failed);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 6, 0, 0);
    column->setSpacing(8);
    column->addWidget(any, 0, Qt::AlignLeft);
    column->addWidget(users_, 5);
    column->addWidget(history_, 5);
    column->addWidget(movies_);
}

QWidget* PairSide::firstFocus() const { return users_->table(); }

void PairSide::setDataset(const std::shared_ptr<const Dataset>& dataset) {
    dataset_ = dataset;
    users_->setDataset(dataset);
    movies_->setDataset(dataset);
    history_->showUser(dataset, std::nullopt);
}

void PairSide::markUser(std::optional<std::size_t> userRow) {
    users_->markUser(userRow);
    history_->showUser(dataset_, userRow);
}

void PairSide::markMovie(std::optional<std::size_t> movieRow) { history_->markMovie(movieRow); }

void PairSide::chooseAny() {
    if (!dataset_ || dataset_->ratings().size() == 0)
        return;
    const auto rating = static_cast<std::size_t>(
        QRandomGenerator::global()->bounded(static_cast<quint64>(dataset_->ratings().size())));
    Q_EMIT userChosen(static_cast<std::size_t>(dataset_->ratings().user[rating]));
    Q_EMIT movieChosen(static_cast<std::size_t>(dataset_->ratings().movie[rating]));
}

} // namespace towerlab::ui
