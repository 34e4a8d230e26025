// SPDX-License-Identifier: MIT
// Maps of vectors: neighbours, t-SNE, UMAP and how true they are, on points whose structure is
// known.
#include "core/analyze/kept_neighbours.h"
#include "core/analyze/nearest.h"
#include "core/analyze/plane_index.h"
#include "core/analyze/repulsion_tree.h"
#include "core/analyze/tsne.h"
#include "core/analyze/umap.h"
#include "core/data/random.h"
#include "core/error.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace towerlab;

namespace {

constexpr std::size_t dimensions = 6;

/// Groups of points around centres that are far apart; point i belongs to group i % groups.
std::vector<float> groupsOf(std::size_t points, std::size_t groups) {
    Random random(3, "groups");
    std::vector<float> centres(groups * dimensions);
    for (float& each : centres)
        each = static_cast<float>(5 * random.normal());
    std::vector<float> values(points * dimensions);
    for (std::size_t i = 0; i < points; ++i)
        for (std::size_t k = 0; k < dimensions; ++k)
            values[i * dimensions + k] =
                centres[i % groups * dimensions + k] + static_cast<float>(0.5 * random.normal());
    return values;
}

Layout randomLayout(std::size_t points, double spread) {
    Random random(5, "layout");
    Layout layout(points);
    for (PlanePoint& point : layout)
        point = {static_cast<float>(spread * random.normal()),
                 static_cast<float>(spread * random.normal())};
    return layout;
}

/// The plain way: every distance, sorted.
std::vector<std::pair<float, std::int32_t>> sortedFrom(VectorSpan vectors, std::size_t point,
                                                       Nearness nearness) {
    const auto distances = distancesTo(vectors.row(point), vectors, nearness);
    std::vector<std::pair<float, std::int32_t>> all;
    for (std::size_t i = 0; i < distances.size(); ++i)
        if (i != point)
            all.emplace_back(distances[i], static_cast<std::int32_t>(i));
    std::sort(all.begin(), all.end());
    return all;
}

bool same(const Layout& a, const Layout& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](PlanePoint x, PlanePoint y) { return x.x == y.x && x.y == y.y; });
}

/// The share of points whose nearest on the map is of their own group.
double groupsKept(const Layout& layout, std::size_t groups) {
    const PlaneIndex index(layout);
    std::vector<std::int32_t> near;
    std::size_t own = 0;
    for (std::size_t i = 0; i < layout.size(); ++i) {
        index.nearest(i, 1, near);
        own += static_cast<std::size_t>(near[0]) % groups == i % groups;
    }
    return static_cast<double>(own) / static_cast<double>(layout.size());
}

} // namespace

class TestProjections : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void exactListsAreThePlainOnes_data();
    void exactListsAreThePlainOnes();
    void graphMissesFew_data();
    void graphMissesFew();
    void listsAreTheSameForAnyNumberOfThreads();
    void fewerPointsThanNeighbours();
    void zeroVectorsHaveNoDirection();
    void planeIndexFindsTheNearest();
    void planeIndexBearsALine();
    void treeRepelsAsAllPairsDo();
    void tsneKeepsGroupsTogether();
    void tsneLowersItsDivergence();
    void umapKeepsGroupsTogether();
    void layoutsRepeat();
    void umapCurveIsTheReferences();
    void parametersMayChangeInBetween();
    void keptNeighboursAreCounted();
    void stoppingLeavesAtOnce();
};

void TestProjections::exactListsAreThePlainOnes_data() {
    QTest::addColumn<int>("nearness");
    QTest::newRow("cosine") << int(Nearness::Cosine);
    QTest::newRow("dot product") << int(Nearness::Dot);
    QTest::newRow("distance") << int(Nearness::Euclid);
}

void TestProjections::exactListsAreThePlainOnes() {
    QFETCH(int, nearness);
    constexpr std::size_t n = 1500; // more than a tile
    constexpr std::size_t count = 9;
    const auto values = groupsOf(n, 7);
    const VectorSpan vectors{values, dimensions};
    const auto kind = static_cast<Nearness>(nearness);
    const NearestLists lists = nearestExactly(vectors, count, kind);
    QCOMPARE(lists.size(), n);
    for (std::size_t i = 0; i < n; i += 37) {
        const auto wanted = sortedFrom(vectors, i, kind);
        for (std::size_t k = 0; k < count; ++k) {
            QCOMPARE(lists.of(i)[k], wanted[k].second);
            QCOMPARE(lists.distancesOf(i)[k], wanted[k].first);
        }
    }
}

