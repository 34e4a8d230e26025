// SPDX-License-Identifier: MIT
#include "ui/compare/report/pages.h"

#include "ui/compare/report/charts.h"
#include "ui/compare/report/table.h"
#include "ui/compare/report/text.h"
#include "ui/compare/results/family_legend.h"
#include "ui/widgets/theme.h"

#include <algorithm>
#include <utility>

namespace towerlab::ui {
namespace {

constexpr QSizeF page(1122.5, 793.7); // A4 at 96 dpi
constexpr double margin = 42;
constexpr double leastChartHeight = 236;
constexpr double mostChartHeight = 520;
constexpr double legendSpace = 22;

/// Paints a report from top to bottom, with a new page whenever one is full.
class Report {
public:
    Report(QCPPainter& painter, const std::function<void()>& newPage,
           const std::shared_ptr<const Comparison>& comparison)
        : painter_(painter),
          newPage_(newPage),
          comparison_(*comparison),
          plots_(comparison),
          table_(*comparison) {}

    void paint() {
        paintHead();
        const double notes = heightOfText(notesText(), pictureFont(10), area_.width()) + 12;
        const double charts = std::max<double>(leastChartHeight, plots_.bars->heightNeeded());
        const double room = area_.bottom() - y_ - notes - legendSpace - charts - 14;
        if (room >= table_.leastHeight()) { // all on one page
            y_ = table_.paint(painter_, {area_.left(), y_, area_.width(), room}, 0).bottom + 12;
            paintCharts(area_.bottom() - notes - y_ - legendSpace);
        } else {
            paintTableOverPages();
            startPage();
            paintCharts(std::clamp(charts, leastChartHeight, mostChartHeight));
        }
        paintNotes();
    }

private:
    void startPage() {
        newPage_();
        y_ = area_.top();
    }

    double line(const QString& text, const QFont& font, const QColor& colour) {
        const double height = heightOfText(text, font, area_.width());
        painter_.setFont(font);
        painter_.setPen(colour);
        painter_.drawText(QRectF(area_.left(), y_, area_.width(), height + 4),
                          Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignTop, text);
        return y_ += height;
    }

    void paintHead() {
        line(report_text::title(comparison_), pictureFont(20, QFont::DemiBold), theme::text());
        y_ += 4;
        for (const QString& fact : report_text::facts(comparison_)) {
            line(fact, pictureFont(11), theme::mutedText());
            y_ += 1;
        }
        y_ += 8;
    }

    void paintTableOverPages() {
        std::size_t row = 0;
        while (true) {
            const auto painted =
                table_.paint(painter_, QRectF(QPointF(area_.left(), y_), area_.bottomRight()), row);
            row = painted.nextRow;
            if (row >= comparison_.methods.size())
                return;
            startPage();
        }
    }

    void paintPlot(QCustomPlot& plot, const QRectF& place) {
        painter_.save();
        painter_.translate(place.topLeft());
        plot.toPainter(&painter_, static_cast<int>(place.width()),
                       static_cast<int>(place.height()));
        painter_.restore();
    }

    void paintCharts(double height) {
        constexpr double between = 20;
        const double half = (area_.width() - between) / 2;
        paintPlot(*plots_.bars, {area_.left(), y_, half, height});
        paintPlot(*plots_.tradeOff,
                  {area_.left() + half + between, y_, half, std::min(height, mostChartHeight)});
        y_ += height + 4;
        painter_.setFont(pictureFont(10));
        paintLegend(painter_, {area_.left(), y_, area_.width(), legendSpace}, familyLegend());
        y_ += legendSpace;
    }

    QString notesText() const {
        return (report_text::remarks(comparison_) + report_text::howToRead(comparison_))
            .join(u'\n');
    }

    /// At the foot where there is room, else on a page of their own.
    void paintNotes() {
        const double height = heightOfText(notesText(), pictureFont(10), area_.width());
        if (y_ + height > area_.bottom())
            startPage();
        else
            y_ = area_.bottom() - height;
        line(notesText(), pictureFont(10), theme::mutedText());
    }

    QCPPainter& painter_;
    const std::function<void()>& newPage_;
    const Comparison& comparison_;
    ReportCharts plots_;
    ReportTable table_;
    QRectF area_ = QRectF(QPointF(), page).adjusted(margin, margin, -margin, -margin);
    double y_ = margin;
};

} // namespace

Picture reportPages(const std::shared_ptr<const Comparison>& comparison) {
    return {report_text::title(*comparison), page,
            [comparison](QCPPainter& painter, const std::function<void()>& newPage) {
                const theme::OnPaper paper;
                Report(painter, newPage, comparison).paint();
            }};
}

} // namespace towerlab::ui
