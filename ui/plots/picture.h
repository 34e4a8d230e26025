// SPDX-License-Identifier: MIT
#pragma once

#include "ui/plots/qcustomplot.h"

#include <QFont>
#include <QImage>
#include <QSizeF>
#include <QString>
#include <QStringList>

#include <functional>

class QIODevice;

namespace towerlab::ui {

/// What is to be written as a file or copied, in pixels at 96 dpi.
struct Picture {
    QString title; ///< of the document, where the format has one
    QSizeF size;
    /// Paints it at a painter's origin. A document of several pages is given `newPage`; a picture
    /// has one.
    std::function<void(QCPPainter&, const std::function<void()>& newPage)> paint;
};

/// Of texts in pictures; `pixels` at texts of full size.
QFont pictureFont(int pixels, QFont::Weight weight = QFont::Normal);
/// So high is a text that wraps at that width; 0 where it is empty.
double heightOfText(const QString& text, const QFont& font, double width);

/// "PNG image (*.png)", …: the formats for askWhereToSave().
QStringList pictureKinds();
/// At twice the resolution of the screen.
QImage imageOf(const Picture& picture);
/// Writes lines and letters, not pixels.
void writePdf(QIODevice& device, const Picture& picture);
/// Writes the format that the file's ending names, whole or not at all.
/// @throws FileError if it can't be written; SettingsError for another ending
void savePicture(const Picture& picture, const QString& path);

} // namespace towerlab::ui
