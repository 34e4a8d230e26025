// SPDX-License-Identifier: MIT
#include "ui/compare/explore/user_explore_view.h"

#include "ui/compare/explore/movie_highlight.h"
#include "ui/compare/explore/user_chooser.h"
#include "ui/runs/workspace.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/theme.h"

#include <QStackedWidget>
#include <QVBoxLayout>

namespace towerlab::ui {

UserExploreView::UserExploreView(Workspace* workspace, QWidget* parent)
    : ExploreView(workspace, parent),
      highlight_(new MovieHighlight(workspace, this)),
      chooser_(new UserChooser(workspace, this)),
      pages_(new QStackedWidget(this)),
      note_(new EmptyState(QStringLiteral("user"), {}, {}, {}, this)) {}

void UserExploreView::setPage(QWidget* page) {
    page_ = page;
    pages_->addWidget(page);
    pages_->addWidget(note_);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::spacing - 2);
    column->addWidget(chooser_);
    column->addWidget(pages_, 1);
    setContent(content);
    connect(workspace(), &Workspace::selectedUserChanged, this, &UserExploreView::refresh);
}

void UserExploreView::showPage() { pages_->setCurrentWidget(page_); }

void UserExploreView::showNote(const QString& title, const QString& text) {
    clearPage();
    note_->setTexts(title, text);
    pages_->setCurrentWidget(note_);
}

void UserExploreView::showFailure(const QString& title, const QString& text) {
    showNote(title, text);
}

bool UserExploreView::adoptComparison() {
    chooser_->setUsers(dataset(), comparison()->users);
    return true;
}

std::optional<std::size_t> UserExploreView::user() const {
    const auto selected = workspace()->selectedUser();
    return selected && *selected < dataset()->users().size() ? selected : std::nullopt;
}

} // namespace towerlab::ui
