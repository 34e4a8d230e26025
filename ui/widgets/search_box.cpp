// SPDX-License-Identifier: MIT
#include "ui/widgets/search_box.h"

#include "ui/widgets/theme.h"

#include <QKeyEvent>

namespace towerlab::ui {

SearchBox::SearchBox(QWidget* parent) : QLineEdit(parent) {
    setClearButtonEnabled(true);
    addAction(theme::icon(QStringLiteral("search")), LeadingPosition);
}

bool SearchBox::event(QEvent* event) {
    const bool key = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (key && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape && !text().isEmpty()) {
        event->accept(); // an empty box leaves the key to what it stands in
        if (event->type() == QEvent::KeyPress) {
            clear();
            Q_EMIT textEdited(QString());
        }
        return true;
    }
    return QLineEdit::event(event);
}

} // namespace towerlab::ui
