// SPDX-License-Identifier: MIT
#include "ui/compare/setup/parameters_dialog.h"

#include "ui/compare/work/text.h"
#include "ui/widgets/number_box.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <cmath>

namespace towerlab::ui {
namespace {

constexpr int editorWidth = 190;
constexpr int helpWidth = 420;

} // namespace

ParametersDialog::ParametersDialog(const MethodInfo& info, const CompareEntry& entry,
                                   QWidget* parent)
    : QDialog(parent), info_(info) {
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
    for (const MethodParameter& parameter : info.parameters) {
        QWidget* editor = makeEditor(parameter);
        editor->setObjectName(QStringLiteral("parameter_%1").arg(plainText(parameter.key)));
        editor->setAccessibleName(methodsText(parameter.label));
        editor->setAccessibleDescription(methodsText(parameter.help));
        editor->setFixedWidth(editorWidth);
        auto* label = new QLabel(methodsText(parameter.label));
        label->setBuddy(editor);
        form->addRow(label, editor);
        auto* help = new QLabel(methodsText(parameter.help));
        help->setWordWrap(true);
        help->setContentsMargins(0, 0, 0, 6);
        theme::makeCaption(help);
        form->addRow(help);
        rows_.push_back({&parameter, editor});
        const auto found = entry.values.find(parameter.key);
        setValue(rows_.back(), found == entry.values.end() ? parameter.standard : found->second);
    }
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

QWidget* ParametersDialog::makeEditor(const MethodParameter& parameter) {
    if (parameter.kind == FieldKind::Choice) {
        auto* box = new QComboBox;
        for (const FieldChoice& choice : parameter.choices)
            box->addItem(methodsText(choice.label));
        return box;
    }
    const QLocale locale;
    const auto range = [&](double from, double to) {
        return tr("From %1 to %2").arg(locale.toString(from, 'g', 6), locale.toString(to, 'g', 6));
    };
    if (parameter.kind == FieldKind::Integer) {
        auto* box = new QSpinBox;
        box->setRange(static_cast<int>(parameter.minimum), static_cast<int>(parameter.maximum));
        box->setGroupSeparatorShown(true);
        box->setToolTip(range(parameter.minimum, parameter.maximum));
        return box;
    }
    const double factor = parameter.kind == FieldKind::Percent ? 100 : 1;
    auto* box = new NumberBox;
    box->setDecimals(15);
    box->setRange(parameter.minimum * factor, parameter.maximum * factor);
    box->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    box->setToolTip(range(parameter.minimum * factor, parameter.maximum * factor));
    if (parameter.kind == FieldKind::Percent)
        box->setSuffix(tr(" %"));
    return box;
}

double ParametersDialog::value(const Row& row) const {
    if (auto* choice = qobject_cast<QComboBox*>(row.editor))
        return choice->currentIndex();
    if (auto* whole = qobject_cast<QSpinBox*>(row.editor))
        return whole->value();
    const double shown = qobject_cast<QDoubleSpinBox*>(row.editor)->value();
    return row.parameter->kind == FieldKind::Percent ? shown / 100 : shown;
}

void ParametersDialog::setValue(const Row& row, double value) {
    if (auto* choice = qobject_cast<QComboBox*>(row.editor))
        choice->setCurrentIndex(static_cast<int>(value));
    else if (auto* whole = qobject_cast<QSpinBox*>(row.editor))
        whole->setValue(static_cast<int>(value));
    else if (auto* real = qobject_cast<QDoubleSpinBox*>(row.editor))
        real->setValue(row.parameter->kind == FieldKind::Percent ? 100 * value : value);
}

void ParametersDialog::reset() {
    for (const Row& row : rows_)
        setValue(row, row.parameter->standard);
}

CompareEntry ParametersDialog::entry() const {
    // What a box gives back of a value that it was given differs in the last digit at most.
    constexpr double equal = 1e-12;
    CompareEntry entry{std::string(info_.key), {}};
    for (const Row& row : rows_) {
        const double now = value(row);
        const double standard = row.parameter->standard;
        if (std::abs(now - standard) > equal * std::max(1.0, std::abs(standard)))
            entry.values.emplace(row.parameter->key, now);
    }
    return entry;
}

} // namespace towerlab::ui
