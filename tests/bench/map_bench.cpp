// SPDX-License-Identifier: MIT
// Times what the map of the vectors is made of, each beside the plain way in the same run:
// neighbours, t-SNE, UMAP, painting and picking; what keeping a run's moments costs its training;
// and how long the window stands still while it trains and points move. Usage: towerlab_map_bench
// [MOVIELENS_FOLDER [--stalls]]; works on any Qt platform, offscreen included.
#include "core/analyze/kept_neighbours.h"
#include "core/analyze/nearest.h"
#include "core/analyze/tsne.h"
#include "core/analyze/umap.h"
#include "core/data/dataset_reader.h"
#include "core/data/demo_data.h"
#include "core/data/random.h"
#include "core/model/presets.h"
#include "core/train/trainer.h"
#include "tests/ui/window_fixture.h"
#include "ui/embeddings/map_plot.h"
#include "ui/embeddings/panel.h"
#include "ui/plots/qcustomplot.h"
#include "ui/widgets/preferences.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <numeric>
#include <vector>

using namespace towerlab;
using namespace towerlab::ui;
using namespace towerlab::ui::test;

namespace {

constexpr std::size_t dimensions = 8;
constexpr std::array<std::size_t, 3> sizes = {3706, 10000, 87585}; // ml-1m, ml-10m, ml-32m

double millisecondsOf(const std::function<void()>& work) {
    QElapsedTimer clock;
    clock.start();
    work();
    return static_cast<double>(clock.nsecsElapsed()) / 1e6;
}

double median(std::size_t rounds, const std::function<void()>& work) {
    std::vector<double> times;
    for (std::size_t i = 0; i < rounds; ++i)
        times.push_back(millisecondsOf(work));
    std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(rounds / 2),
                     times.end());
    return times[rounds / 2];
}

void row(const QString& what, double ms, double plainMs, const char* plain) {
    std::printf("%-58s %10.2f ms", qPrintable(what), ms);
    if (plainMs > 0)
        std::printf("   %7.1f x as fast as %s", plainMs / ms, plain);
    std::printf("\n");
    std::fflush(stdout);
}

/// Groups in space, as vectors of movies lie.
std::vector<float> vectorsOf(std::size_t points) {
    Random random(1, "map bench");
    std::vector<float> centres(20 * dimensions);
    for (float& value : centres)
        value = static_cast<float>(2 * random.normal());
    std::vector<float> values(points * dimensions);
    for (std::size_t i = 0; i < points; ++i) {
        const std::size_t group = random.below(20);
        for (std::size_t k = 0; k < dimensions; ++k)
            values[i * dimensions + k] =
                centres[group * dimensions + k] + static_cast<float>(random.normal());
    }
    return values;
}

Layout planeOf(const std::vector<float>& values) {
    Layout layout(values.size() / dimensions);
    for (std::size_t i = 0; i < layout.size(); ++i)
        layout[i] = {values[i * dimensions], values[i * dimensions + 1]};
    return layout;
}

/// All distances one after the other, and a partial sort: of some of the points, scaled up.
double plainNeighbours(VectorSpan vectors, std::size_t count) {
    constexpr std::size_t some = 200;
    return static_cast<double>(vectors.size()) / some * millisecondsOf([&] {
               for (std::size_t i = 0; i < some; ++i) {
                   auto distances = distancesTo(vectors.row(i), vectors, Nearness::Cosine);
                   std::vector<std::uint32_t> order(distances.size());
                   std::iota(order.begin(), order.end(), 0U);
                   std::partial_sort(order.begin(), order.begin() + static_cast<long>(count) + 1,
                                     order.end(), [&](std::uint32_t a, std::uint32_t b) {
                                         return distances[a] < distances[b];
                                     });
               }
           });
}

