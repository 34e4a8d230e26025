// SPDX-License-Identifier: MIT
#include "ui/compare/report/table.h"

#include "ui/compare/report/text.h"
#include "ui/compare/shared/text.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>

namespace towerlab::ui {
namespace {

constexpr double nameWidth = 178;
constexpr double headingHeight = 38;
constexpr double groupHeight = 15;
constexpr double leastRow = 11.5;
constexpr double mostRow = 17;
const QColor ink(0x1B2330);
const QColor faint(0x4A5363);
const QColor best(0x0B4FC4);
const QColor line(0xDFE3EA);

QFont cellFont(double rowHeight, bool bold) {
    constexpr double largest = 10;
    QFont font = QApplication::font();
    font.setPixelSize(static_cast<int>(std::min(largest, rowHeight - 3)));
    font.setWeight(bold ? QFont::Bold : QFont::Normal);
    return font;
}

/// A number with a small star before it; both smaller where the column is too narrow for them.
void paintCell(QPainter& painter, const QRectF& box, const QString& number, bool star) {
    constexpr int smallest = 6;
    constexpr double starSize = 0.75;
    const QString mark = star ? report_text::star() : QString();
    QFont font = painter.font();
    QFont starFont = font;
    double width = 0;
    double starWidth = 0;
    for (;; font.setPixelSize(font.pixelSize() - 1)) {
        starFont.setPixelSize(qRound(font.pixelSize() * starSize));
        starWidth = star ? QFontMetricsF(starFont).horizontalAdvance(mark) + 1 : 0;
        width = QFontMetricsF(font).horizontalAdvance(number);
        if (width + starWidth <= box.width() || font.pixelSize() <= smallest)
            break;
    }
    constexpr auto alignment = Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip;
    painter.setFont(font);
    painter.drawText(box, alignment, number);
    painter.setFont(starFont);
    painter.drawText(box.adjusted(0, 0, -width - 1, 0), alignment, mark);
}

} // namespace

ReportTable::ReportTable(const Comparison& comparison)
    : comparison_(comparison), metrics_(report_text::metrics(comparison)) {}

std::vector<ReportTable::Group> ReportTable::groups() const {
    std::vector<Group> groups;
    for (std::size_t i = 0; i < metrics_.size(); ++i) {
        const MetricGroup group = compareMetrics()[metrics_[i]].group;
        if (i > 0 && compareMetrics()[metrics_[i - 1]].group == group) {
            ++groups.back().columns;
            continue;
        }
        const QString text = group == MetricGroup::Sampled
                                 ? QCoreApplication::translate("CompareReport", "Among %1 others")
                                       .arg(comparison_.settings.plan.negatives)
                                 : groupText(group);
        groups.push_back({text, 1});
    }
    return groups;
}

double ReportTable::leastHeight() const {
    return headingHeight + leastRow * static_cast<double>(comparison_.methods.size());
}

ReportTable::Painted ReportTable::paint(QPainter& painter, const QRectF& place,
                                        std::size_t firstRow) const {
    const std::size_t count = comparison_.methods.size();
    const auto rows = static_cast<double>(std::max<std::size_t>(1, count - firstRow));
    const double rowHeight = std::clamp((place.height() - headingHeight) / rows, leastRow, mostRow);
    paintHeadings(painter, QRectF(place.topLeft(), QSizeF(place.width(), headingHeight)));
    double y = place.top() + headingHeight;
    std::size_t row = firstRow;
    // One row at least, so that an end is reached however little room there is.
    for (; row < count && (row == firstRow || y + rowHeight <= place.bottom() + 0.5); ++row) {
        paintRow(painter, QRectF(place.left(), y, place.width(), rowHeight), row);
        y += rowHeight;
    }
    return {y, row};
}

void ReportTable::paintHeadings(QPainter& painter, const QRectF& place) const {
    QFont font = cellFont(mostRow, false);
    font.setWeight(QFont::DemiBold);
    font.setPixelSize(8);
    painter.setFont(font);
    const double width = (place.width() - nameWidth) /
                         static_cast<double>(std::max<std::size_t>(1, metrics_.size()));
    double x = place.left() + nameWidth;
    for (const Group& group : groups()) {
        const QRectF box(x, place.top(), group.columns * width, groupHeight);
        painter.setPen(ink);
        painter.drawText(box.adjusted(2, 0, -2, 0), Qt::AlignCenter, group.text);
        painter.setPen(QPen(faint, 0.7));
        painter.drawLine(QPointF(box.left() + 4, box.bottom()),
                         QPointF(box.right() - 2, box.bottom()));
        x += box.width();
    }
    painter.setPen(faint);
    for (std::size_t i = 0; i < metrics_.size(); ++i) {
        // Narrow columns: K goes to a line of its own, as does a unit.
        QString text = report_text::heading(comparison_, metrics_[i]);
        text.replace(u'@', QStringLiteral("\n@"))
            .replace(QStringLiteral(", "), QStringLiteral("\n"));
        const QRectF box(place.left() + nameWidth + static_cast<double>(i) * width,
                         place.top() + groupHeight, width - 3, headingHeight - groupHeight - 2);
        painter.drawText(box, Qt::AlignRight | Qt::AlignBottom | Qt::TextDontClip, text);
    }
    painter.setPen(QPen(faint, 0.7));
    painter.drawLine(place.bottomLeft(), place.bottomRight());
}

void ReportTable::paintRow(QPainter& painter, const QRectF& place, std::size_t method) const {
    const MethodResult& result = comparison_.methods[method];
    const double width = (place.width() - nameWidth) /
                         static_cast<double>(std::max<std::size_t>(1, metrics_.size()));
    painter.setPen(ink);
    painter.setFont(cellFont(place.height(), false));
    const QFontMetricsF metrics(painter.font());
    painter.drawText(QRectF(place.left(), place.top(), nameWidth - 4, place.height()),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(entryText(result.entry), Qt::ElideRight, nameWidth - 4));
    for (std::size_t i = 0; i < metrics_.size() && result.error.empty(); ++i) {
        const bool marked = isBest(comparison_, method, metrics_[i]);
        painter.setFont(cellFont(place.height(), marked));
        painter.setPen(marked ? best : ink);
        const QRectF box(place.left() + nameWidth + static_cast<double>(i) * width, place.top(),
                         width - 3, place.height());
        paintCell(painter, box, report_text::number(comparison_, method, metrics_[i]), marked);
    }
    if (!result.error.empty())
        painter.drawText(QRectF(place.left() + nameWidth, place.top(), place.width() - nameWidth,
                                place.height()),
                         Qt::AlignLeft | Qt::AlignVCenter,
                         QCoreApplication::translate("CompareReport", "failed: %1")
                             .arg(QString::fromStdString(result.error)));
    painter.setPen(QPen(line, 0.5));
    painter.drawLine(place.bottomLeft(), place.bottomRight());
}

QString ReportTable::toHtml() const {
    QString html = QStringLiteral("<table>\n<tr><th class=\"name\"></th>");
    for (const Group& group : groups())
        html += QStringLiteral("<th class=\"group\" colspan=\"%1\">%2</th>")
                    .arg(group.columns)
                    .arg(group.text.toHtmlEscaped());
    html += QStringLiteral("</tr>\n<tr><th class=\"name\">%1</th>")
                .arg(QCoreApplication::translate("CompareReport", "Method"));
    for (const std::size_t metric : metrics_)
        html += QStringLiteral("<th>%1</th>")
                    .arg(report_text::heading(comparison_, metric).toHtmlEscaped());
    html += QStringLiteral("</tr>\n");
    for (std::size_t i = 0; i < comparison_.methods.size(); ++i) {
        const MethodResult& result = comparison_.methods[i];
        html += QStringLiteral("<tr><td class=\"name\">%1</td>")
                    .arg(entryText(result.entry).toHtmlEscaped());
        if (!result.error.empty())
            html += QStringLiteral("<td class=\"error\" colspan=\"%1\">%2</td>")
                        .arg(metrics_.size())
                        .arg(QString::fromStdString(result.error).toHtmlEscaped());
        for (std::size_t m = 0; m < metrics_.size() && result.error.empty(); ++m)
            html += QStringLiteral("<td%1>%2</td>")
                        .arg(isBest(comparison_, i, metrics_[m]) ? QStringLiteral(" class=\"best\"")
                                                                 : QString(),
                             report_text::cell(comparison_, i, metrics_[m]).toHtmlEscaped());
        html += QStringLiteral("</tr>\n");
    }
    return html + QStringLiteral("</table>\n");
}

} // namespace towerlab::ui
