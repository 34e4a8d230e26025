// SPDX-License-Identifier: MIT
// The map of the vectors: what a worker makes, and what the place says meanwhile.
#include "core/recommend/recommender.h"
#include "tests/support/quick_model.h"
#include "tests/ui/window_fixture.h"
#include "ui/embeddings/map_plot.h"
#include "ui/embeddings/map_points.h"
#include "ui/embeddings/map_table.h"
#include "ui/embeddings/panel.h"
#include "ui/embeddings/point_colouring.h"
#include "ui/embeddings/projection.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/search_text.h"

#include <QImage>
#include <QLabel>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace towerlab;
using namespace towerlab::ui;
using namespace towerlab::ui::test;

namespace {

constexpr DemoSettings small = {.users = 120, .movies = 80, .ratings = 3000};

struct Model {
    std::shared_ptr<const Dataset> dataset = makeDemoData(small);
    std::shared_ptr<const Recommender> recommender;

    explicit Model(int vectorSize) {
        RunSettings settings;
        settings.model.vectorSize = vectorSize;
        settings.model.l2 = 0;
        recommender = std::make_shared<const Recommender>(
            towerlab::test::quickModel(settings, small, 1), dataset);
    }
    std::shared_ptr<const MapPoints> points(Subject subject = Subject::Movies) const {
        return makeMapPoints(recommender, subject, {});
    }
};

const EmptyState& emptyPage(const MainWindow& window) {
    return *child<EmptyState>(window, "embeddingsEmpty");
}

} // namespace

class TestMap : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() const { settings_.reset(); }
    void drawsTheMostRatedFirst();
    void bothAreInOneSpace();
    void takesComponentsThatThereAre();
    void showsAFactAlongAnAxis();
    void axesByMeaningPartTheirSets();
    void findsAsTheTablesDo();
    void isTheTableOfItsPoints();
    void saysThatTheMapIsBeingMade();
    void saysThatAModelIsBeingTrained();
    void searchComesBackFromTheWorker();
    void discsAreDrawnWhereTheyAre();

private:
    OwnSettings settings_;
};

void TestMap::drawsTheMostRatedFirst() {
    const Model model(8);
    const auto map = model.points(Subject::Users);
    const auto radii = radiiBy(numbersOf(*map, PointFact::Ratings), map->size());
    for (std::size_t i = 1; i < map->size(); ++i) {
        QVERIFY(map->ratings[i - 1] >= map->ratings[i]);
        QVERIFY(radii[i - 1] >= radii[i]);
        QCOMPARE(map->pointOf(false, map->points[i].row), static_cast<int>(i));
        QCOMPARE(map->ratings[i], model.dataset->byUser().count(map->points[i].row));
    }
    QVERIFY(radii.front() > radii.back());
}

void TestMap::bothAreInOneSpace() {
    const Model model(8);
    const auto both = model.points(Subject::Both);
    QCOMPARE(both->size(),
             model.recommender->movieVectors().size() + model.recommender->userVectors().size());
    const int movie = both->pointOf(true, 3);
    const int user = both->pointOf(false, 3);
    QVERIFY(movie >= 0 && user >= 0 && movie != user);
    const auto index = static_cast<std::size_t>(model.recommender->encoding().userIndex(3));
    const auto vector = both->vectors().row(static_cast<std::size_t>(user));
    const auto wanted = model.recommender->userVectors().row(index);
    QVERIFY(std::equal(vector.begin(), vector.end(), wanted.begin()));
    const Colouring kinds = colouringOf(*both, PointFact::Kind);
    QCOMPARE(kinds.groups.size(), std::size_t{2});
}

void TestMap::takesComponentsThatThereAre() {
    const Model model(2);
    const Projection map = project({.points = model.points(), .across = {1, {}}, .up = {5, {}}},
                                   {}); // of a larger one
    QCOMPARE(map.of.pca->components, std::size_t{2});
    QVERIFY(!(map.of.across == map.of.up) && map.of.across.component < 2 &&
            map.of.up.component < 2);
    const double wanted = double{map.of.pca->at(0, map.of.across.component)};
    QVERIFY(std::abs(double{map.layout[0].x} - wanted) < 1e-4);
}

void TestMap::showsAFactAlongAnAxis() {
    const Model model(8);
    const auto points = model.points();
    const Projection map =
        project({.points = points, .across = {0, PointFact::Year}, .up = {0, {}}}, {});
    const auto& year = model.dataset->movies().year;
    for (std::size_t i = 0; i < points->size(); ++i)
        if (year[points->points[i].row] > 0)
            QCOMPARE(static_cast<int>(map.layout[i].x), int{year[points->points[i].row]});
}

void TestMap::axesByMeaningPartTheirSets() {
    const Model model(8);
    const auto points = model.points();
    const Colouring genres = colouringOf(*points, PointFact::Genre);
    PoleSets sets;
    for (std::size_t i = 0; i < points->size(); ++i)
        if (genres.groupOf[i] < 2)
            sets[static_cast<std::size_t>(genres.groupOf[i])].push_back(i);
    const Projection map =
        project({.points = points, .kind = ProjectionKind::Meaning, .poleSets = sets}, {});
    const auto mean = [&](const std::vector<std::size_t>& set) {
        double sum = 0;
        for (const std::size_t i : set)
            sum += double{map.layout[i].x} / static_cast<double>(set.size());
        return sum;
    };
    QVERIFY(mean(sets[0]) < mean(sets[1])); // from left to right
}

