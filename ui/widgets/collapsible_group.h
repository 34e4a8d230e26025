// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/preferences.h"

#include <QWidget>

class QToolButton;

namespace towerlab::ui {

/// A heading with an arrow, and below it contents that a click on the heading hides or shows. The
/// state is remembered for the next start.
class CollapsibleGroup : public QWidget {
    Q_OBJECT
public:
    /// @param key  of the state in QSettings
    /// @param title for people
    /// @param open  where nothing is remembered
    CollapsibleGroup(const QString& key, const QString& title, QWidget* contents, bool open = true,
                     QWidget* parent = nullptr);

    bool isOpen() const;
    void setOpen(bool open);

private:
    void showState();

    Preference<bool> open_;
    QToolButton* heading_;
    QWidget* contents_;
};

} // namespace towerlab::ui
