// SPDX-License-Identifier: MIT
#include "ui/compare/explore/stage_model.h"

#include "ui/compare/explore/movie_delegate.h"
#include "ui/compare/explore/stage_list.h"
#include "ui/data/movies_model.h"
#include "ui/data/rating_text.h"
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
    const bool retrieval = stage_ == Stage::Retrieval;
    const auto tip = [this](std::size_t row) { return toolTip(movie(row)); };
    return {
        {.title = tr("#"),
         .help = retrieval ? tr("Place in the order of retrieval")
                           : tr("Place in the ranker's order: the list that the user gets"),
         .alignment = Qt::AlignRight,
         .text =
             [this, retrieval](std::size_t row) {
                 return QLocale().toString(retrieval ? movie(row).retrievalPlace
                                                     : movie(row).rankPlace);
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
             [this, retrieval](std::size_t row) {
                 const float score = retrieval ? movie(row).retrievalScore : movie(row).rankScore;
                 return QLocale().toString(double{score}, 'g', 4);
             },
         .toolTip = tip},
        {.title = retrieval ? tr("Ranked") : tr("Moved"),
         .help = retrieval ? tr("The place to which the ranker moves it")
                           : tr("Places up (▲) or down (▼) against retrieval"),
         .alignment = Qt::AlignRight,
         .text =
             [this, retrieval](std::size_t row) {
                 return retrieval ? tr("→ %1").arg(QLocale().toString(movie(row).rankPlace))
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
    return stage_ == Stage::Retrieval ? list_->retrieved[row] : list_->ranked[row];
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
    lines << tr("Retrieved at place %1, score %2")
                 .arg(locale.toString(movie.retrievalPlace),
                      locale.toString(double{movie.retrievalScore}, 'g', 5));
    lines << tr("Ranked at place %1, score %2 (%3)")
                 .arg(locale.toString(movie.rankPlace),
                      locale.toString(double{movie.rankScore}, 'g', 5), moveText(rise));
    return lines.join(QLatin1Char('\n'));
}

} // namespace towerlab::ui
