// SPDX-License-Identifier: MIT
// The Inspect place with real clicks and keys: the picture of the towers, a rating's numbers in it,
// what-ifs, steps of training forward and back, moments, and lessons.
#include "core/data/demo_data.h"
#include "core/error.h"
#include "core/model/presets.h"
#include "tests/ui/window_fixture.h"
#include "ui/embeddings/panel.h"
#include "ui/inspect/detail_pane.h"
#include "ui/inspect/layer_page.h"
#include "ui/inspect/lesson_book.h"
#include "ui/inspect/lesson_view.h"
#include "ui/inspect/matrix_view.h"
#include "ui/inspect/panel.h"
#include "ui/inspect/step_bar.h"
#include "ui/inspect/step_models.h"
#include "ui/inspect/step_walk.h"
#include "ui/inspect/tower_picture.h"
#include "ui/towers/tower_sketch.h"
#include "ui/towers/tower_text.h"
#include "ui/widgets/preferences.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSlider>
#include <QSpinBox>
#include <QTabWidget>

#include <algorithm>
#include <cmath>

using namespace towerlab;
using namespace towerlab::ui;
using namespace towerlab::ui::test;

namespace {

constexpr int patience = 20000; ///< milliseconds, for what takes some

TowerPicture* picture(MainWindow& window) { return window.inspectPanel()->picture(); }
StepWalk* walk(MainWindow& window) { return window.inspectPanel()->walk(); }
JourneyState* state(MainWindow& window) { return window.inspectPanel()->state(); }

QString formula(MainWindow& window) { return child<QLabel>(window, "inspectFormula")->text(); }
QString note(MainWindow& window) { return child<QLabel>(window, "inspectNoteText")->text(); }

void pointAt(MainWindow& window, const CellRef& cell) {
    // A move of one pixel, so that it is one wherever the mouse was before.
    const QPoint at = picture(window)->rectOf(cell).center().toPoint();
    QTest::mouseMove(picture(window), at + QPoint(1, 0));
    QTest::mouseMove(picture(window), at);
}

void clickOn(MainWindow& window, const CellRef& cell) {
    QTest::mouseClick(picture(window), Qt::LeftButton, {},
                      picture(window)->rectOf(cell).center().toPoint());
}

/// A window in the Inspect place, with data.
std::unique_ptr<MainWindow> inspecting() {
    auto window = windowWithDemo();
    window->showPlace(MainWindow::Inspect);
    if (!QTest::qWaitFor([&] { return picture(*window)->plan().has_value(); }, patience))
        qFatal("there is no plan");
    return window;
}

/// The row of a rating that a run of the settings of trainQuickly() learns from, if `learned`.
std::size_t someRating(MainWindow& window) {
    const auto dataset = window.workspace()->dataset();
    for (std::size_t row = 0; row < dataset->ratings().size(); ++row)
        if (dataset->ratings().value[row] >= 4)
            return row;
    qFatal("nobody likes anything");
}

void choose(MainWindow& window, std::size_t rating) {
    const auto& ratings = window.workspace()->dataset()->ratings();
    window.workspace()->selectUser(static_cast<std::size_t>(ratings.user[rating]));
    window.workspace()->selectMovie(static_cast<std::size_t>(ratings.movie[rating]));
}

void train(MainWindow& window, const RunSettings& settings) {
    window.trainPanel()->trainWith(settings);
    if (!QTest::qWaitFor([&] { return window.training()->state() == Training::State::Idle; },
                         patience))
        qFatal("training did not end");
}

RunSettings quickSettings() {
    RunSettings settings;
    settings.data.sampleFraction = 1;
    settings.data.validationFraction = 0;
    settings.train.batchSize = 1024;
    settings.train.epochs = 2;
    return settings;
}

void takeStep(MainWindow& window) {
    const auto before = walk(window)->story();
    const auto* forward = child<QPushButton>(window, "stageForward");
    if (!QTest::qWaitFor([&] { return forward->isEnabled(); }, patience))
        qFatal("no step can be taken");
    QTest::keyClick(picture(window), Qt::Key_Space);
    if (!QTest::qWaitFor([&] { return walk(window)->story() != before; }, patience))
        qFatal("no step was taken");
}

/// Goes through what is left of a step, and takes another one.
void takeStepAfterAll(MainWindow& window) {
    while (static_cast<std::size_t>(window.inspectPanel()->stepBar()->stage()) + 1 <
           walk(window)->stages().size())
        QTest::keyClick(picture(window), Qt::Key_Space);
    takeStep(window);
}

QString stageId(MainWindow& window) {
    const int stage = window.inspectPanel()->stepBar()->stage();
    return walk(window)->stages()[static_cast<std::size_t>(stage)].id;
}

/// What the model of the workspace says of the selected pair.
double predicted(MainWindow& window) {
    const auto score = window.workspace()->recommender()->score(
        *window.workspace()->selectedUser(), *window.workspace()->selectedMovie());
    return double{score->score};
}

} // namespace

