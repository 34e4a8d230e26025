// SPDX-License-Identifier: MIT
#include "ui/compare/explore/rules_model.h"

#include "ui/compare/explore/movie_delegate.h"
#include "ui/widgets/csv.h"
#include "ui/widgets/table_roles.h"

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <utility>

namespace towerlab::ui {
namespace {

constexpr int columns = static_cast<int>(RuleColumn::Lift) + 1;

std::size_t at(std::int32_t row) { return static_cast<std::size_t>(row); }

bool isTitle(RuleColumn column) {
    return column == RuleColumn::Antecedent || column == RuleColumn::Consequent;
}

QString percent(double share, int decimals) {
    return RulesModel::tr("%1 %").arg(QLocale().toString(100 * share, 'f', decimals));
}

QString headerTip(RuleColumn column) {
    switch (column) {
    case RuleColumn::Antecedent:
        return RulesModel::tr("X, the movie that is liked");
    case RuleColumn::Consequent:
        return RulesModel::tr("Y, which they like, too");
    case RuleColumn::Together:
        return RulesModel::tr("Users who like both X and Y");
    case RuleColumn::Support:
        return RulesModel::tr("users who like both / users who like anything: how often the rule "
                              "applies at all");
    case RuleColumn::Confidence:
        return RulesModel::tr(
            "users who like both / users who like X: how often the rule is right. "
            "High for any Y that everybody likes, so look at the lift as well.");
    case RuleColumn::Lift:
        break;
    }
    return RulesModel::tr("confidence / share of all users who like Y: how many times likelier Y "
                          "is for those who like X. 1 is chance; below 1, the one keeps people "
                          "from the other.");
}

} // namespace

RulesModel::RulesModel(QObject* parent)
    : QAbstractTableModel(parent), order_(std::make_shared<const std::vector<std::uint32_t>>()) {}

void RulesModel::setRules(std::shared_ptr<const AssociationRules> rules,
                          std::shared_ptr<const Dataset> dataset) {
    beginResetModel();
    rules_ = std::move(rules);
    dataset_ = std::move(dataset);
    order_ = std::make_shared<const std::vector<std::uint32_t>>();
    endResetModel();
}

void RulesModel::setOrder(std::shared_ptr<const std::vector<std::uint32_t>> order) {
    beginResetModel();
    order_ = std::move(order);
    endResetModel();
}

int RulesModel::rowOfRule(std::uint32_t rule) const {
    const auto found = std::find(order_->begin(), order_->end(), rule);
    return found == order_->end() ? -1 : static_cast<int>(found - order_->begin());
}

int RulesModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(order_->size());
}

int RulesModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : columns;
}

QVariant RulesModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const std::uint32_t position = (*order_)[static_cast<std::size_t>(index.row())];
    const AssociationRule& rule = rules_->rules()[position];
    const auto column = static_cast<RuleColumn>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(rule, column);
    case Qt::ToolTipRole:
        return ruleSentence(rule, *dataset_);
    case Qt::TextAlignmentRole:
        return int((isTitle(column) ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case BarRole:
        return double{rule.confidence};
    case RuleRole:
        return position;
    default:
        return {};
    }
}

QString RulesModel::text(const AssociationRule& rule, RuleColumn column) const {
    const QLocale locale;
    switch (column) {
    case RuleColumn::Antecedent:
        return QString::fromStdString(dataset_->movies().title[at(rule.antecedent)]);
    case RuleColumn::Consequent:
        return QString::fromStdString(dataset_->movies().title[at(rule.consequent)]);
    case RuleColumn::Together:
        return locale.toString(rule.together);
    case RuleColumn::Support:
        return percent(double{rule.support}, 2);
    case RuleColumn::Confidence:
        return percent(double{rule.confidence}, 1);
    case RuleColumn::Lift:
        break;
    }
    return locale.toString(double{rule.lift}, 'f', 2);
}

QVariant RulesModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columns)
        return {};
    const auto column = static_cast<RuleColumn>(section);
    if (role == Qt::TextAlignmentRole)
        return int((isTitle(column) ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole)
        return headerTip(column);
    if (role == Qt::InitialSortOrderRole)
        return static_cast<int>(isTitle(column) ? Qt::AscendingOrder : Qt::DescendingOrder);
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case RuleColumn::Antecedent:
        return tr("Who liked");
    case RuleColumn::Consequent:
        return tr("also liked");
    case RuleColumn::Together:
        return tr("Users");
    case RuleColumn::Support:
        return tr("Support");
    case RuleColumn::Confidence:
        return tr("Confidence");
    case RuleColumn::Lift:
        break;
    }
    return tr("Lift");
}

void RulesModel::sort(int column, Qt::SortOrder order) {
    if (column >= 0 && column < columns)
        Q_EMIT sortAsked(static_cast<RuleColumn>(column), order == Qt::DescendingOrder);
}

QString ruleSentence(const AssociationRule& rule, const Dataset& dataset) {
    const QLocale locale;
    const double confidence = double{rule.confidence};
    const double lift = double{rule.lift};
    const auto likers = std::llround(rule.together / confidence);
    return RulesModel::tr("Of the %1 users who liked %2, %3 (%4) liked %5 too; among all users it "
                          "is %6: %7 times as likely.")
        .arg(locale.toString(qlonglong{likers}), titleWithYear(dataset, at(rule.antecedent)),
             locale.toString(rule.together), percent(confidence, 0),
             titleWithYear(dataset, at(rule.consequent)),
             percent(confidence / lift, confidence / lift < 0.1 ? 1 : 0),
             locale.toString(lift, 'f', lift < 10 ? 1 : 0));
}

QByteArray rulesCsv(const std::vector<AssociationRule>& rules,
                    const std::vector<std::uint32_t>& order, const Dataset& dataset) {
    QByteArray csv = "antecedent_id,antecedent,consequent_id,consequent,users,support,confidence,"
                     "lift\r\n";
    const MovieColumns& movies = dataset.movies();
    for (const std::uint32_t position : order) {
        const AssociationRule& rule = rules[position];
        const std::size_t from = at(rule.antecedent);
        const std::size_t to = at(rule.consequent);
        csv +=
            csvLine({QString::number(movies.id[from]), QString::fromStdString(movies.title[from]),
                     QString::number(movies.id[to]), QString::fromStdString(movies.title[to]),
                     QString::number(rule.together), QString::number(double{rule.support}),
                     QString::number(double{rule.confidence}), QString::number(double{rule.lift})});
    }
    return csv;
}

} // namespace towerlab::ui
