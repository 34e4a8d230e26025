// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

#include <stop_token>

namespace towerlab::ui {

/// What a table model offers so that FilterProxy can sort and filter its rows: without a QVariant
/// for each comparison, and on another thread. It is asked for nothing while it is being reset.
class PlainRows {
public:
    virtual ~PlainRows() = default;
    /// Makes what the functions below need; called before them, and quick if it was before.
    /// @throws Cancelled if a stop was requested.
    virtual void prepareRows(const std::stop_token& /*stop*/) const {}
    /// Below, at or above 0 as the value in `column` of row `left` is below, at or above `right`'s.
    virtual int compareRows(int column, int left, int right) const = 0;
    /// A row without a value comes last, whichever way the rows are sorted.
    virtual bool hasValue(int /*column*/, int /*row*/) const { return true; }
    /// Whether the row holds each of these searchWords().
    virtual bool holdsWords(int row, const QStringList& words) const = 0;
};

} // namespace towerlab::ui
