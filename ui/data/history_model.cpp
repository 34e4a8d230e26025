// SPDX-License-Identifier: MIT
#include "ui/data/history_model.h"

#include "ui/data/movies_model.h"
#include "ui/data/users_model.h"
#include "ui/widgets/table_roles.h"

#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <utility>

namespace towerlab::ui {
namespace {

QString ageFact(const UserColumns& users, std::size_t userRow) {
    const QString age = ageText(users, userRow);
    return users.age[userRow] >= 0 ? HistoryModel::tr("%1 years").arg(age) : age;
}

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
    const UserColumns& users = dataset.users();
    const auto occupation = static_cast<std::size_t>(users.occupation[userRow]);
    const QStringList facts = {genderText(users.gender[userRow]), ageFact(users, userRow),
                               QString::fromStdString(dataset.occupationNames()[occupation]),
                               ratingsText(dataset, userRow)};
    return facts.join(QStringLiteral(" · "));
}

QString userFacts(const Dataset& dataset, std::size_t userRow) {
    return HistoryModel::tr("User %1").arg(dataset.users().id[userRow]) + QStringLiteral(" · ") +
           userAttributes(dataset, userRow);
}

HistoryModel::HistoryModel(QObject* parent) : QAbstractTableModel(parent) {}

void HistoryModel::setUser(std::shared_ptr<const Dataset> dataset,
                           std::optional<std::size_t> userRow) {
    beginResetModel();
    dataset_ = std::move(dataset);
    entries_.clear();
    if (dataset_ && userRow) {
        const RatingColumns& ratings = dataset_->ratings();
        for (const std::uint32_t rating : dataset_->byUser().of(*userRow))
            entries_.push_back(
                {static_cast<std::size_t>(ratings.movie[rating]), ratings.value[rating]});
    }
    endResetModel();
}

int HistoryModel::rowOfMovie(std::size_t movieRow) const {
    const auto found = std::find_if(entries_.begin(), entries_.end(),
                                    [movieRow](const Entry& e) { return e.movieRow == movieRow; });
    return found == entries_.end() ? -1 : static_cast<int>(found - entries_.begin());
}

int HistoryModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(entries_.size());
}

int HistoryModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HistoryModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Entry& entry = entries_[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(entry, index.column());
    case Qt::ToolTipRole:
        return toolTip(entry, index.column());
    case Qt::TextAlignmentRole:
        return int((index.column() == Year ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case SortRole:
        return value(entry, index.column());
    case RowRole:
        return qulonglong{entry.movieRow};
    case FilterTextRole:
        return QString::fromStdString(dataset_->movies().title[entry.movieRow]).toLower();
    default:
        return {};
    }
}

QVariant HistoryModel::text(const Entry& entry, int column) const {
    const std::int16_t year = dataset_->movies().year[entry.movieRow];
    switch (column) {
    case Title:
        return QString::fromStdString(dataset_->movies().title[entry.movieRow]);
    case Year:
        return year > 0 ? QString::number(year) : QString();
    case Genres:
        return genresText(*dataset_, entry.movieRow);
    default:
        return QLocale().toString(double{entry.stars}, 'f', 1);
    }
}

QVariant HistoryModel::value(const Entry& entry, int column) const {
    if (column == Year)
        return int{dataset_->movies().year[entry.movieRow]};
    if (column == Rating)
        return double{entry.stars};
    return text(entry, column);
}

QString HistoryModel::toolTip(const Entry& entry, int column) const {
    if (column == Title || column == Genres)
        return text(entry, column).toString();
    if (column == Rating)
        return tr("Rated %1; all who rated it give it %2 on average")
            .arg(QLocale().toString(double{entry.stars}, 'f', 1),
                 QLocale().toString(double{dataset_->meanOfMovie(entry.movieRow)}, 'f', 2));
    return {};
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Year ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Title:
        return tr("Title");
    case Year:
        return tr("Year");
    case Genres:
        return tr("Genres");
    default:
        return tr("Rating");
    }
}

} // namespace towerlab::ui