class TestInspectPlace : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanupTestCase() { shared_.reset(); }
    void opensByClickAndKey();
    void drawsTheModelThatTheFormAsksFor();
    void aSketchStandsBesideTheSettings();
    void showsTheNumbersOfARating();
    void aCellTellsHowItComesAbout();
    void keysGoFromCellToCell();
    void aClickOpensALayer();
    void anotherInputChangesWhatFollows();
    void anotherMovieIsComparedWithTheOneBefore();
    void moviesAreFoundByTyping();
    void spaceGoesThroughAStep();
    void backspaceGoesBack();
    void lookingLeavesTheModelAsItIs();
    void aPairThatIsNotLearnedIsRefused();
    void aStepThatTakesLongCanBeLeft();
    void anotherExampleOfTheBatchCanBeFollowed();
    void aStepCanBeTakenBeforeAnyTraining();
    void thePausedRunItselfIsStepped();
    void rivalsOfASoftmaxAreShown();
    void theSliderIsSharedWithTheMap();
    void linesTellOfTheEpochs();
    void aCollapseIsNamedWhereItIs();
    void movesAreShortOrNone();
    void modelsOfAStepAreSound();
    void lessonsAreWhatThePictureHas();
    void aLessonIsWalkedFromStartToEnd();
    void aLessonCanBeLeft();
    void whatIsDoneIsNotAskedFor();
    void brokenLessonsAreRefused();

private:
    /// A trained model with a rating in it, as every test finds it: most tests leave it as it is.
    MainWindow* inspectingARating();

    OwnSettings settings_;
    std::unique_ptr<MainWindow> shared_;
};

void TestInspectPlace::init() {
    settings_.reset();
    if (shared_)
        shared_->hide();
}

MainWindow* TestInspectPlace::inspectingARating() {
    if (!shared_) {
        shared_ = inspecting();
        train(*shared_, quickSettings());
    }
    MainWindow& window = *shared_;
    window.show();
    window.showPlace(MainWindow::Inspect);
    walk(window)->leave();
    click(child<QToolButton>(window, "stepAgain"));
    child<QPushButton>(window, "whatIfReset")->click();
    child<QComboBox>(window, "stepBatch")->setCurrentIndex(0);
    child<QComboBox>(window, "stepOn")->setCurrentIndex(0);
    child<QTabWidget>(window, "inspectSide")->setCurrentIndex(0);
    child<QToolButton>(window, "detailClose")->click();
    window.workspace()->selectMoment(std::nullopt);
    window.workspace()->selectMoment(2.0);
    choose(window, someRating(window));
    if (!state(window)->journey())
        qFatal("there is no journey");
    return &window;
}

void TestInspectPlace::opensByClickAndKey() {
    const auto window = windowWithDemo();
    click(child<QToolButton>(*window, "place_inspect"));
    QCOMPARE(window->place(), MainWindow::Inspect);
    window->showPlace(MainWindow::Train);
    QTest::keyClick(window.get(), Qt::Key_6, Qt::ControlModifier);
    QTRY_COMPARE(window->place(), MainWindow::Inspect);
}

void TestInspectPlace::drawsTheModelThatTheFormAsksFor() {
    const auto window = inspecting();
    QCOMPARE(picture(*window)->plan()->user.layers.size(), std::size_t{2});
    QVERIFY(picture(*window)->scene().find(QStringLiteral("user.layer.1")) != nullptr);
    QVERIFY(picture(*window)->scene().find(QStringLiteral("match.output")) != nullptr);
    QVERIFY(picture(*window)->numbers() == nullptr);
    QVERIFY(note(*window).contains(QStringLiteral("settings in Train")));
    window->showPlace(MainWindow::Train);
    auto* layers = child<QSpinBox>(*window, "setting_hidden_layers");
    layers->setValue(3);
    window->showPlace(MainWindow::Inspect);
    QTRY_COMPARE(picture(*window)->plan()->user.layers.size(), std::size_t{4});
    QVERIFY(picture(*window)->scene().find(QStringLiteral("movie.layer.3")) != nullptr);
    click(child<QPushButton>(*window, "inspectTrain"));
    QCOMPARE(window->place(), MainWindow::Train);
}

void TestInspectPlace::aSketchStandsBesideTheSettings() {
    const auto window = windowWithDemo();
    window->showPlace(MainWindow::Train);
    const auto* sketch = child<TowerSketch>(*window, "towerSketch");
    QTRY_VERIFY(!sketch->scene().isEmpty());
    const auto boxes = sketch->scene().boxes().size();
    child<QSpinBox>(*window, "setting_hidden_layers")->setValue(2);
    QTRY_COMPARE(sketch->scene().boxes().size(), boxes + 2); // one more in each tower
}

