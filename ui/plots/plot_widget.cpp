// SPDX-License-Identifier: MIT
#include "ui/plots/plot_widget.h"

#include "core/error.h"
#include "ui/widgets/files.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QSvgGenerator>
#include <QToolButton>

namespace towerlab::ui {

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
    legend->setTextColor(QApplication::palette().color(QPalette::Text));
    legend->setFont(labelFont);
}

void PlotWidget::setTable(Table table) { table_ = std::move(table); }

void PlotWidget::exportInteractively() {
    QStringList formats = {tr("PNG image (*.png)"), tr("SVG drawing (*.svg)"),
                           tr("PDF document (*.pdf)")};
    if (table_)
        formats << tr("CSV table of the values (*.csv)");
    const QString path = QFileDialog::getSaveFileName(this, tr("Export the plot"), QString(),
                                                      formats.join(QStringLiteral(";;")));
    if (path.isEmpty())
        return;
    if (!exportTo(path))
        QMessageBox::warning(
            this, tr("The plot could not be exported"),
            tr("%1 could not be written. Use a name that ends in %2, in a folder that you may "
               "write to.")
                .arg(path, table_ ? tr(".png, .svg, .pdf or .csv") : tr(".png, .svg or .pdf")));
}

QToolButton* PlotWidget::makeExportButton(const QString& accessibleName) {
    auto* button = new QToolButton;
    button->setIcon(theme::icon(QStringLiteral("export")));
    button->setIconSize({16, 16});
    button->setToolTip(table_ ? tr("Export as PNG, SVG or PDF, or the values as CSV")
                              : tr("Export as PNG, SVG or PDF"));
    button->setAccessibleName(accessibleName);
    connect(button, &QToolButton::clicked, this, &PlotWidget::exportInteractively);
    return button;
}

bool PlotWidget::exportTo(const QString& path) {
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending == QLatin1String("png"))
        return savePng(path, 0, 0, 2.0);
    if (ending == QLatin1String("pdf"))
        return savePdf(path);
    const bool asTable = ending == QLatin1String("csv") && table_;
    if (ending != QLatin1String("svg") && !asTable)
        return false;
    try {
        if (asTable)
            saveFile(path, table_());
        else
            saveFile(path, [this](QIODevice& device) { drawSvg(device); });
        return true;
    } catch (const FileError&) {
        return false;
    }
}

void PlotWidget::drawSvg(QIODevice& device) {
    QSvgGenerator generator;
    generator.setOutputDevice(&device);
    generator.setSize(size());
    generator.setViewBox(rect());
    QCPPainter painter;
    painter.begin(&generator);
    painter.setMode(QCPPainter::pmVectorized);
    toPainter(&painter, width(), height());
    painter.end();
}

} // namespace towerlab::ui
