// SPDX-License-Identifier: MIT
#pragma once

#include "core/inspect/journey.h"

#include <QWidget>

#include <functional>
#include <memory>
#include <vector>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QPushButton;

namespace towerlab::ui {

/// Where a person tries other inputs: an editor for each thing that the towers read, and what comes
/// of it.
class WhatIfForm : public QWidget {
    Q_OBJECT
public:
    explicit WhatIfForm(QWidget* parent = nullptr);

    /// Null: there is no model to ask.
    void setInspector(std::shared_ptr<const Inspector> inspector);
    /// What is known of the pair.
    void setKnown(const Journey& journey);
    WhatIf whatIf() const;
    bool keepsComparison() const;
    /// @param pair names what is compared with
    void showChange(const Journey& now, const Journey& before, const QString& pair);
    void clearChange();

public Q_SLOTS:
    void reset();

Q_SIGNALS:
    void changed();
    /// Changes are to be told against the pair of now, also once another one is chosen; or no
    /// longer.
    void comparisonToggled(bool on);

private:
    struct Editor {
        Side side;
        std::size_t input;
        QComboBox* box;
    };
    void addSide(Side side);
    void addEditor(Side side, std::size_t input);
    void fillWords(const Editor& editor) const;
    void fillHistory(QComboBox* box) const;
    QString knownText(const Editor& editor, const Journey& journey) const;

    std::shared_ptr<const Inspector> inspector_;
    QFormLayout* form_;
    std::vector<Editor> editors_;
    QCheckBox* keep_;
    QLabel* result_;
    QPushButton* reset_;
};

} // namespace towerlab::ui
