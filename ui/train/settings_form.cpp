// SPDX-License-Identifier: MIT
#include "ui/train/settings_form.h"

#include "core/data/dataset.h"
#include "core/model/settings_fields.h"
#include "core/model/settings_rules.h"
#include "ui/data/threshold_editor.h"
#include "ui/data/user_facts.h"
#include "ui/runs/run_text.h"
#include "ui/train/preset_box.h"
#include "ui/widgets/collapsible_group.h"
#include "ui/widgets/setting_editor.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/wheel_guard.h"

#include <QFormLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

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

SettingsForm::SettingsForm(QWidget* parent) : QWidget(parent), presets_(new PresetBox) {
    setObjectName(QStringLiteral("settingsForm"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, scrollBarRoom, 0);
    column->setSpacing(8);
    column->addWidget(presets_);
    connect(presets_, &PresetBox::chosen, this, &SettingsForm::usePreset);
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
    setScale(scale_);
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

void SettingsForm::setDataset(const Dataset* dataset) {
    const auto names = [](const EntityColumns& columns) {
        QStringList labels;
        for (const CategoryColumn& column : columns.categories)
            labels << columnText(column.label);
        return labels;
    };
    const QStringList users = dataset != nullptr ? names(dataset->users()) : QStringList();
    const QStringList movies = dataset != nullptr ? names(dataset->movies()) : QStringList();
    for (const Row& row : rows_) {
        if (row.editor->field().key == "user_columns_left_out")
            row.editor->setColumnNames(users);
        if (row.editor->field().key == "movie_columns_left_out")
            row.editor->setColumnNames(movies);
    }
    // Places of columns mean nothing in data that has others.
    if (std::exchange(userColumns_, users) != users && settings_.model.userColumnsLeftOut != 0)
        settings_.model.userColumnsLeftOut = 0;
    if (std::exchange(movieColumns_, movies) != movies && settings_.model.movieColumnsLeftOut != 0)
        settings_.model.movieColumnsLeftOut = 0;
    showValues();
}

void SettingsForm::setScale(const RatingScale& scale) {
    double& threshold = settings_.data.likeThreshold;
    threshold = likeThresholdAfter(scale_, scale, threshold);
    scale_ = scale;
    constexpr double any = 0.5;
    for (const Row& row : rows_)
        if (row.editor->field().key == "like_threshold")
            ui::setScale(row.editor, scale, any);
    showValues();
}

/// Presets are made for stars.
void SettingsForm::usePreset(RunSettings settings) {
    settings.data.likeThreshold = likeThresholdOn(scale_, settings.data.likeThreshold);
    setSettings(settings);
}

void SettingsForm::showPreset() {
    RunSettings onStars = settings_;
    if (onStars.data.likeThreshold == double{scale_.likedFrom})
        onStars.data.likeThreshold = double{RatingScale().likedFrom};
    presets_->showSettings(onStars);
}

void SettingsForm::showValues() {
    for (const Row& row : rows_)
        row.editor->setValue(row.editor->field().get(settings_));
    showPreset();
    showWhatApplies();
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
