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

Preference<double> methodSecondsPerRating(std::string_view method) {
    return {QStringLiteral("compare/secondsPerRating/") +
            QString::fromUtf8(method.data(), static_cast<qsizetype>(method.size()))};
}

} // namespace preference
} // namespace towerlab::ui
