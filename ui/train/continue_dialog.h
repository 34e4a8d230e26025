// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/run_record.h"

#include <QDialog>

class QSpinBox;

namespace towerlab::ui {

/// Asks for how many epochs a run is to be trained on.
class ContinueDialog : public QDialog {
    Q_OBJECT
public:
    ContinueDialog(const QString& runName, const RunRecord& record, QWidget* parent = nullptr);

    /// Epochs that a run may still be given; 0: it has as many as a run may have.
    static int room(const RunRecord& record);
    /// The run's settings with the further epochs added.
    RunSettings settings() const;

private:
    QString explanation() const;

    RunRecord record_;
    QSpinBox* epochs_;
};

} // namespace towerlab::ui