void timeProjections(std::size_t n) {
    const std::vector<float> values = vectorsOf(n);
    const VectorSpan vectors{values, dimensions};
    const QString points = QLocale::c().toString(qulonglong{n});
    NearestLists fifteen;
    const double exact =
        millisecondsOf([&] { fifteen = nearestExactly(vectors, 15, Nearness::Cosine); });
    row(QStringLiteral("15 neighbours of %1, exact").arg(points), exact,
        plainNeighbours(vectors, 15), "one by one");
    const double graph =
        millisecondsOf([&] { (void)nearestByGraph(vectors, 15, Nearness::Cosine); });
    row(QStringLiteral("the same by HNSW").arg(points), graph, exact, "exact");
    const NearestLists ninety = nearestOfAll(vectors, 90, Nearness::Cosine);
    Tsne tsne(ninety, Nearness::Cosine, {}, Tsne::startFrom(planeOf(values)));
    const int steps = n > 50000 ? 20 : 100;
    const auto take = [&](Tsne& method, int count) {
        return millisecondsOf([&] {
                   for (int i = 0; i < count; ++i)
                       method.step();
               }) /
               count;
    };
    take(tsne, steps);
    const double each = take(tsne, steps);
    double plain = 0;
    if (n <= 10000) {
        Tsne slow(ninety, Nearness::Cosine, {.theta = 0}, Tsne::startFrom(planeOf(values)));
        plain = take(slow, 5);
    }
    row(QStringLiteral("t-SNE, an iteration of %1").arg(points), each, plain, "all pairs");
    UmapSettings settings;
    settings.epochs = Umap::epochsFor(n);
    Umap umap(fifteen, settings, Umap::startFrom(planeOf(values)));
    const double whole = millisecondsOf([&] {
        while (!umap.done())
            umap.step();
    });
    row(QStringLiteral("UMAP, %1 epochs of %2").arg(settings.epochs).arg(points), whole, 0, "");
    const double judged = millisecondsOf([&] { (void)keptNeighbours(fifteen, umap.layout()); });
    row(QStringLiteral("share of neighbours kept of %1").arg(points), judged, 0, "");
}

void timePainting() {
    constexpr std::size_t n = 100000;
    const Layout layout = planeOf(vectorsOf(n));
    MapPlot plot;
    plot.resize(1600, 1000);
    plot.show();
    std::vector<CloudPoint> points(n);
    for (std::size_t i = 0; i < n; ++i)
        points[i] = {double{layout[i].x}, double{layout[i].y}, static_cast<int>(i % 8), 2.0F};
    std::vector<theme::Ink> inks;
    for (std::size_t i = 0; i < 8; ++i)
        inks.push_back(theme::Ink::category(i));
    plot.setPoints(points, inks, false);
    plot.setEqualScale(true);
    plot.replot();
    QCustomPlot own;
    own.resize(1600, 1000);
    own.show();
    for (int group = 0; group < 8; ++group) {
        QCPGraph* graph = own.addGraph();
        graph->setLineStyle(QCPGraph::lsNone);
        graph->setScatterStyle(
            QCPScatterStyle(QCPScatterStyle::ssDisc, theme::category(std::size_t(group)), 4));
        QVector<double> x;
        QVector<double> y;
        for (std::size_t i = static_cast<std::size_t>(group); i < n; i += 8) {
            x << points[i].x;
            y << points[i].y;
        }
        graph->setData(x, y);
        graph->setAdaptiveSampling(false);
    }
    own.rescaleAxes();
    const double plain = median(3, [&] { own.replot(); });
    int step = 0;
    const double pan = median(15, [&] {
        plot.xAxis->moveRange((++step % 2 == 0 ? 0.01 : -0.01) * plot.xAxis->range().size());
        plot.replot();
    });
    row(QStringLiteral("pan 100,000 points at 1600 x 1000"), pan, plain, "QCustomPlot's discs");
    const double zoom = median(15, [&] {
        plot.zoomBy(++step % 2 == 0 ? 1.1 : 1 / 1.1);
        plot.replot();
    });
    row(QStringLiteral("zoom"), zoom, plain, "QCustomPlot's discs");
    Layout moved = layout;
    const double move = median(15, [&] {
        for (PlanePoint& point : moved)
            point.x += 0.01F;
        plot.setPlaces(moved);
        plot.replot();
    });
    row(QStringLiteral("move them all"), move, plain, "QCustomPlot's discs");
    plot.setPlaces(layout);
    plot.replot();
    QPoint at(200, 150);
    QTest::mouseMove(&plot, at); // which makes the index
    const double hover = median(200, [&] {
        at += QPoint(5, 3);
        QTest::mouseMove(&plot, at);
    });
    row(QStringLiteral("hover"), hover, 0, "");
}

