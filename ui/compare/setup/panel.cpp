// SPDX-License-Identifier: MIT
#include "ui/compare/setup/panel.h"

#include "ui/compare/setup/controls.h"
#include "ui/compare/setup/method_list.h"
#include "ui/compare/setup/method_row.h"
#include "ui/compare/setup/test_form.h"
#include "ui/compare/shared/clock.h"
#include "ui/compare/shared/text.h"
#include "ui/widgets/collapsible_group.h"
#include "ui/widgets/preferences.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/vertical_scroll_area.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace towerlab::ui {
namespace {

constexpr int columnWidth = 312;

} // namespace

CompareSetup::CompareSetup(QWidget* parent)
    : QWidget(parent),
      test_(new TestForm),
      methods_(new MethodList),
      controls_(new CompareControls) {
    theme::makeCard(this);
    theme::keepWidth(this, columnWidth);
    auto* title = new QLabel(tr("Compare"));
    theme::makeTitle(title);
    auto* contents = new QWidget;
    auto* inside = new QVBoxLayout(contents);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(6);
    inside->addWidget(new CollapsibleGroup(preference::testGroup.key, tr("Test"), test_));
    inside->addWidget(makeMethodsHead());
    inside->addWidget(methods_, 1);
    auto* scroll = new VerticalScrollArea;
    scroll->setContents(contents);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::padding, theme::padding, theme::padding, theme::padding);
    column->setSpacing(10);
    column->addWidget(title);
    column->addWidget(scroll, 1);
    column->addWidget(controls_);
    connect(test_, &TestForm::changed, this, &CompareSetup::showWhetherReady);
    connect(methods_, &MethodList::changed, this, &CompareSetup::showWhetherReady);
    connect(controls_, &CompareControls::compareRequested, this, &CompareSetup::compareRequested);
    connect(controls_, &CompareControls::stopRequested, this, &CompareSetup::stopRequested);
    showWhetherReady();
}

QWidget* CompareSetup::makeMethodsHead() {
    auto* area = new QWidget;
    auto* row = new QHBoxLayout(area);
    row->setContentsMargins(0, 4, 12, 0);
    row->setSpacing(2);
    count_ = new QLabel;
    count_->setObjectName(QStringLiteral("methodCount"));
    theme::makeHeading(count_);
    row->addWidget(count_, 1);
    allAndNone_ = area;
    for (const bool all : {true, false}) {
        auto* button = new QToolButton;
        button->setObjectName(all ? QStringLiteral("methodsAll") : QStringLiteral("methodsNone"));
        button->setText(all ? tr("All") : tr("None"));
        button->setToolTip(all ? tr("Choose all methods") : tr("Choose no method"));
        button->setFocusPolicy(Qt::StrongFocus);
        connect(button, &QToolButton::clicked, this, [this, all] { methods_->chooseAll(all); });
        row->addWidget(button);
    }
    return area;
}

CompareSettings CompareSetup::settings() const {
    CompareSettings settings = test_->settings();
    settings.entries = methods_->entries();
    return settings;
}

void CompareSetup::setRatings(std::size_t ratings) {
    ratings_ = ratings;
    showWhetherReady();
}

void CompareSetup::setScale(const RatingScale& scale) { test_->setScale(scale); }

QString CompareSetup::whyNot() const {
    if (ratings_ == 0)
        return tr("Open a data set first");
    if (methods_->entries().empty())
        return tr("Choose a method at least");
    return test_->whyNot();
}

void CompareSetup::showWhetherReady() {
    count_->setText(
        tr("Methods (%1 of %2)").arg(methods_->entries().size()).arg(methods_->rows().size()));
    controls_->setWhyNot(whyNot());
    controls_->setExpected(expectedSeconds(methods_->entries(), ratings_));
}

void CompareSetup::begin(const std::vector<CompareEntry>& entries) {
    clearStates();
    running_ = entries;
    test_->setEnabled(false);
    allAndNone_->setEnabled(false);
    methods_->setLocked(true);
    for (const CompareEntry& entry : entries)
        if (MethodRow* row = methods_->row(entry))
            row->setWaiting();
    controls_->begin(entries, ratings_);
}

void CompareSetup::showProgress(std::size_t method, double fraction, const QString& phase) {
    controls_->setProgress(method, fraction, phase);
    if (MethodRow* row = methods_->row(running_.at(method)))
        row->setProgress(fraction, phase);
}

void CompareSetup::showResult(std::size_t method, const MethodResult& result) {
    controls_->setDone(method);
    if (MethodRow* row = methods_->row(result.entry))
        row->setResult(result);
}

void CompareSetup::end(std::size_t kept, bool stopped) {
    test_->setEnabled(true);
    allAndNone_->setEnabled(true);
    methods_->setLocked(false);
    // What is not finished now never will be.
    for (const CompareEntry& entry : running_)
        if (MethodRow* row = methods_->row(entry); row != nullptr && !row->hasResult())
            row->clearState();
    controls_->end(kept, stopped);
}

void CompareSetup::clearStates() {
    for (MethodRow* row : methods_->rows())
        row->clearState();
    controls_->clear();
}

} // namespace towerlab::ui
