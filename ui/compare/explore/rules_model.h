// SPDX-License-Identifier: MIT
#pragma once

#include "ui/compare/explore/rule_query.h"

#include <QAbstractTableModel>
#include <QByteArray>

#include <memory>

namespace towerlab::ui {

/// Association rules in an order that is made elsewhere, as sorting a million of them is work for
/// another thread.
class RulesModel : public QAbstractTableModel {
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

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// Asks for another order by sortAsked().
    void sort(int column, Qt::SortOrder order) override;

Q_SIGNALS:
    void sortAsked(towerlab::ui::RuleColumn column, bool descending);

private:
    QString text(const AssociationRule& rule, RuleColumn column) const;

    std::shared_ptr<const AssociationRules> rules_;
    std::shared_ptr<const Dataset> dataset_;
    std::shared_ptr<const std::vector<std::uint32_t>> order_;
};

/// "Of the 1,204 users who liked A, 812 (67 %) liked B too; among all users it is 31 %: 2.2 times
/// as likely."
QString ruleSentence(const AssociationRule& rule, const Dataset& dataset);

/// RFC 4180 with a header line.
QByteArray rulesCsv(const std::vector<AssociationRule>& rules,
                    const std::vector<std::uint32_t>& order, const Dataset& dataset);

} // namespace towerlab::ui
