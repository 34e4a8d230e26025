// SPDX-License-Identifier: MIT
// What the programs that take pictures of the window share.
#pragma once

#include "tests/ui/window_fixture.h"

#include <QCommandLineParser>
#include <QLocale>
#include <QStringList>

namespace towerlab::ui::test {

/// The options of all of them; one argument is the folder for the pictures.
class PictureOptions {
public:
    explicit PictureOptions(const QString& description) {
        parser.setApplicationDescription(description);
        parser.addHelpOption();
        parser.addPositionalArgument(QStringLiteral("folder"), QStringLiteral("for the pictures"));
        parser.addOptions({data_, size_});
    }
    /// To be called once, after options of one's own were added.
    void process(const QApplication& application) {
        parser.process(application);
        if (parser.positionalArguments().size() != 1)
            parser.showHelp(64);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }
    QString folder() const { return parser.positionalArguments().constFirst(); }
    /// Shows the window in its size, with its data.
    void open(MainWindow& window) const {
        constexpr int timeoutMs = 60000;
        const QStringList sides = parser.value(size_).split(QLatin1Char('x'));
        window.resize(sides.value(0).toInt(), sides.value(1).toInt());
        window.show();
        if (parser.isSet(data_))
            window.workspace()->openFolder(parser.value(data_));
        else
            window.workspace()->openDemo();
        if (!QTest::qWaitFor([&] { return window.workspace()->dataset() != nullptr; }, timeoutMs))
            qFatal("no data");
    }

    QCommandLineParser parser;

private:
    QCommandLineOption data_{QStringLiteral("data"), QStringLiteral("MovieLens folder"),
                             QStringLiteral("folder")};
    QCommandLineOption size_{QStringLiteral("size"), QStringLiteral("of the window"),
                             QStringLiteral("WxH"), QStringLiteral("1280x800")};
};

} // namespace towerlab::ui::test
