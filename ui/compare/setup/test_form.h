// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"
#include "core/data/rating_scale.h"

#include <QWidget>

#include <string_view>
#include <vector>

class QComboBox;
class QFormLayout;
class QLineEdit;

namespace towerlab::ui {

class SettingEditor;

/// How methods are tested; remembered for the next start.
class TestForm : public QWidget {
    Q_OBJECT
public:
    explicit TestForm(QWidget* parent = nullptr);

    /// All but the entries.
    CompareSettings settings() const;
    void setSettings(const CompareSettings& settings);
    /// Thresholds of ratings lie on the scale of the data.
    void setScale(const RatingScale& scale);
    /// Why the test can't be made as it is set; empty where it can.
    QString whyNot() const;

Q_SIGNALS:
    void changed();

private:
    void makeRows();
    void addSetting(std::string_view key, const QString& zero = {});
    void addRow(const QString& label, QWidget* editor, const QString& name, const QString& help);
    QWidget* makeFileEditor(QLineEdit*& line, const QString& name, const QString& title);
    void edited();
    void showScale();
    void showWhatApplies();
    void restore();
    void store() const;

    QFormLayout* form_;
    QComboBox* split_ = nullptr;
    QWidget* trainRow_ = nullptr;
    QWidget* testRow_ = nullptr;
    QWidget* negativesRow_ = nullptr;
    QLineEdit* train_ = nullptr;
    QLineEdit* test_ = nullptr;
    QLineEdit* negativesFile_ = nullptr;
    CompareSettings numbers_; ///< all that its fields describe
    std::vector<SettingEditor*> editors_;
    RatingScale scale_;
    bool restoring_ = false;
};

} // namespace towerlab::ui