void TestProjections::graphMissesFew_data() { exactListsAreThePlainOnes_data(); }

void TestProjections::graphMissesFew() {
    QFETCH(int, nearness);
    constexpr std::size_t n = 3000;
    constexpr std::size_t count = 15;
    const auto values = groupsOf(n, 11);
    const VectorSpan vectors{values, dimensions};
    const auto kind = static_cast<Nearness>(nearness);
    const NearestLists exact = nearestExactly(vectors, count, kind);
    const NearestLists found = nearestByGraph(vectors, count, kind);
    std::size_t hits = 0;
    for (std::size_t i = 0; i < n; ++i) {
        QVERIFY(std::find(found.of(i).begin(), found.of(i).end(), static_cast<std::int32_t>(i)) ==
                found.of(i).end());
        for (const std::int32_t other : found.of(i))
            hits += std::count(exact.of(i).begin(), exact.of(i).end(), other);
    }
    // The nearest by dot product are the same few long vectors for all, which graphs find hard.
    const double least = kind == Nearness::Dot ? 0.8 : 0.99;
    QVERIFY(static_cast<double>(hits) > least * static_cast<double>(n * count));
}

void TestProjections::listsAreTheSameForAnyNumberOfThreads() {
    const auto values = groupsOf(900, 5);
    const VectorSpan vectors{values, dimensions};
    QVERIFY(nearestExactly(vectors, 8, Nearness::Cosine, 1).index ==
            nearestExactly(vectors, 8, Nearness::Cosine, 3).index);
    QVERIFY(nearestByGraph(vectors, 8, Nearness::Euclid, 1).index ==
            nearestByGraph(vectors, 8, Nearness::Euclid, 2).index);
}

void TestProjections::fewerPointsThanNeighbours() {
    const auto values = groupsOf(4, 2);
    const NearestLists lists = nearestOfAll({values, dimensions}, 15, Nearness::Cosine);
    QCOMPARE(lists.count, std::size_t{3});
    QCOMPARE(
        nearestOfAll({std::span(values).first(dimensions), dimensions}, 15, Nearness::Cosine).count,
        std::size_t{0});
    Tsne tsne(lists, Nearness::Cosine, {}, randomLayout(4, 1));
    Umap umap(lists, {}, randomLayout(4, 1));
    for (int i = 0; i < 20; ++i) {
        tsne.step();
        umap.step();
    }
    for (const Layout* layout : {&tsne.layout(), &umap.layout()})
        for (const PlanePoint& point : *layout)
            QVERIFY(std::isfinite(point.x) && std::isfinite(point.y));
}

void TestProjections::zeroVectorsHaveNoDirection() {
    const std::vector<float> values = {0, 0, 1, 0, 0, 1};
    const NearestLists lists = nearestExactly({values, 2}, 2, Nearness::Cosine);
    QCOMPARE(lists.distancesOf(0)[0], 1.0F);
    QCOMPARE(lists.distancesOf(0)[1], 1.0F);
}

void TestProjections::planeIndexFindsTheNearest() {
    const Layout layout = randomLayout(800, 3);
    const PlaneIndex index(layout);
    std::vector<std::int32_t> near;
    for (std::size_t i = 0; i < layout.size(); i += 13) {
        index.nearest(i, 10, near);
        std::vector<std::pair<float, std::int32_t>> all;
        for (std::size_t j = 0; j < layout.size(); ++j)
            if (j != i) {
                const float dx = layout[j].x - layout[i].x;
                const float dy = layout[j].y - layout[i].y;
                all.emplace_back(dx * dx + dy * dy, static_cast<std::int32_t>(j));
            }
        std::sort(all.begin(), all.end());
        for (std::size_t k = 0; k < 10; ++k)
            QCOMPARE(near[k], all[k].second);
    }
    std::size_t seen = 0;
    std::size_t inside = 0;
    index.visitIn(-1, 1, -1, 1, [&](std::uint32_t i) {
        ++seen;
        inside += std::abs(layout[i].x) <= 1 && std::abs(layout[i].y) <= 1;
    });
    const auto wanted = std::count_if(layout.begin(), layout.end(), [](PlanePoint p) {
        return std::abs(p.x) <= 1 && std::abs(p.y) <= 1;
    });
    QCOMPARE(inside, static_cast<std::size_t>(wanted));
    QVERIFY(seen < layout.size());
}

