// SPDX-License-Identifier: MIT
#include "ui/widgets/busy_sign.h"

#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>

#include <chrono>

namespace towerlab::ui {
namespace {

constexpr std::chrono::milliseconds moment{150};
constexpr int barWidth = 64;

} // namespace

BusySign::BusySign(QWidget* parent) : QWidget(parent), what_(new QLabel(this)) {
    what_->setObjectName(QStringLiteral("busyText"));
    theme::makeCaption(what_);
    auto* bar = new QProgressBar(this);
    bar->setRange(0, 0); // it is not known how far it is
    bar->setFixedWidth(barWidth);
    bar->setAccessibleName(tr("Being made"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(bar, 0, Qt::AlignVCenter);
    row->addWidget(what_);
    moment_.setSingleShot(true);
    moment_.setInterval(moment);
    connect(&moment_, &QTimer::timeout, this, &QWidget::show);
    hide();
}

void BusySign::setBusy(const QString& what) {
    what_->setText(what);
    setAccessibleName(what);
    if (what.isEmpty()) {
        moment_.stop();
        hide();
    } else if (isHidden() && !moment_.isActive()) {
        moment_.start();
    }
}

QString BusySign::text() const { return what_->text(); }

} // namespace towerlab::ui
