// SPDX-License-Identifier: MIT
#include "ui/recommend/list.h"

#include "ui/data/rating_text.h"
#include "ui/recommend/controls.h"
#include "ui/recommend/recommendations_model.h"
#include "ui/recommend/table.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/filter_proxy.h"
#include "ui/widgets/id_text.h"
#include "ui/widgets/rating_delegate.h"
#include "ui/widgets/score_delegate.h"
#include "ui/widgets/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QResizeEvent>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace towerlab::ui {
namespace {

using Model = RecommendationsModel;

// Below these widths of the card, the title would be left too little room.
constexpr int widthForRatings = 600;
constexpr int widthForYear = 380;
constexpr int widthForGenres = 470;
constexpr int widthForStars = 680;

/// Two decimals: neighbours in a ranking differ by less than a tenth of a star.
class PredictedStars : public RatingDelegate {
public:
    using RatingDelegate::RatingDelegate;

    QString displayText(const QVariant& value, const QLocale& locale) const override {
        return value.typeId() == QMetaType::Double ? locale.toString(value.toDouble(), 'f', 2)
                                                   : RatingDelegate::displayText(value, locale);
    }
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const int digit = option.fontMetrics.horizontalAdvance(u'0');
        return RatingDelegate::sizeHint(option, index) + QSize(digit, 0);
    }
};

} // namespace

RecommendList::RecommendList(QWidget* parent)
    : QWidget(parent),
      controls_(new RecommendControls(this)),
      caveat_(new QLabel(this)),
      pages_(new QStackedWidget(this)),
      table_(new RecommendTable(this)),
      empty_(new EmptyState(QStringLiteral("recommend"), {}, {}, {}, this)),
      sorted_(new FilterProxy(this)),
      list_(new RecommendationsModel(this)) {
    theme::makeCard(this);
    makeTable();
    caveat_->setObjectName(QStringLiteral("listCaveat"));
    caveat_->setWordWrap(true);
    theme::makeCaption(caveat_);
    pages_->addWidget(table_);
    pages_->addWidget(empty_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::padding, theme::padding, theme::padding, theme::padding);
    column->setSpacing(8);
    column->addWidget(controls_);
    column->addWidget(caveat_);
    column->addWidget(pages_, 1);
    connectAll();
    rank();
}

void RecommendList::makeTable() {
    sorted_->setSourceModel(list_);
    table_->setObjectName(QStringLiteral("recommendationsTable"));
    table_->setAccessibleName(tr("Recommended movies, best first"));
    table_->setModel(sorted_);
    table_->horizontalHeader()->setSectionResizeMode(Model::Title, QHeaderView::Stretch);
    table_->sortByColumn(Model::Rank, Qt::AscendingOrder);
    stars_ = new PredictedStars(table_);
    bars_ = new ScoreDelegate(table_);
}

void RecommendList::connectAll() {
    connect(table_, &RecommendTable::rowChosen, this, &RecommendList::movieChosen);
    connect(controls_, &RecommendControls::changed, this, &RecommendList::optionsChanged);
    connect(controls_, &RecommendControls::exportRequested, this, &RecommendList::exportList);
    connect(empty_, &EmptyState::triggered, this, &RecommendList::helpOut);
}

void RecommendList::setDataset(std::shared_ptr<const Dataset> dataset) {
    controls_->setDataset(dataset.get());
    if (dataset)
        setScale(stars_, *dataset);
    dataset_ = std::move(dataset);
    movie_.reset();
    showUser(nullptr, std::nullopt, false);
}

void RecommendList::showUser(std::shared_ptr<const Recommender> recommender,
                             std::optional<std::size_t> userRow, bool training) {
    const bool sameUser = userRow == user_;
    recommender_ = std::move(recommender);
    user_ = userRow;
    training_ = training;
    controls_->setCaption(user_ && dataset_
                              ? tr("for user %1").arg(idText(dataset_->users().id, *user_))
                              : QString());
    if (sameUser)
        table_->keepingPlace([this] { rank(); });
    else
        optionsChanged();
}

void RecommendList::optionsChanged() {
    rank();
    table_->verticalScrollBar()->setValue(0);
}

void RecommendList::rank() {
    Lack missing = lack();
    if (missing == Lack::Nothing) {
        fill();
        missing = list_->rowCount() > 0 ? Lack::Nothing : Lack::Movies;
    } else {
        list_->clear();
    }
    tellCaveat(missing == Lack::Nothing);
    controls_->setExportEnabled(missing == Lack::Nothing);
    if (missing != Lack::Nothing)
        tellLack(missing);
    pages_->setCurrentWidget(missing == Lack::Nothing ? static_cast<QWidget*>(table_) : empty_);
}