void TestProjections::planeIndexBearsALine() {
    Layout line;
    for (int i = 0; i < 5000; ++i)
        line.push_back({static_cast<float>(i), 0});
    std::vector<std::int32_t> near;
    PlaneIndex(line).nearest(2500, 2, near);
    std::sort(near.begin(), near.end());
    QVERIFY((near == std::vector<std::int32_t>{2499, 2501}));
    PlaneIndex(Layout(50)).nearest(7, 3, near); // all in one place
    QVERIFY((near == std::vector<std::int32_t>{0, 1, 2}));
}

void TestProjections::treeRepelsAsAllPairsDo() {
    const Layout layout = randomLayout(600, 4);
    RepulsionTree tree;
    tree.build(layout);
    for (const auto& [theta, allowed] : {std::pair(0.0F, 1e-4), std::pair(0.5F, 0.01)}) {
        std::vector<RepulsionTree::Force> forces(layout.size());
        RepulsionTree::Scratch scratch;
        for (std::size_t leaf = 0; leaf < tree.leafCount(); ++leaf)
            tree.forcesOn(leaf, theta, scratch, forces.data() + tree.leaf(leaf).begin);
        double off = 0;
        double size = 0;
        for (std::size_t at = 0; at < layout.size(); ++at) {
            const std::size_t i = tree.order()[at];
            double share = 0;
            double x = 0;
            double y = 0;
            for (std::size_t j = 0; j < layout.size(); ++j) {
                if (j == i)
                    continue;
                const double dx = double{layout[i].x} - double{layout[j].x};
                const double dy = double{layout[i].y} - double{layout[j].y};
                const double q = 1 / (1 + dx * dx + dy * dy);
                share += q;
                x += q * q * dx;
                y += q * q * dy;
            }
            off += std::hypot(double{forces[at].x} - x, double{forces[at].y} - y);
            size += std::hypot(x, y);
            QVERIFY(std::abs(double{forces[at].share} - share) < 0.02 * share + 1e-4);
        }
        QVERIFY2(off < allowed * size, qPrintable(QString::number(off / size)));
    }
}

void TestProjections::tsneKeepsGroupsTogether() {
    constexpr std::size_t groups = 6;
    const auto values = groupsOf(600, groups);
    const auto lists = nearestOfAll({values, dimensions}, 90, Nearness::Euclid);
    Tsne tsne(lists, Nearness::Euclid, {.iterations = 400}, Tsne::startFrom(randomLayout(600, 1)));
    while (!tsne.done())
        tsne.step();
    QVERIFY(groupsKept(tsne.layout(), groups) > 0.99);
}

void TestProjections::tsneLowersItsDivergence() {
    const auto values = groupsOf(300, 4);
    const auto lists = nearestOfAll({values, dimensions}, 60, Nearness::Cosine);
    Tsne tsne(lists, Nearness::Cosine, {.perplexity = 20, .earlyIterations = 0},
              Tsne::startFrom(randomLayout(300, 1)));
    tsne.step();
    const double before = tsne.divergence();
    for (int i = 0; i < 300; ++i)
        tsne.step();
    QVERIFY(tsne.divergence() < 0.5 * before);
}

void TestProjections::umapKeepsGroupsTogether() {
    constexpr std::size_t groups = 6;
    const auto values = groupsOf(600, groups);
    const auto lists = nearestOfAll({values, dimensions}, 15, Nearness::Euclid);
    Umap umap(lists, {.epochs = 200}, Umap::startFrom(randomLayout(600, 1)));
    while (!umap.done())
        umap.step();
    QVERIFY(groupsKept(umap.layout(), groups) > 0.99);
    float furthest = 0;
    for (const PlanePoint& point : umap.layout())
        furthest = std::max({furthest, std::abs(point.x), std::abs(point.y)});
    QVERIFY(furthest < 60); // it does not fly apart
}

