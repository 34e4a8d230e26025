// SPDX-License-Identifier: MIT
#include "ui/widgets/theme.h"

#include "ui/widgets/themed_icon.h"

#include <QApplication>
#include <QEvent>
#include <QFontDatabase>
#include <QHash>
#include <QLabel>
#include <QList>
#include <QPointer>
#include <QRegularExpression>
#include <QSet>
#include <QStyle>
#include <QStyleFactory>
#include <QWidget>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

/// The linker drops a static library's resources unless something asks for them. Outside of all
/// namespaces, as the macro demands.
static void loadResources() { Q_INIT_RESOURCE(towerlab); }

namespace towerlab::ui::theme {
namespace {

struct Colours {
    QColor window, card, field, text, muted, line, grid, accent, onAccent, secondary, hover;
    QColor current; ///< text of what is chosen, on the accent's tint
    QColor edge;    ///< of what can be typed into or pressed
    QColor warning; ///< text
};

// Texts have a contrast of 4.5 : 1 at least on each background they stand on, edges 3 : 1
// (WCAG 2.1, 1.4.3 and 1.4.11); tested by tst_window.
const Colours light = {0xF4F5F8, 0xFFFFFF, 0xFFFFFF, 0x1B2330, 0x586273, 0xD9DEE7, 0xE8EBF1,
                       0x2F6BDE, 0xFFFFFF, 0xD9730D, 0xEAEEF6, 0x1D4FB0, 0x858E9F, 0xA04E00};
const Colours dark = {0x14171D, 0x1C2129, 0x232935, 0xE6EAF2, 0xA9B3C4, 0x323A48, 0x2A313D,
                      0x5B93F5, 0x0D1421, 0xF2A541, 0x2A3140, 0xA9C8FF, 0x6F7A8D, 0xF2A541};

bool darkNow = false;
QString sheetNow;
QList<QPointer<QWidget>> dressed;

/// Keeps the dress of widgets up to date.
class Wardrobe : public QObject {
public:
    enum class Hidden { Later, Now };
    void changeAll(Hidden hidden) {
        dressed.removeAll(nullptr);
        for (const QPointer<QWidget>& widget : std::as_const(dressed)) {
            if (widget->isVisible() || hidden == Hidden::Now)
                widget->setStyleSheet(sheetNow);
            else // styling what nobody sees would keep waiting those who look
                stale_.insert(widget);
        }
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::Show && stale_.remove(watched))
            qobject_cast<QWidget*>(watched)->setStyleSheet(sheetNow);
        if (event->type() == QEvent::ChildPolished)
            if (auto* child =
                    qobject_cast<QWidget*>(static_cast<const QChildEvent*>(event)->child());
                child != nullptr && child->isWindow() && !dressed.contains(child))
                dress(child);
        return false;
    }

private:
    QSet<QObject*> stale_;
};

Wardrobe& wardrobe() {
    static Wardrobe one;
    return one;
}
int scaleNow = 100;
QHash<QWidget*, int> keptWidths;
const Colours& colours() { return darkNow ? dark : light; }

bool systemIsDark() {
    static const bool value = QApplication::palette().color(QPalette::Window).lightness() < 128;
    return value;
}

QPalette makePalette(const Colours& c) {
    QPalette p;
    p.setColor(QPalette::Window, c.window);
    p.setColor(QPalette::WindowText, c.text);
    p.setColor(QPalette::Base, c.card);
    p.setColor(QPalette::AlternateBase, darkNow ? QColor(0x20262F) : QColor(0xF8F9FB));
    p.setColor(QPalette::Text, c.text);
    p.setColor(QPalette::PlaceholderText, c.muted);
    p.setColor(QPalette::Button, c.field);
    p.setColor(QPalette::ButtonText, c.text);
    p.setColor(QPalette::Highlight, c.accent);
    p.setColor(QPalette::HighlightedText, c.onAccent);
    p.setColor(QPalette::ToolTipBase, c.card);
    p.setColor(QPalette::ToolTipText, c.text);
    p.setColor(QPalette::Link, c.accent);
    p.setColor(QPalette::Mid, c.line);
    p.setColor(QPalette::Midlight, c.grid);
    p.setColor(QPalette::Dark, c.line.darker(120));
    p.setColor(QPalette::Light, c.card);
    p.setColor(QPalette::Shadow, darkNow ? QColor(0x0A0C10) : QColor(0xC3C9D4));
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, darkNow ? QColor(0x5E6878) : QColor(0xA3ABBA));
    p.setColor(QPalette::Disabled, QPalette::Highlight, c.line);
    return p;
}

