// SPDX-License-Identifier: MIT
// What a person does with the map, by clicks and keys: watching it form, replaying, projecting,
// searching, selecting, bookmarking.
#include "core/model/presets.h"
#include "tests/ui/window_fixture.h"
#include "ui/embeddings/bookmark_button.h"
#include "ui/embeddings/label_ranges.h"
#include "ui/embeddings/map_pane.h"
#include "ui/embeddings/map_plot.h"
#include "ui/embeddings/panel.h"
#include "ui/embeddings/time_bar.h"
#include "ui/runs/run_library.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/preferences.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>

#include <algorithm>
#include <cmath>

using namespace towerlab;
using namespace towerlab::ui;
using namespace towerlab::ui::test;

namespace {

MapPlot* plotOf(const MainWindow& window) { return window.embeddingsPanel()->plot(); }
MapPane* paneOf(const MainWindow& window) { return window.embeddingsPanel()->stage()->first(); }
const MapState& stateOf(const MainWindow& window) {
    return window.embeddingsPanel()->stage()->state();
}
QListWidget* legendOf(const MainWindow& window) {
    return child<QListWidget>(*window.embeddingsPanel(), "legend");
}

/// A window with a model whose map is there, and judged.
std::unique_ptr<MainWindow> newWindowWithMap(int epochs = 2) {
    auto window = windowWithDemo();
    QSignalSpy settled(paneOf(*window), &MapPane::settled);
    trainQuickly(*window, epochs);
    window->showPlace(MainWindow::Embeddings);
    if (!settled.wait(20000))
        qFatal("the map does not settle");
    if (!QTest::qWaitFor([&] { return child<TimeBar>(*window, "timeBar")->count() > 1; }, 10000))
        qFatal("there are no moments");
    if (!QTest::qWaitFor([&] { return !plotOf(*window)->labels().labels().empty(); }, 10000))
        qFatal("there are no names");
    plotOf(*window)->replot();
    return window;
}

void choose(QComboBox* box, int data) {
    box->setCurrentIndex(box->findData(data));
    Q_EMIT box->activated(box->currentIndex());
}

void project(const MainWindow& window, ProjectionKind kind) {
    QSignalSpy settled(paneOf(window), &MapPane::settled);
    choose(child<QComboBox>(*paneOf(window), "projection"), static_cast<int>(kind));
    QVERIFY(settled.wait(60000));
}

void clickPoint(MapPlot* plot, int point, Qt::KeyboardModifiers modifiers = {}) {
    QTest::mouseClick(plot, Qt::LeftButton, modifiers, plot->placeOf(point).toPoint());
}

/// A point that no later one hides.
int visiblePoint(const MapPlot& plot) { return plot.pointCount() - 1; }

void drag(MapPlot* plot, const QList<QPoint>& way, Qt::KeyboardModifiers modifiers = {}) {
    QTest::mousePress(plot, Qt::LeftButton, modifiers, way.front());
    for (const QPoint& at : way) {
        QMouseEvent move(QEvent::MouseMove, at, plot->mapToGlobal(at), Qt::NoButton, Qt::LeftButton,
                         modifiers);
        QCoreApplication::sendEvent(plot, &move);
    }
    QTest::mouseRelease(plot, Qt::LeftButton, modifiers, way.back());
}

void dragLeftHalf(MapPlot* plot, Qt::KeyboardModifiers modifiers = {}) {
    const QRect area = plot->axisRect()->rect();
    drag(plot, {area.topLeft(), {area.center().x(), area.bottom()}}, modifiers);
}

std::size_t faintOnes(const MainWindow& window) {
    const auto& emphasis = stateOf(window).emphasis;
    return static_cast<std::size_t>(std::count(emphasis.begin(), emphasis.end(), Emphasis::Faint));
}

} // namespace

/// Everything as it is when a map has just been made.
void putBack(MainWindow& window) {
    window.showPlace(MainWindow::Embeddings);
    for (const char* toggle : {"twoMaps", "trails", "tugOfWar"})
        child<QToolButton>(window, toggle)->setChecked(false);
    child<QCheckBox>(window, "trueDistances")->setChecked(false);
    child<QToolButton>(window, "toolPan")->click();
    child<QLineEdit>(window, "mapSearch")->clear();
    QTRY_VERIFY(!stateOf(window).searching);
    child<QSpinBox>(window, "neighbourCount")->setValue(8);
    for (const char* box : {"colourBy", "nearness"}) {
        auto* choice = child<QComboBox>(window, box);
        choose(choice, choice->itemData(0).toInt());
    }
    choose(child<QComboBox>(window, "sizeBy"), static_cast<int>(PointFact::Ratings));
    QTest::keyClick(plotOf(window), Qt::Key_Escape);
    const MapPane& pane = *paneOf(window);
    if (pane.bar()->kind() != ProjectionKind::Components || pane.momentAxes() != nullptr)
        project(window, ProjectionKind::Components);
    QTest::mouseMove(plotOf(window), QPoint(2, 2));
    plotOf(window)->showEverything();
    plotOf(window)->replot();
}

