// SPDX-License-Identifier: MIT
#pragma once

#include "ui/embeddings/bookmarks.h"

#include <QToolButton>

#include <functional>

namespace towerlab::ui {

/// The menu of views that were kept.
class BookmarkButton : public QToolButton {
    Q_OBJECT
public:
    /// @param here the view that is shown now; none where there is no map
    explicit BookmarkButton(std::function<std::optional<Bookmark>()> here,
                            QWidget* parent = nullptr);

    void setDataset(const QString& name) { bookmarks_.setDataset(name); }
    /// Keeps the view of now under a name.
    void keep(const QString& name);

Q_SIGNALS:
    void chosen(const towerlab::ui::Bookmark& bookmark);

private:
    void fill();
    void askForName();

    std::function<std::optional<Bookmark>()> here_;
    Bookmarks bookmarks_;
};

} // namespace towerlab::ui
