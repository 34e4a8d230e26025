// SPDX-License-Identifier: MIT
#include "ui/recommend/detail.h"

#include "core/recommend/similar.h"
#include "ui/data/movies_model.h"
#include "ui/data/rating_text.h"
#include "ui/recommend/neighbour_button.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/score_kind.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace towerlab::ui {
namespace {

constexpr int neighbourLines = 3;

QString dash() { return QStringLiteral("–"); }

QString titleOf(const Dataset& dataset, std::size_t movieRow) {
    return QString::fromStdString(dataset.movies().title[movieRow]);
}

struct Near {
    std::size_t movieRow;
    float similarity;
};

/// The nearest movies that are in the data set; none where the movie's own vector is all zeros.
std::vector<Near> nearMovies(const Recommender& recommender, std::size_t movieIndex,
                             std::size_t count) {
    std::vector<Near> near;
    const EmbeddingTable& vectors = recommender.movieVectors();
    const Encoding& encoding = recommender.encoding();
    // A loaded model may know movies that the open data set lacks.
    const auto present = [&](std::size_t index) { return encoding.movieRow(index) >= 0; };
    for (const Neighbour& neighbour : nearestNeighbours(vectors, movieIndex, count, present))
        if (neighbour.similarity != 0.0F)
            near.push_back({static_cast<std::size_t>(encoding.movieRow(neighbour.index)),
                            neighbour.similarity});
    return near;
}

} // namespace

RecommendDetail::RecommendDetail(QWidget* parent)
    : QWidget(parent), pages_(new QStackedWidget(this)) {
    theme::makeCard(this);
    setObjectName(QStringLiteral("recommendDetail"));
    auto* hint = new QLabel(tr("Select a movie in a list to see what the model makes of it, and "
                               "which movies are most like it"),
                            this);
    hint->setAlignment(Qt::AlignCenter);
    hint->setWordWrap(true);
    theme::makeCaption(hint);
    auto* movie = new QWidget(this);
    auto* row = new QHBoxLayout(movie);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * theme::spacing);
    row->addWidget(makeFacts(), 2);
    row->addWidget(makeNeighbours(), 3);
    pages_->addWidget(hint);
    pages_->addWidget(movie);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::padding, 10, theme::padding, 10);
    column->addWidget(pages_);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QWidget* RecommendDetail::makeFacts() {
    auto* box = new QWidget(this);
    title_ = new ElidedLabel(box);
    title_->setObjectName(QStringLiteral("detailTitle"));
    theme::makeHeading(title_);
    genres_ = new ElidedLabel(box);
    theme::makeCaption(genres_);
    predicted_ = makeFact({});
    mean_ = makeFact(tr("Mean of all ratings of this movie, whoever gave them"));
    own_ = makeFact(tr("What this user has rated the movie: compare it with the prediction"));
    predicted_.value->setObjectName(QStringLiteral("detailPrediction"));
    auto* facts = new QGridLayout;
    facts->setHorizontalSpacing(theme::spacing);
    facts->setVerticalSpacing(0);
    int column = 0;
    for (const Fact& fact : {predicted_, mean_, own_}) {
        facts->addWidget(fact.value, 0, column);
        facts->addWidget(fact.caption, 1, column);
        facts->setColumnStretch(column++, 1);
    }
    auto* rows = new QVBoxLayout(box);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(2);
    rows->addWidget(title_);
    rows->addWidget(genres_);
    rows->addStretch(1);
    rows->addLayout(facts);
    return box;
}

RecommendDetail::Fact RecommendDetail::makeFact(const QString& help) {
    Fact fact{new QLabel(this), new QLabel(this)};
    theme::makeHeading(fact.value);
    theme::makeCaption(fact.caption);
    fact.value->setToolTip(help);
    fact.caption->setToolTip(help);
    return fact;
}

QWidget* RecommendDetail::makeNeighbours() {
    auto* box = new QWidget(this);
    auto* heading = new QLabel(tr("More like this"), box);
    heading->setToolTip(
        tr("The nearest movies by the cosine of the full vectors: u·v / (|u| |v|)"));
    heading->setContentsMargins(RecommendNeighbourButton::margin, 0, 0, 0);
    theme::makeHeading(heading);
    note_ = new QLabel(box);
    note_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    note_->setContentsMargins(RecommendNeighbourButton::margin, 0, 0, 0);
    note_->setWordWrap(true);
    theme::makeCaption(note_);
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(theme::spacing);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    neighbourGrid_ = grid;
    fitNeighbours();
    grid->addWidget(heading, 0, 0);
    grid->addWidget(note_, 1, 0, 2, 2);
    for (std::size_t i = 0; i < neighbourCount; ++i) {
        auto* button = new RecommendNeighbourButton(box);
        button->setObjectName(QStringLiteral("neighbour_%1").arg(i));
        connect(button, &QAbstractButton::clicked, this,
                [this, button] { Q_EMIT movieChosen(button->movieRow()); });
        const int cell = static_cast<int>(i) + 1; // the heading takes the first of the six
        grid->addWidget(button, cell % neighbourLines, cell / neighbourLines);
        neighbours_[i] = button;
    }
    return box;
}

