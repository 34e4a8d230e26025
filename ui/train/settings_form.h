// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/settings.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QFormLayout;
class QLabel;

namespace towerlab {
struct SettingField;
}

namespace towerlab::ui {

class SettingEditor;

/// The settings of a run as a form, made from settingFields(): presets above, then
/// its groups. What makes no difference beside the other settings is disabled and says why. Values
/// outside their range can't be entered.
class SettingsForm : public QWidget {
    Q_OBJECT
public:
    explicit SettingsForm(QWidget* parent = nullptr);

    RunSettings settings() const { return settings_; }
    void setSettings(const RunSettings& settings);

Q_SIGNALS:
    void changed();

private:
    struct Row {
        SettingEditor* editor;
        QLabel* label;
    };
    QWidget* makePresets();
    void addField(QFormLayout* form, const SettingField& field);
    QWidget* makeEngineNote();
    void edited(const SettingField& field, double value);
    void showValues();
    void showPreset();
    void showWhatApplies();

    RunSettings settings_;
    QComboBox* presets_ = nullptr;
    QLabel* presetHelp_ = nullptr;
    QLabel* engineNote_ = nullptr; ///< why the fast engine can't do what is asked for
    std::vector<Row> rows_;
};

} // namespace towerlab::ui
