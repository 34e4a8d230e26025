// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/columns.h"
#include "ui/widgets/table_model.h"

#include <vector>

namespace towerlab::ui {

/// What a table shows of the columns that the data has of users or of movies: words, then numbers,
/// then texts.
/// @param entities must outlive the columns
/// @param categoryHelp tooltip of words' headers
std::vector<TableColumn> factColumns(const EntityColumns& entities, const QString& categoryHelp);

} // namespace towerlab::ui
