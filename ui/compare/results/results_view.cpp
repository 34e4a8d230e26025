// SPDX-License-Identifier: MIT
#include "ui/compare/results/results_view.h"

#include "ui/compare/results/charts.h"
#include "ui/compare/results/column_chooser.h"
#include "ui/compare/results/paired_tests.h"
#include "ui/compare/results/results_table.h"
#include "ui/compare/shared/text.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/preferences.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tool_tip.h"

#include <QHeaderView>
#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace towerlab::ui {
namespace {} // namespace

ResultsView::ResultsView(QWidget* parent)
    : QWidget(parent),
      tests_(new PairedTests(this)),
      pages_(new QStackedWidget),
      empty_(new EmptyState(QStringLiteral("compare"), {}, {})) {
    setObjectName(QStringLiteral("compareResults"));
    empty_->setObjectName(QStringLiteral("compareEmpty"));
    auto* emptyCard = new QWidget;
    theme::makeCard(emptyCard);
    auto* emptyColumn = new QVBoxLayout(emptyCard);
    emptyColumn->addWidget(empty_);
    pages_->addWidget(emptyCard);
    pages_->addWidget(makeContents());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 0);
    column->addWidget(pages_);
    connect(empty_, &EmptyState::triggered, this, &ResultsView::compareRequested);
}

ResultsView::~ResultsView() {
    // The table asks the tests for its tooltips, and goes after them.
    table_->setComparison(nullptr);
}

QWidget* ResultsView::makeContents() {
    test_ = new QLabel;
    test_->setObjectName(QStringLiteral("compareTestText"));
    test_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    theme::makeCaption(test_);
    note_ = new QLabel;
    note_->setObjectName(QStringLiteral("compareNote"));
    note_->setWordWrap(true);
    theme::makeNote(note_);
    columns_ = new ColumnChooser;
    table_ = new ResultsTable(tests_);
    table_->setMetrics(columns_->metrics());
    auto* card = new QWidget;
    theme::makeCard(card);
    auto* inside = new QVBoxLayout(card);
    inside->setContentsMargins(theme::padding, 8, theme::padding, 8);
    inside->setSpacing(4);
    inside->addWidget(columns_);
    inside->addWidget(table_, 1);
    inside->addWidget(test_);
    charts_ = new CompareCharts;
    splitter_ = new QSplitter(Qt::Vertical);
    splitter_->setHandleWidth(theme::spacing);
    splitter_->setChildrenCollapsible(false);
    splitter_->addWidget(card);
    splitter_->addWidget(charts_);
    splitter_->setStretchFactor(0, 1);
    splitter_->setStretchFactor(1, 1);
    splitter_->setSizes({1000, 900});
    rememberSizes(splitter_, preference::resultsSplitter);
    auto* area = new QWidget;
    auto* column = new QVBoxLayout(area);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(note_);
    column->addWidget(splitter_, 1);
    connect(columns_, &ColumnChooser::changed, this, [this] {
        table_->setMetrics(columns_->metrics());
        showTestText();
    });
    connect(table_->horizontalHeader(), &QHeaderView::sortIndicatorChanged, this,
            &ResultsView::showTestText);
    connect(table_, &ResultsTable::chosenChanged, this,
            [this] { charts_->choose(table_->chosen()); });
    connect(charts_, &CompareCharts::picked, this, &ResultsView::choose);
    return area;
}

void ResultsView::choose(std::optional<std::size_t> method) {
    table_->choose(method);
    charts_->choose(method);
}

void ResultsView::show(const std::shared_ptr<const Comparison>& comparison) {
    pages_->setCurrentIndex(comparison && !comparison->methods.empty() ? 1 : 0);
    table_->setComparison(comparison);
    charts_->setComparison(comparison);
    charts_->choose(table_->chosen());
    shown_ = comparison;
    showTestText();
}

void ResultsView::showTestText() {
    QString text = shown_ ? testText(*shown_) : QString();
    if (const auto order = table_->hiddenOrder(); shown_ && order)
        text = tr("Sorted by %1, whose column is not shown · %2")
                   .arg(metricTitle(compareMetrics()[*order], shown_->settings), text);
    test_->setText(text);
    test_->setToolTip(plainTip(text));
}

void ResultsView::setComparison(const std::shared_ptr<const Comparison>& comparison,
                                const std::shared_ptr<const Dataset>& dataset) {
    tests_->setComparison(comparison);
    show(comparison);
    QStringList notes;
    if (comparison && !isOf(*comparison, dataset.get()))
        notes << tr("These results are of other data than what is open: %1.")
                     .arg(QString::fromStdString(comparison->datasetName));
    if (comparison && comparison->stoppedEarly)
        notes << tr("Stopped early: %1 of %2 methods are finished.")
                     .arg(comparison->methods.size())
                     .arg(comparison->settings.entries.size());
    if (comparison)
        for (const std::string& note : comparison->notes)
            notes << QString::fromStdString(note);
    note_->setText(notes.join(u' '));
    note_->setVisible(!notes.isEmpty());
}

void ResultsView::setPartial(const std::shared_ptr<const Comparison>& comparison) {
    tests_->setComparison(nullptr);
    show(comparison);
    note_->hide();
}

void ResultsView::setEmptyTexts(const QString& title, const QString& text, const QString& button) {
    empty_->setTexts(title, text, button);
}

} // namespace towerlab::ui