/// As in the window at 1280 x 800, of the size of ml-1m, moving.
void timeMotion() {
    constexpr std::size_t n = 3706;
    Layout layout = planeOf(vectorsOf(n));
    MapPlot plot;
    plot.resize(860, 560);
    plot.show();
    std::vector<CloudPoint> points(n);
    for (std::size_t i = 0; i < n; ++i)
        points[i] = {double{layout[i].x}, double{layout[i].y}, static_cast<int>(i % 8),
                     2.2F + 5.8F * static_cast<float>((n - i) * (n - i)) / (n * n)};
    std::vector<theme::Ink> inks;
    for (std::size_t i = 0; i < 8; ++i)
        inks.push_back(theme::Ink::category(i));
    plot.setPoints(points, inks, false);
    plot.setEqualScale(true);
    plot.replot();
    const double moving = median(60, [&] {
        for (PlanePoint& point : layout)
            point.x += 0.01F;
        plot.setPlaces(layout);
        plot.replot(QCustomPlot::rpImmediateRefresh);
    });
    row(QStringLiteral("a moment of 3,706 points, onto the screen"), moving, 0, "");
}

/// In turns, so that the machine's moods count for both.
void timeTraining(const std::shared_ptr<const Dataset>& data, const char* presetKey) {
    RunSettings settings = preset(presetKey).settings;
    settings.train.epochs = 5;
    const auto train = [&](FrameRate rate) {
        TrainObserver observer;
        observer.frames = rate;
        observer.onFrame = [](const auto&) {};
        return millisecondsOf([&] { (void)Trainer(data, settings).run(observer); });
    };
    std::vector<double> plain;
    std::vector<double> watched;
    for (int round = 0; round < 5; ++round) {
        plain.push_back(train({}));
        watched.push_back(train(framesPerEpoch(1, true)));
    }
    std::sort(plain.begin(), plain.end());
    std::sort(watched.begin(), watched.end());
    std::printf("5 epochs of preset %-12s without moments %8.1f ms, with them %8.1f ms: %+.1f %%\n",
                presetKey, plain[2], watched[2], 100 * (watched[2] / plain[2] - 1));
}

/// The gaps between beats of the event loop while a run is watched.
void timeStalls(const QString& folder) {
    const OwnSettings settings;
    settings.reset();
    remember(preference::reduceMotion, false);
    MainWindow window;
    window.resize(1280, 800);
    window.show();
    if (folder.isEmpty())
        window.workspace()->openDemo();
    else
        window.workspace()->openFolder(folder);
    if (!QTest::qWaitFor([&] { return window.workspace()->dataset() != nullptr; }, 60000))
        qFatal("no data");
    window.showPlace(MainWindow::Embeddings);
    if (!QTest::qWaitForWindowExposed(&window))
        qFatal("the window does not show");
    std::vector<double> gaps;
    QElapsedTimer clock;
    clock.start();
    qint64 before = clock.nsecsElapsed();
    QTimer heart;
    heart.setTimerType(Qt::PreciseTimer);
    heart.setInterval(0);
    QObject::connect(&heart, &QTimer::timeout, &heart, [&] {
        const qint64 now = clock.nsecsElapsed();
        gaps.push_back(static_cast<double>(now - before) / 1e6);
        before = now;
    });
    RunSettings run = preset("clear-map").settings;
    run.train.epochs = 5;
    QEventLoop loop; // QTest's waiting sleeps in between
    QObject::connect(window.training(), &Training::ended, &loop,
                     [&] { QTimer::singleShot(1500, &loop, &QEventLoop::quit); });
    window.trainPanel()->trainWith(run);
    heart.start(1);
    loop.exec();
    heart.stop();
    std::sort(gaps.begin(), gaps.end());
    const auto at = [&](double share) {
        return gaps[static_cast<std::size_t>(share * static_cast<double>(gaps.size() - 1))];
    };
    std::printf("event loop while a run is watched: %zu beats, median %.1f ms, 99th percentile "
                "%.1f ms, longest %.1f ms\n",
                gaps.size(), at(0.5), at(0.99), gaps.back());
}

} // namespace

int main(int argc, char* argv[]) {
    const QApplication application(argc, argv);
    const QString folder = application.arguments().value(1);
    if (application.arguments().value(2) == QLatin1String("--stalls")) {
        timeMotion();
        timeStalls(folder);
        return 0;
    }
    const auto data = folder.isEmpty() ? makeDemoData() : readDataset(folder.toStdString());
    std::printf("Maps of vectors, %zu dimensions, on all cores\n\n", dimensions);
    for (const std::size_t n : sizes)
        timeProjections(n);
    std::printf("\n");
    timePainting();
    timeMotion();
    std::printf("\nMoments of a run, %s\n", data->name().c_str());
    for (const char* key : {"seed", "clear-map"})
        timeTraining(data, key);
    timeStalls(folder);
    return 0;
}
