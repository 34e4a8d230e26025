// SPDX-License-Identifier: MIT
#include "app/start/appearance_option.h"
#include "app/start/first_paint.h"
#include "app/start/handover.h"
#include "ui/main_window.h"
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
                                    "Folder, archive or file of ratings to open; default: demo"),
        QStringLiteral("[folder]"));
    const QCommandLineOption appearance = towerlab::appearanceOption();
    parser.addOption(appearance);
    parser.process(application);

    towerlab::ui::theme::apply(towerlab::chosenAppearance(parser, appearance));
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
