// SPDX-License-Identifier: MIT
#include "ui/compare/setup/controls.h"

#include "ui/compare/shared/text.h"
#include "ui/jobs/job_runner.h"
#include "ui/widgets/theme.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <cmath>

namespace towerlab::ui {

CompareControls::CompareControls(QWidget* parent)
    : QWidget(parent), text_(new QLabel), bar_(new QProgressBar), button_(new QPushButton) {
    text_->setObjectName(QStringLiteral("compareProgressText"));
    text_->setWordWrap(true);
    theme::makeCaption(text_);
    bar_->setObjectName(QStringLiteral("compareProgress"));
    bar_->setAccessibleName(tr("Progress of the comparison"));
    bar_->setRange(0, 1000);
    bar_->hide();
    button_->setObjectName(QStringLiteral("compareButton"));
    button_->setProperty("primary", true);
    button_->setCursor(Qt::PointingHandCursor);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(text_);
    column->addWidget(bar_);
    column->addWidget(button_);
    connect(button_, &QPushButton::clicked, this, [this] {
        if (!running_) {
            Q_EMIT compareRequested();
            return;
        }
        stopping_ = true;
        showButton();
        Q_EMIT stopRequested();
    });
    showButton();
}

void CompareControls::setWhyNot(const QString& why) {
    whyNot_ = why;
    showButton();
}

void CompareControls::showButton() {
    if (running_) {
        button_->setText(stopping_ ? tr("Stopping…") : tr("Stop"));
        button_->setEnabled(!stopping_);
        button_->setToolTip(tr("Stop the comparison; the methods that are finished are kept"));
        return;
    }
    button_->setText(tr("Compare"));
    button_->setEnabled(whyNot_.isEmpty());
    button_->setToolTip(whyNot_.isEmpty() ? tr("Fit the chosen methods and test them all alike")
                                          : whyNot_);
}

void CompareControls::setExpected(std::optional<double> seconds) {
    if (!running_)
        text_->setText(seconds && whyNot_.isEmpty()
                           ? tr("Takes about %1").arg(durationText(*seconds))
                           : QString());
}

void CompareControls::begin(const std::vector<CompareEntry>& entries, std::size_t ratings) {
    entries_ = entries;
    done_ = 0;
    running_ = true;
    stopping_ = false;
    clock_.start(entries, ratings);
    text_->setText(tr("Making the test"));
    bar_->setValue(0);
    bar_->show();
    showButton();
}

void CompareControls::setProgress(std::size_t method, double fraction, const QString& phase) {
    clock_.setProgress(method, fraction);
    bar_->setValue(static_cast<int>(std::lround(1000 * clock_.share())));
    QString text = tr("%1 of %2 · %3").arg(done_ + 1).arg(entries_.size()).arg(phase);
    if (const auto left = clock_.secondsLeft())
        text = tr("%1, %2 left").arg(text, durationText(*left));
    text_->setText(text);
}

void CompareControls::setDone(std::size_t method) {
    ++done_;
    clock_.setDone(method);
    bar_->setValue(static_cast<int>(std::lround(1000 * clock_.share())));
}

void CompareControls::end(std::size_t kept, bool stopped) {
    running_ = false;
    bar_->hide();
    if (kept == 0)
        text_->setText(stopped ? tr("Stopped before a method was finished") : QString());
    else if (stopped)
        text_->setText(tr("Stopped: %1 of %2 methods are finished").arg(kept).arg(entries_.size()));
    else
        text_->setText(
            tr("%1 methods compared in %2").arg(kept).arg(durationText(clock_.seconds())));
    showButton();
}

void CompareControls::clear() {
    if (!running_)
        text_->clear();
}

} // namespace towerlab::ui
