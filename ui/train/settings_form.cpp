// SPDX-License-Identifier: MIT
#include "ui/train/settings_form.h"

#include "core/model/settings_fields.h"
#include "core/model/settings_rules.h"
#include "ui/runs/run_text.h"
#include "ui/widgets/collapsible_group.h"
#include "ui/widgets/number_box.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace towerlab::ui {
namespace {

constexpr int editorWidth = 192; ///< that "Cross-entropy, sampled" needs
constexpr int labelWidth = 136;  ///< the same in all groups, so that the editors line up
constexpr int scrollBarRoom = 14;

/// Open at the first start: what nearly every run changes.
constexpr std::array<std::string_view, 3> openGroups = {"Data", "Objective", "Run"};

QString plain(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString nameOf(const SettingField& field) {
    return QStringLiteral("setting_%1").arg(plain(field.key));
}

/// A wheel that scrolls the form must not change the value that happens to pass under it.
class WheelGuard : public QObject {
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        auto* widget = qobject_cast<QWidget*>(watched);
        if (event->type() != QEvent::Wheel || widget == nullptr || widget->hasFocus())
            return false;
        event->ignore();
        return true;
    }
};

/// A choice that a check box shows better.
bool isSwitch(const SettingField& field) {
    return field.kind == FieldKind::Choice && field.choices.size() == 2 &&
           field.choices[0].value == "off" && field.choices[1].value == "on";
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
    presets_->installEventFilter(new WheelGuard(presets_));
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
    QWidget* editor = makeEditor(field);
    auto* label = new QLabel(settingsText(field.label));
    label->setBuddy(editor);
    label->setFixedWidth(labelWidth);
    editor->setObjectName(nameOf(field));
    editor->setAccessibleName(settingsText(field.label));
    editor->setFixedWidth(editorWidth);
    editor->setFocusPolicy(Qt::StrongFocus);
    editor->installEventFilter(new WheelGuard(editor));
    form->addRow(label, editor);
    rows_.push_back({&field, editor, label});
}

QWidget* SettingsForm::makeEngineNote() {
    engineNote_ = new QLabel;
    engineNote_->setObjectName(QStringLiteral("engineNote"));
    engineNote_->setWordWrap(true);
    theme::makeCaption(engineNote_);
    return engineNote_;
}

QWidget* SettingsForm::makeEditor(const SettingField& field) {
    if (isSwitch(field)) {
        auto* box = new QCheckBox;
        connect(box, &QCheckBox::toggled, this, [this, &field](bool on) { edited(field, on); });
        return box;
    }
    if (field.kind == FieldKind::Choice) {
        auto* box = new QComboBox;
        for (const FieldChoice& choice : field.choices)
            box->addItem(settingsText(choice.label));
        connect(box, &QComboBox::currentIndexChanged, this,
                [this, &field](int index) { edited(field, index); });
        return box;
    }
    const QString unit = field.unit.empty() ? QString() : u' ' + settingsText(field.unit);
    if (field.kind == FieldKind::Integer) {
        auto* box = new QSpinBox;
        box->setRange(static_cast<int>(field.minimum), static_cast<int>(field.maximum));
        box->setSingleStep(static_cast<int>(field.step));
        box->setSuffix(unit);
        box->setSpecialValueText(zeroText(field));
        box->setGroupSeparatorShown(field.key != "seed");
        connect(box, &QSpinBox::valueChanged, this,
                [this, &field](int value) { edited(field, value); });
        return box;
    }
    const bool percent = field.kind == FieldKind::Percent;
    const double factor = percent ? 100 : 1;
    auto* box = new NumberBox;
    box->setDecimals(percent ? field.decimals : 15);
    box->setRange(field.minimum * factor, field.maximum * factor);
    box->setSingleStep(field.step * factor);
    if (field.step < 0.05 * field.maximum && field.minimum < field.step && !percent)
        box->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    box->setSuffix(percent ? tr(" %") : unit);
    box->setSpecialValueText(zeroText(field));
    connect(box, &QDoubleSpinBox::valueChanged, this,
            [this, &field, factor](double value) { edited(field, value / factor); });
    return box;
}

void SettingsForm::edited(const SettingField& field, double value) {
    if (showing_)
        return;
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
    showing_ = true;
    for (const Row& row : rows_) {
        const double value = row.field->get(settings_);
        if (auto* box = qobject_cast<QCheckBox*>(row.editor))
            box->setChecked(value != 0);
        else if (auto* choice = qobject_cast<QComboBox*>(row.editor))
            choice->setCurrentIndex(static_cast<int>(value));
        else if (auto* whole = qobject_cast<QSpinBox*>(row.editor))
            whole->setValue(static_cast<int>(value));
        else if (auto* real = qobject_cast<QDoubleSpinBox*>(row.editor))
            real->setValue(row.field->kind == FieldKind::Percent ? 100 * value : value);
    }
    showing_ = false;
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
        QString why = settingsText(whyNotUsed(row.field->key, settings_));
        row.editor->setEnabled(why.isEmpty());
        row.label->setEnabled(why.isEmpty());
        if (row.field->key == "engine")
            why = notFast;
        const QString tip = asToolTip(settingsText(row.field->help), why);
        row.editor->setToolTip(tip);
        row.label->setToolTip(tip);
    }
    engineNote_->setText(tr("This run will use autograd. %1").arg(notFast));
    engineNote_->setVisible(!notFast.isEmpty());
}

} // namespace towerlab::ui