class TestMapTools : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() const {
        if (!shared_)
            settings_.reset();
    }
    void cleanupTestCase() { shared_.reset(); }
    // On a window of their own:
    void oneClickShowsAMapThatForms();
    void playShowsOneAfterTheOther();
    void savedModelsReplay();
    void continuedRunKeepsItsMoments();
    void bookmarksComeBack();
    void bothAreShownTogether();
    // On one that they share, and put back first:
    void momentsAreReplayed();
    void trailsFollowTheSelected();
    void tugOfWarShowsWhoPulls();
    void projectionsRunAndStop();
    void parametersChangeARunUnderWay();
    void equalScalesMayBeSwitchedOff();
    void legendClicksMakeAxes();
    void twoMapsShareTheirSelection();
    void searchListsItsHitsAndWalksThem();
    void boxAndLassoSelect();
    void shiftClickAdds();
    void selectedRowsAreATable();
    void neighboursAreListedAndCopied();
    void titlesMakeAQuery();
    void legendIsolates();
    void coloursTellWhatTheMapKeeps();
    void trueDistancesShowUnderTheMouse();
    void keysGoFromPointToPoint();
    void keysZoomAndFit();
    void labelsNeverOverlapAndKeepStill();

private:
    MainWindow* windowWithMap() {
        if (!shared_)
            shared_ = newWindowWithMap();
        putBack(*shared_);
        return shared_.get();
    }

    OwnSettings settings_;
    std::unique_ptr<MainWindow> shared_;
};

void TestMapTools::oneClickShowsAMapThatForms() {
    remember(preference::reduceMotion, false);
    const auto window = windowWithDemo();
    window->showPlace(MainWindow::Embeddings);
    QSignalSpy frames(window->training(), &Training::frameTaken);
    auto* empty = child<EmptyState>(*window, "embeddingsEmpty");
    QPushButton* start = nullptr;
    for (auto* button : empty->findChildren<QPushButton*>())
        if (button->text().contains(QStringLiteral("Watch")))
            start = button;
    QVERIFY(start != nullptr);
    click(start);
    const auto* bar = child<TimeBar>(*window, "timeBar");
    QTRY_VERIFY(plotOf(*window)->pointCount() > 0);
    QTRY_VERIFY(bar->count() > 3);
    QTRY_COMPARE_WITH_TIMEOUT(window->training()->state(), Training::State::Idle, 60000);
    QVERIFY(frames.count() >= 1 + 6 + 9); // before the first step, in the first epoch, and after
    QTRY_COMPARE(bar->count(), frames.count());
    // Then neighbours draw together.
    QTRY_VERIFY_WITH_TIMEOUT(
        child<QLabel>(*window, "mapCaption")->text().contains(QStringLiteral("true neighbours")),
        30000);
    QVERIFY(paneOf(*window)->bar()->kind() == ProjectionKind::Tsne);
}

void TestMapTools::momentsAreReplayed() {
    auto* window = windowWithMap();
    auto* slider = child<QSlider>(*window, "momentSlider");
    const Layout last = paneOf(*window)->layout();
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_Home);
    QCOMPARE(slider->value(), 0);
    QVERIFY(child<QLabel>(*window, "momentText")->text().contains(QStringLiteral("before the")));
    double moved = 0;
    const Layout first = paneOf(*window)->layout();
    for (std::size_t i = 0; i < last.size(); ++i)
        moved += std::hypot(double{first[i].x - last[i].x}, double{first[i].y - last[i].y});
    QVERIFY(moved > 0);
    QTest::keyClick(slider, Qt::Key_End);
    QVERIFY(child<QLabel>(*window, "momentText")->text().contains(QStringLiteral("RMSE")));
    // The last moment is the model, in the same axes.
    const Layout again = paneOf(*window)->layout();
    for (std::size_t i = 0; i < last.size(); ++i) {
        QVERIFY(std::abs(again[i].x - last[i].x) < 1e-3F);
        QVERIFY(std::abs(again[i].y - last[i].y) < 1e-3F);
    }
}

