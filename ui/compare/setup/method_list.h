// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"

#include <QWidget>

#include <vector>

namespace towerlab::ui {

class ArrowGroup;
class MethodRow;

/// Every method there is, by family, to be chosen and set; remembered for the next start.
class MethodList : public QWidget {
    Q_OBJECT
public:
    explicit MethodList(QWidget* parent = nullptr);

    /// The chosen ones: methods in the order of allMethods(), then runs.
    std::vector<CompareEntry> entries() const;
    /// Chooses exactly these, with their settings.
    void setEntries(const std::vector<CompareEntry>& entries);
    /// All methods; or nothing, runs included.
    void chooseAll(bool all);
    /// The person's own runs, which may take part as well; those chosen before stay so.
    struct OwnRun {
        quint64 id = 0;
        CompareEntry entry;
        friend bool operator==(const OwnRun&, const OwnRun&) = default;
    };
    void setRuns(std::vector<OwnRun> runs);
    MethodRow* row(std::string_view key) const; ///< of a method
    MethodRow* row(const CompareEntry& entry) const;
    /// Methods, then runs.
    std::vector<MethodRow*> rows() const;
    void setLocked(bool locked);

Q_SIGNALS:
    void changed();

private:
    void edit(MethodRow* row);
    void follow(MethodRow* row);
    void groupStops();
    void restore();
    void store() const;

    std::vector<MethodRow*> rows_;
    std::vector<OwnRun> runs_;
    std::vector<MethodRow*> runRows_; ///< by runs_
    QWidget* runsArea_;
    ArrowGroup* stops_;
    bool locked_ = false;
    bool restoring_ = false;
};

} // namespace towerlab::ui
