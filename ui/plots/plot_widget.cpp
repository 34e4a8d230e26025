// SPDX-License-Identifier: MIT
#include "ui/plots/plot_widget.h"

#include "ui/plots/export_button.h"
#include "ui/widgets/files.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tool_tip.h"

#include <QApplication>
#include <QFileInfo>
#include <QToolTip>

#include <optional>

namespace towerlab::ui {
namespace {

constexpr double pictureMargin = 16;
constexpr double afterTitle = 8;
constexpr double beforeKeys = 6;

QFont titleFont() { return pictureFont(16, QFont::DemiBold); }
QFont keysFont() { return pictureFont(12); }

} // namespace

PlotWidget::PlotWidget(QWidget* parent) : QCustomPlot(parent) {
    setNoAntialiasingOnDrag(true);
    setBufferDevicePixelRatio(devicePixelRatioF());
    // Virtual dispatch would stop at this class here: subclasses restyle themselves.
    PlotWidget::restyle();
}

void PlotWidget::changeEvent(QEvent* event) {
    QCustomPlot::changeEvent(event);
    // The second when the size of texts changes.
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        restyle();
        replot(QCustomPlot::rpQueuedReplot);
    }
}

void PlotWidget::wheelEvent(QWheelEvent* event) {
    // QCustomPlot swallows the wheel even where it zooms nothing: a page of plots couldn't scroll.
    if (interactions().testFlag(QCP::iRangeZoom))
        QCustomPlot::wheelEvent(event);
    else
        event->ignore();
}

void PlotWidget::showHint(const QMouseEvent* event, const QString& text) {
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(event->globalPosition().toPoint(), plainTip(text), this);
}

void PlotWidget::restyle() {
    setBackground(QBrush(theme::cardBackground()));
    QFont tickFont = QApplication::font();
    tickFont.setPixelSize(theme::pixels(11));
    QFont labelFont = QApplication::font();
    labelFont.setPixelSize(theme::pixels(12));
    const QPen line(theme::gridLine(), 1);
    for (QCPAxis* axis : {xAxis, yAxis, xAxis2, yAxis2}) {
        axis->setBasePen(line);
        axis->setTickPen(Qt::NoPen);
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLabelColor(theme::mutedText());
        axis->setLabelColor(theme::mutedText());
        axis->setTickLabelFont(tickFont);
        axis->setLabelFont(labelFont);
        axis->grid()->setPen(line);
        axis->grid()->setSubGridVisible(false);
        axis->grid()->setZeroLinePen(line);
    }
    QColor background = theme::cardBackground();
    background.setAlpha(220);
    legend->setBrush(background);
    legend->setBorderPen(Qt::NoPen);
    legend->setTextColor(theme::text());
    legend->setFont(labelFont);
}

void PlotWidget::setTitle(std::function<QString()> title) { title_ = std::move(title); }

QString PlotWidget::title() const { return title_ ? title_() : accessibleName(); }

void PlotWidget::setKeys(std::function<PlotLegend()> keys) { keys_ = std::move(keys); }

void PlotWidget::setTable(std::function<CsvTable()> table) { table_ = std::move(table); }

void PlotWidget::setLargeTable(std::function<TableMaker()> snapshot) {
    largeTable_ = std::move(snapshot);
}

PlotWidget::TableMaker PlotWidget::tableMaker() const {
    if (largeTable_)
        return largeTable_();
    return [table = table_ ? table_() : CsvTable()] { return table; };
}

CsvTable PlotWidget::table() const { return tableMaker()(); }

QSize PlotWidget::pictureSize() const {
    // A plot of a narrow card is drawn larger: a picture stands alone.
    constexpr QSize least(720, 420);
    return size().expandedTo(least);
}

Picture PlotWidget::picture(Look look) {
    std::optional<theme::OnPaper> paper;
    if (look == Look::OnPaper)
        paper.emplace();
    const QSizeF plot = pictureSize();
    const double titleHeight = heightOfText(title(), titleFont(), plot.width());
    const double keysHeight =
        keys_ ? heightOfLegend(keys_(), keysFont(), plot.width()) + beforeKeys : 0;
    const QSizeF size(plot.width() + 2 * pictureMargin,
                      plot.height() + 2 * pictureMargin + titleHeight + afterTitle + keysHeight);
    return {title(), size, [=, this](QCPPainter& painter, const auto&) {
                {
                    std::optional<theme::OnPaper> onPaper;
                    if (look == Look::OnPaper)
                        onPaper.emplace();
                    restyle();
                    setStandingAlone(true);
                    paintPicture(painter, size, titleHeight, keysHeight);
                    setStandingAlone(false);
                }
                restyle();
            }};
}

void PlotWidget::paintPicture(QCPPainter& painter, const QSizeF& size, double titleHeight,
                              double keysHeight) {
    painter.fillRect(QRectF(QPointF(), size), theme::cardBackground());
    const QRectF area = QRectF(QPointF(), size)
                            .adjusted(pictureMargin, pictureMargin, -pictureMargin, -pictureMargin);
    painter.setFont(titleFont());
    painter.setPen(theme::text());
    painter.drawText(QRectF(area.topLeft(), QSizeF(area.width(), titleHeight)), Qt::TextWordWrap,
                     title());
    const double top = area.top() + titleHeight + afterTitle;
    const double bottom = area.bottom() - keysHeight;
    painter.save();
    painter.translate(area.left(), top);
    toPainter(&painter, static_cast<int>(area.width()), static_cast<int>(bottom - top));
    painter.restore();
    if (!keys_)
        return;
    painter.setFont(keysFont());
    paintLegend(painter, QRectF(area.left(), bottom + beforeKeys, area.width(), keysHeight),
                keys_());
}

void PlotWidget::exportTo(const QString& path, Look look) {
    if (hasTable() && QFileInfo(path).suffix().toLower() == QLatin1String("csv"))
        saveFile(path, table().text());
    else
        savePicture(picture(look), path);
}

QToolButton* PlotWidget::makeExportButton(const QString& accessibleName) {
    return new PlotExportButton(this, accessibleName);
}

} // namespace towerlab::ui
