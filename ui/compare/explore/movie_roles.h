// SPDX-License-Identifier: MIT
#pragma once

#include "ui/compare/explore/tested_user.h"
#include "ui/models/table_roles.h"

namespace towerlab::ui {

/// Data roles of the tables that show movies of a test; RowRole is the movie.
enum MovieRole {
    MarkRole = Qt::UserRole + 50, ///< MovieMark as int
    ApartRole,                    ///< bool: a line parts this row from the one above
};

/// The glyph of a mark, so that nobody needs its colour; empty for none.
QString markGlyph(MovieMark mark);
QColor markColour(MovieMark mark);
/// "Held out for the test and liked (4 ★)": a sentence for tooltips, empty for other movies.
QString markText(const TestedUser& user, std::int32_t movie);
/// "4 ★", or a dash.
QString starsOrDash(const std::optional<float>& stars);
/// "Title (1998)"
QString titleWithYear(const Dataset& dataset, std::size_t movieRow);

} // namespace towerlab::ui
