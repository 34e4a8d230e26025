// SPDX-License-Identifier: MIT
#include "ui/widgets/setting_editor.h"

#include "ui/widgets/number_box.h"

#include <QCheckBox>
#include <QComboBox>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>

namespace towerlab::ui {
namespace {

constexpr qsizetype mostColumns = 16; ///< that a mask has room for

/// A choice that a check box shows better.
bool isSwitch(const SettingField& field) {
    return field.kind == FieldKind::Choice && field.choices.size() == 2 &&
           field.choices[0].value == "off" && field.choices[1].value == "on";
}

/// Whether the values that matter lie several magnitudes apart.
bool stepsAdapt(const SettingField& field) {
    return field.kind == FieldKind::Real &&
           (field.step == 0 || (field.step < 0.05 * field.maximum && field.minimum < field.step));
}

} // namespace

SettingEditor::SettingEditor(const SettingField& field, Translate translate, const QString& zero,
                             QObject* parent)
    : QObject(parent), field_(field) {
    const QString unit = field.unit.empty() ? QString() : u' ' + translate(field.unit);
    if (isSwitch(field))
        widget_ = makeSwitch();
    else if (field.kind == FieldKind::Choice)
        widget_ = makeList(translate);
    else if (field.kind == FieldKind::Columns)
        widget_ = makeColumns();
    else if (field.kind == FieldKind::Integer)
        widget_ = makeWholeBox(unit, zero);
    else
        widget_ = makeNumberBox(unit, zero);
}

QWidget* SettingEditor::makeSwitch() {
    auto* box = new QCheckBox;
    connect(box, &QCheckBox::toggled, this, [this](bool on) {
        if (!showing_)
            Q_EMIT edited(on ? 1 : 0);
    });
    return box;
}

/// A button that drops a list of check marks, one for each column.
QWidget* SettingEditor::makeColumns() {
    auto* button = new QPushButton;
    button->setMenu(new QMenu(button));
    return button;
}

void SettingEditor::setColumnNames(const QStringList& names) {
    auto* button = qobject_cast<QPushButton*>(widget_);
    if (button == nullptr)
        return;
    button->menu()->clear();
    for (qsizetype place = 0; place < std::min<qsizetype>(names.size(), mostColumns); ++place) {
        QAction* action =
            button->menu()->addAction(QString(names[place]).replace(u'&', QStringLiteral("&&")));
        action->setCheckable(true);
        connect(action, &QAction::triggered, this, [this, place](bool on) {
            const std::uint32_t bit = 1U << place;
            leftOut_ = on ? leftOut_ & ~bit : leftOut_ | bit;
            showColumnsText();
            Q_EMIT edited(leftOut_);
        });
    }
    showColumnsText();
}

void SettingEditor::showColumnsText() {
    auto* button = qobject_cast<QPushButton*>(widget_);
    QStringList read;
    const QList<QAction*> actions = button->menu()->actions();
    for (qsizetype place = 0; place < actions.size(); ++place) {
        const bool on = (leftOut_ >> place & 1U) == 0;
        actions[place]->setChecked(on);
        if (on)
            read << actions[place]->text();
    }
    button->setText(actions.isEmpty()               ? tr("None in this data")
                    : read.isEmpty()                ? tr("None")
                    : read.size() == actions.size() ? tr("All")
                                                    : read.join(QStringLiteral(", ")));
}

QWidget* SettingEditor::makeList(Translate translate) {
    auto* box = new QComboBox;
    for (const FieldChoice& choice : field_.choices)
        box->addItem(translate(choice.label));
    connect(box, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (!showing_)
            Q_EMIT edited(index);
    });
    return box;
}

QWidget* SettingEditor::makeWholeBox(const QString& unit, const QString& zero) {
    auto* box = new QSpinBox;
    box->setRange(static_cast<int>(field_.minimum), static_cast<int>(field_.maximum));
    box->setSingleStep(static_cast<int>(field_.step));
    box->setSuffix(unit);
    box->setSpecialValueText(zero);
    box->setGroupSeparatorShown(field_.key != "seed"); // a name rather than an amount
    connect(box, &QSpinBox::valueChanged, this, [this](int value) {
        if (!showing_)
            Q_EMIT edited(value);
    });
    return box;
}

QWidget* SettingEditor::makeNumberBox(const QString& unit, const QString& zero) {
    constexpr int allDecimals = 15;
    const bool percent = field_.kind == FieldKind::Percent;
    auto* box = new NumberBox;
    box->setDecimals(percent ? field_.decimals : allDecimals);
    box->setRange(field_.minimum * factor(), field_.maximum * factor());
    if (stepsAdapt(field_))
        box->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    else
        box->setSingleStep(field_.step * factor());
    box->setSuffix(percent ? tr(" %") : unit);
    box->setSpecialValueText(zero);
    connect(box, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        if (!showing_)
            Q_EMIT edited(value / factor());
    });
    return box;
}

double SettingEditor::factor() const { return field_.kind == FieldKind::Percent ? 100 : 1; }

void SettingEditor::setScale(double lowest, double highest, double step, const QString& unit) {
    auto* box = qobject_cast<QDoubleSpinBox*>(widget_);
    if (box == nullptr)
        return;
    showing_ = true; // narrowing may move the value, which is nobody's wish
    box->setStepType(QAbstractSpinBox::DefaultStepType);
    box->setRange(lowest, highest);
    box->setSingleStep(step);
    box->setSuffix(unit.isEmpty() ? QString() : u' ' + unit);
    showing_ = false;
}

void SettingEditor::setValue(double value) {
    showing_ = true;
    if (auto* box = qobject_cast<QCheckBox*>(widget_)) {
        box->setChecked(value != 0);
    } else if (field_.kind == FieldKind::Columns) {
        leftOut_ = static_cast<std::uint32_t>(value);
        showColumnsText();
    }
    if (auto* list = qobject_cast<QComboBox*>(widget_))
        list->setCurrentIndex(static_cast<int>(value));
    else if (auto* whole = qobject_cast<QSpinBox*>(widget_))
        whole->setValue(static_cast<int>(value));
    else if (auto* real = qobject_cast<QDoubleSpinBox*>(widget_))
        real->setValue(value * factor());
    showing_ = false;
}

} // namespace towerlab::ui
