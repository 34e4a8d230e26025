// SPDX-License-Identifier: MIT
#include "ui/train/settings_form.h"

#include "core/model/presets.h"
#include "core/model/settings_fields.h"
#include "core/model/settings_rules.h"
#include "ui/runs/run_text.h"
#include "ui/widgets/collapsible_group.h"
#include "ui/widgets/setting_editor.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/wheel_guard.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace towerlab::ui {
namespace {

constexpr int editorWidth = 192; ///< that "Cross-entropy, sampled" needs
constexpr int labelWidth = 134;  ///< the same in all groups, so that the editors line up
constexpr int scrollBarRoom = 14;

/// Open at the first start: what nearly every run changes.
constexpr std::array<std::string_view, 3> openGroups = {"Data", "Objective", "Run"};

QString plain(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString nameOf(const SettingField& field) {
    return QStringLiteral("setting_%1").arg(plain(field.key));
}

QString asToolTip(const QString& help, const QString& why) {
    const QString more = why.isEmpty() ? QString() : QStringLiteral("<p><b>%1</b></p>");
    return QStringLiteral("<p>%1</p>").arg(help.toHtmlEscaped()) +
           (why.isEmpty() ? more : more.arg(why.toHtmlEscaped()));
}

} // namespace

SettingsForm::SettingsForm(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("settingsForm"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, scrollBarRoom, 0);
    column->setSpacing(8);
    column->addWidget(makePresets());
    QFormLayout* form = nullptr;
    std::string_view group;
    for (const SettingField& field : settingFields()) {
        if (field.group != group) {
            group = field.group;
            auto* fields = new QWidget;
            form = new QFormLayout(fields);
            form->setContentsMargins(0, 0, 0, 4);
            form->setHorizontalSpacing(10);
            form->setVerticalSpacing(6);
            form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
            form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
            form->setFormAlignment(Qt::AlignLeft | Qt::AlignTop);
            const bool open =
                std::find(openGroups.begin(), openGroups.end(), group) != openGroups.end();
            column->addWidget(new CollapsibleGroup(QStringLiteral("train/groups/") + plain(group),
                                                   settingsText(group), fields, open));
        }
        addField(form, field);
        if (field.key == "engine")
            form->addRow(makeEngineNote());
    }
    column->addStretch(1);
    showValues();
}

QWidget* SettingsForm::makePresets() {
    auto* area = new QWidget;
    auto* column = new QVBoxLayout(area);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    presets_ = new QComboBox;
    presets_->setObjectName(QStringLiteral("presets"));
    presets_->setAccessibleName(tr("Preset"));
    guardFromWheel(presets_);
    for (const Preset& preset : presets()) {
        presets_->addItem(settingsText(preset.label), plain(preset.key));
        presets_->setItemData(presets_->count() - 1, settingsText(preset.help), Qt::ToolTipRole);
    }
    presetHelp_ = new QLabel;
    presetHelp_->setWordWrap(true);
    theme::makeCaption(presetHelp_);
    column->addWidget(presets_);
    column->addWidget(presetHelp_);
    connect(presets_, &QComboBox::activated, this, [this] {
        const QString key = presets_->currentData().toString();
        if (!key.isEmpty())
            setSettings(preset(key.toStdString()).settings);
    });
    return area;
}

void SettingsForm::addField(QFormLayout* form, const SettingField& field) {
    auto* editor = new SettingEditor(field, settingsText, zeroText(field), this);
    QWidget* widget = editor->widget();
    auto* label = new QLabel(settingsText(field.label));
    label->setBuddy(widget);
    label->setWordWrap(true);
    theme::keepWidth(label, labelWidth);
    widget->setObjectName(nameOf(field));
    widget->setAccessibleName(settingsText(field.label));
    theme::keepWidth(widget, editorWidth);
    guardFromWheel(widget);
    connect(editor, &SettingEditor::edited, this,
            [this, &field](double value) { edited(field, value); });
    form->addRow(label, widget);
    rows_.push_back({editor, label});
}

QWidget* SettingsForm::makeEngineNote() {
    engineNote_ = new QLabel;
    engineNote_->setObjectName(QStringLiteral("engineNote"));
    engineNote_->setWordWrap(true);
    theme::makeCaption(engineNote_);
    return engineNote_;
}

void SettingsForm::edited(const SettingField& field, double value) {
    field.set(settings_, value);
    showPreset();
    showWhatApplies();
    Q_EMIT changed();
}

void SettingsForm::setSettings(const RunSettings& settings) {
    settings_ = settings;
    showValues();
    Q_EMIT changed();
}

void SettingsForm::showValues() {
    for (const Row& row : rows_)
        row.editor->setValue(row.editor->field().get(settings_));
    showPreset();
    showWhatApplies();
}

void SettingsForm::showPreset() {
    const std::string now = toJson(settings_);
    int found = -1;
    for (std::size_t i = 0; i < presets().size(); ++i)
        if (toJson(presets()[i].settings) == now)
            found = static_cast<int>(i);
    const int custom = presets_->findData(QString());
    if (found >= 0) {
        if (custom >= 0)
            presets_->removeItem(custom);
        presets_->setCurrentIndex(found);
        presetHelp_->setText(settingsText(presets()[static_cast<std::size_t>(found)].help));
        return;
    }
    if (custom < 0)
        presets_->addItem(tr("Own settings"), QString());
    presets_->setCurrentIndex(presets_->findData(QString()));
    presetHelp_->setText(tr("Changed from the presets. Choose one to go back to it."));
}

void SettingsForm::showWhatApplies() {
    const QString notFast =
        settings_.train.engine == Engine::Fast ? settingsText(whyNotFast(settings_)) : QString();
    for (const Row& row : rows_) {
        const SettingField& field = row.editor->field();
        QWidget* widget = row.editor->widget();
        QString why = settingsText(whyNotUsed(field.key, settings_));
        widget->setEnabled(why.isEmpty());
        row.label->setEnabled(why.isEmpty());
        if (field.key == "engine")
            why = notFast;
        const QString tip = asToolTip(settingsText(field.help), why);
        widget->setToolTip(tip);
        widget->setAccessibleDescription(
            why.isEmpty() ? settingsText(field.help)
                          : QStringLiteral("%1 %2").arg(settingsText(field.help), why));
        row.label->setToolTip(tip);
    }
    engineNote_->setText(tr("This run will use autograd. %1").arg(notFast));
    engineNote_->setVisible(!notFast.isEmpty());
}

} // namespace towerlab::ui
