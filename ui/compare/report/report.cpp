// SPDX-License-Identifier: MIT
#include "ui/compare/report/report.h"

#include "core/compare/comparison_file.h"
#include "core/error.h"
#include "ui/compare/report/charts.h"
#include "ui/compare/report/table.h"
#include "ui/compare/report/text.h"
#include "ui/compare/results/family_legend.h"
#include "ui/compare/shared/text.h"
#include "ui/widgets/files.h"

#include <QApplication>
#include <QBuffer>
#include <QFileInfo>
#include <QPageLayout>
#include <QPageSize>
#include <QPdfWriter>

#include <functional>

namespace towerlab::ui {
namespace {

constexpr double margin = 42;
constexpr double leastChartHeight = 236;
const QColor ink(0x1B2330);
const QColor faint(0x4A5363);

QFont paperFont(int pixels, QFont::Weight weight = QFont::Normal) {
    QFont font = QApplication::font();
    font.setPixelSize(pixels);
    font.setWeight(weight);
    return font;
}

/// Paints wrapped text and gives its height.
double paintText(QPainter& painter, const QRectF& place, const QString& text, const QFont& font,
                 const QColor& colour) {
    painter.setFont(font);
    painter.setPen(colour);
    QRectF used;
    painter.drawText(place, Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignTop, text, &used);
    return used.height();
}

void paintPlot(QCPPainter& painter, QCustomPlot& plot, const QRectF& place) {
    painter.save();
    painter.translate(place.topLeft());
    plot.toPainter(&painter, static_cast<int>(place.width()), static_cast<int>(place.height()));
    painter.restore();
}

double paintHead(QPainter& painter, const QRectF& area, const Comparison& comparison) {
    double y = area.top();
    y += paintText(painter, {area.left(), y, area.width(), 40}, report_text::title(comparison),
                   paperFont(20, QFont::DemiBold), ink) +
         4;
    for (const QString& fact : report_text::facts(comparison))
        y += paintText(painter, {area.left(), y, area.width(), 40}, fact, paperFont(11), faint) + 1;
    return y + 8;
}

/// From the foot upwards. @return where it begins
double paintFoot(QPainter& painter, const QRectF& area, const Comparison& comparison) {
    constexpr qsizetype mostLetters = 420; // two lines
    QStringList lines = report_text::howToRead(comparison);
    QString remarks = report_text::remarks(comparison).join(QStringLiteral(" · "));
    if (remarks.size() > mostLetters)
        remarks = remarks.left(mostLetters - 1) + QStringLiteral("…");
    if (!remarks.isEmpty())
        lines.prepend(remarks);
    const QString text = lines.join(u'\n');
    const QFont font = paperFont(10);
    const QRectF bounds = QFontMetricsF(font).boundingRect(
        QRectF(0, 0, area.width(), area.height()), Qt::TextWordWrap, text);
    const double top = area.bottom() - bounds.height();
    paintText(painter, {area.left(), top, area.width(), bounds.height() + 4}, text, font, faint);
    return top - 8;
}

QString pngOf(QCustomPlot& plot, int width, int height) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    constexpr double sharp = 2;
    plot.toPixmap(width, height, sharp).save(&buffer, "PNG");
    return QStringLiteral("<img width=\"%1\" src=\"data:image/png;base64,%2\">")
        .arg(width)
        .arg(QString::fromLatin1(bytes.toBase64()));
}

QString legendHtml() {
    const ChartInk colours = ChartInk::onPaper();
    QString html = QStringLiteral("<p>");
    for (int i = 0; i < 4; ++i) {
        const auto family = static_cast<MethodFamily>(i);
        html += QStringLiteral("<span style=\"color:%1\">■</span> %2 &nbsp; ")
                    .arg(colours.family(family).name(), familyText(family).toHtmlEscaped());
    }
    return html + QStringLiteral("</p>\n");
}

void writePdf(QIODevice& device, const std::shared_ptr<const Comparison>& comparison) {
    constexpr int resolution = 1200;
    constexpr double screen = 96;
    QPdfWriter writer(&device);
    writer.setTitle(report_text::title(*comparison));
    writer.setCreator(QStringLiteral("TowerLab"));
    writer.setResolution(resolution);
    writer.setPageLayout(
        QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Landscape, QMarginsF(0, 0, 0, 0)));
    QCPPainter painter;
    painter.begin(&writer);
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    painter.scale(resolution / screen, resolution / screen);
    paintReport(painter, QSizeF(writer.width(), writer.height()) * (screen / double{resolution}),
                comparison);
    painter.end();
}

} // namespace

