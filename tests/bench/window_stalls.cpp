// SPDX-License-Identifier: MIT
// How long the window stands still with a data set open: drives it through all places and prints,
// for each thing a person does, the longest gap between two beats of its event loop. Works on any
// Qt platform, offscreen included.
#include "tests/ui/window_fixture.h"
#include "ui/compare/panel.h"
#include "ui/inspect/panel.h"
#include "ui/inspect/step_bar.h"
#include "ui/inspect/step_walk.h"
#include "ui/inspect/tower_picture.h"
#include "ui/plots/export_button.h"
#include "ui/plots/scatter_plot.h"
#include "ui/train/panel.h"
#include "ui/widgets/search_box.h"
#include "ui/widgets/table_view.h"

#include <QComboBox>
#include <QCommandLineParser>
#include <QDialog>
#include <QElapsedTimer>
#include <QFile>
#include <QHeaderView>
#include <QMenu>
#include <QMouseEvent>
#include <QTabWidget>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <functional>

using namespace towerlab;
using namespace towerlab::ui;
using namespace towerlab::ui::test;

namespace {

constexpr double allowedMs = 100;

double threadMilliseconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
}

double megabytes(const char* key) {
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray& line : status.readAll().split('\n'))
        if (line.startsWith(key))
            return line.simplified().split(' ').value(1).toDouble() / 1024;
    return 0;
}

/// Beats in the event loop, and keeps the longest time between two beats. On a machine that others
/// use too the processor's time of the thread is the surer figure.
class Heart : public QObject {
public:
    Heart() {
        timer_.setTimerType(Qt::PreciseTimer);
        timer_.setInterval(2);
        connect(&timer_, &QTimer::timeout, this, [this] { beat(); });
        clock_.start();
        timer_.start();
    }
    void reset() {
        longest_ = {};
        before_ = now();
    }
    void beat() {
        const Time at = now();
        if (at.wall - before_.wall > longest_.wall)
            longest_ = {at.wall - before_.wall, at.thread - before_.thread};
        before_ = at;
    }
    struct Time {
        double wall = 0;
        double thread = 0;
    };
    Time longest() const { return longest_; }

private:
    Time now() const {
        return {static_cast<double>(clock_.nsecsElapsed()) / 1e6, threadMilliseconds()};
    }
    QTimer timer_;
    QElapsedTimer clock_;
    Time before_;
    Time longest_;
};

/// Drives the window, and prints a line for each thing done.
class Driver {
public:
    explicit Driver(MainWindow& window) : window_(window) {}

    /// @param until the work that this sets off is done
    void act(const QString& what, const std::function<void()>& action,
             const std::function<bool()>& until = {}) {
        heart_.reset();
        QElapsedTimer whole;
        whole.start();
        action();
        if (until && !QTest::qWaitFor(until, 600000))
            qFatal("it does not end: %s", qPrintable(what));
        const double took = static_cast<double>(whole.elapsed());
        QTest::qWait(settleMs);
        heart_.beat();
        const Heart::Time longest = heart_.longest();
        stalls_ += longest.wall > allowedMs ? 1 : 0;
        std::printf("%-58s %8.0f ms %8.0f ms %s", qPrintable(what), longest.wall, longest.thread,
                    longest.wall > allowedMs ? "STALL" : "");
        if (until)
            std::printf("  (done in %.1f s)", took / 1000);
        std::printf("\n");
        std::fflush(stdout);
    }
    int stalls() const { return stalls_; }

    void open(const QString& folder) {
        act(
            QStringLiteral("open"), [&] { window_.workspace()->openFolder(folder); },
            [this] { return window_.workspace()->dataset() != nullptr; });
        std::printf("memory: %.0f MB, at most %.0f MB\n", megabytes("VmRSS:"), megabytes("VmHWM:"));
    }

    void places(const QString& when) {
        for (int place = 0; place <= MainWindow::Inspect; ++place)
            act(QStringLiteral("to place %1, %2").arg(place + 1).arg(when),
                [&] { window_.showPlace(static_cast<MainWindow::PlaceNumber>(place)); });
    }