void TestMapTools::playShowsOneAfterTheOther() {
    const auto window = newWindowWithMap();
    auto* bar = child<TimeBar>(*window, "timeBar");
    auto* speed = child<QComboBox>(*window, "playSpeed");
    speed->setCurrentIndex(speed->count() - 1);
    QSignalSpy shown(bar, &TimeBar::momentChanged);
    click(child<QToolButton>(*window, "playMoments"));
    QVERIFY(bar->isPlaying());
    QTRY_VERIFY_WITH_TIMEOUT(!bar->isPlaying(), 20000);
    QCOMPARE(shown.count(), bar->count()); // from the first to the last
    QCOMPARE(bar->moment(), bar->count() - 1);
    click(child<QToolButton>(*window, "momentBack"));
    QCOMPARE(bar->moment(), bar->count() - 2);
    click(child<QToolButton>(*window, "momentForward"));
    QCOMPARE(bar->moment(), bar->count() - 1);
    QVERIFY(!child<QToolButton>(*window, "momentForward")->isEnabled());
}

void TestMapTools::trailsFollowTheSelected() {
    auto* window = windowWithMap();
    auto* plot = plotOf(*window);
    clickPoint(plot, visiblePoint(*plot));
    click(child<QToolButton>(*window, "trails"));
    QVERIFY(plot->overlay().trails().empty()); // the map is the model's, of no moment
    child<QSlider>(*window, "momentSlider")->setValue(3);
    QCOMPARE(plot->overlay().trails().size(), std::size_t{1});
    QCOMPARE(plot->overlay().trails().front().size(), std::size_t{4});
    const PlanePoint end = plot->overlay().trails().front().back();
    const PlanePoint now =
        paneOf(*window)->layout()[static_cast<std::size_t>(stateOf(*window).current)];
    QVERIFY(std::abs(end.x - now.x) < 1e-4F && std::abs(end.y - now.y) < 1e-4F);
    click(child<QToolButton>(*window, "trails"));
    QVERIFY(plot->overlay().trails().empty());
}

void TestMapTools::tugOfWarShowsWhoPulls() {
    auto* window = windowWithMap();
    auto* plot = plotOf(*window);
    auto* tug = child<QToolButton>(*window, "tugOfWar");
    QVERIFY(!tug->isEnabled()); // nobody is selected
    clickPoint(plot, visiblePoint(*plot));
    QVERIFY(tug->isEnabled());
    QSignalSpy settled(paneOf(*window), &MapPane::settled);
    click(tug);
    QVERIFY(settled.wait());
    const auto& lines = plot->overlay().lines();
    QVERIFY(lines.size() >= 3); // its way, a rating, and all of them
    QVERIFY(lines[1].text.contains(QStringLiteral("User ")));
    QVERIFY(lines[1].text.contains(QStringLiteral("★")));
    QVERIFY(lines.back().text.startsWith(QStringLiteral("All ")));
    QVERIFY(child<QLabel>(*window, "momentText")->text().contains(QStringLiteral("pulled it")));
    QCOMPARE(faintOnes(*window), stateOf(*window).points->size() - 1);
    click(tug);
    QCOMPARE(faintOnes(*window), std::size_t{0});
    QVERIFY(!child<QLabel>(*window, "momentText")->text().contains(QStringLiteral("pulled it")));
}

void TestMapTools::savedModelsReplay() {
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("run.towerlab"));
    int moments = 0;
    {
        const auto window = newWindowWithMap();
        moments = child<TimeBar>(*window, "timeBar")->count();
        QSignalSpy saved(window->workspace(), &Workspace::modelSaved);
        window->workspace()->saveModel(path);
        QTRY_COMPARE(saved.count(), 1);
    }
    const auto window = windowWithDemo();
    window->showPlace(MainWindow::Embeddings);
    window->workspace()->loadModel(path);
    QTRY_COMPARE(child<TimeBar>(*window, "timeBar")->count(), moments);
    clickPoint(plotOf(*window), 0);
    QVERIFY(!child<QToolButton>(*window, "tugOfWar")->isEnabled()); // which no file keeps
}

void TestMapTools::continuedRunKeepsItsMoments() {
    const auto window = newWindowWithMap();
    auto* bar = child<TimeBar>(*window, "timeBar");
    const int before = bar->count();
    const TrainRun run = window->training()->library()->runs().front();
    RunSettings settings = run.record.settings;
    settings.train.epochs += 2;
    window->training()->continueRun(run.id, settings);
    QTRY_COMPARE_WITH_TIMEOUT(bar->count(), before + 2, 20000);
    QTRY_COMPARE(window->training()->state(), Training::State::Idle);
    QTRY_COMPARE(bar->count(), before + 2);
}

