// SPDX-License-Identifier: MIT
#include "ui/compare/explore/rules_model.h"

#include "ui/compare/explore/movie_delegate.h"
#include "ui/data/rating_text.h"
#include "ui/widgets/csv.h"
#include "ui/widgets/id_text.h"
#include "ui/widgets/table_roles.h"

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <utility>

namespace towerlab::ui {
namespace {

std::size_t at(std::int32_t row) { return static_cast<std::size_t>(row); }

bool isTitle(RuleColumn column) {
    return column == RuleColumn::Antecedent || column == RuleColumn::Consequent;
}

QString percent(double share, int decimals) {
    return RulesModel::tr("%1 %").arg(QLocale().toString(100 * share, 'f', decimals));
}

} // namespace

RulesModel::RulesModel(QObject* parent)
    : TableModel(parent), order_(std::make_shared<const std::vector<std::uint32_t>>()) {
    setColumns(describe());
}

const AssociationRule& RulesModel::rule(std::size_t row) const {
    return rules_->rules()[(*order_)[row]];
}

TableColumn RulesModel::titleColumn(const QString& title, const QString& help,
                                    std::int32_t AssociationRule::*movie) const {
    return {.title = title, .help = help, .text = [this, movie](std::size_t row) {
                return QString::fromStdString(dataset_->movies().title[at(rule(row).*movie)]);
            }};
}

std::vector<TableColumn> RulesModel::describe() const {
    std::vector<TableColumn> columns = {
        titleColumn(tr("Who liked"), tr("X, the movie that is liked"),
                    &AssociationRule::antecedent),
        titleColumn(tr("also liked"), tr("Y, which they like, too"), &AssociationRule::consequent),
        {.title = tr("Users"),
         .help = tr("Users who like both X and Y"),
         .alignment = Qt::AlignRight,
         .text = [this](std::size_t row) { return QLocale().toString(rule(row).together); }},
        {.title = tr("Support"),
         .help = tr("users who like both / users who like anything: how often the rule "
                    "applies at all"),
         .alignment = Qt::AlignRight,
         .text = [this](std::size_t row) { return percent(double{rule(row).support}, 2); }},
        {.title = tr("Confidence"),
         .help = tr("users who like both / users who like X: how often the rule is right. "
                    "High for any Y that everybody likes, so look at the lift as well."),
         .alignment = Qt::AlignRight,
         .text = [this](std::size_t row) { return percent(double{rule(row).confidence}, 1); }},
        {.title = tr("Lift"),
         .help = tr("confidence / share of all users who like Y: how many times likelier Y "
                    "is for those who like X. 1 is chance; below 1, the one keeps people "
                    "from the other."),
         .alignment = Qt::AlignRight,
         .text = [this](std::size_t row) {
             return QLocale().toString(double{rule(row).lift}, 'f', 2);
         }}};
    for (TableColumn& column : columns)
        column.toolTip = [this](std::size_t row) { return ruleSentence(rule(row), *dataset_); };
    return columns;
}

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

QVariant RulesModel::more(std::size_t row, int /*column*/, int role) const {
    switch (role) {
    case BarRole:
        return double{rule(row).confidence};
    case RuleRole:
        return (*order_)[row];
    default:
        return {};
    }
}

QVariant RulesModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (role == Qt::InitialSortOrderRole && orientation == Qt::Horizontal && section >= 0 &&
        section < columnCount())
        return static_cast<int>(isTitle(static_cast<RuleColumn>(section)) ? Qt::AscendingOrder
                                                                          : Qt::DescendingOrder);
    return TableModel::headerData(section, orientation, role);
}

void RulesModel::sort(int column, Qt::SortOrder order) {
    if (column >= 0 && column < columnCount())
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

QStringList ruleColumns() {
    return QStringLiteral("antecedent_id,antecedent,consequent_id,consequent,users,support,"
                          "confidence,lift")
        .split(u',');
}

QStringList ruleFields(const AssociationRule& rule, const Dataset& dataset) {
    const MovieColumns& movies = dataset.movies();
    const std::size_t from = at(rule.antecedent);
    const std::size_t to = at(rule.consequent);
    return {idText(movies.id, from),
            QString::fromStdString(movies.title[from]),
            idText(movies.id, to),
            QString::fromStdString(movies.title[to]),
            QString::number(rule.together),
            QString::number(double{rule.support}),
            QString::number(double{rule.confidence}),
            QString::number(double{rule.lift})};
}

QByteArray rulesCsv(const std::vector<AssociationRule>& rules,
                    const std::vector<std::uint32_t>& order, const Dataset& dataset) {
    QByteArray csv = csvLine(ruleColumns());
    for (const std::uint32_t position : order)
        csv += csvLine(ruleFields(rules[position], dataset));
    return csv;
}

} // namespace towerlab::ui
