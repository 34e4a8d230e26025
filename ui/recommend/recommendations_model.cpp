// SPDX-License-Identifier: MIT
#include "ui/recommend/recommendations_model.h"

#include "ui/data/movies_model.h"
#include "ui/widgets/csv.h"
#include "ui/widgets/table_roles.h"
#include "ui/widgets/theme.h"

#include <QLocale>

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace towerlab::ui {
namespace {

bool isRightAligned(int column) {
    return column == RecommendationsModel::Rank || column == RecommendationsModel::Year ||
           column == RecommendationsModel::OwnRating || column == RecommendationsModel::Ratings ||
           column == RecommendationsModel::Score;
}

QString plainNumber(float number, int digits) {
    return QString::number(double{number}, 'f', digits);
}

} // namespace

RecommendationsModel::RecommendationsModel(QObject* parent) : QAbstractTableModel(parent) {}

void RecommendationsModel::setList(std::shared_ptr<const Dataset> dataset, std::size_t userRow,
                                   const std::vector<Recommendation>& list, ScoreKind kind) {
    std::unordered_map<std::size_t, float> rated;
    for (const std::uint32_t rating : dataset->byUser().of(userRow))
        rated.emplace(static_cast<std::size_t>(dataset->ratings().movie[rating]),
                      dataset->ratings().value[rating]);
    const bool otherScale = kind != kind_;
    beginResetModel();
    dataset_ = std::move(dataset);
    kind_ = kind;
    entries_.clear();
    entries_.reserve(list.size());
    for (const Recommendation& item : list) {
        const auto own = rated.find(item.movieRow);
        entries_.push_back(
            {item, own == rated.end() ? std::nullopt : std::optional<float>(own->second)});
    }
    endResetModel();
    if (otherScale)
        Q_EMIT headerDataChanged(Qt::Horizontal, Score, Score);
}

void RecommendationsModel::clear() {
    beginResetModel();
    entries_.clear();
    endResetModel();
}

int RecommendationsModel::rowOfMovie(std::size_t movieRow) const {
    const auto found = std::find_if(entries_.begin(), entries_.end(), [movieRow](const Entry& e) {
        return e.item.movieRow == movieRow;
    });
    return found == entries_.end() ? -1 : static_cast<int>(found - entries_.begin());
}

QByteArray RecommendationsModel::toCsv() const {
    QByteArray csv =
        "rank,movie_id,title,year,genres,score,predicted_rating,own_rating,ratings\r\n";
    for (int row = 0; row < rowCount(); ++row) {
        const Entry& e = entry(row);
        const std::size_t movie = e.item.movieRow;
        const QStringList fields = {QString::number(row + 1),
                                    QString::number(dataset_->movies().id[movie]),
                                    QString::fromStdString(dataset_->movies().title[movie]),
                                    text(row, Year),
                                    genresText(*dataset_, movie),
                                    plainNumber(e.item.score, 6),
                                    e.item.stars ? plainNumber(*e.item.stars, 4) : QString(),
                                    e.own ? plainNumber(*e.own, 1) : QString(),
                                    QString::number(dataset_->byMovie().count(movie))};
        csv += csvLine(fields);
    }
    return csv;
}

int RecommendationsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(entries_.size());
}

int RecommendationsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RecommendationsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Entry& e = entry(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), index.column());
    case Qt::ToolTipRole:
        return toolTip(index.row(), index.column());
    case Qt::TextAlignmentRole:
        return int((isRightAligned(index.column()) ? Qt::AlignRight : Qt::AlignLeft) |
                   Qt::AlignVCenter);
    case Qt::ForegroundRole:
        // What was rated before stands back behind what is new to the user.
        return e.own && index.column() != OwnRating ? QVariant(theme::mutedText()) : QVariant();
    case SortRole:
        return value(index.row(), index.column());
    case BarRole:
        return index.column() == Score ? QVariant(barLength(e)) : QVariant();
    case RowRole:
        return qulonglong{e.item.movieRow};
    case FilterTextRole:
        return text(index.row(), Title).toLower();
    default:
        return {};
    }
}