void TestMapTools::projectionsRunAndStop() {
    auto* window = windowWithMap();
    project(*window, ProjectionKind::Tsne);
    QVERIFY(!child<QSlider>(*window, "momentSlider")->isEnabled());
    QVERIFY(child<QLabel>(*window, "mapCaption")->text().contains(QStringLiteral("true neigh")));
    const double kept = [&] {
        const auto& all = paneOf(*window)->kept();
        return std::accumulate(all.begin(), all.end(), 0.0) / double(all.size());
    }();
    QVERIFY(kept > 0.2);
    project(*window, ProjectionKind::Umap);
    auto* run = child<QPushButton>(*paneOf(*window), "arrange");
    click(run); // once more
    QVERIFY(run->text().contains(QStringLiteral("Stop")));
    QSignalSpy settled(paneOf(*window), &MapPane::settled);
    click(run);
    QVERIFY(settled.wait());
    QVERIFY(!run->text().contains(QStringLiteral("Stop")));
    project(*window, ProjectionKind::Components);
    QVERIFY(child<QSlider>(*window, "momentSlider")->isEnabled());
}

void TestMapTools::parametersChangeARunUnderWay() {
    auto* window = windowWithMap();
    choose(child<QComboBox>(*paneOf(*window), "projection"), int(ProjectionKind::Tsne));
    auto* run = child<QPushButton>(*paneOf(*window), "arrange");
    QTRY_VERIFY(run->text().contains(QStringLiteral("Stop")));
    child<QDoubleSpinBox>(*paneOf(*window), "perplexity")->setValue(10);
    child<QDoubleSpinBox>(*paneOf(*window), "exaggeration")->setValue(2);
    QSignalSpy settled(paneOf(*window), &MapPane::settled);
    QVERIFY(settled.wait(60000));
    const Layout before = paneOf(*window)->layout();
    // Afterwards the layout is gone on from.
    child<QDoubleSpinBox>(*paneOf(*window), "exaggeration")->setValue(1);
    QVERIFY(settled.wait(60000));
    QCOMPARE(paneOf(*window)->layout().size(), before.size());
}

void TestMapTools::equalScalesMayBeSwitchedOff() {
    auto* window = windowWithMap();
    auto* plot = plotOf(*window);
    const auto shape = [plot] {
        const QSize area = plot->axisRect()->size();
        return plot->xAxis->range().size() / area.width() /
               (plot->yAxis->range().size() / area.height());
    };
    QVERIFY(std::abs(shape() - 1) < 1e-3);
    click(child<QToolButton>(*paneOf(*window), "equalScale"));
    plot->replot();
    QVERIFY(std::abs(shape() - 1) > 1e-3);
    plot->resize(plot->width() - 100, plot->height());
    click(child<QToolButton>(*paneOf(*window), "equalScale"));
    plot->replot();
    QVERIFY(std::abs(shape() - 1) < 1e-3);
}

void TestMapTools::legendClicksMakeAxes() {
    auto* window = windowWithMap();
    project(*window, ProjectionKind::Meaning);
    QListWidget* legend = legendOf(*window);
    QSignalSpy settled(paneOf(*window), &MapPane::settled);
    for (const int row : {0, 1}) {
        QTest::mouseClick(legend->viewport(), Qt::LeftButton, {},
                          legend->visualItemRect(legend->item(row)).center());
        QVERIFY(settled.wait());
    }
    const auto& colouring = stateOf(*window).colouring;
    const QString left = child<QPushButton>(*paneOf(*window), "poleLeft")->text();
    QVERIFY2(left.contains(colouring.groups[0].name), qPrintable(left));
    const auto mean = [&](int group) {
        double sum = 0;
        int count = 0;
        for (std::size_t i = 0; i < colouring.groupOf.size(); ++i)
            if (colouring.groupOf[i] == group) {
                sum += double{paneOf(*window)->layout()[i].x};
                ++count;
            }
        return sum / count;
    };
    QVERIFY(mean(0) < mean(1));
    QTRY_COMPARE(legend->selectedItems().size(), 0); // the clicks were for the axis
    QVERIFY(plotOf(*window)->xAxis->label().contains(colouring.groups[1].name));
}

