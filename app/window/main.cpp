// SPDX-License-Identifier: MIT
#include "app/start/first_paint.h"
#include "app/start/handover.h"
#include "ui/main_window.h"
#include "ui/widgets/preferences.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>

#include <csignal>

int main(int argc, char* argv[]) {
    std::signal(SIGXFSZ, SIG_IGN); // a limit on file sizes is then an error like a full disk
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("TowerLab"));
    QApplication::setOrganizationName(QStringLiteral("TowerLab"));
    QApplication::setApplicationVersion(QStringLiteral(TOWERLAB_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("towerlab"));

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QCoreApplication::translate("main", "Watch a two-tower recommender learn."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(
        QStringLiteral("folder"),
        QCoreApplication::translate("main",
                                    "MovieLens folder to open (ml-1m or ml-100k); default: demo"),
        QStringLiteral("[folder]"));
    const QCommandLineOption appearance(
        QStringLiteral("appearance"),
        QCoreApplication::translate("main", "system, light or dark, for this start only"),
        QStringLiteral("name"));
    parser.addOption(appearance);
    parser.process(application);

    using towerlab::ui::Appearance;
    auto chosen =
        static_cast<Appearance>(towerlab::ui::remembered(towerlab::ui::preference::appearance));
    if (parser.isSet(appearance))
        chosen = parser.value(appearance) == QLatin1String("dark")    ? Appearance::Dark
                 : parser.value(appearance) == QLatin1String("light") ? Appearance::Light
                                                                      : Appearance::System;
    towerlab::ui::theme::apply(chosen);
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/app.svg")));

    towerlab::ui::MainWindow window;
    // After the first paint, so that the window is there at once.
    towerlab::afterFirstPaint(&window, [&] {
        towerlab::sayPainted("window");
        towerlab::endStartWindow();
        const QStringList folders = parser.positionalArguments();
        if (folders.isEmpty())
            window.workspace()->openDemo();
        else
            window.workspace()->openFolder(folders.first());
    });
    window.show();
    return QApplication::exec();
}