double RecommendationsModel::barLength(const Entry& entry) const {
    if (kind_ != ScoreKind::Order)
        return double{entry.item.score};
    // A logit has no scale of its own: the list goes from its last score to its first.
    const double best = double{entries_.front().item.score};
    const double span = best - double{entries_.back().item.score};
    return span > 0 ? 1 - (best - double{entry.item.score}) / span : 1;
}

QString RecommendationsModel::text(int row, int column) const {
    const Entry& e = entry(row);
    const std::size_t movie = e.item.movieRow;
    const QLocale locale;
    switch (column) {
    case Rank:
        return QString::number(row + 1);
    case Title:
        return QString::fromStdString(dataset_->movies().title[movie]);
    case Year: {
        const std::int16_t year = dataset_->movies().year[movie];
        return year > 0 ? QString::number(year) : QString();
    }
    case Genres:
        return genresText(*dataset_, movie);
    case Score:
        if (e.item.stars)
            return locale.toString(double{*e.item.stars}, 'f', 2);
        return kind_ == ScoreKind::Order
                   ? locale.toString(double{e.item.score}, 'f', 2)
                   : tr("%1 %").arg(locale.toString(100.0 * double{e.item.score}, 'f', 1));
    case OwnRating:
        return e.own ? tr("%1 ★").arg(locale.toString(double{*e.own}, 'g', 3)) : QString();
    default:
        return locale.toString(dataset_->byMovie().count(movie));
    }
}

QVariant RecommendationsModel::value(int row, int column) const {
    const Entry& e = entry(row);
    switch (column) {
    case Rank:
        return row;
    case Year:
        return int{dataset_->movies().year[e.item.movieRow]};
    case Score:
        return double{e.item.stars.value_or(e.item.score)};
    case OwnRating:
        return double{e.own.value_or(0.0F)};
    case Ratings:
        return dataset_->byMovie().count(e.item.movieRow);
    default:
        return text(row, column);
    }
}

QString RecommendationsModel::toolTip(int row, int column) const {
    const Entry& e = entry(row);
    const QLocale locale;
    switch (column) {
    case Title:
        return e.own ? tr("%1\nThe user rated it %2")
                           .arg(text(row, Title), locale.toString(double{*e.own}, 'f', 1))
                     : text(row, Title);
    case Genres:
        return text(row, Genres);
    case Score: {
        const QString score = locale.toString(double{e.item.score}, 'f', 4);
        if (kind_ == ScoreKind::Order)
            return tr("Score %1 (only the order counts)").arg(score);
        return kind_ == ScoreKind::Probability
                   ? tr("Probability %1 that the user likes it").arg(score)
                   : tr("Output of the model %1, which is %2 on the star scale")
                         .arg(score, text(row, Score));
    }
    case Ratings:
        return tr("Mean of all its ratings: %1")
            .arg(locale.toString(double{dataset_->meanOfMovie(e.item.movieRow)}, 'f', 2));
    default:
        return {};
    }
}

QVariant RecommendationsModel::headerData(int section, Qt::Orientation orientation,
                                          int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((isRightAligned(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const bool tip = role == Qt::ToolTipRole;
    switch (section) {
    case Rank:
        return tip ? tr("Place in the model's ranking, best first") : tr("#");
    case Title:
        return tip ? QVariant() : tr("Title");
    case Year:
        return tip ? QVariant() : tr("Year");
    case Genres:
        return tip ? QVariant() : tr("Genres");
    case Score:
        if (kind_ == ScoreKind::Order)
            return tip ? tr("The model's score (only the order counts): it learnt which movies "
                            "come "
                            "first, not stars or a chance. Bars go from the last of the list to "
                            "the first.")
                       : tr("Score");
        if (kind_ == ScoreKind::Probability)
            return tip ? tr("The model's probability that this user likes the movie: the sigmoid "
                            "of the two vectors' match")
                       : tr("Probability");
        return tip ? tr("The model's output put back on the star scale: "
                        "min + score × (max − min)")
                   : tr("Predicted");
    case OwnRating:
        return tip ? tr("What this user has rated the movie") : tr("Rated");
    default:
        return tip ? tr("How many people have rated the movie: its popularity") : tr("Ratings");
    }
}

} // namespace towerlab::ui
