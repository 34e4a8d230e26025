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

StageModel::StageModel(Stage stage, QObject* parent) : TableModel(parent), stage_(stage) {
    setColumns(describe());
}

std::vector<TableColumn> StageModel::describe() const {
    const bool recall = stage_ == Stage::Recall;
    const auto tip = [this](std::size_t row) { return toolTip(movie(row)); };
    return {
        {.title = tr("#"),
         .help = recall ? tr("Place in the order of the recall")
                        : tr("Place in the ranker's order: the list that the user gets"),
         .alignment = Qt::AlignRight,
         .text =
             [this, recall](std::size_t row) {
                 return QLocale().toString(recall ? movie(row).recallPlace : movie(row).rankPlace);
             },
         .toolTip = tip},
        {.title = tr("Movie"),
         .help = tr("✓: held out for the test and liked; ✗: held out, not liked"),
         .text =
             [this](std::size_t row) {
                 const auto shown = static_cast<std::size_t>(movie(row).movie);
                 return QString::fromStdString(dataset_->movies().title[shown]);
             },
         .toolTip = tip},
        {.title = tr("Score"),
         .help = tr("The method's own score: only its order counts, and the two stages' scores "
                    "can't be compared"),
         .alignment = Qt::AlignRight,
         .text =
             [this, recall](std::size_t row) {
                 const float score = recall ? movie(row).recallScore : movie(row).rankScore;
                 return QLocale().toString(double{score}, 'g', 4);
             },
         .toolTip = tip},
        {.title = recall ? tr("Ranked") : tr("Moved"),
         .help = recall ? tr("The place to which the ranker moves it")
                        : tr("Places up (▲) or down (▼) against the recall"),
         .alignment = Qt::AlignRight,
         .text =
             [this, recall](std::size_t row) {
                 return recall ? tr("→ %1").arg(QLocale().toString(movie(row).rankPlace))
                               : moveText(StageList::rise(movie(row)));
             },
         .toolTip = tip},
    };
}

void StageModel::setList(std::shared_ptr<const Dataset> dataset,
                         std::shared_ptr<const StageList> list, std::size_t rows) {
    beginResetModel();
    dataset_ = std::move(dataset);
    list_ = std::move(list);
    rows_ = list_ ? std::min(rows, list_->ranked.size()) : 0;
    endResetModel();
}

const TwoStageMovie& StageModel::movie(std::size_t row) const {
    return stage_ == Stage::Recall ? list_->recalled[row] : list_->ranked[row];
}

QVariant StageModel::more(std::size_t row, int column, int role) const {
    const TwoStageMovie& shown = movie(row);
    switch (role) {
    case Qt::ForegroundRole:
        if (column == Move && stage_ == Stage::Ranking)
            return moveColour(StageList::rise(shown));
        return column == Title ? QVariant() : QVariant(theme::mutedText());
    case RowRole:
        return static_cast<qulonglong>(shown.movie);
    case MarkRole:
        return static_cast<int>(list_->user.markOf(shown.movie));
    default:
        return {};
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

} // namespace towerlab::ui