void TestInspectPlace::showsTheNumbersOfARating() {
    MainWindow* const window = inspectingARating();
    const Journey& journey = *state(*window)->journey();
    QCOMPARE(double{journey.output}, predicted(*window));
    QVERIFY(picture(*window)->numbers() != nullptr);
    const auto dataset = window->workspace()->dataset();
    const QString title =
        QString::fromStdString(dataset->movies().title[*window->workspace()->selectedMovie()]);
    QVERIFY(child<QLabel>(*window, "inspectTitle")->text().contains(title));
    // Every strip has a number for each of its cells.
    for (const SceneBox& box : picture(*window)->scene().boxes())
        for (const SceneStrip& strip : box.strips)
            QCOMPARE(static_cast<int>(picture(*window)->numbers()->values(box, strip).size()),
                     strip.cells);
}

void TestInspectPlace::aCellTellsHowItComesAbout() {
    MainWindow* const window = inspectingARating();
    const Journey& journey = *state(*window)->journey();
    pointAt(*window, {QStringLiteral("match"), 0, 2});
    const auto number = [](float value) { return QLocale().toString(double{value}, 'g', 4); };
    QTRY_VERIFY(formula(*window).startsWith(QStringLiteral("u₂ · v₂ = ")));
    QVERIFY(formula(*window).endsWith(number(journey.product[2])));
    QVERIFY(formula(*window).contains(number(journey.user.numbers.vector[2])));
    const auto sources = picture(*window)->sourcesOf({QStringLiteral("match"), 0, 2});
    QCOMPARE(sources.size(), std::size_t{2});
    QCOMPARE(sources[0].box, QStringLiteral("user.layer.1"));
    QCOMPARE(sources[0].cell, 2);
    QCOMPARE(sources[1].box, QStringLiteral("movie.layer.1"));
    pointAt(*window, {QStringLiteral("user.layer.0"), 0, 5});
    QTRY_VERIFY(formula(*window).startsWith(QStringLiteral("z₅ = ")));
    QVERIFY(formula(*window).endsWith(number(journey.user.numbers.sums[0][5])));
    pointAt(*window, {QStringLiteral("user.word.1"), -1, -1});
    QTRY_VERIFY(formula(*window).contains(
        QStringLiteral("row %1").arg(journey.user.words[1].front().word)));
    pointAt(*window, {QStringLiteral("match.logit"), -1, -1});
    QTRY_VERIFY(formula(*window).endsWith(number(journey.logit)));
    pointAt(*window, {QStringLiteral("match.rating"), -1, -1});
    QTRY_VERIFY(formula(*window).endsWith(number(*journey.stars)));
}

void TestInspectPlace::keysGoFromCellToCell() {
    MainWindow* const window = inspectingARating();
    clickOn(*window, {QStringLiteral("user.input.0"), 0, 0});
    QTest::mouseMove(window, QPoint(2, 2)); // away from the picture
    QTest::keyClick(picture(*window), Qt::Key_Up);
    QCOMPARE(picture(*window)->current().box, QStringLiteral("user.joined"));
    QTest::keyClick(picture(*window), Qt::Key_Up);
    QCOMPARE(picture(*window)->current(), (CellRef{QStringLiteral("user.layer.0"), 1, 0}));
    QTest::keyClick(picture(*window), Qt::Key_Right);
    QCOMPARE(picture(*window)->current().cell, 1);
    QVERIFY(formula(*window).startsWith(QStringLiteral("h₁ = ")));
    QTest::keyClick(picture(*window), Qt::Key_Left);
    QTest::keyClick(picture(*window), Qt::Key_Down);
    QCOMPARE(picture(*window)->current().box, QStringLiteral("user.joined"));
}

void TestInspectPlace::aClickOpensALayer() {
    MainWindow* const window = inspectingARating();
    clickOn(*window, {QStringLiteral("user.layer.1"), 1, 0});
    const LayerPage* page = window->inspectPanel()->detail()->layer();
    QCOMPARE(page->box(), QStringLiteral("user.layer.1"));
    QVERIFY(page->isVisible());
    const DenseWeights weights = state(*window)->inspector()->dense(Side::User, 1);
    QCOMPARE(page->matrix()->contents().values, weights.kernel);
    QCOMPARE(page->matrix()->contents().above, state(*window)->journey()->user.numbers.outputs[0]);
    auto* shown = child<QComboBox>(*window, "layerShown");
    QTest::keyClick(shown, Qt::Key_Down); // weights times inputs
    const float product = weights.at(3, 4) * state(*window)->journey()->user.numbers.outputs[0][4];
    QCOMPARE(page->matrix()->contents().values[3 * weights.inputs + 4], product);
    const QPoint cell = page->matrix()->cellRect(3, 4).center().toPoint();
    QTest::mouseMove(page->matrix(), cell + QPoint(40, 0));
    QTest::mouseMove(page->matrix(), cell);
    QTRY_VERIFY(child<QLabel>(*window, "layerText")->text().startsWith(QStringLiteral("W[3, 4]")));
    click(child<QToolButton>(*window, "detailClose"));
    QVERIFY(!page->isVisible());
}

