// SPDX-License-Identifier: MIT
#include "ui/compare/explore/stage_lines.h"

#include "ui/compare/explore/movie_delegate.h"
#include "ui/compare/explore/movie_highlight.h"
#include "ui/compare/explore/stage_list.h"
#include "ui/widgets/dense_table.h"

#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>
#include <QTableView>

#include <algorithm>
#include <utility>

namespace towerlab::ui {
namespace {

constexpr int faintAlpha = 50;
constexpr int plainAlpha = 150;

} // namespace

StageLines::StageLines(const QTableView* retrieval, const QTableView* ranking,
                       const MovieHighlight* highlight, QWidget* parent)
    : QWidget(parent), retrieval_(retrieval), ranking_(ranking), highlight_(highlight) {
    setObjectName(QStringLiteral("stageLines"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setMinimumWidth(60);
    connect(highlight, &MovieHighlight::changed, this, qOverload<>(&QWidget::update));
    for (const QTableView* table : {retrieval, ranking})
        connect(table->verticalScrollBar(), &QScrollBar::valueChanged, this,
                qOverload<>(&QWidget::update));
}

void StageLines::setList(std::shared_ptr<const StageList> list, std::size_t rows) {
    list_ = std::move(list);
    lines_.clear();
    if (list_)
        for (const TwoStageMovie& movie : list_->ranked)
            if (std::cmp_less_equal(std::min(movie.rankPlace, movie.retrievalPlace), rows))
                lines_.push_back(movie);
    update();
}

double StageLines::middleOf(const QTableView* table, int place) const {
    const int top = mapFromGlobal(table->viewport()->mapToGlobal(QPoint(0, 0))).y();
    return top + (place - 0.5) * denseRowHeight - table->verticalScrollBar()->value();
}

void StageLines::paintLine(QPainter& painter, const TwoStageMovie& movie, bool standsOut,
                           bool faint) const {
    const MovieMark mark = list_->user.markOf(movie.movie);
    QColor colour = mark == MovieMark::None ? moveColour(StageList::rise(movie)) : markColour(mark);
    colour.setAlpha(standsOut ? 255 : faint ? faintAlpha : plainAlpha);
    const double strength = standsOut ? 3 : mark == MovieMark::None ? 1.3 : 2.4;
    const QPointF from(0, middleOf(retrieval_, movie.retrievalPlace));
    const QPointF to(width(), middleOf(ranking_, movie.rankPlace));
    QPainterPath path(from);
    path.cubicTo(QPointF(width() * 0.45, from.y()), QPointF(width() * 0.55, to.y()), to);
    painter.setPen(QPen(colour, strength));
    painter.drawPath(path);
}

void StageLines::paintEvent(QPaintEvent*) {
    if (!list_)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int top = mapFromGlobal(ranking_->viewport()->mapToGlobal(QPoint(0, 0))).y();
    painter.setClipRect(QRect(0, top, width(), ranking_->viewport()->height()));
    const auto chosen = highlight_->movie();
    const auto standsOut = [&](const TwoStageMovie& movie) {
        return chosen && static_cast<std::size_t>(movie.movie) == *chosen;
    };
    const bool any = std::any_of(lines_.begin(), lines_.end(), standsOut);
    for (const TwoStageMovie& movie : lines_)
        if (!standsOut(movie))
            paintLine(painter, movie, false, any);
    for (const TwoStageMovie& movie : lines_)
        if (standsOut(movie))
            paintLine(painter, movie, true, false);
}

} // namespace towerlab::ui
