// SPDX-License-Identifier: MIT
#pragma once

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

} // namespace towerlab::ui
