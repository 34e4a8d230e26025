// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"

#include <QWidget>

#include <vector>

namespace towerlab::ui {

class MethodRow;

/// Every method there is, by family, to be chosen and set; remembered for the next start.
class MethodList : public QWidget {
    Q_OBJECT
public:
    explicit MethodList(QWidget* parent = nullptr);

    /// The chosen ones, in the order of allMethods().
    std::vector<CompareEntry> entries() const;
    /// Chooses exactly these, with their settings.
    void setEntries(const std::vector<CompareEntry>& entries);
    void chooseAll(bool all);
    MethodRow* row(std::string_view key) const;
    const std::vector<MethodRow*>& rows() const { return rows_; }
    void setLocked(bool locked);

Q_SIGNALS:
    void changed();

private:
    void edit(MethodRow* row);
    void restore();
    void store() const;

    std::vector<MethodRow*> rows_;
    bool restoring_ = false;
};

} // namespace towerlab::ui
