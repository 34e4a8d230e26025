// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/plain_rows.h"

#include <QAbstractTableModel>
#include <QString>
#include <QVariant>

#include <functional>
#include <vector>

namespace towerlab::ui {

/// A column of a TableModel, described as data. Functions are given the row.
struct TableColumn {
    QString title;
    QString help = {}; ///< tooltip of the header
    Qt::Alignment alignment = Qt::AlignLeft;
    std::function<QString(std::size_t row)> text;
    /// The plain value of a cell; empty: its text.
    std::function<QVariant(std::size_t row)> sortValue = {};
    std::function<QString(std::size_t row)> toolTip = {};
    bool richToolTip = false; ///< it is HTML; else it is text, whatever it looks like
    /// Below, at or above 0 as the first row's value is; for tables too large to sort by QVariants,
    /// which it is without. May be called on any thread.
    std::function<int(std::size_t left, std::size_t right)> compare = {};
};

/// A column sorted by a plain value of each row.
template <typename Key>
TableColumn sortedBy(Key key, TableColumn column) {
    column.sortValue = [key](std::size_t row) { return QVariant(key(row)); };
    column.compare = [key](std::size_t left, std::size_t right) {
        const auto a = key(left);
        const auto b = key(right);
        return a < b ? -1 : (b < a ? 1 : 0);
    };
    return column;
}

/// What all tables of the window are made of: columns that are described, over rows that a subclass
/// has. Cells answer for text, tooltip, alignment and SortRole; more() for the rest.
class TableModel : public QAbstractTableModel, public PlainRows {
    Q_OBJECT
public:
    int rowCount(const QModelIndex& parent = {}) const final;
    int columnCount(const QModelIndex& parent = {}) const final;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const final;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
    int compareRows(int section, int left, int right) const final;
    bool holdsWords(int row, const QStringList& words) const override;

protected:
    explicit TableModel(QObject* parent) : QAbstractTableModel(parent) {}

    /// By the constructor, or while the model is being reset.
    void setColumns(std::vector<TableColumn> columns) { columns_ = std::move(columns); }
    const TableColumn& column(int section) const {
        return columns_[static_cast<std::size_t>(section)];
    }
    virtual std::size_t rows() const = 0;
    /// What a cell has for other roles; asked first, so that it can also speak for those.
    virtual QVariant more(std::size_t row, int column, int role) const;

private:
    std::vector<TableColumn> columns_;
};

} // namespace towerlab::ui