QString withScaledTexts(const QString& sheet) {
    static const QRegularExpression size(QStringLiteral("(?:font-size|min-height): (\\d+)px"));
    QString scaled;
    qsizetype from = 0;
    for (auto it = size.globalMatch(sheet); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        scaled += sheet.mid(from, match.capturedStart(1) - from);
        scaled += QString::number(pixels(match.capturedView(1).toInt()));
        from = match.capturedEnd(1);
    }
    return scaled + sheet.mid(from);
}

QColor tint(const Colours& c) {
    QColor selected = c.accent;
    selected.setAlpha(darkNow ? 70 : 36);
    return selected;
}

QString styleSheet(const Colours& c) {
    const QColor selected = tint(c);
    const auto rgba = [](const QColor& colour) { return colour.name(QColor::HexArgb); };
    QString sheet = QStringLiteral(R"(
QWidget[card="true"] { background: @card; border: 1px solid @line; border-radius: 10px; }
QLabel { background: transparent; }
QLabel[role="title"] { font-size: 20px; font-weight: 600; }
QLabel[role="heading"] { font-size: 13px; font-weight: 600; }
QLabel[role="caption"] { font-size: 12px; color: @muted; }
QWidget[note="true"] { background: @hover; border-left: 3px solid @warn; border-radius: 4px; }
QLabel[note="true"] { padding: 6px 10px; }
QLabel[role="figure"] { font-size: 22px; font-weight: 600; }
QFrame#rail { background: @card; border: none; border-right: 1px solid @line; }
QFrame#rail QToolButton { border: none; border-radius: 10px; padding: 8px 2px 6px 2px;
    font-size: 11px; color: @muted; }
QFrame#rail QToolButton:hover { background: @hover; color: @text; }
QFrame#rail QToolButton:checked { background: @selected; color: @current; font-weight: 600; }
QFrame#rail QToolButton:focus { border: 2px solid @accent; padding: 6px 0 4px 0; }
QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox { background: @field; border: 1px solid @edge;
    border-radius: 6px; padding: 3px 8px; min-height: 22px; selection-background-color: @accent; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus { border: 2px solid @accent;
    padding: 2px 7px; }
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled {
    background: @window; color: @muted; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url(@arrow); width: 10px; height: 10px; }
QComboBox QAbstractItemView { background: @card; border: 1px solid @line; outline: none; }
QSpinBox::up-button, QDoubleSpinBox::up-button, QSpinBox::down-button,
QDoubleSpinBox::down-button { border: none; background: transparent; width: 18px; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url(@up); width: 8px; height: 8px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url(@arrow); width: 8px; height: 8px; }
QPushButton { background: @field; border: 1px solid @edge; border-radius: 6px; padding: 5px 12px;
    min-height: 20px; }
QPushButton:hover { background: @hover; }
QPushButton:focus { border: 2px solid @accent; padding: 4px 11px; }
QPushButton:checked { background: @selected; color: @current; border: 1px solid @accent; }
QPushButton:disabled { color: @muted; background: @window; }
QPushButton[primary="true"] { background: @accent; color: @onaccent; border: none;
    font-weight: 600; padding: 8px 16px; }
QPushButton[primary="true"]:hover { background: @accenthover; }
QPushButton[primary="true"]:focus { border: 2px solid @text; padding: 6px 14px; }
QPushButton[primary="true"]:disabled { background: @line; color: @muted; }
QToolButton { border: 1px solid transparent; border-radius: 6px; padding: 4px; }
QToolButton:hover { background: @hover; }
QToolButton:checked { background: @selected; }
QToolButton#plotExport::menu-indicator { image: none; }
QToolButton:focus { border: 2px solid @accent; padding: 3px; }
QToolButton[role="group"] { border: none; border-radius: 4px; padding: 4px 0; font-weight: 600;
    background: transparent; text-align: left; }
QToolButton[role="group"]:hover { color: @accent; }
QToolButton[role="group"]:focus { border: 2px solid @accent; padding: 2px 0; }
QTableView { background: @card; alternate-background-color: @alternate; border: 1px solid @line;
    margin: 1px; border-radius: 8px; selection-background-color: @selected; selection-color: @text;
    outline: none; }
QTableView:focus, QTableView[look]:focus { border: 2px solid @accent; margin: 0; border-radius: 8px; }
QTableView::item { padding: 0 5px; border: none; }
QTableView::item:selected { background: @selected; color: @text; }
QHeaderView { background: transparent; }
QHeaderView::section { background: @card; color: @muted; border: none;
    border-bottom: 1px solid @line; padding: 6px 8px; font-size: 12px; font-weight: 600; }
QTableView[look="dense"], QTableView[look="movies"], QTableView[look="figures"],
QTableView[look="frameless"] { border: 2px solid transparent; margin: 0; border-radius: 0; }
QTableView[look="dense"], QTableView[look="movies"] { font-size: 12px; }
QTableView[look="dense"]::item { padding: 0 4px; }
QTableView[look="movies"] { selection-background-color: transparent; }
QTableView[look="movies"]::item { padding: 0; }
QTableView[look="movies"]::item:selected { background: transparent; }
QTableView[look="dense"]::corner, QTableView[look="movies"]::corner,
QTableView[look="dense"] QTableCornerButton::section, QTableView[look="movies"] QTableCornerButton::section {
    background: transparent; border: none; }
QTableView[look="dense"] QHeaderView::section, QTableView[look="movies"] QHeaderView::section {
    padding: 3px 6px; font-size: 11px; }
QTableView[look="dense"] QHeaderView::section:vertical, QTableView[look="movies"] QHeaderView::section:vertical {
    border: none; font-weight: 400; }
QTableView[look="figures"], QTableView[look="figures"]:focus { border: none; }
QTableView[look="figures"] QHeaderView::section { padding: 6px 6px; }
QTableView[look="figures"]:focus QHeaderView::section { padding: 6px 6px 5px 6px;
    border-bottom: 2px solid @accent; }
QTableView[look="figures"] QHeaderView::up-arrow, QTableView[look="figures"] QHeaderView::down-arrow {
    subcontrol-position: top center; position: relative; top: 2px; width: 8px; height: 8px; }
QTableView[look="tight"]::item { padding: 0 4px; }
QTableView[look="tight"] QHeaderView::section { padding: 6px 7px; }
QTableView[look="tight"] QHeaderView::up-arrow, QTableView[look="tight"] QHeaderView::down-arrow {
    subcontrol-position: top center; position: relative; top: 3px; width: 9px; height: 9px; }
QTabWidget::pane { border: none; }
QTabWidget::tab-bar { left: 0; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: @muted; border: none;
    border-bottom: 2px solid transparent; padding: 6px 4px; margin-right: 18px; font-weight: 600; }
QTabBar::tab:selected { color: @text; border-bottom: 2px solid @accent; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:focus { color: @current; background: @hover; border-radius: 4px; }
QCheckBox { spacing: 7px; border: 2px solid transparent; border-radius: 5px; padding-right: 3px; }
QCheckBox:focus { border-color: @accent; }
QCheckBox::indicator, QTableView::indicator { width: 15px; height: 15px; border: 1px solid @outline; border-radius: 4px;
    background: @field; }
QCheckBox::indicator:hover, QCheckBox::indicator:focus, QTableView::indicator:hover { border-color: @accent; }
QCheckBox::indicator:checked, QTableView::indicator:checked { background: @accent; border-color: @accent;
    image: url(:/icons/tick-@suffix.svg); }
QCheckBox::indicator:disabled { background: @window; border-color: @line; }
QRadioButton { spacing: 7px; border: 2px solid transparent; border-radius: 5px; padding-right: 3px; }
QRadioButton:focus { border-color: @accent; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid @outline; border-radius: 8px;
    background: @field; }
QRadioButton::indicator:hover, QRadioButton::indicator:focus { border-color: @accent; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid @accent; }
QRadioButton::indicator:disabled { border-color: @line; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: @line; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: @accent; }
QSlider::handle:horizontal { width: 14px; height: 14px; margin: -6px 0; border-radius: 8px;
    background: @card; border: 2px solid @accent; }
QSlider::handle:horizontal:hover { background: @selected; }
QProgressBar { background: @grid; border: none; border-radius: 4px; max-height: 8px;
    min-height: 8px; text-align: center; color: transparent; }
QProgressBar::chunk { background: @accent; border-radius: 4px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @line; border-radius: 4px; min-height: 28px; min-width: 28px;
    margin: 1px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QScrollArea { background: transparent; border: none; }
QListWidget { background: transparent; border: 2px solid transparent; outline: none; }
QListWidget:focus { border-color: @accent; border-radius: 6px; }
QListWidget { font-size: 12px; }
QListWidget::item { padding: 1px 2px; border-radius: 4px; }
QListWidget::item:hover { background: @hover; }
QListWidget::item:selected { background: @selected; color: @text; }
QSplitter::handle { background: transparent; }
QDialogButtonBox, QMessageBox { dialogbuttonbox-buttons-have-icons: 0; }
QMenuBar { background: @card; border-bottom: 1px solid @line; padding: 2px 6px; }
QMenuBar::item { padding: 5px 9px; border-radius: 5px; background: transparent; }
QMenuBar::item:selected { background: @hover; }
QMenu { background: @card; border: 1px solid @line; padding: 5px; }
QMenu::item { padding: 6px 26px 6px 10px; border-radius: 5px; }
QMenu::item:selected { background: @selected; color: @text; }
QMenu::item:disabled { color: @muted; }
QMenu::separator { height: 1px; background: @line; margin: 5px 4px; }
QMenu::icon { padding-left: 8px; }
QStatusBar { background: @card; border-top: 1px solid @line; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: @muted; font-size: 12px; padding: 2px 6px; }
QToolTip { background: @card; color: @text; border: 1px solid @line; padding: 5px; }
)");
    const QString suffix = darkNow ? QStringLiteral("dark") : QStringLiteral("light");
    // Longer names first: "@card" must not eat into a name that starts with it.
    const std::pair<const char*, QString> names[] = {
        {"@accenthover", rgba(darkNow ? c.accent.lighter(110) : c.accent.darker(110))},
        {"@alternate", darkNow ? QStringLiteral("#20262F") : QStringLiteral("#F8F9FB")},
        {"@selected", rgba(selected)},
        {"@onaccent", rgba(c.onAccent)},
        {"@accent", rgba(c.accent)},
        {"@current", rgba(c.current)},
        {"@edge", rgba(c.edge)},
        {"@window", rgba(c.window)},
        {"@arrow", QStringLiteral(":/icons/arrow-down-%1.svg").arg(suffix)},
        {"@field", rgba(c.field)},
        {"@muted", rgba(c.muted)},
        {"@hover", rgba(c.hover)},
        {"@text", rgba(c.text)},
        {"@line", rgba(c.line)},
        {"@grid", rgba(c.grid)},
        {"@card", rgba(c.card)},
        {"@up", QStringLiteral(":/icons/arrow-up-%1.svg").arg(suffix)},
        {"@outline", rgba(c.muted)},
        {"@suffix", suffix},
        {"@warn", rgba(c.secondary)}};
    for (const auto& [name, value] : names)
        sheet.replace(QLatin1String(name), value);
    return withScaledTexts(sheet);
}

void setRole(QLabel* label, const char* role) {
    label->setProperty("role", role);
    label->setTextFormat(Qt::PlainText); // titles and names are text, whatever they look like
}

void applyFont() {
    QFont font = QApplication::font();
    if (QFontDatabase::hasFamily(QStringLiteral("Inter")))
        font.setFamily(QStringLiteral("Inter"));
    font.setPixelSize(pixels(13));
    QApplication::setFont(font);
}

void dressAll(Wardrobe::Hidden hidden) {
    sheetNow = styleSheet(colours());
    wardrobe().changeAll(hidden);
}

} // namespace

void apply(Appearance appearance) {
    const bool system = systemIsDark(); // read before the palette is ours
    darkNow = appearance == Appearance::Dark || (appearance == Appearance::System && system);
    static bool first = true;
    if (first) {
        first = false;
        loadResources();
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
        applyFont();
    }
    QApplication::setPalette(makePalette(colours()));
    dressAll(Wardrobe::Hidden::Later);
}

void dress(QWidget* widget) {
    dressed.append(widget);
    widget->setStyleSheet(sheetNow);
    widget->installEventFilter(&wardrobe());
}

void dressWindowsOf(QWidget* parent) { parent->installEventFilter(&wardrobe()); }

void setTextScale(int percent) {
    percent = std::clamp(percent, leastTextScale, largestTextScale);
    if (percent == scaleNow)
        return;
    scaleNow = percent;
    applyFont();
    for (auto it = keptWidths.cbegin(); it != keptWidths.cend(); ++it)
        it.key()->setFixedWidth(pixels(it.value()));
    dressAll(Wardrobe::Hidden::Now); // sizes depend on it
}

int textScale() { return scaleNow; }

int pixels(int atFullSize) { return static_cast<int>(std::lround(atFullSize * scaleNow / 100.0)); }

void keepWidth(QWidget* widget, int atFullSize) {
    if (!keptWidths.contains(widget))
        QObject::connect(widget, &QObject::destroyed, [widget] { keptWidths.remove(widget); });
    keptWidths.insert(widget, atFullSize);
    widget->setFixedWidth(pixels(atFullSize));
}

bool isDark() { return darkNow; }
QColor accent() { return colours().accent; }
QColor secondary() { return colours().secondary; }
QColor text() { return colours().text; }
QColor mutedText() { return colours().muted; }
QColor warningText() { return colours().warning; }
QColor currentText() { return colours().current; }
QColor selection() { return tint(colours()); }
QColor edge() { return colours().edge; }
QColor gridLine() { return colours().grid; }
QColor cardBackground() { return colours().card; }
QColor star() { return darkNow ? QColor(0xF5B83D) : QColor(0xE09A0B); }

namespace {
constexpr std::array<QRgb, 12> categoriesLight = {0x0072B2, 0xE69F00, 0x009E73, 0xD55E00,
                                                  0xCC79A7, 0x56B4E9, 0x882255, 0x999933,
                                                  0x332288, 0x44AA99, 0x8C6D4F, 0x7F8794};
constexpr std::array<QRgb, 12> categoriesDark = {0x4DA3E8, 0xF5B83D, 0x2CC79B, 0xF07F3C,
                                                 0xE79CC6, 0x8FD0F7, 0xC9588F, 0xC8C45A,
                                                 0x8F83E0, 0x6FD1C2, 0xBE9A78, 0xA4ADBB};
} // namespace

QColor category(std::size_t index) {
    const auto& table = darkNow ? categoriesDark : categoriesLight;
    return QColor(table[index % table.size()]);
}

std::size_t categoryCount() { return categoriesLight.size(); }

namespace {
QColor blended(const QColor& a, const QColor& b, double share) {
    const auto blend = [share](int p, int q) {
        return static_cast<int>(std::lround(p + share * (q - p)));
    };
    return {blend(a.red(), b.red()), blend(a.green(), b.green()), blend(a.blue(), b.blue())};
}
} // namespace

QColor diverging(double t) {
    const double strength = std::pow(std::min(std::abs(t), 1.0), 0.8); // small numbers show, too
    const QColor middle = darkNow ? QColor(0x2A2F38) : QColor(0xF1F2F4);
    const QColor end = t < 0 ? (darkNow ? QColor(0x58A6FF) : QColor(0x1F5FA8))
                             : (darkNow ? QColor(0xFFA24D) : QColor(0xC4570A));
    return blended(middle, end, strength);
}

QColor textOn(const QColor& background) {
    return background.lightnessF() > 0.55F ? QColor(0x16, 0x1A, 0x20) : QColor(0xF6, 0xF8, 0xFA);
}

QColor scale(double t) {
    static constexpr std::array<QRgb, 9> stops = {0x440154, 0x472D7B, 0x3B528B, 0x2C728E, 0x21918C,
                                                  0x28AE80, 0x5EC962, 0xADDC30, 0xFDE725};
    // The darkest end would vanish on a dark card.
    const double from = darkNow ? 0.15 : 0.0;
    const double to = darkNow ? 1.0 : 0.93;
    const double x = (from + std::clamp(t, 0.0, 1.0) * (to - from)) * (stops.size() - 1);
    const auto i = std::min(static_cast<std::size_t>(x), stops.size() - 2);
    const double f = x - static_cast<double>(i);
    return blended(QColor(stops[i]), QColor(stops[i + 1]), f);
}

QColor Ink::colour() const {
    switch (kind_) {
    case Kind::Category:
        return theme::category(index_);
    case Kind::Scale:
        return theme::scale(t_);
    case Kind::Muted:
        return mutedText();
    case Kind::Text:
        return theme::text();
    case Kind::Fixed:
        break;
    }
    return fixed_;
}

OnPaper::OnPaper() : dark_(std::exchange(darkNow, false)), scale_(std::exchange(scaleNow, 100)) {}

OnPaper::~OnPaper() {
    darkNow = dark_;
    scaleNow = scale_;
}

QIcon icon(const QString& name) { return QIcon(new ThemedIconEngine(name)); }

void makeCard(QWidget* widget) {
    widget->setProperty("card", true);
    widget->setAttribute(Qt::WA_StyledBackground);
}
void makeNote(QWidget* widget) {
    widget->setProperty("note", true);
    widget->setAttribute(Qt::WA_StyledBackground);
}
void makeTitle(QLabel* label) { setRole(label, "title"); }
void makeHeading(QLabel* label) { setRole(label, "heading"); }
void makeCaption(QLabel* label) { setRole(label, "caption"); }
void makeFigure(QLabel* label) { setRole(label, "figure"); }

} // namespace towerlab::ui::theme
