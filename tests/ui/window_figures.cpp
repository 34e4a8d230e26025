// SPDX-License-Identifier: MIT
// How fast the window is: prints milliseconds and memory, on any Qt platform, offscreen included.
#include "tests/ui/window_fixture.h"
#include "ui/train/panel.h"

#include <QAction>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

using namespace towerlab;
using namespace towerlab::ui;
using namespace towerlab::ui::test;

namespace {

double milliseconds(const QElapsedTimer& timer) {
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

double median(std::vector<double> values) {
    std::nth_element(values.begin(), values.begin() + static_cast<long>(values.size() / 2),
                     values.end());
    return values[values.size() / 2];
}

/// Until all that a change has asked for is painted.
template <typename Change>
double timeOf(const Change& change) {
    QElapsedTimer timer;
    timer.start();
    change();
    QCoreApplication::sendPostedEvents();
    QCoreApplication::processEvents();
    return milliseconds(timer);
}

double megabytes() {
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray& line : status.readAll().split('\n'))
        if (line.startsWith("VmRSS:"))
            return line.simplified().split(' ').value(1).toDouble() / 1024;
    return 0;
}

void printPlaces(MainWindow& window) {
    std::vector<std::vector<double>> times(MainWindow::Compare + 1);
    for (int round = 0; round < 9; ++round)
        for (int place = 0; place <= MainWindow::Compare; ++place) {
            const double time =
                timeOf([&] { window.showPlace(static_cast<MainWindow::PlaceNumber>(place)); });
            if (round > 0) // the first time a place is laid out
                times[static_cast<std::size_t>(place)].push_back(time);
        }
    for (std::size_t place = 0; place < times.size(); ++place)
        std::printf("to place %zu: %.0f ms (most %.0f)\n", place + 1, median(times[place]),
                    *std::max_element(times[place].begin(), times[place].end()));
}

void printAppearances(MainWindow& window) {
    std::vector<double> times;
    for (int round = 0; round < 6; ++round)
        times.push_back(
            timeOf([&] { theme::apply(round % 2 == 0 ? Appearance::Dark : Appearance::Light); }));
    std::printf("light to dark and back: %.0f ms\n", median(times));
    double most = 0; // of the places that were out of sight
    for (int place = 0; place <= MainWindow::Compare; ++place)
        most = std::max(
            most, timeOf([&] { window.showPlace(static_cast<MainWindow::PlaceNumber>(place)); }));
    std::printf("to a place for the first time after that: at most %.0f ms\n", most);
}

/// Of the program in a process of its own, from the moment at which it is started.
void printStarts() {
    for (int round = 0; round < 3; ++round) {
        QProcess process;
        QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
        const auto now = std::chrono::steady_clock::now().time_since_epoch();
        variables.insert(QStringLiteral("TOWERLAB_STARTED_AT"),
                         QString::number(std::chrono::nanoseconds(now).count()));
        process.setProcessEnvironment(variables);
        process.start(QStringLiteral(TOWERLAB_PROGRAM), QStringList());
        QByteArray said;
        if (!QTest::qWaitFor(
                [&] {
                    return (said += process.readAllStandardError()).contains("\nwindow painted");
                },
                20000))
            qFatal("the program did not start");
        for (const QByteArray& line : said.split('\n'))
            if (line.contains("painted"))
                std::printf("program started, %s\n", line.constData());
        process.terminate();
        process.waitForFinished();
    }
}

void printMemory(MainWindow& window) {
    constexpr int runs = 100;
    for (int run = 1; run <= runs; ++run) {
        trainQuickly(window, 2);
        if (run == 10 || run % 30 == 0 || run == runs)
            std::printf("after %d runs: %.0f MB\n", run, megabytes());
    }
}

/// Runs that are stopped as soon as they have begun.
void printCycles(MainWindow& window) {
    constexpr int cycles = 1000;
    Training& training = *window.training();
    const RunSettings settings = window.trainPanel()->settings();
    for (int cycle = 0; cycle <= cycles; ++cycle) {
        if (cycle % 250 == 0)
            std::printf("after %d starts and stops: %.0f MB\n", cycle, megabytes());
        training.start(settings);
        training.stop();
        if (!QTest::qWaitFor([&] { return training.state() == Training::State::Idle; }, 20000))
            qFatal("a run does not stop");
    }
}

} // namespace

int main(int argc, char* argv[]) {
    const QApplication application(argc, argv);
    const OwnSettings settings;
    settings.reset();
    printStarts();
    QElapsedTimer start;
    start.start();
    auto window = std::make_unique<MainWindow>();
    window->resize(1280, 800);
    window->show();
    QCoreApplication::processEvents();
    std::printf("window built and painted: %.0f ms\n", milliseconds(start));
    window->workspace()->openDemo();
    if (!QTest::qWaitFor([&] { return window->workspace()->dataset() != nullptr; }, 20000))
        qFatal("no data");
    trainQuickly(*window, 2);
    window->workspace()->selectUser(5);
    printPlaces(*window);
    printAppearances(*window);
    printMemory(*window);
    printCycles(*window);
    return 0;
}
