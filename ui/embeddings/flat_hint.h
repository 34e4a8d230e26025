// SPDX-License-Identifier: MIT
#pragma once

#include "core/analyze/pca.h"
#include "core/model/settings.h"

#include <QWidget>

class QPushButton;

namespace towerlab::ui {

/// Says why a map is a line, and offers a run whose map is not. Hidden where there is no need.
class FlatHint : public QWidget {
    Q_OBJECT
public:
    explicit FlatHint(QWidget* parent = nullptr);

    /// Shows itself if the L2 penalty of a run has left but one direction (or none).
    void judge(const PcaResult& pca, const ModelSettings& settings);
    void setRunPossible(bool possible);

Q_SIGNALS:
    void clearMapRequested();

private:
    QPushButton* button_;
};

} // namespace towerlab::ui