void TestProjections::layoutsRepeat() {
    const auto values = groupsOf(500, 4);
    const auto lists = nearestOfAll({values, dimensions}, 30, Nearness::Cosine);
    const auto tsne = [&](int threads) {
        Tsne run(lists, Nearness::Cosine, {.perplexity = 10, .threads = threads},
                 Tsne::startFrom(randomLayout(500, 1)));
        for (int i = 0; i < 60; ++i)
            run.step();
        return run.layout();
    };
    const auto umap = [&](int threads, std::uint64_t seed) {
        Umap run(lists, {.epochs = 40, .seed = seed, .threads = threads},
                 Umap::startFrom(randomLayout(500, 1)));
        while (!run.done())
            run.step();
        return run.layout();
    };
    QVERIFY(same(tsne(1), tsne(3)));
    QVERIFY(same(umap(1, 7), umap(2, 7)));
    QVERIFY(!same(umap(1, 7), umap(1, 8)));
}

/// The values that umap-learn's find_ab_params gives.
void TestProjections::umapCurveIsTheReferences() {
    for (const auto& [distance, a, b] :
         {std::tuple(0.1, 1.577, 0.8951), std::tuple(0.001, 1.929, 0.7915),
          std::tuple(0.5, 0.583, 1.334)}) {
        const Umap::Curve curve = Umap::curveFor(distance);
        QVERIFY2(std::abs(curve.a - a) < 0.01, qPrintable(QString::number(curve.a)));
        QVERIFY2(std::abs(curve.b - b) < 0.01, qPrintable(QString::number(curve.b)));
    }
}

void TestProjections::parametersMayChangeInBetween() {
    const auto values = groupsOf(300, 3);
    const VectorSpan vectors{values, dimensions};
    Tsne tsne(nearestOfAll(vectors, 30, Nearness::Cosine), Nearness::Cosine, {.perplexity = 10},
              Tsne::startFrom(randomLayout(300, 1)));
    Umap umap(nearestOfAll(vectors, 5, Nearness::Cosine), {.epochs = 60},
              Umap::startFrom(randomLayout(300, 1)));
    for (int i = 0; i < 30; ++i) {
        tsne.step();
        umap.step();
    }
    tsne.setNeighbours(nearestOfAll(vectors, 60, Nearness::Euclid), Nearness::Euclid, 20);
    tsne.setExaggeration(3);
    umap.setNeighbours(nearestOfAll(vectors, 20, Nearness::Cosine));
    umap.setMinimumDistance(0.8);
    for (int i = 0; i < 30; ++i) {
        tsne.step();
        umap.step();
    }
    QVERIFY(umap.done());
    QVERIFY(groupsKept(umap.layout(), 3) > 0.9);
    QVERIFY(std::isfinite(tsne.divergence()));
}

void TestProjections::keptNeighboursAreCounted() {
    // Four in a line, whose map swaps the last two pairs' distances.
    const std::vector<float> values = {0, 1, 10, 11};
    const NearestLists truth = nearestExactly({values, 1}, 1, Nearness::Euclid);
    const Layout faithful = {{0, 0}, {1, 0}, {10, 0}, {11, 0}};
    const Layout torn = {{0, 0}, {10, 0}, {1, 0}, {11, 0}};
    QCOMPARE(meanOf(keptNeighbours(truth, faithful)), 1.0);
    QCOMPARE(meanOf(keptNeighbours(truth, torn)), 0.0);
    const auto half = keptNeighbours(truth, {{0, 0}, {1, 0}, {30, 0}, {60, 0}});
    QVERIFY((half == std::vector<float>{1, 1, 0, 1}));
}

void TestProjections::stoppingLeavesAtOnce() {
    const auto values = groupsOf(400, 3);
    std::stop_source stop;
    stop.request_stop();
    QVERIFY_THROWS_EXCEPTION(
        Cancelled, nearestExactly({values, dimensions}, 5, Nearness::Cosine, 0, stop.get_token()));
    QVERIFY_THROWS_EXCEPTION(
        Cancelled, nearestByGraph({values, dimensions}, 5, Nearness::Cosine, 0, stop.get_token()));
}

QTEST_APPLESS_MAIN(TestProjections)
#include "tst_projections.moc"
