// SPDX-License-Identifier: MIT
#include "app/start/start_window.h"

#include "app/start/appearance_option.h"
#include "app/start/first_paint.h"
#include "app/start/handover.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>
#include <QPainter>
#include <QScreen>
#include <QSocketNotifier>
#include <QTimer>
#include <QWidget>

namespace towerlab {
namespace {

using namespace ui;

/// In the middle of the screen, without a frame, and never in the way of the keyboard.
class StartWindow : public QWidget {
public:
    StartWindow() : QWidget(nullptr, Qt::SplashScreen | Qt::FramelessWindowHint) {
        constexpr QSize size(420, 170);
        setAttribute(Qt::WA_ShowWithoutActivating);
        resize(size);
        move(screen()->availableGeometry().center() - rect().center());
    }

protected:
    void paintEvent(QPaintEvent*) override {
        constexpr int iconSize = 72;
        constexpr int margin = 40;
        QPainter painter(this);
        painter.fillRect(rect(), theme::cardBackground());
        painter.setPen(theme::edge());
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
        const QRect icon(margin, (height() - iconSize) / 2, iconSize, iconSize);
        QIcon(QStringLiteral(":/icons/app.svg")).paint(&painter, icon);
        const QRect texts(icon.right() + 24, icon.top(), width(), iconSize);
        QFont large = font();
        large.setPixelSize(26);
        large.setWeight(QFont::DemiBold);
        painter.setFont(large);
        painter.setPen(theme::text());
        painter.drawText(texts, Qt::AlignTop, QStringLiteral("TowerLab"));
        QFont small = font();
        small.setPixelSize(13);
        painter.setFont(small);
        painter.setPen(theme::mutedText());
        painter.drawText(texts, Qt::AlignBottom,
                         QCoreApplication::translate("start", "Two towers, and how they learn"));
    }
};

Appearance appearanceOf(const QStringList& arguments) {
    QCommandLineParser parser; // of what else there is, the window's program judges
    const QCommandLineOption option = appearanceOption();
    parser.addOption(option);
    parser.parse(arguments);
    return chosenAppearance(parser, option);
}

} // namespace

int showStartWindow(int argc, char** argv, int pipe) {
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("TowerLab"));
    QApplication::setOrganizationName(QStringLiteral("TowerLab"));
    theme::apply(appearanceOf(QApplication::arguments()));
    StartWindow window;
    afterFirstPaint(&window, [] { sayPainted("start window"); });
    window.show();
    QSocketNotifier closed(pipe, QSocketNotifier::Read); // nothing is ever written
    QObject::connect(&closed, &QSocketNotifier::activated, &application, &QCoreApplication::quit);
    constexpr int atMost = 20000; // a start that hangs is not made better by covering it
    QTimer::singleShot(atMost, &application, &QCoreApplication::quit);
    return QApplication::exec();
}

} // namespace towerlab
