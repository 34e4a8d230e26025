// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/preferences.h"

#include <QPointer>
#include <QWidget>

class QAction;

namespace towerlab::ui {

class SearchBox;

/// One of the places of the window, and what all of them offer to its menus.
class Place : public QWidget {
    Q_OBJECT
public:
    explicit Place(QWidget* parent = nullptr);

    /// Checkable: shows or hides the column beside the main part, which stays as it was left.
    QAction* sideColumn() const { return sideColumn_; }
    /// Whether there is a search in any part of this place.
    bool canSearch() const;
    /// The search that can be seen now, or null.
    SearchBox* search() const;
    /// What had the focus last in this place; at first what is worked with most. To be asked before
    /// the place is shown, when Qt gives the focus to the first of its parts.
    QWidget* lastFocus() const { return focus_; }
    void takeFocus(QWidget* last);

    virtual bool canUndo() const { return false; }
    virtual void undo() {}

Q_SIGNALS:
    void undoChanged(); ///< canUndo()

protected:
    /// @param spareBelow a place that is narrower than this, at texts of full size, opens without
    ///                   the column
    void setSideColumn(QWidget* column, const Preference<bool>& shown, const QString& text,
                       int spareBelow);
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void setFirstFocus(QWidget* widget) { focus_ = widget; }

private:
    void spareSideColumn();

    QAction* sideColumn_ = nullptr;
    QPointer<QWidget> focus_;
    int spareBelow_ = 0;
    bool sparing_ = false;     ///< the column is away for want of room
    bool shownBefore_ = false; ///< whether it comes back
    bool bySize_ = false;      ///< it is this place that shows or hides it, not the person
};

} // namespace towerlab::ui
