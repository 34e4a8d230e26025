// SPDX-License-Identifier: MIT
#include "ui/widgets/collapsible_group.h"

#include "ui/widgets/preferences.h"

#include <QToolButton>
#include <QVBoxLayout>

namespace towerlab::ui {

CollapsibleGroup::CollapsibleGroup(const QString& key, const QString& title, QWidget* contents,
                                   bool open, QWidget* parent)
    : QWidget(parent), open_{key, open}, heading_(new QToolButton), contents_(contents) {
    heading_->setObjectName(QStringLiteral("groupHeading"));
    heading_->setProperty("role", "group");
    heading_->setText(title);
    heading_->setAccessibleName(title);
    heading_->setCheckable(true);
    heading_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    heading_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    heading_->setFocusPolicy(Qt::StrongFocus);
    heading_->setChecked(remembered(open_));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(heading_);
    column->addWidget(contents);
    connect(heading_, &QToolButton::toggled, this, [this](bool on) {
        remember(open_, on);
        showState();
    });
    showState();
}

bool CollapsibleGroup::isOpen() const { return heading_->isChecked(); }

void CollapsibleGroup::setOpen(bool open) { heading_->setChecked(open); }

void CollapsibleGroup::showState() {
    heading_->setArrowType(isOpen() ? Qt::DownArrow : Qt::RightArrow);
    heading_->setToolTip(isOpen() ? tr("Hide these settings") : tr("Show these settings"));
    contents_->setVisible(isOpen());
}

} // namespace towerlab::ui