void TestInspectPlace::anotherInputChangesWhatFollows() {
    MainWindow* const window = inspectingARating();
    const auto known = state(*window)->journey();
    child<QTabWidget>(*window, "inspectSide")->setCurrentIndex(1);
    auto* gender = child<QComboBox>(*window, "whatIf_user_1");
    QVERIFY(gender->itemText(0).startsWith(QStringLiteral("As it is: ")));
    gender->setFocus();
    // Past "not known", to the words; one of the two is not what it is.
    QTest::keyClick(gender, Qt::Key_Down);
    const auto unknown = state(*window)->journey();
    QVERIFY(unknown->user.numbers.vector != known->user.numbers.vector);
    QCOMPARE(unknown->user.words[1].front().word, -1);
    QCOMPARE(unknown->movie.numbers.vector, known->movie.numbers.vector);
    const PictureNumbers* numbers = picture(*window)->numbers();
    QCOMPARE(numbers->before()->output, known->output);
    const SceneBox* vector = picture(*window)->scene().find(QStringLiteral("user.layer.1"));
    const StripNumbers strip = numbers->of(*vector, vector->strips[1]);
    QCOMPARE(strip.change.size(), strip.values.size());
    QCOMPARE(strip.change[0], unknown->user.numbers.vector[0] - known->user.numbers.vector[0]);
    const QString result = child<QLabel>(*window, "whatIfResult")->text();
    QVERIFY(result.contains(QLocale().toString(double{known->logit}, 'g', 4)));
    QVERIFY(result.contains(QLocale().toString(double{unknown->logit}, 'g', 4)));
    click(child<QPushButton>(*window, "whatIfReset"));
    QCOMPARE(state(*window)->journey()->output, known->output);
    QVERIFY(picture(*window)->numbers()->before() == nullptr);
}

void TestInspectPlace::anotherMovieIsComparedWithTheOneBefore() {
    MainWindow* const window = inspectingARating();
    child<QTabWidget>(*window, "inspectSide")->setCurrentIndex(1);
    const auto first = state(*window)->journey();
    child<QCheckBox>(*window, "keepComparison")->click();
    const std::size_t movie = *window->workspace()->selectedMovie();
    window->workspace()->selectMovie(movie == 0 ? 1 : 0);
    QVERIFY(state(*window)->journey() != nullptr);
    QCOMPARE(picture(*window)->numbers()->before(), first.get());
    QVERIFY(
        child<QLabel>(*window, "whatIfResult")->text().contains(QStringLiteral("Compared with")));
    child<QCheckBox>(*window, "keepComparison")->click();
    QVERIFY(picture(*window)->numbers()->before() == nullptr);
}

void TestInspectPlace::moviesAreFoundByTyping() {
    MainWindow* const window = inspectingARating();
    const auto dataset = window->workspace()->dataset();
    const std::size_t wanted = 17;
    const QString title = QString::fromStdString(dataset->movies().title[wanted]);
    auto* box = child<QLineEdit>(*window, "inspectMovieSearch");
    box->setFocus();
    QTest::keyClicks(box, title);
    const auto* list = child<QListWidget>(*window, "inspectMovies");
    QTRY_VERIFY(list->count() > 0);
    QVERIFY(list->item(0)->text().startsWith(title));
    QTest::keyClick(box, Qt::Key_Return);
    QTRY_COMPARE(window->workspace()->selectedMovie(), std::optional(wanted));
    click(child<QPushButton>(*window, "inspect_anyRating"));
    QVERIFY(state(*window)->journey() != nullptr);
}

