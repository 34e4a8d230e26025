// SPDX-License-Identifier: MIT
#pragma once

#include <QDoubleSpinBox>

namespace towerlab::ui {

/// A spin box for numbers of any magnitude: it shows the digits that matter (0.001, 1e-07) rather
/// than a fixed number of decimals, and takes either way of writing.
class NumberBox : public QDoubleSpinBox {
    Q_OBJECT
public:
    explicit NumberBox(QWidget* parent = nullptr);

    QString textFromValue(double value) const override;
    double valueFromText(const QString& text) const override;
    QValidator::State validate(QString& text, int& position) const override;

private:
    QString stripped(const QString& text) const;
};

} // namespace towerlab::ui