    void table(const char* name, int tab) {
        window_.showPlace(MainWindow::Data);
        act(QStringLiteral("tab %1").arg(QLatin1String(name)),
            [&] { child<QTabWidget>(window_, "dataTabs")->setCurrentIndex(tab); });
        const QByteArray base(name);
        auto* view = child<QTableView>(window_, (base + "Table").constData());
        for (int column = 0; column < view->model()->columnCount(); ++column)
            for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder})
                act(QStringLiteral("sort %1 by %2%3")
                        .arg(QLatin1String(name),
                             view->model()->headerData(column, Qt::Horizontal).toString(),
                             order == Qt::AscendingOrder ? QString() : QStringLiteral(", down")),
                    [&] { view->sortByColumn(column, order); });
        auto* search = child<SearchBox>(window_, (base + "Search").constData());
        for (const char* text : {"1", "12", "123", "mov", "movie 99", "zzz", ""})
            act(QStringLiteral("search %1 for '%2'").arg(QLatin1String(name), QLatin1String(text)),
                [&] { search->setText(QLatin1String(text)); });
        for (auto* filter : view->parentWidget()->findChildren<QComboBox*>())
            for (const int entry : {1, 0})
                if (filter->isVisible() && filter->count() > 1)
                    act(QStringLiteral("filter %1, entry %2").arg(filter->objectName()).arg(entry),
                        [&] { filter->setCurrentIndex(entry); });
    }

    void select() {
        const auto data = window_.workspace()->dataset();
        const auto pick = [](const RatingGroups& groups, bool most) {
            std::size_t found = 0;
            for (std::size_t row = 1; row + 1 < groups.start.size(); ++row)
                if (most ? groups.count(row) > groups.count(found)
                         : groups.count(row) < groups.count(found))
                    found = row;
            return found;
        };
        for (const bool most : {true, false}) {
            const std::size_t user = pick(data->byUser(), most);
            const std::size_t movie = pick(data->byMovie(), most);
            act(QStringLiteral("select user with %1 ratings").arg(data->byUser().count(user)),
                [&] { window_.workspace()->selectUser(user); });
            act(QStringLiteral("select movie with %1 ratings").arg(data->byMovie().count(movie)),
                [&] { window_.workspace()->selectMovie(movie); });
        }
    }

    void train() {
        window_.showPlace(MainWindow::Train);
        RunSettings settings = window_.trainPanel()->settings();
        settings.data.sampleFraction = 0.02;
        settings.model.l2 = 0;
        settings.train.batchSize = 4096;
        settings.train.epochs = 2;
        act(
            QStringLiteral("train"), [&] { window_.trainPanel()->trainWith(settings); },
            [this] { return window_.training()->state() == Training::State::Idle; });
    }

    void map() {
        const auto* plot = child<ScatterPlot>(window_, "scatterPlot");
        const auto drawn = [plot] { return plot->pointCount() > 0; };
        act(
            QStringLiteral("map of movies"), [&] { window_.showPlace(MainWindow::Embeddings); },
            drawn);
        mapTools(QStringLiteral("movies"));
        act(
            QStringLiteral("map of users"),
            [&] { child<QPushButton>(window_, "showUsers")->click(); }, drawn);
        mapTools(QStringLiteral("users"));
    }

    void recommend() {
        window_.showPlace(MainWindow::Recommend);
        select();
        auto* search = child<SearchBox>(window_, "recommendSearch");
        for (const char* text : {"1", "123", ""})
            act(QStringLiteral("recommend: search for '%1'").arg(QLatin1String(text)),
                [&] { search->setText(QLatin1String(text)); });
        act(QStringLiteral("recommend: random user"),
            [&] { child<QPushButton>(window_, "randomUser")->click(); });
    }

    void inspect() {
        InspectPanel* panel = window_.inspectPanel();
        act(
            QStringLiteral("inspect"), [&] { window_.showPlace(MainWindow::Inspect); },
            [panel] { return !panel->picture()->smallLines().isEmpty(); });
        select();
        act(QStringLiteral("inspect: any rating"),
            [&] { child<QPushButton>(window_, "inspect_anyRating")->click(); });
        act(QStringLiteral("inspect: user not known"), [&] {
            auto* box = child<QComboBox>(window_, "whatIf_user_0");
            box->setCurrentIndex(1);
            Q_EMIT box->activated(1);
        });
        for (const char* batch : {"this rating", "next batch"}) {
            const auto before = panel->walk()->story();
            child<QComboBox>(window_, "stepBatch")
                ->setCurrentIndex(QLatin1String(batch) == QLatin1String("this rating") ? 0 : 1);
            act(
                QStringLiteral("inspect: step on %1").arg(QLatin1String(batch)),
                [&] {
                    panel->walk()->leave();
                    panel->stepBar()->forward();
                },
                [&] { return panel->walk()->isOn() && panel->walk()->story() != before; });
            act(QStringLiteral("inspect: through its stages"), [&] {
                for (std::size_t i = 1; i < panel->walk()->stages().size(); ++i)
                    panel->stepBar()->forward();
            });
        }
    }

    void copyRows() {
        window_.showPlace(MainWindow::Data);
        for (const char* name : {"usersTable", "moviesTable"}) {
            auto* view = child<TableView>(window_, name);
            act(QStringLiteral("%1: select all").arg(QLatin1String(name)),
                [&] { view->selectAll(); });
            act(QStringLiteral("%1: copy").arg(QLatin1String(name)),
                [&] { view->copySelection(); });
        }
    }

    void values() {
        for (const char* name : {"longTailPlot", "scatterPlot"}) {
            const auto* plot = child<PlotWidget>(window_, name);
            act(QStringLiteral("values of %1 as a table").arg(QLatin1String(name)), [&] {
                for (auto* button : window_.findChildren<PlotExportButton*>())
                    if (button->plot() == plot)
                        button->menu()
                            ->findChild<QAction*>(QStringLiteral("showValues"))
                            ->trigger();
            });
            auto* dialog = child<QDialog>(window_, "plotTable");
            QTest::qWait(2000);
            auto* table = child<TableView>(*dialog, "plotValues");
            act(QStringLiteral("sort these values"),
                [&] { table->sortByColumn(1, Qt::DescendingOrder); });
            act(QStringLiteral("copy these values"), [&] { table->copySelection(); });
            delete dialog;
        }
    }

    void openDemo() {
        const auto before = window_.workspace()->dataset().get();
        act(
            QStringLiteral("open the demo data instead"),
            [this] { window_.workspace()->openDemo(); },
            [this, before] { return window_.workspace()->dataset().get() != before; });
        QTest::qWait(2000);
        std::printf("memory: %.0f MB\n", megabytes("VmRSS:"));
    }

    void dark() {
        for (const Appearance appearance : {Appearance::Dark, Appearance::Light})
            act(QStringLiteral("other appearance"), [&] { theme::apply(appearance); });
    }

