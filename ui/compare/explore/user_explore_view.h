// SPDX-License-Identifier: MIT
#pragma once

#include "ui/compare/explore/explore_view.h"

class QStackedWidget;

namespace towerlab::ui {

class EmptyState;
class MovieHighlight;
class UserChooser;

/// An ExploreView of the window's selected user: a chooser of users above, and below it what the
/// fitted methods make of that user, or a note that says why there is nothing.
class UserExploreView : public ExploreView {
    Q_OBJECT
protected:
    UserExploreView(Workspace* workspace, QWidget* parent);

    /// To be called once, by the constructor of a subclass.
    void setPage(QWidget* page);
    void showPage();
    /// In place of the page, which is emptied.
    void showNote(const QString& title, const QString& text);
    virtual void clearPage() = 0;
    void showFailure(const QString& title, const QString& text) override;
    bool adoptComparison() override;
    /// The selected user's row, or none if the data set has no such row.
    std::optional<std::size_t> user() const;

    UserChooser* chooser() const { return chooser_; }
    MovieHighlight* highlight() const { return highlight_; }

private:
    MovieHighlight* highlight_;
    UserChooser* chooser_;
    QStackedWidget* pages_;
    QWidget* page_ = nullptr;
    EmptyState* note_;
};

} // namespace towerlab::ui
