// SPDX-License-Identifier: MIT
#include "ui/train/curve_legend.h"

#include "ui/widgets/theme.h"

#include <QFontMetrics>

#include <algorithm>

namespace towerlab::ui {
namespace {

constexpr int iconWidth = 26;
constexpr int columnSpacing = 18;
constexpr int widestText = 220;

} // namespace

CurveLegend::CurveLegend(QCustomPlot* plot)
    : plot_(plot), solid_(plot->addGraph()), dashed_(plot->addGraph()) {
    QCPLegend* legend = plot->legend;
    plot->axisRect()->insetLayout()->take(legend);
    auto* row = new QCPLayoutGrid;
    row->setMargins(QMargins(0, 0, 0, 0));
    row->addElement(0, 0, legend);
    row->addElement(0, 1, new QCPLayoutElement(plot)); // takes the room that is left over
    row->setColumnStretchFactor(0, 0.001);
    plot->plotLayout()->insertRow(0);
    plot->plotLayout()->addElement(0, 0, row);
    plot->plotLayout()->setRowStretchFactor(0, 0.001);
    plot->plotLayout()->setRowSpacing(2);
    legend->setLayer(QStringLiteral("legend"));
    legend->setVisible(true);
    legend->setRowSpacing(0);
    legend->setColumnSpacing(columnSpacing);
    legend->setIconSize(iconWidth, 14);
    legend->setMargins(QMargins(6, 5, 6, 2));
    legend->setFillOrder(QCPLayoutGrid::foColumnsFirst);
}

void CurveLegend::restyle() {
    solid_->setPen(QPen(theme::mutedText(), 2));
    QPen dashed(theme::mutedText(), 2);
    dashed.setDashPattern({3.0, 2.0});
    dashed_->setPen(dashed);
}

void CurveLegend::setEntries(const std::vector<Entry>& entries) {
    entries_ = entries;
    columns_ = 0;
    const QFontMetrics metrics(plot_->legend->font());
    for (Entry& entry : entries_) {
        entry.text = metrics.elidedText(entry.text, Qt::ElideRight, widestText);
        entry.graph->setName(entry.text);
    }
    layOut();
}

std::size_t CurveLegend::columnsThatFit() const {
    const QFontMetrics metrics(plot_->legend->font());
    const int available = plot_->width() - 24;
    for (std::size_t columns = entries_.size(); columns > 1; --columns) {
        int total = 0;
        for (std::size_t column = 0; column < columns; ++column) {
            int widest = 0;
            for (std::size_t i = column; i < entries_.size(); i += columns)
                widest = std::max(widest, metrics.horizontalAdvance(entries_[i].text));
            total += iconWidth + plot_->legend->iconTextPadding() + widest + columnSpacing;
        }
        if (total > available)
            continue;
        const std::size_t rows = (entries_.size() + columns - 1) / columns;
        return (entries_.size() + rows - 1) / rows; // rows of about the same length
    }
    return 1;
}

void CurveLegend::addItem(const Entry& entry) {
    auto* item = new QCPPlottableLegendItem(plot_->legend, entry.graph);
    if (entry.hidden) {
        QFont struck = plot_->legend->font();
        struck.setStrikeOut(true);
        item->setFont(struck);
        item->setTextColor(theme::mutedText());
    }
    plot_->legend->addItem(item);
}

const CurveLegend::Entry* CurveLegend::entryAt(const QPointF& place) const {
    for (int i = 0; i < plot_->legend->itemCount(); ++i) {
        auto* item = qobject_cast<QCPPlottableLegendItem*>(plot_->legend->item(i));
        if (item == nullptr || !item->outerRect().contains(place.toPoint()))
            continue;
        for (const Entry& entry : entries_)
            if (item->plottable() == entry.graph)
                return &entry;
    }
    return nullptr;
}

bool CurveLegend::layOut() {
    const std::size_t columns = columnsThatFit();
    if (columns == columns_)
        return false;
    columns_ = columns;
    QCPLegend* legend = plot_->legend;
    legend->clearItems();
    legend->simplify();
    legend->setWrap(static_cast<int>(columns));
    for (const Entry& entry : entries_)
        addItem(entry);
    legend->setVisible(!entries_.empty());
    return true;
}

} // namespace towerlab::ui