void TestInspectPlace::spaceGoesThroughAStep() {
    MainWindow* const window = inspectingARating();
    picture(*window)->setFocus();
    takeStep(*window);
    const StepStory& story = *walk(*window)->story();
    QCOMPARE(story.batch().size(), std::size_t{1}); // this rating alone
    QCOMPARE(stageId(*window), QStringLiteral("batch"));
    QStringList ids = {stageId(*window)};
    while (static_cast<std::size_t>(window->inspectPanel()->stepBar()->stage()) + 1 <
           walk(*window)->stages().size()) {
        QTest::keyClick(picture(*window), Qt::Key_Space);
        ids << stageId(*window);
    }
    QCOMPARE(ids, (QStringList{"batch", "inputs", "joined", "layer.0", "layer.1", "match", "loss",
                               "back.output", "back.match", "back.layer.0", "back.inputs",
                               "optimiser", "after", "moves"}));
    // What the step has done: the rating's loss is told, and the table has the list.
    const StepPath path = story.path(0);
    QVERIFY(path.after.output != path.before.output);
    const auto* moves = child<QTableView>(*window, "stepMoves");
    QTRY_VERIFY(moves->model()->rowCount() >= 10);
    QVERIFY(moves->isVisible());
    const auto number = story.step();
    takeStep(*window); // and on to the next
    QCOMPARE(walk(*window)->story()->step(), number + 1);
}

void TestInspectPlace::backspaceGoesBack() {
    MainWindow* const window = inspectingARating();
    picture(*window)->setFocus();
    takeStep(*window);
    for (int i = 0; i < 8; ++i)
        QTest::keyClick(picture(*window), Qt::Key_Space);
    QCOMPARE(stageId(*window), QStringLiteral("back.match"));
    QVERIFY(picture(*window)->numbers()->showsGradients());
    QVERIFY(picture(*window)->lit().contains(QStringLiteral("user.layer.1")));
    QTest::keyClick(picture(*window), Qt::Key_Backspace);
    QTest::keyClick(picture(*window), Qt::Key_Backspace);
    QCOMPARE(stageId(*window), QStringLiteral("loss"));
    QVERIFY(!picture(*window)->numbers()->showsGradients());
    QTest::keyClick(picture(*window), Qt::Key_Escape);
    QVERIFY(!walk(*window)->isOn());
    QVERIFY(picture(*window)->lit().isEmpty());
    QCOMPARE(&picture(*window)->numbers()->journey(), state(*window)->journey().get());
}

void TestInspectPlace::lookingLeavesTheModelAsItIs() {
    MainWindow* const window = inspectingARating();
    const double before = predicted(*window);
    const auto recommender = window->workspace()->recommender();
    child<QComboBox>(*window, "stepBatch")->setCurrentIndex(1);
    for (int i = 0; i < 3; ++i) {
        takeStep(*window);
        while (static_cast<std::size_t>(window->inspectPanel()->stepBar()->stage()) + 1 <
               walk(*window)->stages().size())
            QTest::keyClick(picture(*window), Qt::Key_Space);
    }
    QCOMPARE(window->workspace()->recommender(), recommender);
    QCOMPARE(predicted(*window), before);
    const auto third = walk(*window)->story();
    click(child<QToolButton>(*window, "stepAgain"));
    QVERIFY(!walk(*window)->isOn());
    takeStep(*window); // from the beginning
    QCOMPARE(walk(*window)->story()->step() + 2, third->step());
}

void TestInspectPlace::aPairThatIsNotLearnedIsRefused() {
    MainWindow* const window = inspectingARating();
    const auto dataset = window->workspace()->dataset();
    // A movie that this user has not rated.
    std::vector<char> rated(dataset->movies().size(), 0);
    for (const std::uint32_t rating : dataset->byUser().of(*window->workspace()->selectedUser()))
        rated[static_cast<std::size_t>(dataset->ratings().movie[rating])] = 1;
    for (std::size_t movie = 0; movie < rated.size(); ++movie)
        if (rated[movie] == 0 && dataset->byMovie().count(movie) > 0) {
            window->workspace()->selectMovie(movie);
            break;
        }
    QTest::keyClick(picture(*window), Qt::Key_Space);
    QTRY_VERIFY(formula(*window).contains(QStringLiteral("nothing to learn from this pair")));
    QVERIFY(!walk(*window)->isOn());
}

void TestInspectPlace::aStepThatTakesLongCanBeLeft() {
    MainWindow* const window = inspectingARating();
    child<QComboBox>(*window, "stepBatch")->setCurrentIndex(1);
    QTest::keyClick(picture(*window), Qt::Key_Space);
    click(child<QToolButton>(*window, "stepClose")); // before the worker can have told of it
    QVERIFY(!walk(*window)->isOn());
    takeStep(*window); // the next one is the first of a new copy
    const auto first = walk(*window)->story()->step();
    takeStepAfterAll(*window);
    QCOMPARE(walk(*window)->story()->step(), first + 1);
}

void TestInspectPlace::anotherExampleOfTheBatchCanBeFollowed() {
    MainWindow* const window = inspectingARating();
    child<QComboBox>(*window, "stepBatch")->setCurrentIndex(1);
    takeStep(*window);
    auto* table = child<QTableView>(*window, "stepBatchTable");
    QTRY_VERIFY(table->isVisible());
    clickRow(table, 5);
    const BatchRow& row = walk(*window)->story()->batch()[5];
    QCOMPARE(walk(*window)->path()->row.user, row.user);
    QCOMPARE(walk(*window)->path()->row.movie, row.movie);
    QVERIFY(child<QLabel>(*window, "inspectTitle")
                ->text()
                .contains(movieName(state(*window)->inspector()->model().vocabulary(), row.movie)));
}