void paintReport(QCPPainter& painter, const QSizeF& page,
                 const std::shared_ptr<const Comparison>& comparison) {
    const QRectF area = QRectF(QPointF(), page).adjusted(margin, margin, -margin, -margin);
    const double tableTop = paintHead(painter, area, *comparison);
    const double foot = paintFoot(painter, area, *comparison);
    const ReportTable table(*comparison);
    const double tableBottom = table.paint(
        painter, QRectF(area.left(), tableTop, area.width(), foot - leastChartHeight - tableTop));
    constexpr double legendHeight = 16;
    const QRectF charts(area.left(), tableBottom + 10, area.width(),
                        foot - tableBottom - 14 - legendHeight);
    constexpr double axisHeight = 48;
    constexpr double leastBar = 14;
    ReportCharts plots(comparison, static_cast<int>((charts.height() - axisHeight) / leastBar));
    const double half = (charts.width() - 20) / 2;
    paintPlot(painter, *plots.bars, {charts.left(), charts.top(), half, charts.height()});
    painter.setFont(paperFont(10));
    paintFamilyLegend(painter, {charts.left(), charts.bottom() + 2, charts.width(), legendHeight},
                      ChartInk::onPaper());
    paintPlot(painter, *plots.tradeOff,
              {charts.left() + half + 20, charts.top(), half, charts.height()});
}

QString reportHtml(const std::shared_ptr<const Comparison>& comparison) {
    ReportCharts plots(comparison, std::numeric_limits<int>::max());
    constexpr int chartWidth = 560;
    constexpr int chartHeight = 340;
    const auto lines = [](const QStringList& texts) {
        QString html;
        for (const QString& text : texts)
            html += QStringLiteral("<p>%1</p>\n").arg(text.toHtmlEscaped());
        return html;
    };
    QString html = QStringLiteral(R"(<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>%1</title><style>
@page { size: A4 landscape; margin: 11mm; }
body { font: 13px Inter, "Segoe UI", "Helvetica Neue", sans-serif; color: #1b2330; margin: 24px auto;
  max-width: 1160px; }
h1 { font-size: 21px; margin: 0 0 6px; }
p { margin: 2px 0; color: #4a5363; }
table { border-collapse: collapse; margin: 14px 0; font-size: 11.5px; width: 100%; }
th { color: #4a5363; font-weight: 600; text-align: right; vertical-align: bottom; padding: 3px 5px;
  border-bottom: 1px solid #b9c1cd; }
th.group { text-align: center; border-left: 1px solid #dfe3ea; }
th.name, td.name { text-align: left; white-space: nowrap; }
td { text-align: right; padding: 3px 5px; border-bottom: 1px solid #eceff4; white-space: nowrap; }
td.best { font-weight: 700; color: #0b4fc4; }
td.error { text-align: left; color: #a4420a; }
.charts { display: flex; gap: 20px; align-items: flex-start; flex-wrap: wrap; }
</style></head><body>
)")
                       .arg(report_text::title(*comparison).toHtmlEscaped());
    html += QStringLiteral("<h1>%1</h1>\n").arg(report_text::title(*comparison).toHtmlEscaped());
    html += lines(report_text::facts(*comparison));
    html += ReportTable(*comparison).toHtml();
    html += QStringLiteral("<div class=\"charts\">") +
            pngOf(*plots.bars, chartWidth, std::max(chartHeight, plots.bars->heightNeeded())) +
            pngOf(*plots.tradeOff, chartWidth, chartHeight) + QStringLiteral("</div>\n") +
            legendHtml();
    html += lines(report_text::remarks(*comparison)) + lines(report_text::howToRead(*comparison));
    return html + QStringLiteral("</body></html>\n");
}

void exportComparison(const std::shared_ptr<const Comparison>& comparison, const QString& path) {
    const QString ending = QFileInfo(path).suffix().toLower();
    std::function<void(QIODevice&)> write;
    if (ending == QLatin1String("pdf"))
        write = [&](QIODevice& device) { writePdf(device, comparison); };
    else if (ending == QLatin1String("html") || ending == QLatin1String("htm"))
        write = [&](QIODevice& device) { device.write(reportHtml(comparison).toUtf8()); };
    else if (ending == QLatin1String("csv"))
        write = [&](QIODevice& device) {
            device.write(QByteArray::fromStdString(toCsv(*comparison)));
        };
    else
        throw SettingsError("the ending of the file's name says no format that is known",
                            path.toStdString(), 0, "Use .pdf, .html or .csv.");
    saveFile(path, write);
}

} // namespace towerlab::ui
