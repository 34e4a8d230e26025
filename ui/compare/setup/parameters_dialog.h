// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"

#include <QDialog>

#include <vector>

class QFormLayout;

namespace towerlab::ui {

class SettingEditor;

/// The settings of one method, for a comparison.
class ParametersDialog : public QDialog {
    Q_OBJECT
public:
    ParametersDialog(const MethodInfo& info, const CompareEntry& entry, QWidget* parent = nullptr);

    /// The entry with the values shown; those that are the defaults are left out of it.
    CompareEntry entry() const;

private:
    void addRow(QFormLayout* form, const SettingField& field);
    void showValues();
    void reset();

    const MethodInfo& info_;
    SettingsValue settings_;
    std::vector<SettingEditor*> editors_;
};

} // namespace towerlab::ui
