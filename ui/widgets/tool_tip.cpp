// SPDX-License-Identifier: MIT
#include "ui/widgets/tool_tip.h"

#include <QTextDocument>

namespace towerlab::ui {

QString plainTip(const QString& text) {
    return Qt::mightBeRichText(text) ? Qt::convertFromPlainText(text) : text;
}

} // namespace towerlab::ui
