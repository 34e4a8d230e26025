// SPDX-License-Identifier: MIT
#include "ui/compare/explore/stage_model.h"

#include "ui/compare/explore/movie_delegate.h"
#include "ui/compare/explore/stage_list.h"
#include "ui/data/movies_model.h"
#include "ui/widgets/theme.h"

#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <utility>

namespace towerlab::ui {

StageModel::StageModel(Stage stage, QObject* parent) : QAbstractTableModel(parent), stage_(stage) {}

void StageModel::setList(std::shared_ptr<const Dataset> dataset,
                         std::shared_ptr<const StageList> list, std::size_t rows) {
    beginResetModel();
    dataset_ = std::move(dataset);
    list_ = std::move(list);
    rows_ = list_ ? static_cast<int>(std::min(rows, list_->ranked.size())) : 0;
    endResetModel();
}

const TwoStageMovie& StageModel::movie(int row) const {
    const auto& movies = stage_ == Stage::Recall ? list_->recalled : list_->ranked;
    return movies[static_cast<std::size_t>(row)];
}

int StageModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : rows_; }

int StageModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant StageModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TwoStageMovie& shown = movie(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(shown, index.column());
    case Qt::ToolTipRole:
        return toolTip(shown);
    case Qt::TextAlignmentRole:
        return int((index.column() == Title ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case Qt::ForegroundRole:
        if (index.column() == Move && stage_ == Stage::Ranking)
            return moveColour(StageList::rise(shown));
        return index.column() == Title ? QVariant() : QVariant(theme::mutedText());
    case RowRole:
        return static_cast<qulonglong>(shown.movie);
    case MarkRole:
        return static_cast<int>(list_->user.markOf(shown.movie));
    default:
        return {};
    }
}

QString StageModel::text(const TwoStageMovie& movie, int column) const {
    const bool recall = stage_ == Stage::Recall;
    const QLocale locale;
    switch (column) {
    case Place:
        return locale.toString(recall ? movie.recallPlace : movie.rankPlace);
    case Title:
        return QString::fromStdString(
            dataset_->movies().title[static_cast<std::size_t>(movie.movie)]);
    case Score:
        return locale.toString(double{recall ? movie.recallScore : movie.rankScore}, 'g', 4);
    default:
        return recall ? tr("→ %1").arg(locale.toString(movie.rankPlace))
                      : moveText(StageList::rise(movie));
    }
}

QString StageModel::toolTip(const TwoStageMovie& movie) const {
    const auto row = static_cast<std::size_t>(movie.movie);
    const int rise = StageList::rise(movie);
    const QLocale locale;
    QStringList lines = {titleWithYear(*dataset_, row), genresText(*dataset_, row)};
    const QString mark = markText(list_->user, movie.movie);
    if (!mark.isEmpty())
        lines << mark;
    lines << tr("Recalled at place %1, score %2")
                 .arg(locale.toString(movie.recallPlace),
                      locale.toString(double{movie.recallScore}, 'g', 5));
    lines << tr("Ranked at place %1, score %2 (%3)")
                 .arg(locale.toString(movie.rankPlace),
                      locale.toString(double{movie.rankScore}, 'g', 5), moveText(rise));
    return lines.join(QLatin1Char('\n'));
}

QVariant StageModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Title ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole)
        return headerTip(section);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Place:
        return tr("#");
    case Title:
        return tr("Movie");
    case Score:
        return tr("Score");
    default:
        return stage_ == Stage::Recall ? tr("Ranked") : tr("Moved");
    }
}

QString StageModel::headerTip(int section) const {
    const bool recall = stage_ == Stage::Recall;
    switch (section) {
    case Place:
        return recall ? tr("Place in the order of the recall")
                      : tr("Place in the ranker's order: the list that the user gets");
    case Title:
        return tr("✓: held out for the test and liked; ✗: held out, not liked");
    case Score:
        return tr("The method's own score: only its order counts, and the two stages' scores "
                  "can't be compared");
    default:
        return recall ? tr("The place to which the ranker moves it")
                      : tr("Places up (▲) or down (▼) against the recall");
    }
}

} // namespace towerlab::ui
