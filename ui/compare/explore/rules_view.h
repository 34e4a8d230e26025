// SPDX-License-Identifier: MIT
#pragma once

#include "ui/compare/explore/explore_view.h"
#include "ui/compare/explore/rule_query.h"

class QAbstractItemDelegate;
class QComboBox;
class QLabel;

namespace towerlab::ui {

class RuleFilters;
class RuleScatter;
class RulesModel;
class TableView;

/// "People who liked this also liked that": the rules of the comparison's association rules as a
/// table and a scatter, and the chosen one in words.
class RulesView : public ExploreView {
    Q_OBJECT
public:
    explicit RulesView(Workspace* workspace, QWidget* parent = nullptr);

protected:
    bool adoptComparison() override;
    void updateNow() override;
    void showBusy(bool busy) override;
    void showFailure(const QString& title, const QString& text) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    using Order = std::shared_ptr<const std::vector<std::uint32_t>>;
    QWidget* makeContent();
    QWidget* makeTable();
    QWidget* makeReading();
    void adoptMethod();
    void showRules(const Order& order, std::vector<std::uint32_t> drawn);
    void chooseRow(int row);
    void chooseRule(std::optional<std::uint32_t> rule);
    void showCount();
    void exportRules();

    RuleFilters* filters_;
    QComboBox* method_;
    RulesModel* model_;
    TableView* table_;
    QAbstractItemDelegate* bars_ = nullptr; ///< of the confidence, where there is room
    QLabel* count_;
    RuleScatter* scatter_;
    QLabel* sentence_;
    std::shared_ptr<const AssociationRules> rules_;
    std::shared_ptr<const RuleTitles> titles_;
    RuleColumn sortBy_ = RuleColumn::Confidence;
    bool descending_ = true;
    std::optional<std::uint32_t> chosen_;
    bool syncing_ = false; ///< the selection is set from here, not by the person
    JobRunner writes_;
};

} // namespace towerlab::ui
