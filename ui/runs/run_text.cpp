// SPDX-License-Identifier: MIT
#include "ui/runs/run_text.h"

#include "core/model/presets.h"
#include "core/model/settings_rules.h"
#include "ui/runs/train_run.h"
#include "ui/widgets/setting_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace towerlab::ui {
namespace {

QString text(const char* source) {
    return QCoreApplication::translate("towerlab::ui::RunText", source);
}

} // namespace

QString settingsText(std::string_view text) {
    return text.empty() ? QString()
                        : QCoreApplication::translate("Settings", std::string(text).c_str());
}

QString zeroText(const SettingField& field) {
    using Meaning = std::pair<std::string_view, const char*>;
    static constexpr std::array meanings = {
        Meaning{"batch_size", QT_TRANSLATE_NOOP("towerlab::ui::RunText", "A tenth of all")},
        Meaning{"id_embedding", QT_TRANSLATE_NOOP("towerlab::ui::RunText", "None")},
        Meaning{"title_words", QT_TRANSLATE_NOOP("towerlab::ui::RunText", "Not read")},
        Meaning{"hidden_layers", QT_TRANSLATE_NOOP("towerlab::ui::RunText", "None")},
        Meaning{"clip_norm", QT_TRANSLATE_NOOP("towerlab::ui::RunText", "None")},
        Meaning{"averaging", QT_TRANSLATE_NOOP("towerlab::ui::RunText", "None")},
        Meaning{"patience", QT_TRANSLATE_NOOP("towerlab::ui::RunText", "Never")},
        Meaning{"threads", QT_TRANSLATE_NOOP("towerlab::ui::RunText", "Automatic")},
    };
    for (const auto& [key, meaning] : meanings)
        if (key == field.key)
            return text(meaning);
    return {};
}

QString settingValue(const SettingField& field, const RunSettings& settings) {
    const double value = field.get(settings);
    const QString named = value == 0 ? zeroText(field) : QString();
    return named.isEmpty() ? settingText(field, value, settingsText) : named;
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
    // What a run is for says more about it than its sample.
    std::stable_partition(fields.begin(), fields.end(),
                          [](const SettingField* field) { return field->key == "objective"; });
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
        if (whyNotUsed(field->key, settings).empty())
            parts << settingsText(field->label) + QChar::Nbsp + settingValue(*field, settings);
    return parts.isEmpty() ? QStringLiteral("–") : parts.join(QStringLiteral(" · "));
}

QString settingsToolTip(const RunSettings& settings,
                        const std::vector<const SettingField*>& strong) {
    // Two columns of groups: in one they would be taller than a screen.
    constexpr std::string_view firstOfRight = "Objective";
    QString columns = QStringLiteral("<td><table cellspacing='1'>");
    std::string_view group;
    for (const SettingField& field : settingFields()) {
        if (!whyNotUsed(field.key, settings).empty())
            continue;
        if (field.group != group) {
            group = field.group;
            if (group == firstOfRight)
                columns += QStringLiteral("</table></td><td width='24'></td>"
                                          "<td><table cellspacing='1'>");
            columns += QStringLiteral("<tr><td colspan='2'><b>%1</b></td></tr>")
                           .arg(settingsText(group).toHtmlEscaped());
        }
        const bool stands = std::find(strong.begin(), strong.end(), &field) != strong.end();
        QString row = QStringLiteral("<tr><td style='white-space: nowrap'>%1</td>"
                                     "<td style='white-space: nowrap; padding-left: 10px'>%2</td>"
                                     "</tr>");
        if (stands)
            row.replace(QStringLiteral("%1"), QStringLiteral("<b>%1</b>"))
                .replace(QStringLiteral("%2"), QStringLiteral("<b>%2</b>"));
        columns += row.arg(settingsText(field.label).toHtmlEscaped(),
                           settingValue(field, settings).toHtmlEscaped());
    }
    return QStringLiteral("<table><tr>%1</table></td></tr></table>").arg(columns);
}

QString examplesText(Objective objective, std::uint64_t count) {
    const char* words = QT_TRANSLATE_NOOP("towerlab::ui::RunText", "%1 ratings");
    if (objective == Objective::CatalogueSoftmax)
        words = QT_TRANSLATE_NOOP("towerlab::ui::RunText", "%1 users");
    else if (isRanking(objective))
        words = QT_TRANSLATE_NOOP("towerlab::ui::RunText", "%1 positives");
    return text(words).arg(QLocale().toString(qulonglong{count}));
}

QString speedText(Objective objective, double perSecond) {
    return text(QT_TRANSLATE_NOOP("towerlab::ui::RunText", "%1/s"))
        .arg(examplesText(objective, static_cast<std::uint64_t>(std::llround(perSecond))));
}

QString howEnded(const RunRecord& record) {
    const char* how = QT_TRANSLATE_NOOP("towerlab::ui::RunText", "Trained %1 epochs");
    if (record.outOfPatience)
        how = QT_TRANSLATE_NOOP("towerlab::ui::RunText", "Early stopping after epoch %1");
    else if (record.stoppedEarly)
        how = QT_TRANSLATE_NOOP("towerlab::ui::RunText", "Stopped after epoch %1");
    else if (record.epochs.size() == 1)
        how = QT_TRANSLATE_NOOP("towerlab::ui::RunText", "Trained %1 epoch");
    return text(how).arg(record.epochs.size());
}

QString keptText(const RunRecord& record) {
    const EpochRecord* kept = modelEpoch(record);
    if (kept == nullptr || kept == &record.epochs.back())
        return {};
    return text(QT_TRANSLATE_NOOP("towerlab::ui::RunText", "Model of epoch %1")).arg(kept->epoch);
}

QString endText(const RunRecord& record) {
    const QString kept = keptText(record);
    return kept.isEmpty() ? howEnded(record) : howEnded(record) + QStringLiteral(" · ") + kept;
}

QString engineText(const RunRecord& record) {
    const SettingField& field = settingField("engine");
    const auto index = static_cast<std::size_t>(record.engine);
    const char* words = record.threads == 1
                            ? QT_TRANSLATE_NOOP("towerlab::ui::RunText", "%1 engine, %2 thread")
                            : QT_TRANSLATE_NOOP("towerlab::ui::RunText", "%1 engine, %2 threads");
    return text(words).arg(settingsText(field.choices.at(index).label)).arg(record.threads);
}

} // namespace towerlab::ui
