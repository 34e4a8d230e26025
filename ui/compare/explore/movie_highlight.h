// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

#include <cstddef>
#include <optional>

class QAbstractItemView;

namespace towerlab::ui {

class Workspace;

/// The one movie that stands out in all tables of a view: that under the mouse, else the movie
/// selected in the whole window.
class MovieHighlight : public QObject {
    Q_OBJECT
public:
    explicit MovieHighlight(Workspace* workspace, QObject* parent = nullptr);

    std::optional<std::size_t> movie() const;
    std::optional<std::size_t> hovered() const { return hovered_; }
    std::optional<std::size_t> pinned() const;

    /// Follows the mouse over the view's cells (RowRole), repaints it, and selects the movie of the
    /// cell that the person makes the current one; Escape selects none. The view has its model.
    void attach(QAbstractItemView* view);

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void hover(std::optional<std::size_t> movie);

    Workspace* workspace_;
    std::optional<std::size_t> hovered_;
};

} // namespace towerlab::ui
