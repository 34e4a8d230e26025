// SPDX-License-Identifier: MIT
#include "ui/runs/run_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace towerlab::ui {
namespace {

QString text(const char* source) {
    return QCoreApplication::translate("towerlab::ui::RunText", source);
}

} // namespace

QString settingsText(std::string_view text) {
    return QCoreApplication::translate("Settings", std::string(text).c_str());
}

QString settingValue(const SettingField& field, const RunSettings& settings) {
    const double value = field.get(settings);
    const QLocale locale;
    switch (field.kind) {
    case FieldKind::Choice:
        return settingsText(field.choices.at(static_cast<std::size_t>(value)).label);
    case FieldKind::Percent:
        return text(QT_TRANSLATE_NOOP("towerlab::ui::RunText", "%1 %"))
            .arg(locale.toString(100 * value, 'g', 6));
    case FieldKind::Integer:
        // A seed is a name rather than an amount.
        return field.key == "seed" ? QString::number(static_cast<qint64>(value))
                                   : locale.toString(static_cast<qint64>(value));
    case FieldKind::Real:
        break;
    }
    return locale.toString(value, 'g', 6);
}

QString presetLabel(const RunSettings& settings) {
    const std::string wanted = toJson(settings);
    for (const Preset& preset : presets())
        if (toJson(preset.settings) == wanted)
            return settingsText(preset.label);
    return text(QT_TRANSLATE_NOOP("towerlab::ui::RunText", "Own settings"));
}

std::vector<const SettingField*> differingFields(const std::vector<const RunSettings*>& all) {
    std::vector<const SettingField*> fields;
    for (const SettingField& field : settingFields())
        if (std::any_of(all.begin(), all.end(), [&](const RunSettings* settings) {
                return field.get(*settings) != field.get(*all.front());
            }))
            fields.push_back(&field);
    return fields;
}

std::vector<const SettingField*> changesFromPreset(const RunSettings& settings) {
    std::vector<const SettingField*> fewest;
    bool first = true;
    for (const Preset& preset : presets()) {
        auto fields = differingFields({&preset.settings, &settings});
        if (first || fields.size() < fewest.size())
            fewest = std::move(fields);
        first = false;
    }
    return fewest;
}

QString fieldsText(const std::vector<const SettingField*>& fields, const RunSettings& settings) {
    QStringList parts;
    for (const SettingField* field : fields)
        parts << settingsText(field->label) + QChar::Nbsp + settingValue(*field, settings);
    return parts.join(QStringLiteral(" · "));
}

QString settingsToolTip(const RunSettings& settings,
                        const std::vector<const SettingField*>& strong) {
    QString rows;
    std::string_view group;
    for (const SettingField& field : settingFields()) {
        if (field.group != group) {
            group = field.group;
            rows += QStringLiteral("<tr><td colspan='2'><b>%1</b></td></tr>")
                        .arg(settingsText(group).toHtmlEscaped());
        }
        const bool stands = std::find(strong.begin(), strong.end(), &field) != strong.end();
        const QString cell =
            stands ? QStringLiteral("<td><b>%1</b></td>") : QStringLiteral("<td>%1</td>");
        rows += QStringLiteral("<tr>") + cell.arg(settingsText(field.label).toHtmlEscaped()) +
                cell.arg(QChar(0x2002) + settingValue(field, settings).toHtmlEscaped()) +
                QStringLiteral("</tr>");
    }
    return QStringLiteral("<table cellspacing='1'>%1</table>").arg(rows);
}

QString metricText(const RunMetric& metric, const std::optional<double>& value) {
    return value ? QLocale().toString(*value, 'f', metric.decimals) : QStringLiteral("–");
}

} // namespace towerlab::ui
