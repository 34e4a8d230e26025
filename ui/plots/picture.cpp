// SPDX-License-Identifier: MIT
#include "ui/plots/picture.h"

#include "core/error.h"
#include "ui/widgets/files.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QFileInfo>
#include <QFontMetricsF>
#include <QPageLayout>
#include <QPageSize>
#include <QPdfWriter>
#include <QSvgGenerator>

namespace towerlab::ui {
namespace {

constexpr double screenDpi = 96;

QString tr(const char* text) { return QCoreApplication::translate("Picture", text); }

void writePng(QIODevice& device, const Picture& picture) { imageOf(picture).save(&device, "PNG"); }

void writeSvg(QIODevice& device, const Picture& picture) {
    QSvgGenerator generator;
    generator.setOutputDevice(&device);
    generator.setTitle(picture.title);
    generator.setSize(picture.size.toSize());
    generator.setViewBox(QRectF(QPointF(), picture.size));
    QCPPainter painter;
    painter.begin(&generator);
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    picture.paint(painter, {});
    painter.end();
}

} // namespace

QFont pictureFont(int pixels, QFont::Weight weight) {
    QFont font = QApplication::font();
    font.setPixelSize(theme::pixels(pixels));
    font.setWeight(weight);
    return font;
}

double heightOfText(const QString& text, const QFont& font, double width) {
    return text.isEmpty()
               ? 0
               : QFontMetricsF(font)
                     .boundingRect(QRectF(0, 0, width, QWIDGETSIZE_MAX), Qt::TextWordWrap, text)
                     .height();
}

QStringList pictureKinds() {
    return {tr("PNG image (*.png)"), tr("SVG drawing (*.svg)"), tr("PDF document (*.pdf)")};
}

QImage imageOf(const Picture& picture) {
    constexpr double sharp = 2;
    QImage image((picture.size * sharp).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(sharp);
    image.fill(Qt::transparent);
    QCPPainter painter;
    painter.begin(&image);
    picture.paint(painter, {});
    painter.end();
    return image;
}

void writePdf(QIODevice& device, const Picture& picture) {
    constexpr int resolution = 1200;
    constexpr double pointsPerInch = 72;
    QPdfWriter writer(&device);
    writer.setTitle(picture.title);
    writer.setCreator(QStringLiteral("TowerLab"));
    writer.setResolution(resolution);
    writer.setPageLayout(QPageLayout(QPageSize(picture.size * (pointsPerInch / screenDpi),
                                               QPageSize::Point, {}, QPageSize::ExactMatch),
                                     QPageLayout::Portrait, QMarginsF(0, 0, 0, 0)));
    QCPPainter painter;
    painter.begin(&writer);
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    painter.scale(resolution / screenDpi, resolution / screenDpi);
    picture.paint(painter, [&writer] { writer.newPage(); });
    painter.end();
}

void savePicture(const Picture& picture, const QString& path) {
    const QString ending = QFileInfo(path).suffix().toLower();
    void (*write)(QIODevice&, const Picture&) = nullptr;
    if (ending == QLatin1String("png"))
        write = writePng;
    else if (ending == QLatin1String("svg"))
        write = writeSvg;
    else if (ending == QLatin1String("pdf"))
        write = writePdf;
    else
        throw SettingsError("the ending of the file's name says no picture's format",
                            path.toStdString(), 0, "Use .png, .svg or .pdf.");
    saveFile(path, [&](QIODevice& device) { write(device, picture); });
}

} // namespace towerlab::ui
