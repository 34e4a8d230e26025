// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/filter_proxy.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QTimer;
class QToolButton;

namespace towerlab::ui {

class BusySign;
class SearchBox;
class TableView;

/// A table with a search box, attribute filters and a count of the rows that pass them. One row of
/// the data set is the chosen one; it stays so while sorting and filtering hide or move it. Large
/// tables are sorted and filtered on a worker, and can be used as they were until that is done.
class DataTable : public QWidget {
    Q_OBJECT
public:
    /// Shows the row as chosen without taking the focus and without rowChosen().
    void showRow(std::optional<std::size_t> row);
    TableView* table() const { return table_; }
    void clearFilters();

Q_SIGNALS:
    /// The person chose another row (of the data set), or none.
    void rowChosen(std::optional<std::size_t> row);

protected:
    /// @param name starts the object names: "users" makes usersTable, usersSearch and usersCount
    explicit DataTable(const QString& name, QWidget* parent = nullptr);

    /// To be called once, by the constructor of a subclass.
    void setModel(QAbstractItemModel* model);
    void setTexts(const QString& placeholder, const QString& what);
    /// A combo box whose first entry, with empty data, lets all rows pass.
    QComboBox* addFilter(const QString& objectName, const QString& help);
    /// Keeps the choice of a filter where the new entries have it.
    void fillFilter(QComboBox* filter, const QString& all,
                    const QList<std::pair<QString, int>>& entries);
    /// Hides a column that the table can do without while there is little room.
    void hideWhileNarrow(int column);
    /// To be called after the model was given another data set.
    void datasetReplaced();

    /// What the filters ask for; empty where all of them let everything pass.
    virtual FilterProxy::Condition condition() const = 0;
    virtual QString countText(const QString& shown, const QString& all) const = 0;

    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void applySearch();
    void applyFilters();
    void tellArranging();
    void showArranged();
    void syncSelection();
    void publishSelection();

    FilterProxy* proxy_;
    SearchBox* search_;
    QHBoxLayout* filterRow_;
    QList<QComboBox*> filters_;
    TableView* table_;
    int spareColumn_ = -1;
    QLabel* count_;
    BusySign* busy_;
    QToolButton* clear_;
    QTimer* debounce_;
    std::optional<std::size_t> chosen_;
    bool rowsReplaced_ = false; ///< the selection went with the rows before
    bool syncing_ = false;      ///< selection changes come from here, not from the person
};

} // namespace towerlab::ui
