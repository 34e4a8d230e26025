// SPDX-License-Identifier: MIT
#include "ui/embeddings/bookmark_button.h"

#include "ui/widgets/theme.h"

#include <QInputDialog>
#include <QMenu>

#include <utility>

namespace towerlab::ui {

BookmarkButton::BookmarkButton(std::function<std::optional<Bookmark>()> here, QWidget* parent)
    : QToolButton(parent), here_(std::move(here)) {
    setObjectName(QStringLiteral("bookmarks"));
    setIcon(theme::icon(QStringLiteral("bookmark")));
    setIconSize({16, 16});
    setAccessibleName(tr("Bookmarks"));
    setToolTip(tr("Views to come back to"));
    setFocusPolicy(Qt::StrongFocus);
    auto* menu = new QMenu(this);
    connect(menu, &QMenu::aboutToShow, this, &BookmarkButton::fill);
    setMenu(menu);
    setPopupMode(QToolButton::InstantPopup);
}

void BookmarkButton::fill() {
    menu()->clear();
    for (const Bookmark& bookmark : bookmarks_.all())
        menu()->addAction(bookmark.name, this, [this, bookmark] { Q_EMIT chosen(bookmark); });
    if (!bookmarks_.all().empty())
        menu()->addSeparator();
    QAction* add = menu()->addAction(tr("Keep This View…"), this, &BookmarkButton::askForName);
    add->setObjectName(QStringLiteral("keepView"));
    add->setEnabled(here_().has_value());
    if (bookmarks_.all().empty())
        return;
    QMenu* forget = menu()->addMenu(tr("Forget"));
    for (const Bookmark& bookmark : bookmarks_.all())
        forget->addAction(bookmark.name, this,
                          [this, name = bookmark.name] { bookmarks_.remove(name); });
}

void BookmarkButton::askForName() {
    const QString name =
        QInputDialog::getText(this, tr("Keep this view"), tr("Name:"), QLineEdit::Normal,
                              tr("View %1").arg(bookmarks_.all().size() + 1))
            .trimmed();
    if (!name.isEmpty())
        keep(name);
}

void BookmarkButton::keep(const QString& name) {
    auto bookmark = here_();
    if (!bookmark)
        return;
    bookmark->name = name;
    bookmarks_.add(std::move(*bookmark));
}

} // namespace towerlab::ui
