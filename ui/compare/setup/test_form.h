// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"

#include <QWidget>

class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLineEdit;
class QSpinBox;

namespace towerlab::ui {

/// How methods are tested; remembered for the next start.
class TestForm : public QWidget {
    Q_OBJECT
public:
    explicit TestForm(QWidget* parent = nullptr);

    /// All but the entries.
    CompareSettings settings() const;
    void setSettings(const CompareSettings& settings);
    /// Why the test can't be made as it is set; empty where it can.
    QString whyNot() const;

Q_SIGNALS:
    void changed();

private:
    void makeRows();
    void addRow(const QString& label, QWidget* editor, const QString& name, const QString& help);
    QWidget* makeFileEditor(QLineEdit*& line, const QString& name, const QString& title);
    void edited();
    void showWhatApplies();
    void restore();
    void store() const;

    QFormLayout* form_;
    QComboBox* split_ = nullptr;
    QDoubleSpinBox* share_ = nullptr;
    QWidget* trainRow_ = nullptr;
    QWidget* testRow_ = nullptr;
    QWidget* negativesRow_ = nullptr;
    QLineEdit* train_ = nullptr;
    QLineEdit* test_ = nullptr;
    QLineEdit* negativesFile_ = nullptr;
    QDoubleSpinBox* relevant_ = nullptr;
    QSpinBox* places_ = nullptr;
    QSpinBox* among_ = nullptr;
    QDoubleSpinBox* liked_ = nullptr;
    QSpinBox* seed_ = nullptr;
    bool restoring_ = false;
};

} // namespace towerlab::ui
