// SPDX-License-Identifier: MIT
#include "ui/compare/explore/rated_movies_model.h"

#include "ui/compare/explore/movie_delegate.h"
#include "ui/data/movies_model.h"
#include "ui/data/rating_text.h"
#include "ui/widgets/theme.h"

#include <QStringList>

#include <utility>

namespace towerlab::ui {

RatedMoviesModel::RatedMoviesModel(Part part, QObject* parent) : TableModel(parent), part_(part) {
    const auto tip = [this](std::size_t row) { return toolTip(movies()[row]); };
    setColumns({
        {.title = tr("Movie"),
         .text =
             [this](std::size_t row) {
                 const auto movie = static_cast<std::size_t>(movies()[row].movie);
                 return QString::fromStdString(dataset_->movies().title[movie]);
             },
         .toolTip = tip},
        {.title = tr("Rating"),
         .alignment = Qt::AlignRight,
         .text = [this](std::size_t row) { return ratingOrDash(movies()[row]); },
         .toolTip = tip},
        {.title = tr("In lists"),
         .alignment = Qt::AlignRight,
         .text =
             [this](std::size_t row) {
                 return places_ ? tr("%1 of %2")
                                      .arg(places_(movies()[row].movie).size())
                                      .arg(answers_->lists.size())
                                : QString();
             },
         .toolTip = tip},
    });
}

void RatedMoviesModel::setAnswers(std::shared_ptr<const Dataset> dataset,
                                  std::shared_ptr<const UserAnswers> answers, Places places) {
    beginResetModel();
    dataset_ = std::move(dataset);
    answers_ = std::move(answers);
    places_ = std::move(places);
    endResetModel();
}

const std::vector<RatedMovie>& RatedMoviesModel::movies() const {
    static const std::vector<RatedMovie> none;
    if (!answers_)
        return none;
    return part_ == Part::History ? answers_->user.history : answers_->user.heldOut;
}

QVariant RatedMoviesModel::more(std::size_t row, int column, int role) const {
    switch (role) {
    case Qt::ForegroundRole:
        return column == Stars ? QVariant(theme::star()) : QVariant();
    case RowRole:
        return static_cast<qulonglong>(movies()[row].movie);
    case MarkRole:
        return static_cast<int>(movies()[row].mark);
    default:
        return {};
    }
}

QString RatedMoviesModel::toolTip(const RatedMovie& movie) const {
    const auto row = static_cast<std::size_t>(movie.movie);
    QStringList lines = {titleWithYear(*dataset_, row), genresText(*dataset_, row)};
    if (part_ == Part::History) {
        lines << tr("Rated %1, in training").arg(ratingOrDash(movie));
        return lines.join(QLatin1Char('\n'));
    }
    lines << markText(answers_->user, movie.movie);
    const QStringList places = places_ ? places_(movie.movie) : QStringList();
    lines << (places.isEmpty() ? tr("In no list")
                               : tr("In %1 of %2 lists: %3")
                                     .arg(places.size())
                                     .arg(answers_->lists.size())
                                     .arg(places.join(QStringLiteral(", "))));
    return lines.join(QLatin1Char('\n'));
}

} // namespace towerlab::ui
