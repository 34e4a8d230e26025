// SPDX-License-Identifier: MIT
#pragma once

#include "ui/compare/explore/rule_query.h"
#include "ui/widgets/table_model.h"

#include <QByteArray>

#include <memory>

namespace towerlab::ui {

/// Association rules in an order that is made elsewhere, as sorting a million of them is work for
/// another thread.
class RulesModel : public TableModel {
    Q_OBJECT
public:
    enum Role { RuleRole = Qt::UserRole + 70 }; ///< position in AssociationRules::rules()

    explicit RulesModel(QObject* parent = nullptr);

    void setRules(std::shared_ptr<const AssociationRules> rules,
                  std::shared_ptr<const Dataset> dataset);
    void setOrder(std::shared_ptr<const std::vector<std::uint32_t>> order);
    const std::shared_ptr<const std::vector<std::uint32_t>>& order() const { return order_; }
    /// The row of a rule, or -1.
    int rowOfRule(std::uint32_t rule) const;

    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
    /// Asks for another order by sortAsked().
    void sort(int column, Qt::SortOrder order) override;

Q_SIGNALS:
    void sortAsked(towerlab::ui::RuleColumn column, bool descending);

protected:
    std::size_t rows() const override { return order_->size(); }
    QVariant more(std::size_t row, int column, int role) const override;

private:
    std::vector<TableColumn> describe() const;
    TableColumn titleColumn(const QString& title, const QString& help,
                            std::int32_t AssociationRule::*movie) const;
    const AssociationRule& rule(std::size_t row) const;

    std::shared_ptr<const AssociationRules> rules_;
    std::shared_ptr<const Dataset> dataset_;
    std::shared_ptr<const std::vector<std::uint32_t>> order_;
};

/// "Of the 1,204 users who liked A, 812 (67 %) liked B too; among all users it is 31 %: 2.2 times
/// as likely."
QString ruleSentence(const AssociationRule& rule, const Dataset& dataset);

/// The columns of a table of rules, and a rule's values in them.
QStringList ruleColumns();
QStringList ruleFields(const AssociationRule& rule, const Dataset& dataset);

/// RFC 4180 with a header line.
QByteArray rulesCsv(const std::vector<AssociationRule>& rules,
                    const std::vector<std::uint32_t>& order, const Dataset& dataset);

} // namespace towerlab::ui
