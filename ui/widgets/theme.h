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

/// Sets Fusion, palette and font of the application, and the style sheet of what is dressed.
void apply(Appearance appearance);
/// Gives a widget, and all in it, the style sheet, now and at each change of appearance; while it
/// is hidden, when it is shown again. To be called once everything is in it: to Qt, a style sheet
/// of the application means to style each widget anew whenever it gets another parent, which took
/// most of the time of opening.
void dress(QWidget* widget);
/// Dresses all windows, dialogs and menus that have this one as their parent, when they are shown.
void dressWindowsOf(QWidget* parent);
bool isDark();

inline constexpr int leastTextScale = 80;
inline constexpr int largestTextScale = 200;
/// How large texts are, in per cent; kept between the least and the largest. Rows of tables, and
/// what keepWidth() was called for, grow along.
void setTextScale(int percent);
int textScale();
/// So many pixels at a text scale of 100 %.
int pixels(int atFullSize);
/// Fixes a widget's width to so many pixels at 100 %, now and at each change of the text scale.
void keepWidth(QWidget* widget, int atFullSize);

QColor accent();    ///< buttons, training curve, selection
QColor secondary(); ///< validation curve (orange, apart from accent() for the colour-blind)
QColor text();
QColor mutedText(); ///< captions, axis labels
QColor warningText();
QColor currentText(); ///< of what is chosen, on selection()
QColor selection();   ///< a tint, to be laid over another background
QColor edge();        ///< around what can be typed into or pressed
QColor gridLine();
QColor cardBackground();
QColor star();
/// Colour-blind-safe categorical colours (Okabe-Ito and Tol, lightened in the dark): repeats after
/// categoryCount().
QColor category(std::size_t index);
std::size_t categoryCount();
/// Perceptually even scale (viridis), t in [0, 1], for numeric colouring.
QColor scale(double t);
/// From blue over the card's background to orange, which the colour-blind can tell apart, t in
/// [-1, 1]: for numbers on both sides of 0.
QColor diverging(double t);
/// Dark or light, whichever can be read on that colour.
QColor textOn(const QColor& background);

/// A colour by what it means, for what is drawn again after the appearance has changed.
class Ink {
public:
    Ink(const QColor& fixed) : kind_(Kind::Fixed), fixed_(fixed) {}
    static Ink category(std::size_t index) { return {Kind::Category, index, 0}; }
    static Ink scale(double t) { return {Kind::Scale, 0, t}; }
    static Ink muted() { return {Kind::Muted, 0, 0}; }
    static Ink text() { return {Kind::Text, 0, 0}; }

    /// As it looks now.
    QColor colour() const;

private:
    enum class Kind { Fixed, Category, Scale, Muted, Text };
    Ink(Kind kind, std::size_t index, double t) : kind_(kind), index_(index), t_(t) {}

    Kind kind_;
    QColor fixed_;
    std::size_t index_ = 0;
    double t_ = 0;
};

/// While one lives, colours are those of the light look and texts have their full size, whatever
/// the window looks like: for what is painted on paper. Nothing of the window may be painted
/// meanwhile.
class OnPaper {
public:
    OnPaper();
    ~OnPaper();
    OnPaper(const OnPaper&) = delete;
    OnPaper& operator=(const OnPaper&) = delete;

private:
    bool dark_;
    int scale_;
};

inline constexpr int spacing = 12; ///< between cards
inline constexpr int padding = 14; ///< inside a card

/// Icon of resources/icons/NAME.svg, drawn in the palette's text colour at any scale.
QIcon icon(const QString& name);

/// Makes `widget` a card (rounded, bordered background) by its dynamic property.
void makeCard(QWidget* widget);
/// Makes `widget` a note that stands out from its card: a hint or a warning.
void makeNote(QWidget* widget);
/// Text roles by dynamic property, styled by the style sheet.
void makeTitle(QLabel* label);   ///< a place's heading
void makeHeading(QLabel* label); ///< a card's heading
void makeCaption(QLabel* label); ///< small and muted
void makeFigure(QLabel* label);  ///< a large number

} // namespace theme
} // namespace towerlab::ui
