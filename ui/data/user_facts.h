// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/columns.h"

#include <QString>
#include <QStringList>

namespace towerlab::ui {

/// A column's label or word: translated where it is one of TowerLab's own, else as the data has it.
QString columnText(const std::string& english);

/// The word of a row; empty where unknown.
QString wordText(const CategoryColumn& column, std::size_t row);
/// The number of a row, without decimals that say nothing; empty where unknown.
QString numberText(const NumberColumn& column, std::size_t row);

/// What is known of a user (or of a movie, besides title, year and genres), in the order of the
/// columns.
QStringList factsOf(const EntityColumns& entities, std::size_t row);

} // namespace towerlab::ui