void TestInspectPlace::aStepCanBeTakenBeforeAnyTraining() {
    const auto window = inspecting();
    window->trainPanel()->setEnabled(true);
    child<QComboBox>(*window, "stepBatch")->setCurrentIndex(1);
    choose(*window, someRating(*window));
    takeStep(*window);
    QCOMPARE(walk(*window)->story()->step(), std::uint64_t{1});
    QVERIFY(picture(*window)->numbers() != nullptr);
    QVERIFY(window->workspace()->recommender() == nullptr);
}

void TestInspectPlace::thePausedRunItselfIsStepped() {
    const auto window = inspecting();
    RunSettings settings = quickSettings();
    settings.train.epochs = 1;
    choose(*window, someRating(*window));
    window->training()->startPaused(settings);
    QTRY_VERIFY_WITH_TIMEOUT(window->training()->live() != 0, patience);
    auto* on = child<QComboBox>(*window, "stepOn");
    on->setCurrentIndex(1);
    QVERIFY(!child<QComboBox>(*window, "stepBatch")->isEnabled()); // always the run's own
    takeStep(*window);
    const auto story = walk(*window)->story();
    QCOMPARE(story->step(), std::uint64_t{1});
    // The run has taken it: the loss that Train shows is the story's.
    QTRY_COMPARE(window->training()->stepLosses().size(), std::size_t{1});
    QCOMPARE(double{window->training()->stepLosses()[0]},
             double{static_cast<float>(story->loss() + story->penalty())});
    window->training()->step(); // F10 in Train goes on from there, and is not told of
    QTRY_COMPARE(window->training()->stepLosses().size(), std::size_t{2});
    QCOMPARE(walk(*window)->story(), story);
    window->training()->stop();
    QTRY_COMPARE_WITH_TIMEOUT(window->training()->state(), Training::State::Idle, patience);
    QCOMPARE(on->currentIndex(), 0);
}

void TestInspectPlace::rivalsOfASoftmaxAreShown() {
    const auto window = inspecting();
    RunSettings settings = preset("in-batch").settings;
    settings.data.sampleFraction = 0.2;
    settings.train.epochs = 1;
    settings.train.batchSize = 128;
    train(*window, settings);
    choose(*window, someRating(*window));
    child<QComboBox>(*window, "stepBatch")->setCurrentIndex(1);
    takeStep(*window);
    while (stageId(*window) != QLatin1String("loss"))
        QTest::keyClick(picture(*window), Qt::Key_Space);
    const auto* table = child<QTableView>(*window, "stepAgainst");
    QTRY_VERIFY(table->isVisible());
    QCOMPARE(table->model()->rowCount(), 128);
    QVERIFY(picture(*window)->scene().find(QStringLiteral("match.output")) == nullptr);
}

void TestInspectPlace::theSliderIsSharedWithTheMap() {
    MainWindow* const window = inspectingARating();
    QCOMPARE(state(*window)->moments().size(), std::size_t{3}); // before, and two epochs
    auto* here = child<QSlider>(*window, "inspect_momentSlider");
    QCOMPARE(here->value(), 2);
    const float end = state(*window)->journey()->output;
    window->showPlace(MainWindow::Embeddings);
    auto* there = child<QSlider>(*window, "momentSlider");
    QTRY_VERIFY_WITH_TIMEOUT(there->maximum() > 2 && there->isEnabled(), patience);
    there->setFocus();
    QTest::keyClick(there, Qt::Key_Home);
    window->showPlace(MainWindow::Inspect);
    QTRY_COMPARE(here->value(), 0);
    QCOMPARE(state(*window)->inspector()->model().record().keptEpoch, 0);
    QVERIFY(state(*window)->journey()->output != end);
    here->setFocus();
    QTest::keyClick(here, Qt::Key_Right);
    QCOMPARE(state(*window)->inspector()->model().record().keptEpoch, 1);
    window->showPlace(MainWindow::Embeddings);
    // The map has more moments: that of the end of the first epoch is shown.
    QTRY_VERIFY(
        child<QLabel>(*window, "momentText")->text().startsWith(QStringLiteral("Epoch 1 ")));
}

