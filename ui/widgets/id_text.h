// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/ids.h"
#include "ui/widgets/table_model.h"

#include <functional>

namespace towerlab::ui {

/// The raw id of a row.
QString idText(const IdColumn& ids, std::size_t row);

/// The column of them in a table.
/// @param ids of the table's data
TableColumn idColumn(const std::function<const IdColumn&()>& ids, const QString& help);

/// How wide that column should be in pixels: numbers need little, texts more, up to a limit.
int idColumnWidth(const IdColumn& ids);

} // namespace towerlab::ui