void TestMapTools::twoMapsShareTheirSelection() {
    auto* window = windowWithMap();
    click(child<QToolButton>(*window, "twoMaps"));
    MapPane* second = window->embeddingsPanel()->stage()->second();
    QSignalSpy settled(second, &MapPane::settled);
    QVERIFY(settled.wait(60000));
    QVERIFY(second->bar()->kind() != paneOf(*window)->bar()->kind());
    const int point = visiblePoint(*second->plot());
    clickPoint(second->plot(), point);
    QCOMPARE(plotOf(*window)->selected(), point);
    child<QLineEdit>(*window, "mapSearch")->setText(QStringLiteral("the"));
    QTRY_VERIFY(!plotOf(*window)->labels().labels().empty() && stateOf(*window).searching);
    QCOMPARE(second->plot()->labels().labels().size(), plotOf(*window)->labels().labels().size());
}

void TestMapTools::searchListsItsHitsAndWalksThem() {
    auto* window = windowWithMap();
    auto* plot = plotOf(*window);
    auto* search = child<QLineEdit>(*window, "mapSearch");
    auto* hits = child<QListWidget>(*window, "mapHits");
    QVERIFY(!hits->isVisible());
    search->setFocus();
    search->setText(QStringLiteral("thé")); // accents make no difference
    QTRY_VERIFY(hits->isVisible());
    QVERIFY(hits->count() > 2);
    const auto& state = stateOf(*window);
    for (const int hit : state.hits)
        QVERIFY(state.emphasis[static_cast<std::size_t>(hit)] == Emphasis::Raised);
    QCOMPARE(faintOnes(*window), state.points->size() - state.hits.size());
    const auto onlyHitsAreNamed = [&] { // once the map has been painted with them
        const auto& labels = plot->labels().labels();
        return std::all_of(labels.begin(), labels.end(), [&](const MapLabel& label) {
            return std::find(state.hits.begin(), state.hits.end(), label.point) != state.hits.end();
        });
    };
    QTRY_VERIFY(onlyHitsAreNamed());
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(hits->currentRow(), 0);
    QCOMPARE(plot->cursorPoint(), state.hits[0]);
    QTest::keyClick(search, Qt::Key_F3);
    QCOMPARE(plot->cursorPoint(), state.hits[1]);
    QTest::keyClick(search, Qt::Key_F3, Qt::ShiftModifier);
    QCOMPARE(plot->cursorPoint(), state.hits[0]);
    click(child<QToolButton>(*window, "zoomToHits"));
    plot->replot();
    for (const int hit : state.hits)
        QVERIFY(plot->axisRect()->rect().contains(plot->placeOf(hit).toPoint()));
    hits->setFocus();
    QTest::keyClick(hits, Qt::Key_Return); // selects
    QCOMPARE(state.current, state.hits[0]);
    search->clear();
    QTRY_VERIFY(!hits->isVisible());
    QCOMPARE(faintOnes(*window), std::size_t{0});
}

void TestMapTools::boxAndLassoSelect() {
    auto* window = windowWithMap();
    auto* plot = plotOf(*window);
    dragLeftHalf(plot, Qt::ShiftModifier);
    const auto left = stateOf(*window).chosen;
    QVERIFY(left.size() > 5);
    for (const int point : left)
        QVERIFY(plot->placeOf(point).x() <= plot->axisRect()->rect().center().x() + 1);
    QCOMPARE(faintOnes(*window), stateOf(*window).points->size() - left.size());
    QTest::keyClick(plot, Qt::Key_Escape);
    QVERIFY(stateOf(*window).chosen.empty());
    click(child<QToolButton>(*window, "toolLasso"));
    const QRect area = plot->axisRect()->rect();
    drag(plot, {area.topLeft(), area.topRight(), area.bottomRight()});
    const auto upper = stateOf(*window).chosen;
    QVERIFY(upper.size() > 5);
    for (const int point : upper) // above the diagonal
        QVERIFY(plot->placeOf(point).x() - area.left() >=
                (plot->placeOf(point).y() - area.top()) * area.width() / area.height() - 2);
    click(child<QToolButton>(*window, "toolBox"));
    dragLeftHalf(plot, Qt::ShiftModifier); // adds
    QVERIFY(stateOf(*window).chosen.size() >= std::max(left.size(), upper.size()));
    dragLeftHalf(plot); // begins anew
    QCOMPARE(stateOf(*window).chosen, left);
}

