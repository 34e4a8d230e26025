// SPDX-License-Identifier: MIT
#include "ui/embeddings/map_axes.h"

#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>

#include <algorithm>

namespace towerlab::ui {
namespace {

constexpr int arrowAndPadding = 42;

} // namespace

MapAxes::MapAxes(QWidget* parent)
    : QWidget(parent),
      acrossCaption_(new QLabel(tr("Across"))),
      upCaption_(new QLabel(tr("Up"))),
      across_(new QComboBox),
      up_(new QComboBox) {
    across_->setObjectName(QStringLiteral("xComponent"));
    up_->setObjectName(QStringLiteral("yComponent"));
    across_->setAccessibleName(tr("Component across"));
    up_->setAccessibleName(tr("Component upwards"));
    for (QComboBox* box : {across_, up_}) {
        box->setToolTip(tr("A principal component: the direction in which the vectors differ most "
                           "after those before it. Per cent: its share of the total variance."));
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        connect(box, &QComboBox::activated, this, [this, box] {
            keepApart(box);
            Q_EMIT changed();
        });
    }
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    for (QLabel* caption : {acrossCaption_, upCaption_})
        theme::makeCaption(caption);
    row->addWidget(acrossCaption_);
    row->addWidget(across_);
    row->addWidget(upCaption_);
    row->addWidget(up_);
}

void MapAxes::setShares(std::span<const double> explained, std::size_t across, std::size_t up) {
    shares_.assign(explained.begin(), explained.end());
    for (QComboBox* box : {across_, up_}) {
        box->clear();
        for (std::size_t k = 0; k < explained.size(); ++k)
            box->addItem(QString());
    }
    showTexts();
    shownAcross_ = static_cast<int>(across);
    shownUp_ = static_cast<int>(up);
    across_->setCurrentIndex(shownAcross_);
    up_->setCurrentIndex(shownUp_);
}

std::size_t MapAxes::across() const { return static_cast<std::size_t>(shownAcross_); }

std::size_t MapAxes::up() const { return static_cast<std::size_t>(shownUp_); }

void MapAxes::setRoomy(bool roomy) {
    roomy_ = roomy;
    for (QLabel* caption : {acrossCaption_, upCaption_})
        caption->setVisible(roomy);
    showTexts();
}

void MapAxes::showTexts() {
    int widest = 0;
    for (QComboBox* box : {across_, up_})
        for (int k = 0; k < box->count(); ++k) {
            const QString name = tr("PC%1").arg(k + 1);
            const QString whole =
                tr("%1 · %2 %")
                    .arg(name,
                         QLocale().toString(100 * shares_[static_cast<std::size_t>(k)], 'f', 1));
            box->setItemText(k, roomy_ ? whole : name);
            box->setItemData(k, whole, Qt::ToolTipRole);
            widest = std::max(widest, fontMetrics().horizontalAdvance(box->itemText(k)));
        }
    for (QComboBox* box : {across_, up_}) // Qt's own hint forgets the arrow of the style sheet
        box->setMinimumWidth(widest + theme::pixels(arrowAndPadding));
}

/// The other axis takes what this one has shown so far.
void MapAxes::keepApart(const QComboBox* chosen) {
    QComboBox* other = chosen == across_ ? up_ : across_;
    if (other->currentIndex() == chosen->currentIndex())
        other->setCurrentIndex(chosen == across_ ? shownAcross_ : shownUp_);
    shownAcross_ = across_->currentIndex();
    shownUp_ = up_->currentIndex();
}

} // namespace towerlab::ui
