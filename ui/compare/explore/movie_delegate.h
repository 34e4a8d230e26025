// SPDX-License-Identifier: MIT
#pragma once

#include "ui/compare/explore/tested_user.h"
#include "ui/widgets/table_roles.h"

#include <QStyledItemDelegate>

namespace towerlab::ui {

class MovieHighlight;

/// Paints cells of movies (RowRole): the one that stands out tinted, those held out with their
/// MarkRole's glyph at the end, a line above ApartRole. Selection is not shown: it is the
/// highlight.
class MovieDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    /// @param markColumn the only column that shows marks; -1 for all
    explicit MovieDelegate(const MovieHighlight* highlight, int markColumn = -1,
                           QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

private:
    const MovieHighlight* highlight_;
    int markColumn_;
};

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
/// "4 ★", on other scales "8", or a dash.
QString ratingOrDash(const RatedMovie& movie);

} // namespace towerlab::ui
