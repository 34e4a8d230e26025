// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/table_view.h"

#include <cstddef>

namespace towerlab::ui {

/// Height of the heading's row of the cards side by side, so that what is below it lines up.
inline constexpr int recommendHeadHeight = 22;

/// A table whose one chosen row is shared with the rest of the window: it tells apart what the
/// person chose here from what was chosen elsewhere and is only marked.
class RecommendTable : public TableView {
    Q_OBJECT
public:
    explicit RecommendTable(QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;

    /// Selects a row of the view's model and scrolls to it, without rowChosen(); a negative row
    /// clears the selection.
    void markRow(int row);
    /// The same, but the table stays scrolled as it is.
    void markRowInPlace(int row);

    /// Runs `change`, which resets the model, and stays scrolled as before.
    template <typename Change>
    void keepingPlace(Change change) {
        const int place = scrollPlace();
        change();
        setScrollPlace(place);
    }

    /// Makes a column as wide as its header and a typical text.
    void fitColumn(int column, const QString& sample);
    /// The same by what the column's delegate asks for.
    void fitColumnToCells(int column);

Q_SIGNALS:
    void rowChosen(std::size_t dataRow); ///< RowRole of the row that the person chose

private:
    void report();
    void widen(int column, int width);
    int scrollPlace() const;
    void setScrollPlace(int place);

    bool quiet_ = false;
};

} // namespace towerlab::ui
