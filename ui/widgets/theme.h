// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QIcon>
#include <QPalette>
#include <QString>

#include <cstddef>

class QWidget;
class QLabel;

namespace towerlab::ui {

enum class Appearance { System, Light, Dark };

/// Colours, spacing and icons of the whole window. A widget that paints with these colours repaints
/// on QEvent::PaletteChange, which every switch of appearance sends.
namespace theme {

/// Sets Fusion, palette, font and style sheet of the application.
void apply(Appearance appearance);
bool isDark();

QColor accent();    ///< buttons, training curve, selection
QColor secondary(); ///< validation curve (orange, apart from accent() for the colour-blind)
QColor mutedText(); ///< captions, axis labels
QColor gridLine();
QColor cardBackground();
QColor star();
/// Colour-blind-safe categorical colours (Okabe-Ito and Tol, lightened in the dark): repeats after
/// categoryCount().
QColor category(std::size_t index);
std::size_t categoryCount();
/// Perceptually even scale (viridis), t in [0, 1], for numeric colouring.
QColor scale(double t);

inline constexpr int spacing = 12; ///< between cards
inline constexpr int padding = 14; ///< inside a card

/// Icon of resources/icons/NAME.svg, drawn in the palette's text colour at any scale.
QIcon icon(const QString& name);

/// Makes `widget` a card (rounded, bordered background) by its dynamic property.
void makeCard(QWidget* widget);
/// Makes `widget` a note that stands out from its card: a hint or a warning.
void makeNote(QWidget* widget);
/// Text roles by dynamic property, styled by the application's style sheet.
void makeTitle(QLabel* label);   ///< a place's heading
void makeHeading(QLabel* label); ///< a card's heading
void makeCaption(QLabel* label); ///< small and muted
void makeFigure(QLabel* label);  ///< a large number

} // namespace theme
} // namespace towerlab::ui