void RecommendList::fill() {
    const bool known = recommender_->knowsUser(*user_);
    const ScoreKind kind =
        known ? scoreKindOf(recommender_->model().record().settings.train.objective)
              : ScoreKind::None;
    showScoreAs(kind);
    fitted_ = fitted_ && kind == list_->scoreKind(); // another header
    const std::vector<Recommendation> best =
        known ? recommender_->recommend(*user_, controls_->options())
              : recommender_->mostRated(*user_, controls_->options());
    scoresEqual_ = known && best.size() > 1 && best.front().score == best.back().score;
    list_->setList(dataset_, *user_, best, kind);
    fitColumns();
    hideColumns();
    table_->markRowInPlace(shownRowOf(movie_));
}

RecommendList::Lack RecommendList::lack() const {
    if (!recommender_)
        return Lack::Model;
    return user_ ? Lack::Nothing : Lack::User;
}

void RecommendList::tellCaveat(bool listed) {
    const bool stranger = listed && list_->scoreKind() == ScoreKind::None;
    caveat_->setVisible(stranger || (listed && scoresEqual_));
    caveat_->setText(
        stranger ? tr("The model does not know this user: it has never seen a rating of theirs. "
                      "These are the movies that most people have rated.")
                 : tr("All these scores are equal: the model can't tell the movies apart, so they "
                      "stand in order of popularity."));
    caveat_->setToolTip(
        stranger ? tr("They have no ratings, or the model was trained on other data; train again "
                      "for a list of their own")
                 : tr("Too strong an L2 penalty, or too little training, can leave all vectors at "
                      "zero; train with a smaller penalty or on more ratings"));
}

void RecommendList::tellLack(Lack lack) {
    told_ = lack;
    empty_->setBusy(lack == Lack::Model && training_);
    empty_->setIconName(lack == Lack::Model  ? QStringLiteral("train")
                        : lack == Lack::User ? QStringLiteral("user")
                                             : QStringLiteral("info"));
    if (lack == Lack::Model && training_)
        empty_->setTexts(tr("The first list is on its way"),
                         tr("A model is being trained; each epoch that ends brings a new list."));
    else if (lack == Lack::Model)
        empty_->setTexts(tr("Train a model first"),
                         tr("The list ranks all movies by how well their vectors match this "
                            "user's, and the vectors come from training."),
                         tr("Go to Train"));
    else if (lack == Lack::User)
        empty_->setTexts(tr("Choose a user"),
                         tr("Then the movies that fit them best are listed here, best first."));
    else if (controls_->hasFilters())
        empty_->setTexts(tr("No movie is left"),
                         tr("Together, the choices above leave nothing to rank."),
                         tr("Clear the filters"));
    else
        empty_->setTexts(tr("No movie is left"),
                         tr("This user has rated all movies that the model knows."));
}

void RecommendList::helpOut() {
    if (told_ == Lack::Movies)
        controls_->clearFilters();
    else
        Q_EMIT trainRequested();
}

void RecommendList::showScoreAs(ScoreKind kind) {
    // Painted stars take the room of a genre: where it is narrow, the number has to do.
    QAbstractItemDelegate* wanted = kind != ScoreKind::Stars   ? bars_
                                    : width() >= widthForStars ? stars_
                                                               : nullptr;
    if (wanted == table_->itemDelegateForColumn(Model::Score))
        return;
    table_->setItemDelegateForColumn(Model::Score, wanted);
    fitted_ = false;
}

void RecommendList::fitColumns() {
    if (fitted_ || list_->rowCount() == 0)
        return;
    fitted_ = true; // once for each kind of score: from then on the widths are the person's
    table_->fitColumn(Model::Rank, QStringLiteral("1000"));
    table_->fitColumn(Model::Year, QStringLiteral("1998"));
    table_->fitColumn(Model::Genres, QStringLiteral("Comedy, Drama"));
    table_->fitColumnToCells(Model::Score);
    table_->fitColumn(Model::OwnRating, QStringLiteral("5 ★"));
    table_->fitColumn(Model::Ratings, QLocale().toString(3000));
}

void RecommendList::hideColumns() {
    table_->setColumnHidden(Model::OwnRating, controls_->options().hideRated);
    table_->setColumnHidden(Model::Score, list_->scoreKind() == ScoreKind::None);
    const int room = width() - table_->columnWidth(Model::OwnRating); // 0 while hidden
    table_->showColumn(Model::Ratings, room >= widthForRatings);
    table_->showColumn(Model::Year, room >= widthForYear);
    table_->showColumn(Model::Genres, room >= widthForGenres);
}

void RecommendList::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    showScoreAs(list_->scoreKind());
    fitColumns();
    hideColumns();
}

void RecommendList::markMovie(std::optional<std::size_t> movieRow) {
    movie_ = movieRow;
    table_->markRow(shownRowOf(movieRow));
}

int RecommendList::shownRowOf(std::optional<std::size_t> movieRow) const {
    const int row = movieRow ? list_->rowOfMovie(*movieRow) : -1;
    return row < 0 ? -1 : sorted_->mapFromSource(list_->index(row, 0)).row();
}

void RecommendList::exportList() {
    Q_EMIT exportRequested(
        tr("recommendations_user_%1.csv").arg(idText(dataset_->users().id, user_.value_or(0))),
        list_->toCsv());
}

} // namespace towerlab::ui
