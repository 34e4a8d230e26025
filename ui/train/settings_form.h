// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/rating_scale.h"
#include "core/model/settings.h"

#include <QStringList>
#include <QWidget>

#include <vector>

class QFormLayout;
class QLabel;

namespace towerlab {
class Dataset;
struct SettingField;
} // namespace towerlab

namespace towerlab::ui {

class PresetBox;
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
    /// What the towers can read besides the ids. May be null.
    void setDataset(const Dataset* dataset);
    /// Likes begin on the scale of the data: as high as before.
    void setScale(const RatingScale& scale);

Q_SIGNALS:
    void changed();

private:
    struct Row {
        SettingEditor* editor;
        QLabel* label;
    };
    void addField(QFormLayout* form, const SettingField& field);
    QWidget* makeEngineNote();
    void edited(const SettingField& field, double value);
    void showValues();
    void showWhatApplies();
    void usePreset(RunSettings settings);
    void showPreset();

    RunSettings settings_;
    QStringList userColumns_; ///< of the data
    QStringList movieColumns_;
    RatingScale scale_;
    PresetBox* presets_;
    QLabel* engineNote_ = nullptr; ///< why the fast engine can't do what is asked for
    std::vector<Row> rows_;
};

} // namespace towerlab::ui