void TestInspectPlace::linesTellOfTheEpochs() {
    MainWindow* const window = inspectingARating();
    QTRY_VERIFY_WITH_TIMEOUT(!picture(*window)->smallLines().isEmpty(), patience);
    const auto lines = picture(*window)->smallLines()[QStringLiteral("user.layer.0")];
    QCOMPARE(lines.size(), std::size_t{4}); // ReLU units may be off
    for (const SmallLine& line : lines)
        QCOMPARE(line.values.size(), std::size_t{3});
    QVERIFY(lines[0].values[2] > 0);
    QVERIFY(picture(*window)->smallLines().contains(QStringLiteral("match")));
}

void TestInspectPlace::aCollapseIsNamedWhereItIs() {
    const auto window = inspecting();
    RunSettings settings = preset("seed-text").settings;
    settings.train.seed = 3; // whose one weight of the match starts below 0
    train(*window, settings);
    choose(*window, someRating(*window));
    QTRY_VERIFY_WITH_TIMEOUT(note(*window).contains(QStringLiteral("has collapsed at")), patience);
    QVERIFY(note(*window).contains(QStringLiteral("vector")));
    auto* slider = child<QSlider>(*window, "inspect_momentSlider");
    QTest::keyClick(slider, Qt::Key_Home); // before training it had not
    QTRY_VERIFY(!note(*window).contains(QStringLiteral("has collapsed")));
    settings.model.l2 = 0;
    train(*window, settings);
    QTRY_VERIFY_WITH_TIMEOUT(!picture(*window)->smallLines().isEmpty(), patience);
    QVERIFY(!note(*window).contains(QStringLiteral("has collapsed")));
}

void TestInspectPlace::movesAreShortOrNone() {
    MainWindow* const window = inspectingARating();
    takeStep(*window);
    QVERIFY(!picture(*window)->isFlowing()); // motion is reduced in tests
    remember(preference::reduceMotion, false);
    QTest::keyClick(picture(*window), Qt::Key_Space);
    QVERIFY(picture(*window)->isFlowing());
    const int quick = window->inspectPanel()->stepBar()->moveTime();
    child<QToolButton>(*window, "stageSlow")->click();
    QVERIFY(window->inspectPanel()->stepBar()->moveTime() > quick);
    QTRY_VERIFY(!picture(*window)->isFlowing());
    child<QToolButton>(*window, "stageSlow")->click();
    const int stage = window->inspectPanel()->stepBar()->stage();
    click(child<QToolButton>(*window, "stagePlay")); // by itself
    QTRY_COMPARE(window->inspectPanel()->stepBar()->stage(), stage + 1);
    click(child<QToolButton>(*window, "stagePlay"));
    QVERIFY(!window->inspectPanel()->stepBar()->isPlaying());
}

void TestInspectPlace::modelsOfAStepAreSound() {
    MainWindow* const window = inspectingARating();
    BatchModel batch;
    AgainstModel against;
    WeightsModel weights;
    MovesModel moves;
    std::vector<std::unique_ptr<QAbstractItemModelTester>> testers;
    for (QAbstractItemModel* model :
         std::initializer_list<QAbstractItemModel*>{&batch, &against, &weights, &moves})
        testers.push_back(std::make_unique<QAbstractItemModelTester>(
            model, QAbstractItemModelTester::FailureReportingMode::Fatal));
    takeStep(*window);
    const auto story = walk(*window)->story();
    const auto path = walk(*window)->path();
    batch.setStory(story);
    against.setPath(story, path);
    weights.setPath(story, path);
    moves.setMoves(story, story->moves(path->row.user, {}, 10));
    QCOMPARE(batch.rowCount(), 1);
    QCOMPARE(against.rowCount(), 0); // squared error compares with nothing
    QVERIFY(moves.rowCount() >= 10);
    // Six rows of tables, four kernels and biases, the match and its bias.
    QCOMPARE(weights.rowCount(), 6 + 8 + 2);
    QVERIFY(weights.nameOf(0).startsWith(QStringLiteral("User id")));
    batch.setStory(nullptr);
    QCOMPARE(batch.rowCount(), 0);
}

void TestInspectPlace::lessonsAreWhatThePictureHas() {
    QCOMPARE(lessons().size(), std::size_t{7});
    const auto dataset = makeDemoData({.users = 60, .movies = 50, .ratings = 900});
    const Encoding encoding(*dataset);
    const NetPlan plan = netPlan(encoding.vocabulary(), preset("seed").settings);
    for (const Lesson& lesson : lessons()) {
        QVERIFY2(lesson.steps.size() >= 5 && lesson.steps.size() <= 8, qPrintable(lesson.id));
        for (const LessonStep& step : lesson.steps) {
            for (const QString& light : step.lights)
                QVERIFY2(!boxesOf({light}, plan).isEmpty(), qPrintable(light));
            const bool boxes = step.task.kind == LessonTask::Kind::Look ||
                               step.task.kind == LessonTask::Kind::Open;
            if (boxes)
                QVERIFY2(!boxesOf({step.task.what}, plan).isEmpty(), qPrintable(step.task.what));
            if (step.run)
                netPlan(encoding.vocabulary(), *step.run);
        }
    }
}