void TestMapTools::shiftClickAdds() {
    auto* window = windowWithMap();
    auto* plot = plotOf(*window);
    const int point = visiblePoint(*plot);
    clickPoint(plot, point);
    QCOMPARE(stateOf(*window).chosen, std::vector<int>{point});
    int other = point;
    for (int i = plot->pointCount() - 2; i >= 0 && other == point; --i)
        if ((plot->placeOf(i) - plot->placeOf(point)).manhattanLength() > 60)
            other = i;
    clickPoint(plot, other, Qt::ShiftModifier);
    QCOMPARE(stateOf(*window).chosen.size(), std::size_t{2});
    QVERIFY(child<QLabel>(*window, "mapSelection")->text().contains(QStringLiteral("2 selected")));
    QVERIFY(child<QListWidget>(*window, "mapNeighbours")->count() > 3); // of their mean
}

void TestMapTools::selectedRowsAreATable() {
    auto* window = windowWithMap();
    dragLeftHalf(plotOf(*window), Qt::ShiftModifier);
    const auto chosen = stateOf(*window).chosen;
    click(child<QToolButton>(*window, "selectionTable"));
    auto* dialog = child<QDialog>(*window, "plotTable");
    auto* table = child<QTableView>(*dialog, "plotValues");
    QTRY_COMPARE(table->model()->rowCount(), static_cast<int>(chosen.size()));
    table->sortByColumn(1, Qt::DescendingOrder);
    QTRY_VERIFY(table->model()->index(0, 1).data().toString() >=
                table->model()->index(1, 1).data().toString());
    clickRow(table, 1);
    const QString name = table->model()->index(1, 1).data().toString();
    click(child<QPushButton>(*dialog, "rowAction"));
    delete dialog;
    QCOMPARE(window->place(), MainWindow::Recommend);
    QCOMPARE(
        QString::fromStdString(
            window->workspace()->dataset()->movies().title[*window->workspace()->selectedMovie()]),
        name);
}

void TestMapTools::neighboursAreListedAndCopied() {
    auto* window = windowWithMap();
    auto* plot = plotOf(*window);
    clickPoint(plot, visiblePoint(*plot));
    auto* list = child<QListWidget>(*window, "mapNeighbours");
    QCOMPARE(list->count(), 8);
    QCOMPARE(plot->overlay().lines().size(), std::size_t{8});
    child<QSpinBox>(*window, "neighbourCount")->setValue(20);
    QCOMPARE(list->count(), 20);
    const QString byCosine = list->item(0)->text();
    auto* nearness = child<QComboBox>(*window, "nearness");
    choose(nearness, static_cast<int>(Nearness::Euclid));
    const double first = QLocale().toDouble(list->item(0)->text().section(u' ', 0, 0));
    const double last = QLocale().toDouble(list->item(19)->text().section(u' ', 0, 0));
    QVERIFY(first <= last); // distances grow
    choose(nearness, static_cast<int>(Nearness::Cosine));
    QCOMPARE(list->item(0)->text(), byCosine);
    child<QAction>(*list, "copyNeighbours")->trigger();
    const QStringList lines = QApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 20);
    QVERIFY(lines[0].contains(u'\t'));
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                      list->visualItemRect(list->item(0)).center());
    QCOMPARE(child<QLabel>(*window, "mapSelection")->text(), byCosine.section(u' ', 2));
}

void TestMapTools::titlesMakeAQuery() {
    auto* window = windowWithMap();
    const auto& titles = window->workspace()->dataset()->movies().title;
    QTimer::singleShot(50, window, [&] {
        auto* dialog = QApplication::activeModalWidget();
        child<QPlainTextEdit>(*dialog, "titlesText")
            ->setPlainText(QString::fromStdString(titles[3]) + QStringLiteral("\nno such title\n") +
                           QString::fromStdString(titles[8]));
        click(child<QPushButton>(*dialog, "findTitles"));
    });
    QSignalSpy told(window->workspace(), &Workspace::notice);
    click(child<QToolButton>(*window, "neighboursOfTitles"));
    QTRY_COMPARE(stateOf(*window).chosen.size(), std::size_t{2});
    QTRY_COMPARE(told.count(), 1);
    QVERIFY(told.front().front().toString().contains(QStringLiteral("no such title")));
}

