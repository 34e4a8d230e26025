// SPDX-License-Identifier: MIT
#include "ui/compare/explore/movie_highlight.h"

#include "ui/runs/workspace.h"
#include "ui/widgets/table_roles.h"

#include <QAbstractItemView>
#include <QKeyEvent>

namespace towerlab::ui {
namespace {

std::optional<std::size_t> movieOf(const QModelIndex& index) {
    bool ok = false;
    const qulonglong row = index.data(RowRole).toULongLong(&ok);
    return index.isValid() && ok ? std::optional<std::size_t>(row) : std::nullopt;
}

} // namespace

MovieHighlight::MovieHighlight(Workspace* workspace, QObject* parent)
    : QObject(parent), workspace_(workspace) {
    connect(workspace_, &Workspace::selectedMovieChanged, this, &MovieHighlight::changed);
}

std::optional<std::size_t> MovieHighlight::pinned() const { return workspace_->selectedMovie(); }

std::optional<std::size_t> MovieHighlight::movie() const { return hovered_ ? hovered_ : pinned(); }

void MovieHighlight::attach(QAbstractItemView* view) {
    view->setMouseTracking(true);
    view->installEventFilter(this);
    view->viewport()->installEventFilter(this);
    connect(view, &QAbstractItemView::entered, this,
            [this](const QModelIndex& index) { hover(movieOf(index)); });
    connect(view, &QAbstractItemView::viewportEntered, this, [this] { hover({}); });
    const auto pin = [this, view] {
        const QModelIndex current = view->currentIndex();
        if (const auto movie = movieOf(current);
            movie && view->selectionModel()->isSelected(current))
            workspace_->selectMovie(movie);
    };
    // The keyboard selects before it moves the current cell, the mouse after.
    connect(view->selectionModel(), &QItemSelectionModel::selectionChanged, workspace_, pin);
    connect(view->selectionModel(), &QItemSelectionModel::currentChanged, workspace_, pin);
    connect(view, &QAbstractItemView::clicked, workspace_, pin);
    connect(this, &MovieHighlight::changed, view->viewport(), qOverload<>(&QWidget::update));
}

bool MovieHighlight::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Leave)
        hover({});
    auto* view = qobject_cast<QAbstractItemView*>(watched);
    if (event->type() == QEvent::KeyPress && view != nullptr &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape && pinned()) {
        workspace_->selectMovie({});
        return true;
    }
    return false;
}

void MovieHighlight::hover(std::optional<std::size_t> movie) {
    if (movie == hovered_)
        return;
    hovered_ = movie;
    Q_EMIT changed();
}

} // namespace towerlab::ui
