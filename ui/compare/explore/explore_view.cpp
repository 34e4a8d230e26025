// SPDX-License-Identifier: MIT
#include "ui/compare/explore/explore_view.h"

#include "ui/runs/workspace.h"
#include "ui/widgets/empty_state.h"

#include <QStackedLayout>

#include <algorithm>
#include <chrono>
#include <utility>

namespace towerlab::ui {
namespace {

constexpr std::chrono::milliseconds blinkOfAnEye{200};

} // namespace

ExploreView::ExploreView(Workspace* workspace, QWidget* parent)
    : QWidget(parent),
      workspace_(workspace),
      pages_(new QStackedLayout(this)),
      empty_(new EmptyState(QStringLiteral("recommend"), {}, {}, {}, this)) {
    setContentsMargins(0, 8, 0, 0); // clear of the tabs
    pages_->addWidget(empty_);
    blink_.setSingleShot(true);
    blink_.setInterval(blinkOfAnEye);
    connect(&blink_, &QTimer::timeout, this, [this] { setBusy(true); });
    connect(&jobs_, &JobRunner::finished, this, [this] { setBusy(false); });
    connect(&jobs_, &JobRunner::failed, workspace, &Workspace::failed);
    connect(&jobs_, &JobRunner::failed, this, &ExploreView::showFailure);
}

void ExploreView::setContent(QWidget* content) {
    content_ = content;
    pages_->addWidget(content);
    setComparison(nullptr, nullptr);
}

void ExploreView::showEmpty(const QString& icon, const QString& title, const QString& text) {
    empty_->setIconName(icon);
    empty_->setTexts(title, text);
}

bool ExploreView::hasFittedMethods() const {
    return comparison_->test != nullptr &&
           std::any_of(comparison_->scorers.begin(), comparison_->scorers.end(),
                       [](const auto& scorer) { return scorer != nullptr; });
}

void ExploreView::setComparison(std::shared_ptr<const Comparison> comparison,
                                std::shared_ptr<const Dataset> dataset) {
    dropWork();
    comparison_ = std::move(comparison);
    dataset_ = std::move(dataset);
    if (!comparison_ || !dataset_) {
        usable_ = false;
        showEmpty(QStringLiteral("flask"), tr("Nothing compared yet"),
                  tr("Choose some methods and press Compare: each of them is fitted and tested, "
                     "and its lists can be looked into here."));
    } else if (!hasFittedMethods()) {
        usable_ = false;
        showEmpty(QStringLiteral("reopen"), tr("The methods must be fitted again"),
                  tr("A comparison's file holds its figures but not the fitted methods. Press "
                     "Compare to fit them again, and look into them here."));
    } else {
        usable_ = adoptComparison();
    }
    pages_->setCurrentWidget(usable_ ? content_ : empty_);
    refresh();
}

void ExploreView::refresh() {
    dropWork();
    stale_ = usable_ && !isVisible();
    if (usable_ && !stale_)
        updateNow();
}

void ExploreView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (stale_)
        refresh();
}

void ExploreView::compute(const QString& failure, JobRunner::Work work) {
    blink_.start();
    jobs_.start({}, failure, std::move(work));
}

void ExploreView::dropWork() {
    if (!blink_.isActive() && !busy_)
        return;
    jobs_.abandon();
    setBusy(false);
}

void ExploreView::setBusy(bool busy) {
    blink_.stop();
    if (busy_ == busy)
        return;
    busy_ = busy;
    showBusy(busy);
}

} // namespace towerlab::ui
