// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"

#include <QDialog>

#include <vector>

class QFormLayout;

namespace towerlab::ui {

/// The settings of one method, for a comparison.
class ParametersDialog : public QDialog {
    Q_OBJECT
public:
    ParametersDialog(const MethodInfo& info, const CompareEntry& entry, QWidget* parent = nullptr);

    /// The entry with the values shown; those that are the defaults are left out of it.
    CompareEntry entry() const;

private:
    struct Row {
        const MethodParameter* parameter;
        QWidget* editor;
    };
    QWidget* makeEditor(const MethodParameter& parameter);
    double value(const Row& row) const;
    void setValue(const Row& row, double value);
    void reset();

    const MethodInfo& info_;
    std::vector<Row> rows_;
};

} // namespace towerlab::ui
