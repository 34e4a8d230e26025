// SPDX-License-Identifier: MIT
#include "ui/compare/explore/lists_model.h"

#include "ui/compare/explore/movie_delegate.h"
#include "ui/compare/shared/text.h"
#include "ui/data/movies_model.h"
#include "ui/data/rating_text.h"
#include "ui/widgets/csv.h"
#include "ui/widgets/id_text.h"
#include "ui/widgets/tool_tip.h"

#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <utility>

namespace towerlab::ui {
namespace {

QString csvMark(const RatedMovie* held) {
    if (held == nullptr)
        return QStringLiteral("no");
    return held->mark == MovieMark::Hit ? QStringLiteral("hit") : QStringLiteral("not liked");
}

} // namespace

ListsModel::ListsModel(QObject* parent) : QAbstractTableModel(parent) {}

void ListsModel::setAnswers(std::shared_ptr<const Comparison> comparison,
                            std::shared_ptr<const Dataset> dataset,
                            std::shared_ptr<const UserAnswers> answers) {
    beginResetModel();
    comparison_ = std::move(comparison);
    dataset_ = std::move(dataset);
    answers_ = std::move(answers);
    rows_ = 0;
    if (answers_)
        for (const MethodAnswer& list : answers_->lists)
            rows_ = std::max(rows_, static_cast<int>(list.movies.size()));
    endResetModel();
}

void ListsModel::clear() { setAnswers(nullptr, nullptr, nullptr); }

int ListsModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : rows_; }

int ListsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() || !answers_ ? 0 : static_cast<int>(answers_->lists.size());
}

std::optional<std::int32_t> ListsModel::movieAt(int row, int column) const {
    const std::vector<std::int32_t>& movies = list(column).movies;
    const auto place = static_cast<std::size_t>(row);
    return place < movies.size() ? std::optional(movies[place]) : std::nullopt;
}

QVariant ListsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == ApartRole)
        return index.row() == comparison_->settings.places;
    const auto movie = movieAt(index.row(), index.column());
    if (!movie)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return QString::fromStdString(dataset_->movies().title[static_cast<std::size_t>(*movie)]);
    case Qt::ToolTipRole:
        return plainTip(toolTip(index.row(), index.column()));
    case RowRole:
        return static_cast<qulonglong>(*movie);
    case MarkRole:
        return static_cast<int>(answers_->user.markOf(*movie));
    case Qt::AccessibleTextRole:
        return QStringList{QString::number(index.row() + 1),
                           titleWithYear(*dataset_, static_cast<std::size_t>(*movie)),
                           markText(answers_->user, *movie)}
            .join(QLatin1Char(' '));
    default:
        return {};
    }
}

QStringList ListsModel::placesOf(std::int32_t movie) const {
    QStringList places;
    if (!answers_)
        return places;
    for (const MethodAnswer& list : answers_->lists) {
        const auto found = std::find(list.movies.begin(), list.movies.end(), movie);
        if (found != list.movies.end())
            places << tr("%1. in %2")
                          .arg(found - list.movies.begin() + 1)
                          .arg(methodTitle(*comparison_, list.method));
    }
    return places;
}

QString ListsModel::toolTip(int row, int column) const {
    const std::int32_t movie = *movieAt(row, column);
    const auto movieRow = static_cast<std::size_t>(movie);
    QStringList lines = {titleWithYear(*dataset_, movieRow), genresText(*dataset_, movieRow)};
    const QString mark = markText(answers_->user, movie);
    if (!mark.isEmpty())
        lines << mark;
    lines << tr("Place %1 of %2").arg(row + 1).arg(methodTitle(*comparison_, list(column).method));
    const QStringList places = placesOf(movie);
    lines << (places.size() == 1 ? tr("In no other list")
                                 : tr("In %1 of %2 lists: %3")
                                       .arg(places.size())
                                       .arg(columnCount())
                                       .arg(places.join(QStringLiteral(", "))));
    return lines.join(QLatin1Char('\n'));
}

QString ListsModel::figures(const MethodAnswer& list) const {
    const auto wanted = answers_->user.toBeFoundCount();
    if (wanted == 0)
        return tr("nothing held out");
    return tr("%1 of %2 found · NDCG@%3 %4")
        .arg(list.found)
        .arg(wanted)
        .arg(comparison_->settings.places)
        .arg(list.ndcg ? QLocale().toString(*list.ndcg, 'f', 2) : QStringLiteral("–"));
}

QString ListsModel::headerTip(const MethodAnswer& list) const {
    const CompareEntry& entry = comparison_->methods[list.method].entry;
    QStringList lines = {methodTitle(*comparison_, list.method)};
    if (const MethodInfo* info = findMethod(entry.key))
        lines << methodsText(info->idea);
    lines << tr("%1. Found: held-out movies among the first %2 (above the dashed line). NDCG@%2 "
                "of this user: 1 if those to be found come first, 0 if none is among the first "
                "%2.")
                 .arg(figures(list))
                 .arg(comparison_->settings.places);
    return lines.join(QStringLiteral("\n"));
}

QVariant ListsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Vertical)
        return role == Qt::DisplayRole ? QVariant(section + 1) : QVariant();
    if (section < 0 || section >= columnCount())
        return {};
    const MethodAnswer& own = list(section);
    const MethodInfo* info = findMethod(comparison_->methods[own.method].entry.key);
    switch (role) {
    case Qt::DisplayRole:
        return methodTitle(*comparison_, own.method);
    case StageRole:
        return info != nullptr ? stageText(info->stage) : QString();
    case FiguresRole:
        return figures(own);
    case Qt::ToolTipRole:
        return plainTip(headerTip(own));
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1, %2").arg(methodTitle(*comparison_, own.method), figures(own));
    default:
        return {};
    }
}

QByteArray ListsModel::toCsv() const {
    QByteArray csv = "method,place,movie_id,title,year,held_out,stars\r\n";
    if (!answers_)
        return csv;
    const MovieColumns& movies = dataset_->movies();
    for (const MethodAnswer& own : answers_->lists)
        for (std::size_t place = 0; place < own.movies.size(); ++place) {
            const auto movie = static_cast<std::size_t>(own.movies[place]);
            const RatedMovie* held = answers_->user.heldOutMovie(own.movies[place]);
            csv += csvLine(
                {methodTitle(*comparison_, own.method), QString::number(place + 1),
                 idText(movies.id, movie), QString::fromStdString(movies.title[movie]),
                 movies.year[movie] > 0 ? QString::number(movies.year[movie]) : QString(),
                 csvMark(held),
                 held != nullptr && held->stars ? csvNumber(double{*held->stars}) : QString()});
        }
    return csv;
}

} // namespace towerlab::ui