private:
    void mapTools(const QString& of) {
        auto* search = child<SearchBox>(window_, "mapSearch");
        for (const char* text : {"1", "mov", ""})
            act(QStringLiteral("map of %1: search for '%2'").arg(of, QLatin1String(text)),
                [&] { search->setText(QLatin1String(text)); });
        auto* colours = child<QComboBox>(window_, "colourBy");
        for (int entry = 0; entry < colours->count(); ++entry)
            act(QStringLiteral("map of %1: colour by %2").arg(of, colours->itemText(entry)), [&] {
                colours->setCurrentIndex(entry);
                Q_EMIT colours->activated(entry);
            });
        auto* axes = child<QComboBox>(window_, "xComponent");
        act(QStringLiteral("map of %1: another axis").arg(of), [&] {
            axes->setCurrentIndex(2);
            Q_EMIT axes->activated(2);
        });
        auto* plot = child<ScatterPlot>(window_, "scatterPlot");
        act(QStringLiteral("map of %1: mouse over it").arg(of), [&] {
            for (int step = 0; step < 20; ++step) {
                QTest::mouseMove(plot, QPoint(100 + 15 * step, 100 + 10 * step));
                QTest::qWait(5);
            }
        });
        act(QStringLiteral("map of %1: click").arg(of),
            [&] { QTest::mouseClick(plot, Qt::LeftButton, {}, plot->placeOf(5).toPoint()); });
        act(QStringLiteral("map of %1: zoom").arg(of), [&] {
            QWheelEvent wheel(plot->rect().center(), plot->mapToGlobal(plot->rect().center()), {},
                              {0, 240}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(plot, &wheel);
        });
        act(QStringLiteral("map of %1: drag").arg(of), [&] {
            QTest::mousePress(plot, Qt::LeftButton, {}, plot->rect().center());
            for (int step = 0; step < 10; ++step) {
                const QPointF at = plot->rect().center() + QPoint(3 * step, 2 * step);
                QMouseEvent move(QEvent::MouseMove, at, plot->mapToGlobal(at), Qt::NoButton,
                                 Qt::LeftButton, {});
                QCoreApplication::sendEvent(plot, &move);
                QTest::qWait(5);
            }
            QTest::mouseRelease(plot, Qt::LeftButton, {}, plot->rect().center());
        });
        act(QStringLiteral("map of %1: whole again").arg(of), [&] { plot->showEverything(); });
    }

    static constexpr int settleMs = 700;

    MainWindow& window_;
    Heart heart_;
    int stalls_ = 0;
};

} // namespace

int main(int argc, char* argv[]) {
    const QApplication application(argc, argv);
    QCommandLineParser options;
    options.setApplicationDescription(QStringLiteral("Prints how long the window stands still"));
    options.addHelpOption();
    const QCommandLineOption data(QStringLiteral("data"), QStringLiteral("Data to open."),
                                  QStringLiteral("folder"));
    options.addOption(data);
    options.process(application);
    if (!options.isSet(data))
        options.showHelp(1);
    const OwnSettings settings;
    settings.reset();
    MainWindow window;
    window.resize(1280, 800);
    window.show();
    QTest::qWait(200);
    std::printf("%-58s %11s %11s\n", "", "longest gap", "of the CPU");
    Driver driver(window);
    driver.open(options.value(data));
    driver.places(QStringLiteral("without a model"));
    driver.table("users", 0);
    driver.table("movies", 1);
    driver.select();
    driver.train();
    driver.places(QStringLiteral("with a model"));
    driver.map();
    driver.recommend();
    driver.inspect();
    driver.copyRows();
    driver.values();
    driver.dark();
    driver.openDemo();
    std::printf("memory: %.0f MB, at most %.0f MB\n%d stalls over %.0f ms\n", megabytes("VmRSS:"),
                megabytes("VmHWM:"), driver.stalls(), allowedMs);
    return driver.stalls() == 0 ? 0 : 1;
}
