// SPDX-License-Identifier: MIT
#include "ui/widgets/setting_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace towerlab::ui {

QString settingText(const SettingField& field, double value, Translate translate) {
    constexpr int digits = 6;
    const QLocale locale;
    switch (field.kind) {
    case FieldKind::Choice:
        return takesValue(field, value)
                   ? translate(field.choices[static_cast<std::size_t>(value)].label)
                   : QString();
    case FieldKind::Percent:
        return QCoreApplication::translate("towerlab::ui::SettingText", "%1 %")
            .arg(locale.toString(100 * value, 'g', digits));
    case FieldKind::Integer:
        // A seed is a name rather than an amount.
        return field.key == "seed" ? QString::number(static_cast<qint64>(value))
                                   : locale.toString(static_cast<qint64>(value));
    case FieldKind::Columns: {
        QStringList places;
        for (int place = 0; place < 16; ++place)
            if ((static_cast<std::uint32_t>(value) >> place & 1U) != 0)
                places << QString::number(place + 1);
        return places.isEmpty()
                   ? QCoreApplication::translate("towerlab::ui::SettingText", "all")
                   : QCoreApplication::translate("towerlab::ui::SettingText", "all but %1")
                         .arg(places.join(QStringLiteral(", ")));
    }
    case FieldKind::Real:
        break;
    }
    return locale.toString(value, 'g', digits);
}

} // namespace towerlab::ui
