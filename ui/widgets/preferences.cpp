// SPDX-License-Identifier: MIT
#include "ui/widgets/preferences.h"

#include <QSplitter>

namespace towerlab::ui {

void rememberSizes(QSplitter* splitter, const Preference<QByteArray>& preference) {
    splitter->restoreState(remembered(preference));
    QObject::connect(splitter, &QSplitter::splitterMoved, splitter,
                     [splitter, preference] { remember(preference, splitter->saveState()); });
}

namespace preference {

Preference<double> methodSeconds(std::string_view method) {
    return {QStringLiteral("compare/seconds/") +
                QString::fromUtf8(method.data(), static_cast<qsizetype>(method.size())),
            1.0};
}

} // namespace preference
} // namespace towerlab::ui
