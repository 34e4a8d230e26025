// SPDX-License-Identifier: MIT
#include "ui/compare/explore/rules_view.h"

#include "ui/compare/explore/rule_filters.h"
#include "ui/compare/explore/rule_scatter.h"
#include "ui/compare/explore/rules_model.h"
#include "ui/compare/shared/text.h"
#include "ui/runs/file_export.h"
#include "ui/runs/workspace.h"
#include "ui/widgets/dense_table.h"
#include "ui/widgets/files.h"
#include "ui/widgets/score_delegate.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QScopedValueRollback>
#include <QSignalBlocker>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace towerlab::ui {
namespace {

constexpr int widthForAll = 900; ///< with less, the titles need it

int sectionOf(RuleColumn column) { return static_cast<int>(column); }

} // namespace

RulesView::RulesView(Workspace* workspace, QWidget* parent)
    : ExploreView(workspace, parent),
      filters_(new RuleFilters(workspace, this)),
      method_(new QComboBox(this)),
      model_(new RulesModel(this)),
      table_(new TableView(this)),
      count_(new QLabel(this)),
      scatter_(new RuleScatter(this)),
      sentence_(new QLabel(this)),
      writes_(JobRunner::Results::All) {
    setObjectName(QStringLiteral("rulesView"));
    setContent(makeContent());
    connect(filters_, &RuleFilters::changed, this, &RulesView::refresh);
    connect(method_, &QComboBox::currentIndexChanged, this, [this] {
        adoptMethod();
        refresh();
    });
    connect(model_, &RulesModel::sortAsked, this, [this](RuleColumn column, bool descending) {
        if (column == sortBy_ && descending == descending_)
            return;
        sortBy_ = column;
        descending_ = descending;
        refresh();
    });
    connect(scatter_, &RuleScatter::rulePicked, this,
            [this](std::uint32_t rule) { chooseRule(rule); });
    connect(&writes_, &JobRunner::failed, workspace, &Workspace::failed);
}

QWidget* RulesView::makeContent() {
    method_->setObjectName(QStringLiteral("rulesMethod"));
    method_->setAccessibleName(tr("Association rules"));
    method_->setToolTip(tr("Which of the methods with rules"));
    method_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    method_->setMinimumContentsLength(14);
    auto* exporter = makeExportTool("exportRules", tr("Write these rules, as filtered and sorted, "
                                                      "to a CSV table"));
    connect(exporter, &QToolButton::clicked, this, &RulesView::exportRules);
    filters_->addTool(method_);
    filters_->addTool(exporter);
    auto* split = new QSplitter(Qt::Horizontal);
    split->setHandleWidth(theme::spacing);
    split->setChildrenCollapsible(false);
    split->addWidget(makeTable());
    split->addWidget(scatter_);
    split->setStretchFactor(0, 62);
    split->setStretchFactor(1, 38);
    split->setSizes({680, 420});
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::spacing - 2);
    column->addWidget(filters_);
    column->addWidget(split, 1);
    column->addWidget(makeReading());
    return content;
}

QWidget* RulesView::makeTable() {
    table_->setObjectName(QStringLiteral("rulesTable"));
    table_->setAccessibleName(tr("Association rules"));
    makeDense(table_);
    table_->setModel(model_);
    bars_ = new ScoreDelegate(table_);
    QHeaderView* header = table_->horizontalHeader();
    header->setStretchLastSection(false);
    header->setMinimumSectionSize(40);
    header->setSectionResizeMode(sectionOf(RuleColumn::Antecedent), QHeaderView::Stretch);
    header->setSectionResizeMode(sectionOf(RuleColumn::Consequent), QHeaderView::Stretch);
    header->resizeSection(sectionOf(RuleColumn::Together), 54);
    header->resizeSection(sectionOf(RuleColumn::Support), 68);
    header->resizeSection(sectionOf(RuleColumn::Confidence), 120);
    header->resizeSection(sectionOf(RuleColumn::Lift), 58);
    header->setSortIndicator(sectionOf(sortBy_), Qt::DescendingOrder);
    const auto follow = [this] {
        const QModelIndex current = table_->currentIndex();
        if (!syncing_ && current.isValid() &&
            table_->selectionModel()->isRowSelected(current.row()))
            chooseRow(current.row());
    };
    connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, follow);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, follow);
    count_->setObjectName(QStringLiteral("rulesCount"));
    theme::makeCaption(count_);
    auto* card = new QWidget;
    theme::makeCard(card);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(8, 6, 8, 8);
    column->setSpacing(6);
    column->addWidget(table_, 1);
    column->addWidget(count_);
    return card;
}

QWidget* RulesView::makeReading() {
    auto* card = new QWidget;
    theme::makeCard(card);
    sentence_->setObjectName(QStringLiteral("ruleSentence"));
    sentence_->setWordWrap(true);
    sentence_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(theme::padding, 10, theme::padding, 10);
    column->addWidget(sentence_);
    return card;
}