void RecommendDetail::fitNeighbours() {
    const int height = RecommendNeighbourButton::rowHeight();
    // Of one height whether there are neighbours or not, or the lists above would jump.
    neighbourGrid_->parentWidget()->setFixedHeight(
        neighbourLines * height + (neighbourLines - 1) * neighbourGrid_->verticalSpacing());
    for (int line = 0; line < neighbourLines; ++line)
        neighbourGrid_->setRowMinimumHeight(line, height);
}

void RecommendDetail::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange && neighbourGrid_ != nullptr)
        fitNeighbours();
}

void RecommendDetail::setFact(const Fact& fact, const QString& value, const QString& caption) {
    fact.value->setText(value);
    fact.caption->setText(caption);
}

void RecommendDetail::showSubject(const Subject& subject) {
    const bool any = subject.dataset && subject.movie;
    pages_->setCurrentIndex(any ? 1 : 0);
    if (!any)
        return;
    showMovie(subject);
    showPrediction(subject);
    showOwnRating(subject);
    showNeighbours(subject);
}

void RecommendDetail::showMovie(const Subject& subject) {
    const std::size_t movie = *subject.movie;
    title_->setText(titleWithYear(*subject.dataset, movie));
    genres_->setText(genresText(*subject.dataset, movie));
    const std::uint32_t count = subject.dataset->byMovie().count(movie);
    if (count == 0)
        setFact(mean_, dash(), tr("no ratings"));
    else
        setFact(mean_,
                ratingWithUnit(*subject.dataset, double{subject.dataset->meanOfMovie(movie)}, 2),
                count == 1 ? tr("1 rating") : tr("mean of %1").arg(QLocale().toString(count)));
}

void RecommendDetail::showPrediction(const Subject& subject) {
    const auto score = subject.recommender && subject.user
                           ? subject.recommender->score(*subject.user, *subject.movie)
                           : std::nullopt;
    QString help = tr("What the model predicts for this user");
    if (!score) {
        setFact(predicted_, dash(), tr("predicted"));
    } else if (score->stars) {
        setFact(predicted_, ratingWithUnit(*subject.dataset, double{*score->stars}, 2),
                tr("predicted"));
        help =
            tr("What the model predicts for this user: its output put back on the ratings' scale");
    } else if (scoreKindOf(subject.recommender->model().record().settings.train.objective) ==
               ScoreKind::Order) {
        setFact(predicted_, QLocale().toString(double{score->score}, 'f', 2), tr("score"));
        help = tr("The model's score for this user (only the order counts): compare it with those "
                  "of other movies in the list");
    } else {
        setFact(predicted_,
                tr("%1 %").arg(QLocale().toString(100.0 * double{score->score}, 'f', 1)),
                tr("probability"));
        help = tr("The model's probability that this user likes the movie: the sigmoid of the two "
                  "vectors' match");
    }
    predicted_.value->setToolTip(help);
    predicted_.caption->setToolTip(help);
}

void RecommendDetail::showOwnRating(const Subject& subject) {
    const auto stars =
        subject.user ? givenRating(*subject.dataset, *subject.user, *subject.movie) : std::nullopt;
    setFact(own_, stars ? ratingWithUnit(*subject.dataset, double{*stars}) : dash(),
            stars ? tr("user's rating") : tr("not rated"));
}

void RecommendDetail::showNeighbours(const Subject& subject) {
    if (!subject.recommender)
        return tell(tr("Movies get vectors, and so neighbours, by training."));
    const std::int32_t index = subject.recommender->encoding().movieIndex(*subject.movie);
    if (index < 0)
        return tell(tr("The model does not know this movie: it has never seen a rating of it."));
    const std::vector<Near> near =
        nearMovies(*subject.recommender, static_cast<std::size_t>(index), neighbourCount);
    if (near.empty())
        return tell(tr("All units of this movie's vector are 0, so it points nowhere and nothing "
                       "is near it."));
    note_->hide();
    for (std::size_t i = 0; i < neighbourCount; ++i) {
        neighbours_[i]->setVisible(i < near.size());
        if (i < near.size())
            neighbours_[i]->setMovie(near[i].movieRow, titleOf(*subject.dataset, near[i].movieRow),
                                     titleWithYear(*subject.dataset, near[i].movieRow),
                                     near[i].similarity);
    }
}

void RecommendDetail::tell(const QString& whyNoNeighbours) {
    for (RecommendNeighbourButton* button : neighbours_)
        button->hide();
    note_->setText(whyNoNeighbours);
    note_->show();
}

} // namespace towerlab::ui
