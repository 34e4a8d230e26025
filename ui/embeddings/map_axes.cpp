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
    : QWidget(parent), across_{new QComboBox, {}}, up_{new QComboBox, {1, {}}} {
    across_.box->setObjectName(QStringLiteral("xComponent"));
    up_.box->setObjectName(QStringLiteral("yComponent"));
    across_.box->setAccessibleName(tr("Across"));
    up_.box->setAccessibleName(tr("Upwards"));
    for (Axis* axis : {&across_, &up_}) {
        axis->box->setToolTip(
            tr("%1: a principal component, the direction in which the vectors differ most after "
               "those before it (per cent: its share of the total variance), or a number that is "
               "known of the points")
                .arg(axis->box->accessibleName()));
        axis->box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        connect(axis->box, &QComboBox::activated, this, [this, axis] {
            choose(*axis, axis == &across_ ? up_ : across_);
            Q_EMIT changed();
        });
    }
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    auto* against = new QLabel(tr("×"));
    theme::makeCaption(against);
    row->addWidget(across_.box);
    row->addWidget(against);
    row->addWidget(up_.box);
}

AxisChoice MapAxes::choiceAt(int entry) const {
    const auto place = static_cast<std::size_t>(std::max(0, entry));
    if (place < shares_.size())
        return {place, {}};
    return {0, facts_[place - shares_.size()].first};
}

int MapAxes::entryOf(const AxisChoice& choice) const {
    if (!choice.fact)
        return static_cast<int>(choice.component);
    const auto found = std::find_if(facts_.begin(), facts_.end(),
                                    [&](const auto& fact) { return fact.first == *choice.fact; });
    return found == facts_.end()
               ? 0
               : static_cast<int>(shares_.size()) + static_cast<int>(found - facts_.begin());
}

void MapAxes::setChoices(std::span<const double> explained, const Facts& facts,
                         const AxisChoice& across, const AxisChoice& up) {
    shares_.assign(explained.begin(), explained.end());
    facts_ = facts;
    for (QComboBox* box : {across_.box, up_.box}) {
        box->clear();
        for (std::size_t k = 0; k < shares_.size() + facts_.size(); ++k)
            box->addItem(QString());
    }
    showTexts();
    across_.shown = across;
    up_.shown = up;
    across_.box->setCurrentIndex(entryOf(across));
    up_.box->setCurrentIndex(entryOf(up));
}

void MapAxes::choose(const AxisChoice& across, const AxisChoice& up) {
    across_.shown = across;
    up_.shown = up;
    across_.box->setCurrentIndex(entryOf(across));
    up_.box->setCurrentIndex(entryOf(up));
}

void MapAxes::setRoomy(bool roomy) {
    roomy_ = roomy;
    showTexts();
}

void MapAxes::showTexts() {
    int widest = 0;
    for (QComboBox* box : {across_.box, up_.box})
        for (int entry = 0; entry < box->count(); ++entry) {
            const auto place = static_cast<std::size_t>(entry);
            QString text;
            if (place < shares_.size()) {
                const QString name = tr("PC%1").arg(entry + 1);
                const QString whole =
                    tr("%1 · %2 %").arg(name, QLocale().toString(100 * shares_[place], 'f', 1));
                text = roomy_ ? whole : name;
                box->setItemData(entry, whole, Qt::ToolTipRole);
                widest = std::max(widest, fontMetrics().horizontalAdvance(text));
            } else {
                text = facts_[place - shares_.size()].second;
            }
            box->setItemText(entry, text);
        }
    for (QComboBox* box : {across_.box, up_.box}) // Qt's own hint forgets the arrow of the style
        box->setMinimumWidth(widest + theme::pixels(arrowAndPadding));
}

/// The other axis takes what this one has shown so far.
void MapAxes::choose(Axis& chosen, Axis& other) {
    const AxisChoice wanted = choiceAt(chosen.box->currentIndex());
    if (wanted == other.shown) {
        other.shown = chosen.shown;
        other.box->setCurrentIndex(entryOf(other.shown));
    }
    chosen.shown = wanted;
}

} // namespace towerlab::ui
