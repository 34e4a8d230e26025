// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/theme.h"

#include <QCommandLineOption>

class QCommandLineParser;

namespace towerlab {

/// "--appearance system, light or dark", for this start only.
QCommandLineOption appearanceOption();

/// What the option says, or without it what the person has chosen in the window.
ui::Appearance chosenAppearance(const QCommandLineParser& parser, const QCommandLineOption& option);

} // namespace towerlab
