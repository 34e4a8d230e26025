// SPDX-License-Identifier: MIT
#include "app/start/appearance_option.h"

#include "ui/widgets/preferences.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace towerlab {

QCommandLineOption appearanceOption() {
    return {QStringLiteral("appearance"),
            QCoreApplication::translate("main", "system, light or dark, for this start only"),
            QStringLiteral("name")};
}

ui::Appearance chosenAppearance(const QCommandLineParser& parser,
                                const QCommandLineOption& option) {
    if (!parser.isSet(option))
        return static_cast<ui::Appearance>(ui::remembered(ui::preference::appearance));
    const QString name = parser.value(option);
    return name == QLatin1String("dark")    ? ui::Appearance::Dark
           : name == QLatin1String("light") ? ui::Appearance::Light
                                            : ui::Appearance::System;
}

} // namespace towerlab
