// SPDX-License-Identifier: MIT
#include "ui/compare/setup/methods_view.h"

#include "ui/compare/setup/method_card.h"
#include "ui/compare/shared/text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/vertical_scroll_area.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QVBoxLayout>

#include <optional>

namespace towerlab::ui {
namespace {

constexpr int listWidth = 236;

} // namespace

MethodsView::MethodsView(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("compareMethods"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 8, 0, 0);
    row->setSpacing(theme::spacing);
    QWidget* cards = makeCards();
    row->addWidget(makeList());
    row->addWidget(cards, 1);
}

QWidget* MethodsView::makeList() {
    auto* card = new QWidget;
    theme::makeCard(card);
    card->setFixedWidth(listWidth);
    list_ = new QListWidget;
    list_->setObjectName(QStringLiteral("methodsList"));
    list_->setAccessibleName(tr("Methods"));
    list_->setTextElideMode(Qt::ElideRight);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    std::optional<MethodFamily> family;
    int index = 0;
    for (const MethodInfo& info : allMethods()) {
        if (family != info.family) {
            family = info.family;
            auto* heading = new QListWidgetItem(familyText(info.family), list_);
            heading->setFlags(Qt::ItemIsEnabled);
            heading->setForeground(theme::mutedText());
            heading->setData(Qt::UserRole, -1);
        }
        auto* item = new QListWidgetItem(shortEntryText({std::string(info.key), {}}), list_);
        item->setData(Qt::UserRole, index++);
        item->setToolTip(methodsText(info.name));
    }
    connect(list_, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem* item) {
        const int chosen = item == nullptr ? -1 : item->data(Qt::UserRole).toInt();
        if (chosen >= 0)
            showCard(allMethods()[static_cast<std::size_t>(chosen)]);
    });
    list_->setCurrentRow(1);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(8, 8, 8, 8);
    column->addWidget(list_);
    return card;
}

QWidget* MethodsView::makeCards() {
    auto* area = new QWidget;
    theme::makeCard(area);
    area_ = new VerticalScrollArea;
    note_ = new QLabel(ratingLossNote(nullptr));
    note_->setObjectName(QStringLiteral("ratingLossNote"));
    note_->setWordWrap(true);
    theme::makeNote(note_);
    auto* column = new QVBoxLayout(area);
    column->setContentsMargins(2, 2, 2, theme::padding);
    column->setSpacing(8);
    column->addWidget(area_, 1);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(theme::padding, 0, theme::padding, 0);
    foot->addWidget(note_);
    column->addLayout(foot);
    return area;
}

void MethodsView::showCard(const MethodInfo& info) {
    card_ = new MethodCard(info);
    card_->setComparison(comparison_.get());
    area_->setContents(card_); // the one before is deleted
    card_->setAutoFillBackground(false);
}

void MethodsView::setComparison(const std::shared_ptr<const Comparison>& comparison,
                                const std::shared_ptr<const Dataset>&) {
    comparison_ = comparison;
    if (card_ != nullptr)
        card_->setComparison(comparison.get());
    note_->setText(ratingLossNote(comparison.get()));
}

void MethodsView::choose(std::string_view key) {
    for (int row = 0; row < list_->count(); ++row) {
        const int index = list_->item(row)->data(Qt::UserRole).toInt();
        if (index >= 0 && allMethods()[static_cast<std::size_t>(index)].key == key)
            list_->setCurrentRow(row);
    }
}

} // namespace towerlab::ui
