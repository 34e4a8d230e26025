// SPDX-License-Identifier: MIT
#include "ui/widgets/legend_view.h"

#include "ui/widgets/swatch.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace towerlab::ui {
namespace {

/// The colours of a numeric scale as one strip.
class ScaleStrip : public QWidget {
public:
    explicit ScaleStrip(QWidget* parent) : QWidget(parent) { setFixedHeight(14); }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(scaleGradient({0, 0}, {double(width()), 0}));
        painter.drawRoundedRect(rect(), 4, 4);
    }
};

} // namespace

LegendView::LegendView(QWidget* parent)
    : QWidget(parent), list_(new QListWidget), scale_(new QWidget), stack_(new QStackedWidget) {
    list_->setObjectName(QStringLiteral("legend"));
    list_->setAccessibleName(tr("Colours"));
    list_->setIconSize({12, 12});
    list_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    list_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setToolTip(tr("Click a group to single it out, with Ctrl to add another; click it "
                         "again, or double-click, to show all"));
    list_->viewport()->installEventFilter(this);
    connect(list_, &QListWidget::itemSelectionChanged, this, &LegendView::pickedChanged);
    auto* ends = new QHBoxLayout;
    auto* low = new QLabel;
    auto* high = new QLabel;
    low->setObjectName(QStringLiteral("scaleLow"));
    high->setObjectName(QStringLiteral("scaleHigh"));
    theme::makeCaption(low);
    theme::makeCaption(high);
    ends->addWidget(low);
    ends->addStretch(1);
    ends->addWidget(high);
    auto* column = new QVBoxLayout(scale_);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(4);
    column->addWidget(new ScaleStrip(scale_));
    column->addLayout(ends);
    column->addStretch(1);
    stack_->addWidget(list_);
    stack_->addWidget(scale_);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(stack_);
}

void LegendView::setColouring(const Colouring& colouring) {
    colouring_ = colouring;
    if (colouring_.numeric) {
        scale_->findChild<QLabel*>(QStringLiteral("scaleLow"))->setText(colouring_.low);
        scale_->findChild<QLabel*>(QStringLiteral("scaleHigh"))->setText(colouring_.high);
        stack_->setCurrentWidget(scale_);
    } else {
        showGroups();
        stack_->setCurrentWidget(list_);
    }
}

void LegendView::showGroups() {
    if (colouring_.numeric)
        return;
    const QSignalBlocker quiet(list_);
    const bool sameGroups = list_->count() == static_cast<int>(colouring_.groups.size());
    if (!sameGroups)
        list_->clear();
    for (std::size_t i = 0; i < colouring_.groups.size(); ++i) {
        const ColourGroup& group = colouring_.groups[i];
        const int row = static_cast<int>(i);
        QListWidgetItem* item = sameGroups ? list_->item(row) : new QListWidgetItem(list_);
        const QString text = tr("%1  (%2)").arg(group.name, QLocale().toString(group.count));
        if (item->text() != text)
            item->setSelected(false);
        item->setText(text);
        item->setIcon(swatch(group.colour.colour(), devicePixelRatioF()));
    }
}

void LegendView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showGroups(); // whose colours depend on the appearance
}

void LegendView::showAll() { list_->clearSelection(); }

/// A click on the only group picked lets go of it, and so does a double click of anything.
bool LegendView::eventFilter(QObject* watched, QEvent* event) {
    const bool pressed = event->type() == QEvent::MouseButtonPress;
    if (pressed || event->type() == QEvent::MouseButtonDblClick) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        QListWidgetItem* item = list_->itemAt(mouse->position().toPoint());
        if (mouse->button() == Qt::LeftButton && item != nullptr) {
            const bool plain = mouse->modifiers() == Qt::NoModifier;
            const bool alone = item->isSelected() && list_->selectedItems().size() == 1;
            if (pressed)
                Q_EMIT groupClicked(list_->row(item));
            if (!pressed || (plain && alone)) {
                list_->clearSelection();
                list_->setFocus();
                return true;
            }
        }
    }
    return QWidget::eventFilter(watched, event);
}

std::vector<int> LegendView::pickedGroups() const {
    std::vector<int> picked;
    if (!colouring_.numeric)
        for (int row = 0; row < list_->count(); ++row)
            if (list_->item(row)->isSelected())
                picked.push_back(row);
    return picked;
}

} // namespace towerlab::ui
