// SPDX-License-Identifier: MIT
#include "ui/recommend/recommendations_model.h"

#include "ui/data/movies_model.h"
#include "ui/data/rating_text.h"
#include "ui/widgets/csv.h"
#include "ui/widgets/id_text.h"
#include "ui/widgets/table_roles.h"
#include "ui/widgets/theme.h"

#include <QLocale>

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace towerlab::ui {
namespace {

QString plainNumber(float number, int digits) {
    return QString::number(double{number}, 'f', digits);
}

} // namespace

RecommendationsModel::RecommendationsModel(QObject* parent) : TableModel(parent) {
    setColumns(describe());
}

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
    if (otherScale)
        setColumns(describe());
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
    dataset_.reset(); // which may be large
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
    for (std::size_t row = 0; row < entries_.size(); ++row) {
        const Entry& e = entries_[row];
        const QStringList fields = {QString::number(row + 1),
                                    idText(dataset_->movies().id, movie(row)),
                                    title(row),
                                    yearText(row),
                                    genres(row),
                                    kind_ == ScoreKind::None ? QString()
                                                             : plainNumber(e.item.score, 6),
                                    e.item.stars ? plainNumber(*e.item.stars, 4) : QString(),
                                    e.own ? plainNumber(*e.own, 1) : QString(),
                                    QString::number(dataset_->byMovie().count(movie(row)))};
        csv += csvLine(fields);
    }
    return csv;
}

QString RecommendationsModel::title(std::size_t row) const {
    return QString::fromStdString(dataset_->movies().title[movie(row)]);
}

QString RecommendationsModel::yearText(std::size_t row) const {
    const std::int16_t year = dataset_->movies().year[movie(row)];
    return year > 0 ? QString::number(year) : QString();
}

QString RecommendationsModel::genres(std::size_t row) const {
    return genresText(*dataset_, movie(row));
}

std::vector<TableColumn> RecommendationsModel::describe() const {
    const auto genresOf = [this](std::size_t row) { return genres(row); };
    return {
        {.title = tr("#"),
         .help = tr("Place in the model's ranking, best first"),
         .alignment = Qt::AlignRight,
         .text = [](std::size_t row) { return QString::number(row + 1); },
         .sortValue = [](std::size_t row) { return static_cast<int>(row); }},
        {.title = tr("Title"),
         .text = [this](std::size_t row) { return title(row); },
         .toolTip =
             [this](std::size_t row) {
                 const auto& own = entries_[row].own;
                 return own ? tr("%1\nThe user rated it %2")
                                  .arg(title(row), ratingNumber(double{*own}))
                            : title(row);
             }},
        {.title = tr("Year"),
         .alignment = Qt::AlignRight,
         .text = [this](std::size_t row) { return yearText(row); },
         .sortValue = [this](std::size_t row) { return int{dataset_->movies().year[movie(row)]}; }},
        {.title = tr("Genres"), .text = genresOf, .toolTip = genresOf},
        scoreColumn(),
        {.title = tr("Rated"),
         .help = tr("What this user has rated the movie"),
         .alignment = Qt::AlignRight,
         .text =
             [this](std::size_t row) {
                 const auto& own = entries_[row].own;
                 return own ? ratingWithUnit(*dataset_, double{*own}) : QString();
             },
         .sortValue = [this](std::size_t row) { return double{entries_[row].own.value_or(0.0F)}; }},
        {.title = tr("Ratings"),
         .help = tr("How many people have rated the movie: its popularity"),
         .alignment = Qt::AlignRight,
         .text =
             [this](std::size_t row) {
                 return QLocale().toString(dataset_->byMovie().count(movie(row)));
             },
         .sortValue = [this](std::size_t row) { return dataset_->byMovie().count(movie(row)); },
         .toolTip =
             [this](std::size_t row) {
                 return tr("Mean of all its ratings: %1")
                     .arg(QLocale().toString(double{dataset_->meanOfMovie(movie(row))}, 'f', 2));
             }},
    };
}

TableColumn RecommendationsModel::scoreColumn() const {
    TableColumn column = {
        .title = tr("Predicted"),
        .help = tr("The model's output put back on the ratings' scale: min + score × (max − min)"),
        .alignment = Qt::AlignRight,
        .text = [this](std::size_t row) { return scoreText(row); },
        .sortValue =
            [this](std::size_t row) {
                const Recommendation& item = entries_[row].item;
                return double{item.stars.value_or(item.score)};
            },
        .toolTip = [this](std::size_t row) { return scoreToolTip(row); }};
    if (kind_ == ScoreKind::Order) {
        column.title = tr("Score");
        column.help = tr("The model's score (only the order counts): it learnt which movies come "
                         "first, not a rating or a chance. Bars go from the last of the list to "
                         "the first.");
    } else if (kind_ == ScoreKind::Probability) {
        column.title = tr("Probability");
        column.help = tr("The model's probability that this user likes the movie: the sigmoid "
                         "of the two vectors' match");
    }
    return column;
}

QString RecommendationsModel::scoreText(std::size_t row) const {
    const Recommendation& item = entries_[row].item;
    const QLocale locale;
    if (item.stars)
        return locale.toString(double{*item.stars}, 'f', 2);
    return kind_ == ScoreKind::Order
               ? locale.toString(double{item.score}, 'f', 2)
               : tr("%1 %").arg(locale.toString(100.0 * double{item.score}, 'f', 1));
}

QString RecommendationsModel::scoreToolTip(std::size_t row) const {
    const QString score = QLocale().toString(double{entries_[row].item.score}, 'f', 4);
    if (kind_ == ScoreKind::Order)
        return tr("Score %1 (only the order counts)").arg(score);
    return kind_ == ScoreKind::Probability
               ? tr("Probability %1 that the user likes it").arg(score)
               : tr("Output of the model %1, which is %2 on the ratings' scale")
                     .arg(score, scoreText(row));
}

QVariant RecommendationsModel::more(std::size_t row, int column, int role) const {
    const Entry& e = entries_[row];
    switch (role) {
    case Qt::ForegroundRole:
        // What was rated before stands back behind what is new to the user.
        return e.own && column != OwnRating ? QVariant(theme::mutedText()) : QVariant();
    case BarRole:
        return column == Score ? QVariant(barLength(e)) : QVariant();
    case RowRole:
        return qulonglong{e.item.movieRow};
    case FilterTextRole:
        return title(row);
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

} // namespace towerlab::ui
