// SPDX-License-Identifier: MIT
#include "ui/embeddings/hits_list.h"

#include "ui/widgets/icon_button.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

namespace towerlab::ui {

HitsList::HitsList(QWidget* parent)
    : QWidget(parent),
      found_(new QLabel),
      list_(new QListWidget),
      zoom_(makeIconButton("zoomToHits", QStringLiteral("zoom"), tr("Zoom to the hits"))),
      all_(makeIconButton("selectHits", QStringLiteral("box"), tr("Select the hits"))) {
    found_->setObjectName(QStringLiteral("mapFound"));
    theme::makeHeading(found_);
    list_->setObjectName(QStringLiteral("mapHits"));
    list_->setAccessibleName(tr("Hits of the search"));
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setTextElideMode(Qt::ElideRight);
    list_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    list_->setMinimumHeight(64);
    list_->setToolTip(
        tr("Enter or F3 in the search goes from hit to hit, Shift+F3 back; Enter here "
           "selects"));
    auto* head = new QHBoxLayout;
    head->addWidget(found_, 1);
    head->addWidget(all_);
    head->addWidget(zoom_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(head);
    column->addWidget(list_, 1);
    connect(list_, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0)
            Q_EMIT walkedTo(row);
    });
    const auto choose = [this](const QListWidgetItem* item) { Q_EMIT hitChosen(list_->row(item)); };
    connect(list_, &QListWidget::itemActivated, this, choose);
    connect(list_, &QListWidget::itemClicked, this, choose);
    connect(zoom_, &QToolButton::clicked, this, &HitsList::zoomRequested);
    connect(all_, &QToolButton::clicked, this, &HitsList::selectAllRequested);
}

void HitsList::setHits(const QStringList& names, int count) {
    const QSignalBlocker quiet(list_);
    list_->clear();
    list_->addItems(names);
    list_->setCurrentRow(-1);
    found_->setText(tr("%1 found").arg(QLocale().toString(count)));
    zoom_->setEnabled(count > 0);
    all_->setEnabled(count > 0);
}

void HitsList::clear() {
    setHits({}, 0);
    found_->clear();
}

void HitsList::walk(bool backwards) {
    const int count = list_->count();
    if (count == 0)
        return;
    const int now = list_->currentRow();
    const int next =
        now < 0 ? (backwards ? count - 1 : 0) : (now + (backwards ? count - 1 : 1)) % count;
    if (next == now)
        Q_EMIT walkedTo(now);
    list_->setCurrentRow(next);
}

int HitsList::shown() const { return list_->currentRow(); }

int HitsList::size() const { return list_->count(); }

} // namespace towerlab::ui
