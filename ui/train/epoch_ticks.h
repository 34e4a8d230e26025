// SPDX-License-Identifier: MIT
#pragma once

#include "ui/plots/qcustomplot.h"

namespace towerlab::ui {

/// Whole epochs only.
QSharedPointer<QCPAxisTicker> epochTicker();

/// For an axis that counts epochs: writes the steps that they come to.
QSharedPointer<QCPAxisTicker> stepTicker(double stepsPerEpoch);

} // namespace towerlab::ui