bool RulesView::adoptComparison() {
    const auto found = methodsWith<AssociationRules>(*comparison());
    if (found.empty()) {
        showEmpty(QStringLiteral("sort"), tr("No association rules"),
                  tr("This comparison has none. Choose the association rules among the methods, "
                     "and press Compare."));
        return false;
    }
    const QSignalBlocker quiet(method_);
    method_->clear();
    for (const std::size_t i : found)
        method_->addItem(methodTitle(*comparison(), i), static_cast<qulonglong>(i));
    method_->setVisible(found.size() > 1);
    titles_ = std::make_shared<const RuleTitles>(ruleTitles(*dataset()));
    filters_->setDataset(dataset());
    adoptMethod();
    return true;
}

void RulesView::adoptMethod() {
    const auto method = static_cast<std::size_t>(method_->currentData().toULongLong());
    rules_ = std::dynamic_pointer_cast<const AssociationRules>(comparison()->scorers[method]);
    chosen_.reset();
    scatter_->setChosen({});
    scatter_->setRules(rules_, dataset(), {}, 0);
    model_->setRules(rules_, dataset());
    sentence_->clear();
}

void RulesView::updateNow() {
    RuleQuery query = filters_->query();
    query.sortBy = sortBy_;
    query.descending = descending_;
    compute(tr("The rules could not be sorted"),
            [this, query, rules = rules_, titles = titles_](const std::stop_token& stop,
                                                            const ProgressCallback&) {
                auto order = std::make_shared<const std::vector<std::uint32_t>>(
                    selectRules(rules->rules(), *titles, query, stop));
                return JobRunner::Outcome(
                    [this, order, drawn = thinRules(rules->rules(), *order)]() mutable {
                        showRules(order, std::move(drawn));
                    });
            });
}

void RulesView::showRules(const Order& order, std::vector<std::uint32_t> drawn) {
    {
        const QScopedValueRollback guard(syncing_, true);
        model_->setOrder(order);
    }
    showCount();
    scatter_->setRules(rules_, dataset(), std::move(drawn), order->size());
    const bool kept = chosen_ && model_->rowOfRule(*chosen_) >= 0;
    if (order->empty())
        chooseRule({});
    else
        chooseRule(kept ? *chosen_ : order->front());
}

void RulesView::chooseRow(int row) {
    chooseRule(model_->index(row, 0).data(RulesModel::RuleRole).toUInt());
}

void RulesView::chooseRule(std::optional<std::uint32_t> rule) {
    const QScopedValueRollback guard(syncing_, true);
    chosen_ = rule;
    table_->selectModelRow(rule ? model_->rowOfRule(*rule) : -1);
    scatter_->setChosen(rule);
    if (rule)
        sentence_->setText(ruleSentence(rules_->rules()[*rule], *dataset()));
    else if (rules_->rules().empty())
        sentence_->setText(tr("There is no rule of the support and confidence that the method was "
                              "told to ask for: compare with less of either."));
    else
        sentence_->setText(tr("No rule passes the filters: lower the least values, or search for "
                              "less."));
}

void RulesView::showCount() {
    const QLocale locale;
    const qulonglong all = rules_->rules().size();
    const qulonglong shown = model_->order()->size();
    count_->setText(shown == all
                        ? tr("%1 rules").arg(locale.toString(all))
                        : tr("%1 of %2 rules").arg(locale.toString(shown), locale.toString(all)));
}

void RulesView::showBusy(bool busy) {
    if (busy)
        count_->setText(tr("Sorting …"));
    else if (rules_)
        showCount();
}

void RulesView::showFailure(const QString& title, const QString& text) {
    sentence_->setText(QStringLiteral("%1: %2").arg(title, text));
}

void RulesView::resizeEvent(QResizeEvent* event) {
    ExploreView::resizeEvent(event);
    const bool wide = width() >= widthForAll;
    table_->showColumn(sectionOf(RuleColumn::Together), wide);
    table_->setItemDelegateForColumn(sectionOf(RuleColumn::Confidence), wide ? bars_ : nullptr);
    table_->setColumnWidth(sectionOf(RuleColumn::Confidence), wide ? 120 : 86);
}

void RulesView::exportRules() {
    const QString path = chooseCsvFile(this, tr("rules.csv"));
    if (path.isEmpty())
        return;
    // Rules may be a million lines.
    writes_.start({}, tr("The rules could not be written"),
                  [workspace = workspace(), path, rules = rules_, order = model_->order(),
                   dataset = dataset()](const std::stop_token&, const ProgressCallback&) {
                      saveFile(path, rulesCsv(rules->rules(), *order, *dataset));
                      return JobRunner::Outcome(
                          [workspace, path] { tellWritten(workspace, path); });
                  });
}

} // namespace towerlab::ui
