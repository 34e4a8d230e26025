// SPDX-License-Identifier: MIT
#include "ui/compare/report/report.h"

#include "core/compare/comparison_file.h"
#include "core/error.h"
#include "ui/compare/report/charts.h"
#include "ui/compare/report/pages.h"
#include "ui/compare/report/table.h"
#include "ui/compare/report/text.h"
#include "ui/compare/results/family_legend.h"
#include "ui/widgets/files.h"
#include "ui/widgets/theme.h"

#include <QBuffer>
#include <QFileInfo>

#include <functional>

namespace towerlab::ui {
namespace {

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
    QString html = QStringLiteral("<p>");
    for (const LegendKey& key : familyLegend().keys)
        html += QStringLiteral("<span style=\"color:%1\">■</span> %2 &nbsp; ")
                    .arg(key.colour.colour().name(), key.text.toHtmlEscaped());
    return html + QStringLiteral("</p>\n");
}

} // namespace

QString reportHtml(const std::shared_ptr<const Comparison>& comparison) {
    const theme::OnPaper paper;
    ReportCharts plots(comparison);
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
        write = [&](QIODevice& device) { writePdf(device, reportPages(comparison)); };
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
