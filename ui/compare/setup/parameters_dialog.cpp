// SPDX-License-Identifier: MIT
#include "ui/compare/setup/parameters_dialog.h"

#include "ui/compare/shared/text.h"
#include "ui/widgets/setting_editor.h"
#include "ui/widgets/theme.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace towerlab::ui {
namespace {

constexpr int editorWidth = 190;
constexpr int helpWidth = 420;

} // namespace

ParametersDialog::ParametersDialog(const MethodInfo& info, const CompareEntry& entry,
                                   QWidget* parent)
    : QDialog(parent), info_(info), settings_(info.settings) {
    setObjectName(QStringLiteral("parametersDialog"));
    setWindowTitle(tr("Settings of %1").arg(methodsText(info.name)));
    auto* idea = new QLabel(methodsText(info.idea));
    idea->setWordWrap(true);
    idea->setMinimumWidth(helpWidth);
    theme::makeCaption(idea);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(4);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    for (const SettingField& field : info.settings.fields()) {
        addRow(form, field);
        const auto found = entry.values.find(field.key);
        if (found != entry.values.end() && takesValue(field, found->second))
            settings_.set(field.key, found->second);
    }
    showValues();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel |
                                         QDialogButtonBox::RestoreDefaults);
    buttons->button(QDialogButtonBox::Ok)->setObjectName(QStringLiteral("parametersOk"));
    auto* defaults = buttons->button(QDialogButtonBox::RestoreDefaults);
    defaults->setObjectName(QStringLiteral("parametersReset"));
    defaults->setText(tr("Reset"));
    defaults->setToolTip(tr("Put every setting back to its default"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(defaults, &QPushButton::clicked, this, &ParametersDialog::reset);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(18, 16, 18, 14);
    column->setSpacing(theme::spacing);
    column->addWidget(idea);
    column->addLayout(form);
    column->addStretch(1);
    column->addWidget(buttons);
}

void ParametersDialog::addRow(QFormLayout* form, const SettingField& field) {
    auto* editor = new SettingEditor(field, methodsText, {}, this);
    QWidget* widget = editor->widget();
    widget->setObjectName(QStringLiteral("parameter_%1").arg(plainText(field.key)));
    widget->setAccessibleName(methodsText(field.label));
    widget->setAccessibleDescription(methodsText(field.help));
    widget->setFixedWidth(editorWidth);
    if (field.kind != FieldKind::Choice)
        widget->setToolTip(
            tr("From %1 to %2")
                .arg(parameterText(field, field.minimum), parameterText(field, field.maximum)));
    auto* label = new QLabel(methodsText(field.label));
    label->setBuddy(widget);
    form->addRow(label, widget);
    auto* help = new QLabel(methodsText(field.help));
    help->setWordWrap(true);
    help->setContentsMargins(0, 0, 0, 6);
    theme::makeCaption(help);
    form->addRow(help);
    connect(editor, &SettingEditor::edited, this,
            [this, &field](double value) { settings_.set(field.key, value); });
    editors_.push_back(editor);
}

void ParametersDialog::showValues() {
    for (SettingEditor* editor : editors_)
        editor->setValue(settings_.get(editor->field()));
}

void ParametersDialog::reset() {
    settings_ = info_.settings;
    showValues();
}

CompareEntry ParametersDialog::entry() const {
    return {std::string(info_.key), settings_.changesFrom(info_.settings)};
}

} // namespace towerlab::ui
