// SPDX-License-Identifier: MIT
#pragma once

#include <QMenu>

namespace towerlab::ui {

/// Data and models that were opened before, the newest first; those that are gone are not listed.
class RecentMenu : public QMenu {
    Q_OBJECT
public:
    explicit RecentMenu(QWidget* parent = nullptr);

    /// Puts a folder or file at the top.
    void add(const QString& path);

Q_SIGNALS:
    void chosen(const QString& path);

private:
    void fill();
};

} // namespace towerlab::ui