void TestMap::findsAsTheTablesDo() {
    const Model model(8);
    const auto map = model.points(Subject::Users);
    const auto found = pointsWith(*map, model.dataset, searchWords(QStringLiteral("male")), {});
    const CategoryColumn& gender = *model.dataset->users().category("gender");
    for (std::size_t point = 0; point < found.size(); ++point)
        QCOMPARE(bool{found[point]}, gender.wordOf(map->points[point].row) == "Male");
}

void TestMap::isTheTableOfItsPoints() {
    const Model model(8);
    const auto points = model.points();
    const Layout layout(points->size());
    const CsvTable table = tableOf({points, layout, colouringOf(*points, PointFact::Genre), {}});
    QCOMPARE(table.rows.size(), static_cast<qsizetype>(points->size()));
    QVERIFY(table.columns.contains(QStringLiteral("group")));
    QVERIFY(table.columns.contains(QStringLiteral("year")));
    for (const QStringList& row : table.rows)
        QCOMPARE(row.size(), table.columns.size());
    const std::vector<int> two = {1, 4};
    const auto years = colouringOf(*points, PointFact::Year);
    const CsvTable some =
        tableOf({points, layout, years, std::vector<float>(points->size())}, &two);
    QCOMPARE(some.rows.size(), 2);
    QVERIFY(!some.columns.contains(QStringLiteral("group")));
    QVERIFY(some.columns.contains(QStringLiteral("neighbours_kept")));
    QCOMPARE(some.rows[1][1], nameOf(*points, 4));
    const auto both = model.points(Subject::Both);
    const CsvTable all = tableOf({both, Layout(both->size()), {}, {}});
    for (const QStringList& row : all.rows)
        QCOMPARE(row.size(), all.columns.size());
}

void TestMap::saysThatTheMapIsBeingMade() {
    const auto window = windowWithDemo();
    QCOMPARE(emptyPage(*window).title(), QStringLiteral("No vectors yet"));
    QVERIFY(!emptyPage(*window).isBusy());
    trainQuickly(*window);
    window->showPlace(MainWindow::Embeddings); // what a worker sends comes with the next event
    QCOMPARE(window->embeddingsPanel()->plot()->pointCount(), 0);
    QVERIFY(emptyPage(*window).isVisible());
    QCOMPARE(emptyPage(*window).title(), QStringLiteral("The map is being made"));
    QVERIFY(emptyPage(*window).isBusy());
    QTRY_VERIFY(window->embeddingsPanel()->plot()->pointCount() > 0);
    QVERIFY(!emptyPage(*window).isVisible());
    click(child<QPushButton>(*window, "showUsers")); // the other map is made in place
    QCOMPARE(window->embeddingsPanel()->plot()->pointCount(), 0);
    QTRY_VERIFY(window->embeddingsPanel()->plot()->pointCount() > 0);
}

void TestMap::saysThatAModelIsBeingTrained() {
    const auto window = windowWithDemo();
    RunSettings settings = window->trainPanel()->settings();
    window->showPlace(MainWindow::Embeddings);
    window->training()->startPaused(settings);
    QCOMPARE(emptyPage(*window).title(), QStringLiteral("The first map is on its way"));
    QVERIFY(emptyPage(*window).isBusy());
    // Paused before its first step, the run shows where its vectors start.
    QTRY_VERIFY(window->embeddingsPanel()->plot()->pointCount() > 0);
    QVERIFY(!emptyPage(*window).isVisible());
    window->training()->stop();
    QTRY_COMPARE(window->training()->state(), Training::State::Idle);
    QCOMPARE(emptyPage(*window).title(), QStringLiteral("No vectors yet"));
}

void TestMap::searchComesBackFromTheWorker() {
    const auto window = windowWithDemo();
    trainQuickly(*window);
    window->showPlace(MainWindow::Embeddings);
    QTRY_VERIFY(window->embeddingsPanel()->plot()->pointCount() > 0);
    auto* search = child<QLineEdit>(*window, "mapSearch");
    search->setText(QStringLiteral("1"));
    search->setText(QStringLiteral("no such title"));
    QTRY_COMPARE(child<QLabel>(*window, "mapFound")->text(), QStringLiteral("0 found"));
    search->clear();
    QTRY_VERIFY(child<QLabel>(*window, "mapFound")->text().isEmpty());
}

/// The cloud lays its discs over each other by itself.
void TestMap::discsAreDrawnWhereTheyAre() {
    ScatterPlot plot;
    plot.resize(500, 400);
    plot.show();
    plot.setPoints({{-1, -1, 0, 8}, {1, 1, 0, 8}, {1, 1, 1, 3}},
                   {theme::Ink::category(0), theme::Ink::category(2)}, false);
    plot.replot();
    const QImage picture = plot.grab().toImage();
    const auto colourAt = [&](int point, QPoint aside = {}) {
        return picture.pixelColor(plot.placeOf(point).toPoint() + aside);
    };
    const auto near = [](const QColor& a, const QColor& b) {
        return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) +
                   std::abs(a.blue() - b.blue()) <
               150; // discs let the card through a little
    };
    QVERIFY(near(colourAt(0), theme::category(0)));
    QVERIFY(near(colourAt(2), theme::category(2))); // the later one lies on top
    QVERIFY(near(colourAt(1, {6, 0}), theme::category(0)));
    QVERIFY(!near(colourAt(0, {14, 0}), theme::category(0)));
}

QTEST_MAIN(TestMap)
#include "tst_map.moc"
