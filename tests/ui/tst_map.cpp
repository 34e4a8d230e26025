// SPDX-License-Identifier: MIT
// The map of the vectors: what a worker makes, and what the place says meanwhile.
#include "core/recommend/recommender.h"
#include "tests/support/quick_model.h"
#include "tests/ui/window_fixture.h"
#include "ui/embeddings/map_contents.h"
#include "ui/embeddings/map_table.h"
#include "ui/embeddings/panel.h"
#include "ui/plots/scatter_plot.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/search_text.h"

#include <QImage>
#include <QLabel>
#include <QPainter>

#include <algorithm>

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
    MapContents map(MapWish wish) const {
        wish.recommender = recommender;
        return makeMap(std::move(wish), {});
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
    void takesComponentsThatThereAre();
    void keepsWhatIsWorkedOut();
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
    const MapContents map =
        model.map({.subject = Subject::Users, .colourBy = ColourBy::FirstColumn, .sized = true});
    QCOMPARE(map.points.size(), map.indexOfPoint.size());
    for (std::size_t i = 1; i < map.points.size(); ++i) {
        const auto ratings = [&](std::size_t point) {
            return model.dataset->byUser().count(map.rowOf(map.indexOfPoint[point]));
        };
        QVERIFY(ratings(i - 1) >= ratings(i));
        QVERIFY(map.points[i - 1].radius >= map.points[i].radius);
        QCOMPARE(map.pointOfIndex[map.indexOfPoint[i]], static_cast<int>(i));
    }
    QVERIFY(map.points.front().radius > map.points.back().radius);
}

void TestMap::takesComponentsThatThereAre() {
    const Model model(2);
    const MapContents map = model.map({.across = 1, .up = 5}); // of a model with more
    QCOMPARE(map.of.pca->components, std::size_t{2});
    QVERIFY(map.of.across != map.of.up && map.of.across < 2 && map.of.up < 2);
    const std::size_t index = map.indexOfPoint.front();
    QCOMPARE(map.points.front().x, double{map.of.pca->at(index, map.of.across)});
    QCOMPARE(map.points.front().y, double{map.of.pca->at(index, map.of.up)});
}

void TestMap::keepsWhatIsWorkedOut() {
    const Model model(8);
    const MapContents first = model.map({});
    const MapContents again = model.map({.pca = first.of.pca, .colourBy = ColourBy::Year});
    QCOMPARE(again.of.pca, first.of.pca);
    QVERIFY(!first.colouring.numeric && again.colouring.numeric);
}

void TestMap::findsAsTheTablesDo() {
    const Model model(8);
    const MapContents map =
        model.map({.subject = Subject::Users, .colourBy = ColourBy::FirstColumn});
    const auto marks = marksOf(map, model.dataset, searchWords(QStringLiteral("male")), {}, {});
    const CategoryColumn& gender = *model.dataset->users().category("gender");
    for (std::size_t point = 0; point < marks.size(); ++point)
        QCOMPARE(bool{marks[point]}, gender.wordOf(map.rowOf(map.indexOfPoint[point])) == "Male");
    const auto group = marksOf(map, model.dataset, {}, {map.points.front().group}, {});
    QVERIFY(group.front());
    QVERIFY(std::count(group.begin(), group.end(), true) < static_cast<long>(group.size()));
}

void TestMap::isTheTableOfItsPoints() {
    const Model model(8);
    const MapContents map = model.map({});
    const CsvTable table = tableOf(map);
    QCOMPARE(table.rows.size(), static_cast<qsizetype>(map.points.size()));
    QCOMPARE(table.columns.last(), QStringLiteral("group"));
    QCOMPARE(tableOf(model.map({.colourBy = ColourBy::Year})).columns.last(), QStringLiteral("y"));
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
    // The other map is made in place, and says so as long as there is none.
    click(child<QPushButton>(*window, "showUsers"));
    const auto* sign = window->embeddingsPanel()->findChild<QLabel*>(QStringLiteral("busyText"));
    QCOMPARE(window->embeddingsPanel()->plot()->pointCount(), 0);
    QVERIFY(sign->text().contains(QStringLiteral("being made")));
    QTRY_VERIFY(window->embeddingsPanel()->plot()->pointCount() > 0);
    QTRY_VERIFY(sign->text().isEmpty());
}

void TestMap::saysThatAModelIsBeingTrained() {
    const auto window = windowWithDemo();
    RunSettings settings = window->trainPanel()->settings();
    window->showPlace(MainWindow::Embeddings);
    window->training()->startPaused(settings);
    QCOMPARE(emptyPage(*window).title(), QStringLiteral("The first map is on its way"));
    QVERIFY(emptyPage(*window).isBusy());
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
