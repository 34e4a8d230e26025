// SPDX-License-Identifier: MIT
// What the tests of the window share: settings of their own, and a window with data in it.
#pragma once

#include "ui/compare/panel.h"
#include "ui/main_window.h"
#include "ui/train/panel.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QDir>
#include <QPushButton>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>

#include <memory>

namespace towerlab::ui::test {

/// Keeps QSettings and the folder for the program's data in a folder that goes with the object;
/// settings and runs of the person are not touched.
class OwnSettings {
public:
    OwnSettings() {
        QCoreApplication::setOrganizationName(QStringLiteral("TowerLabTest"));
        QCoreApplication::setApplicationName(QStringLiteral("TowerLabTest"));
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder_.path());
        qputenv("XDG_DATA_HOME", folder_.filePath(QStringLiteral("data")).toLocal8Bit());
        QLocale::setDefault(QLocale::c());
        theme::apply(Appearance::Light);
    }
    /// As at a first start, but at full speed and without gliding.
    void reset() const {
        QSettings().clear();
        QSettings().setValue(QStringLiteral("train/slowMotion"), false);
        QSettings().setValue(QStringLiteral("window/reduceMotion"), true);
        QDir(folder_.filePath(QStringLiteral("data"))).removeRecursively();
    }

private:
    QTemporaryDir folder_;
};

/// The child of that name; the test ends with a clear message if there is none.
template <typename T>
T* child(const QObject& parent, const char* name) {
    auto* found = parent.findChild<T*>(QLatin1String(name));
    if (!found)
        qFatal("there is no %s named %s", T::staticMetaObject.className(), name);
    return found;
}

inline void click(QWidget* widget) { QTest::mouseClick(widget, Qt::LeftButton); }

/// Presses a button of the message box that what follows brings up. There must be one.
inline void answer(const char* button) {
    auto* timer = new QTimer(qApp);
    QObject::connect(timer, &QTimer::timeout, timer, [timer, button] {
        const QWidget* box = QApplication::activeModalWidget();
        auto* found = box ? box->findChild<QPushButton*>(QLatin1String(button)) : nullptr;
        if (!found)
            return;
        timer->deleteLater();
        click(found);
    });
    timer->start(5);
}

/// A window on the screen with the demo data open.
inline std::unique_ptr<MainWindow> windowWithDemo() {
    auto window = std::make_unique<MainWindow>();
    window->resize(1280, 800);
    window->show();
    window->workspace()->openDemo();
    if (!QTest::qWaitFor([&] { return window->workspace()->dataset() != nullptr; }, 10000))
        qFatal("the demo data did not open");
    return window;
}

/// Trains one epoch of a fifth of the ratings, with what else the form has.
inline void trainQuickly(MainWindow& window, int epochs = 1) {
    RunSettings settings = window.trainPanel()->settings();
    settings.data.sampleFraction = 0.2;
    settings.model.l2 = 0;
    settings.train.batchSize = 256;
    settings.train.epochs = epochs;
    window.trainPanel()->trainWith(settings);
    if (!QTest::qWaitFor([&] { return window.training()->state() == Training::State::Idle; },
                         60000))
        qFatal("training did not end");
}

/// Compares popularity and item-CF.
inline void compareQuickly(MainWindow& window) {
    window.showPlace(MainWindow::Compare);
    click(child<QToolButton>(window, "methodsNone"));
    for (const char* method : {"method_popularity", "method_item-cf"})
        child<QCheckBox>(window, method)->click();
    window.comparePanel()->compare();
    if (!QTest::qWaitFor([&] { return !window.comparePanel()->isRunning(); }, 60000))
        qFatal("the comparison did not end");
}

inline void clickRow(QTableView* table, int row) {
    const QModelIndex index = table->model()->index(row, 0);
    table->scrollTo(index);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(index).center());
}

} // namespace towerlab::ui::test