void TestMapTools::legendIsolates() {
    auto* window = windowWithMap();
    QListWidget* legend = legendOf(*window);
    const auto& colouring = stateOf(*window).colouring;
    const auto at = [&](int row) { return legend->visualItemRect(legend->item(row)).center(); };
    const auto others = [&](int groups) {
        std::size_t count = 0;
        for (const int group : colouring.groupOf)
            count += group >= groups;
        return count;
    };
    QTest::mouseClick(legend->viewport(), Qt::LeftButton, {}, at(0));
    QCOMPARE(faintOnes(*window), others(1));
    QTest::mouseClick(legend->viewport(), Qt::LeftButton, Qt::ControlModifier, at(1));
    QCOMPARE(faintOnes(*window), others(2));
    QTest::mouseClick(legend->viewport(), Qt::LeftButton, {}, at(0)); // this one alone
    QCOMPARE(faintOnes(*window), others(1));
    QTest::mouseClick(legend->viewport(), Qt::LeftButton, {}, at(0)); // and all again
    QCOMPARE(faintOnes(*window), std::size_t{0});
    QTest::mouseClick(legend->viewport(), Qt::LeftButton, {}, at(1));
    QTest::mouseDClick(legend->viewport(), Qt::LeftButton, {}, at(1));
    QCOMPARE(faintOnes(*window), std::size_t{0});
}

void TestMapTools::coloursTellWhatTheMapKeeps() {
    auto* window = windowWithMap();
    auto* colours = child<QComboBox>(*window, "colourBy");
    choose(colours, static_cast<int>(PointFact::Kept));
    QVERIFY(stateOf(*window).colouring.numeric);
    QVERIFY(stateOf(*window).colouring.high.contains(u'%'));
    QTRY_VERIFY(colours->findData(static_cast<int>(PointFact::Moved)) >= 0);
    child<QSlider>(*window, "momentSlider")->setValue(2);
    choose(colours, static_cast<int>(PointFact::Moved));
    QTRY_VERIFY(!stateOf(*window).colouring.high.contains(u'%'));
    const auto groups = stateOf(*window).colouring.groupOf;
    QVERIFY(*std::max_element(groups.begin(), groups.end()) < 24); // all are known
    auto* sizes = child<QComboBox>(*window, "sizeBy");
    choose(sizes, static_cast<int>(PointFact::Year));
    const auto radii = stateOf(*window).radii;
    QVERIFY(*std::max_element(radii.begin(), radii.end()) >
            *std::min_element(radii.begin(), radii.end()));
    choose(sizes, -1);
    QCOMPARE(stateOf(*window).radii.front(), stateOf(*window).radii.back());
}

void TestMapTools::trueDistancesShowUnderTheMouse() {
    auto* window = windowWithMap();
    auto* plot = plotOf(*window);
    click(child<QCheckBox>(*window, "trueDistances"));
    const auto colours = [plot] { // of some points, which lie on top
        const QImage picture = plot->grab().toImage();
        std::vector<QRgb> seen;
        for (int point = plot->pointCount() - 40; point < plot->pointCount() - 10; ++point)
            seen.push_back(picture.pixel(plot->placeOf(point).toPoint()));
        return seen;
    };
    plot->replot();
    const auto before = colours();
    QVERIFY(child<QCheckBox>(*window, "trueDistances")->isChecked());
    QSignalSpy hovered(plot, &MapPlot::hovered);
    QTest::mouseMove(plot, plot->placeOf(visiblePoint(*plot)).toPoint());
    QTRY_VERIFY(!hovered.isEmpty());
    const auto differ = [&] {
        const auto now = colours();
        int count = 0;
        for (std::size_t i = 0; i < now.size(); ++i)
            count += now[i] != before[i];
        return count;
    };
    QTRY_VERIFY(differ() > 15);
    QTest::mouseMove(plot, QPoint(2, 2));
    QTRY_VERIFY(differ() < 5); // but for a ring that may lie near
}

void TestMapTools::keysGoFromPointToPoint() {
    auto* window = windowWithMap();
    auto* plot = plotOf(*window);
    plot->setFocus();
    const double centre = plot->xAxis->range().center();
    QTest::keyClick(plot, Qt::Key_Right); // nothing is selected: over the map
    QVERIFY(plot->xAxis->range().center() > centre);
    QTest::keyClick(plot, Qt::Key_Home);
    clickPoint(plot, visiblePoint(*plot));
    const int from = plot->selected();
    int reached = 0;
    for (const Qt::Key key : {Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down}) {
        plot->setCursorPoint(from);
        QTest::keyClick(plot, key);
        const QPointF way = plot->placeOf(plot->cursorPoint()) - plot->placeOf(from);
        if (plot->cursorPoint() == from)
            continue; // at the edge there is nobody
        ++reached;
        QVERIFY(key == Qt::Key_Left    ? way.x() < 0
                : key == Qt::Key_Right ? way.x() > 0
                : key == Qt::Key_Up    ? way.y() < 0
                                       : way.y() > 0);
    }
    QVERIFY(reached >= 2);
    const int cursor = plot->cursorPoint();
    QTest::keyClick(plot, Qt::Key_Return);
    QCOMPARE(stateOf(*window).current, cursor);
    QTest::keyClick(plot, Qt::Key_Escape);
    QCOMPARE(stateOf(*window).current, -1);
    QCOMPARE(window->workspace()->selectedMovie(), std::nullopt);
}

