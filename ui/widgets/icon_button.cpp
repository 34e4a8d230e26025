// SPDX-License-Identifier: MIT
#include "ui/widgets/icon_button.h"

#include "ui/widgets/theme.h"

#include <QToolButton>

namespace towerlab::ui {

QToolButton* makeIconButton(const char* objectName, const QString& icon, const QString& name,
                            const QString& help) {
    auto* button = new QToolButton;
    button->setObjectName(QLatin1String(objectName));
    button->setIcon(theme::icon(icon));
    button->setIconSize({16, 16});
    button->setAccessibleName(name);
    button->setToolTip(help.isEmpty() ? name : help);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace towerlab::ui
