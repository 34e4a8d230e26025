// SPDX-License-Identifier: MIT
#pragma once

#include "ui/compare/explore/rule_query.h"

#include <QTimer>
#include <QWidget>

class QCheckBox;
class QHBoxLayout;

namespace towerlab::ui {

class NumberBox;
class SearchBox;
class Workspace;

/// The rows in which rules are searched: by words of either title, by least values, and from the
/// movie selected in the window.
class RuleFilters : public QWidget {
    Q_OBJECT
public:
    explicit RuleFilters(Workspace* workspace, QWidget* parent = nullptr);

    void setDataset(std::shared_ptr<const Dataset> dataset);
    /// What is asked for but for the order.
    RuleQuery query() const;
    void addTool(QWidget* tool);

Q_SIGNALS:
    void changed();

private:
    NumberBox* makeLeast(const char* name, const QString& what, const QString& suffix,
                         double highest, double step);
    void showOffer();

    Workspace* workspace_;
    std::shared_ptr<const Dataset> dataset_;
    SearchBox* words_;
    QCheckBox* from_;
    NumberBox* support_;
    NumberBox* confidence_;
    NumberBox* lift_;
    QHBoxLayout* top_; ///< words and tools
    QHBoxLayout* row_; ///< least values
    QTimer pause_;     ///< between the last change and the search
};

} // namespace towerlab::ui
