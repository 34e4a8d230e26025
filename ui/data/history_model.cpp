// SPDX-License-Identifier: MIT
#include "ui/data/history_model.h"

#include "ui/data/movies_model.h"
#include "ui/data/rating_text.h"
#include "ui/data/user_facts.h"
#include "ui/widgets/id_text.h"
#include "ui/widgets/table_roles.h"

#include <QDateTime>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <utility>

namespace towerlab::ui {
namespace {

QString ratingsText(const Dataset& dataset, std::size_t userRow) {
    const std::uint32_t count = dataset.byUser().count(userRow);
    if (count == 0)
        return HistoryModel::tr("no ratings");
    const QLocale locale;
    const QString mean = locale.toString(double{dataset.meanOfUser(userRow)}, 'f', 1);
    return count == 1 ? HistoryModel::tr("1 rating, %1").arg(mean)
                      : HistoryModel::tr("%1 ratings, mean %2").arg(locale.toString(count), mean);
}

} // namespace

QString userAttributes(const Dataset& dataset, std::size_t userRow) {
    QStringList facts = factsOf(dataset.users(), userRow);
    facts << ratingsText(dataset, userRow);
    return facts.join(QStringLiteral(" · "));
}

QString userFacts(const Dataset& dataset, std::size_t userRow) {
    return HistoryModel::tr("User %1").arg(idText(dataset.users().id, userRow)) +
           QStringLiteral(" · ") + userAttributes(dataset, userRow);
}

HistoryModel::HistoryModel(QObject* parent) : TableModel(parent) {
    const auto titleOf = [this](std::size_t row) { return title(row); };
    const auto genres = [this](std::size_t row) {
        return genresText(*dataset_, entries_[row].movieRow);
    };
    setColumns({
        {.title = tr("Title"), .text = titleOf, .toolTip = titleOf},
        {.title = tr("Year"),
         .alignment = Qt::AlignRight,
         .text =
             [this](std::size_t row) {
                 return year(row) > 0 ? QString::number(year(row)) : QString();
             },
         .sortValue = [this](std::size_t row) { return year(row); }},
        {.title = tr("Genres"), .text = genres, .toolTip = genres},
        {.title = tr("Rating"),
         .text = [this](std::size_t row) { return ratingText(row); },
         .sortValue = [this](std::size_t row) { return stars(row); },
         .toolTip =
             [this](std::size_t row) {
                 const float mean = dataset_->meanOfMovie(entries_[row].movieRow);
                 return tr("Rated %1; all who rated it give it %2 on average")
                     .arg(ratingText(row), QLocale().toString(double{mean}, 'f', 2));
             }},
        {.title = tr("Rated on"),
         .text = [this](std::size_t row) { return date(row); },
         .sortValue = [this](std::size_t row) { return qlonglong{entries_[row].timestamp}; }},
    });
}

QString HistoryModel::date(std::size_t row) const {
    const std::int64_t seconds = entries_[row].timestamp;
    return seconds > 0 ? QLocale().toString(QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).date(),
                                            tr("d MMM yyyy"))
                       : QString();
}

bool HistoryModel::hasDates() const {
    return std::any_of(entries_.begin(), entries_.end(),
                       [](const Entry& entry) { return entry.timestamp > 0; });
}

QString HistoryModel::ratingText(std::size_t row) const {
    return hasStars(*dataset_) ? QLocale().toString(stars(row), 'f', 1) : ratingNumber(stars(row));
}

QString HistoryModel::title(std::size_t row) const {
    return QString::fromStdString(dataset_->movies().title[entries_[row].movieRow]);
}

void HistoryModel::setUser(std::shared_ptr<const Dataset> dataset,
                           std::optional<std::size_t> userRow) {
    beginResetModel();
    dataset_ = std::move(dataset);
    entries_.clear();
    if (dataset_ && userRow) {
        const RatingColumns& ratings = dataset_->ratings();
        for (const std::uint32_t rating : dataset_->byUser().of(*userRow))
            entries_.push_back({static_cast<std::size_t>(ratings.movie[rating]),
                                ratings.value[rating], ratings.timestamp[rating]});
    }
    endResetModel();
}

int HistoryModel::rowOfMovie(std::size_t movieRow) const {
    const auto found = std::find_if(entries_.begin(), entries_.end(),
                                    [movieRow](const Entry& e) { return e.movieRow == movieRow; });
    return found == entries_.end() ? -1 : static_cast<int>(found - entries_.begin());
}

QVariant HistoryModel::more(std::size_t row, int /*column*/, int role) const {
    switch (role) {
    case RowRole:
        return qulonglong{entries_[row].movieRow};
    case FilterTextRole:
        return title(row);
    default:
        return {};
    }
}

} // namespace towerlab::ui
