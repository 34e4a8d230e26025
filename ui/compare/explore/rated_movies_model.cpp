// SPDX-License-Identifier: MIT
#include "ui/compare/explore/rated_movies_model.h"

#include "ui/compare/explore/movie_delegate.h"
#include "ui/data/movies_model.h"
#include "ui/widgets/theme.h"

#include <QStringList>

#include <utility>

namespace towerlab::ui {

RatedMoviesModel::RatedMoviesModel(Part part, QObject* parent)
    : QAbstractTableModel(parent), part_(part) {}

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

int RatedMoviesModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(movies().size());
}

int RatedMoviesModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RatedMoviesModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const RatedMovie& movie = movies()[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(movie, index.column());
    case Qt::ToolTipRole:
        return toolTip(movie);
    case Qt::ForegroundRole:
        return index.column() == Stars ? QVariant(theme::star()) : QVariant();
    case Qt::TextAlignmentRole:
        return int((index.column() == Title ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case RowRole:
        return static_cast<qulonglong>(movie.movie);
    case MarkRole:
        return static_cast<int>(movie.mark);
    default:
        return {};
    }
}

QString RatedMoviesModel::text(const RatedMovie& movie, int column) const {
    switch (column) {
    case Title:
        return QString::fromStdString(
            dataset_->movies().title[static_cast<std::size_t>(movie.movie)]);
    case Stars:
        return starsOrDash(movie.stars);
    default:
        return places_ ? tr("%1 of %2").arg(places_(movie.movie).size()).arg(answers_->lists.size())
                       : QString();
    }
}

QString RatedMoviesModel::toolTip(const RatedMovie& movie) const {
    const auto row = static_cast<std::size_t>(movie.movie);
    QStringList lines = {titleWithYear(*dataset_, row), genresText(*dataset_, row)};
    if (part_ == Part::History) {
        lines << tr("Rated %1, in training").arg(starsOrDash(movie.stars));
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

QVariant RatedMoviesModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return int((section == Title ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Title:
        return tr("Movie");
    case Stars:
        return tr("Stars");
    default:
        return tr("In lists");
    }
}

} // namespace towerlab::ui
