// SPDX-License-Identifier: MIT
#include "ui/widgets/number_box.h"

#include <QLocale>

namespace towerlab::ui {

NumberBox::NumberBox(QWidget* parent) : QDoubleSpinBox(parent) {}

QString NumberBox::textFromValue(double value) const {
    constexpr int digits = 6;
    QLocale plain = locale();
    plain.setNumberOptions(QLocale::OmitGroupSeparator);
    return plain.toString(value, 'g', digits);
}

QString NumberBox::stripped(const QString& text) const {
    QString number = text;
    if (!suffix().isEmpty() && number.endsWith(suffix()))
        number.chop(suffix().size());
    return number.trimmed();
}

double NumberBox::valueFromText(const QString& text) const {
    bool ok = false;
    const double value = locale().toDouble(stripped(text), &ok);
    return ok ? value : this->value();
}

QValidator::State NumberBox::validate(QString& text, int&) const {
    const QString number = stripped(text);
    bool ok = false;
    const double value = locale().toDouble(number, &ok);
    if (ok && value >= minimum() && value <= maximum())
        return QValidator::Acceptable;
    // What may yet become a number: digits, a sign, an exponent, and nothing else.
    for (const QChar c : number)
        if (!c.isDigit() && !QStringLiteral("+-eE").contains(c) &&
            !locale().decimalPoint().contains(c))
            return QValidator::Invalid;
    return QValidator::Intermediate;
}

} // namespace towerlab::ui