void TestMapTools::keysZoomAndFit() {
    auto* window = windowWithMap();
    auto* plot = plotOf(*window);
    plot->setFocus();
    const double whole = plot->xAxis->range().size();
    QTest::keyClick(plot, Qt::Key_Plus);
    QVERIFY(plot->xAxis->range().size() < whole);
    QTest::keyClick(plot, Qt::Key_Minus);
    QVERIFY(std::abs(plot->xAxis->range().size() / whole - 1) < 1e-6);
    QTest::keyClick(plot, Qt::Key_Plus);
    QTest::keyClick(plot, Qt::Key_Home);
    plot->replot();
    QVERIFY(std::abs(plot->xAxis->range().size() / whole - 1) < 1e-3);
}

void TestMapTools::bookmarksComeBack() {
    const auto window = newWindowWithMap();
    auto* plot = plotOf(*window);
    plot->zoomBy(3);
    plot->replot();
    const MapPlot::View view = plot->view();
    auto* button = child<BookmarkButton>(*window, "bookmarks");
    button->keep(QStringLiteral("Mine"));
    project(*window, ProjectionKind::Umap);
    plot->showEverything();
    Q_EMIT button->menu()->aboutToShow();
    QSignalSpy settled(paneOf(*window), &MapPane::settled);
    button->menu()->actions().front()->trigger();
    QVERIFY(settled.wait());
    QVERIFY(paneOf(*window)->bar()->kind() == ProjectionKind::Components);
    plot->replot();
    QVERIFY(std::abs(plot->view().x.center() - view.x.center()) < 0.01 * view.x.size());
    QVERIFY(std::abs(plot->view().x.size() / view.x.size() - 1) < 0.01);
    const auto other = windowWithDemo(); // and at the next start
    auto* again = child<BookmarkButton>(*other, "bookmarks");
    Q_EMIT again->menu()->aboutToShow();
    QCOMPARE(again->menu()->actions().front()->text(), QStringLiteral("Mine"));
}

void TestMapTools::bothAreShownTogether() {
    const auto window = newWindowWithMap();
    click(child<QPushButton>(*window, "showBoth"));
    const auto recommender = window->workspace()->recommender();
    const auto all =
        static_cast<int>(recommender->movieVectors().size() + recommender->userVectors().size());
    QTRY_COMPARE(plotOf(*window)->pointCount(), all);
    QTRY_VERIFY(!paneOf(*window)->layout().empty());
    window->workspace()->selectUser(4);
    QTRY_VERIFY(stateOf(*window).current >= 0);
    QVERIFY(
        !stateOf(*window).points->points[static_cast<std::size_t>(stateOf(*window).current)].movie);
    window->workspace()->selectMovie(4);
    QVERIFY(
        stateOf(*window).points->points[static_cast<std::size_t>(stateOf(*window).current)].movie);
}

void TestMapTools::labelsNeverOverlapAndKeepStill() {
    std::vector<LabelBox> labels;
    for (int i = 0; i < 60; ++i)
        labels.push_back({QPointF((i * 37) % 400, (i * 91) % 300), QRectF(-40, -8, 80, 16)});
    const std::vector<double> from = labelRanges(labels);
    QCOMPARE(from[0], 1.0); // the first is always there
    for (const double zoom : {1.0, 1.7, 3.0, 9.0, 40.0}) {
        std::vector<QRectF> shown;
        for (std::size_t i = 0; i < labels.size(); ++i)
            if (from[i] <= zoom) // and at every zoom beyond
                shown.push_back(labels[i].box.translated(labels[i].place * zoom));
        for (std::size_t i = 0; i < shown.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY(!shown[i].adjusted(0.01, 0.01, -0.01, -0.01).intersects(shown[j]));
    }
    QVERIFY(std::count_if(from.begin(), from.end(), [](double z) { return z <= 1; }) < 60);
    QVERIFY(std::all_of(from.begin(), from.end(), [](double z) { return z < 100; }));
}

QTEST_MAIN(TestMapTools)
#include "tst_map_tools.moc"
