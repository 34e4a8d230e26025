// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/settings.h"

#include <QString>
#include <QWidget>

#include <vector>

class QComboBox;
class QLabel;
class QToolButton;

namespace towerlab::ui {

/// Settings by name: the built-in presets, and the person's own, which are kept for the next start.
class PresetBox : public QWidget {
    Q_OBJECT
public:
    explicit PresetBox(QWidget* parent = nullptr);

    /// Shows which preset these are, if any.
    void showSettings(const RunSettings& settings);
    /// Keeps the settings shown as a preset of that name, or one like it where it is taken.
    void keep(const QString& name);
    /// Forgets the own preset that is shown; its settings stay.
    void remove();

Q_SIGNALS:
    void chosen(const RunSettings& settings);

private:
    struct Named {
        QString key; ///< of a built-in one; empty for a person's own
        QString name;
        QString help;
        RunSettings settings;

        bool own() const { return key.isEmpty(); }
    };
    QWidget* makeRow();
    void readOwn();
    void storeOwn() const;
    void fill();
    void askForName();
    int found() const; ///< index of what is shown in all_, or -1

    std::vector<Named> all_;
    RunSettings settings_;
    QComboBox* box_ = nullptr;
    QToolButton* keep_ = nullptr;
    QToolButton* remove_ = nullptr;
    QLabel* help_ = nullptr;
};

} // namespace towerlab::ui