void TestInspectPlace::aLessonIsWalkedFromStartToEnd() {
    const auto window = inspecting();
    child<QTabWidget>(*window, "inspectSide")->setCurrentIndex(2);
    LessonView* view = window->inspectPanel()->lessonView();
    auto* list = child<QListWidget>(*window, "lessonList");
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                      list->visualItemRect(list->item(0)).center());
    QCOMPARE(view->lesson()->id, QStringLiteral("vector"));
    const auto nextStep = [&](int number) {
        QVERIFY2(view->isDone(), qPrintable(view->step()->ask));
        click(child<QPushButton>(*window, "lessonNext"));
        if (view->lesson() != nullptr)
            QCOMPARE(view->stepNumber(), number);
    };
    QVERIFY(!view->isDone());
    click(child<QPushButton>(*window, "lessonRun"));
    QTRY_VERIFY_WITH_TIMEOUT(view->isDone(), patience);
    nextStep(1);
    choose(*window, someRating(*window));
    nextStep(2);
    QVERIFY(picture(*window)->lit().contains(QStringLiteral("user.word.0")));
    QTRY_VERIFY((pointAt(*window, {QStringLiteral("user.word.0"), -1, -1}), view->isDone()));
    nextStep(3);
    clickOn(*window, {QStringLiteral("movie.input.0"), 0, 4});
    nextStep(4);
    QTRY_VERIFY((pointAt(*window, {QStringLiteral("user.layer.0"), 1, 3}), view->isDone()));
    nextStep(5);
    clickOn(*window, {QStringLiteral("user.layer.0"), 1, 3});
    nextStep(6);
    QTRY_VERIFY((pointAt(*window, {QStringLiteral("user.layer.1"), 1, 2}), view->isDone()));
    nextStep(7);
    auto* gender = child<QComboBox>(*window, "whatIf_user_1");
    child<QTabWidget>(*window, "inspectSide")->setCurrentIndex(1);
    QTest::keyClick(gender, Qt::Key_Down);
    child<QTabWidget>(*window, "inspectSide")->setCurrentIndex(2);
    nextStep(8);
    QVERIFY(view->lesson() == nullptr); // finished, and remembered
    QCOMPARE(remembered(preference::lessonsDone), QStringList{QStringLiteral("vector")});
    QVERIFY(picture(*window)->lit().isEmpty());
}

void TestInspectPlace::aLessonCanBeLeft() {
    const auto window = inspecting();
    child<QTabWidget>(*window, "inspectSide")->setCurrentIndex(2);
    LessonView* view = window->inspectPanel()->lessonView();
    view->begin(1);
    QVERIFY(picture(*window)->lit().contains(QStringLiteral("match")));
    click(child<QPushButton>(*window, "lessonLeave"));
    QVERIFY(view->lesson() == nullptr);
    QVERIFY(picture(*window)->lit().isEmpty());
    QVERIFY(remembered(preference::lessonsDone).isEmpty());
}

void TestInspectPlace::whatIsDoneIsNotAskedFor() {
    MainWindow* const window = inspectingARating(); // there are a model and a pair
    LessonView* view = window->inspectPanel()->lessonView();
    view->begin(0);
    QVERIFY(view->isDone()); // "train a model, if there is none yet"
    view->next();
    QVERIFY(view->isDone()); // "choose a user and a movie"
    view->next();
    QVERIFY(!view->isDone());
    view->leave();
}

void TestInspectPlace::brokenLessonsAreRefused() {
    const auto refused = [](const QByteArray& json) {
        try {
            (void)readLessons(json);
        } catch (const FormatError&) {
            return true;
        }
        return false;
    };
    QVERIFY(refused("{"));
    QVERIFY(refused(R"({"lessons": [{"id": "a"}]})"));
    QVERIFY(refused(R"({"lessons": [{"id": "a", "title": "b", "about": "c", "steps": []}]})"));
    const auto withStep = [](const char* step) {
        return QByteArray(R"({"lessons": [{"id": "a", "title": "b", "about": "c", "steps": [)") +
               step + "]}]}";
    };
    QVERIFY(refused(withStep(R"({"text": "t", "task": "fly", "ask": "Fly."})")));
    QVERIFY(refused(withStep(R"({"text": "t", "run": {"preset": "seed", "changes": {"x": 1},
                                "label": "r"}})")));
    QVERIFY(!refused(withStep(R"({"text": "t", "task": "look:match", "ask": "Look."})")));
}

QTEST_MAIN(TestInspectPlace)
#include "tst_inspect_place.moc"
