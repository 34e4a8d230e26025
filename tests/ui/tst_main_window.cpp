// SPDX-License-Identifier: MIT
#include "core/model/presets.h"
#include "tests/support/generated_movielens.h"
#include "tests/ui/window_fixture.h"
#include "ui/embeddings/map_plot.h"
#include "ui/embeddings/panel.h"
#include "ui/plots/scatter_plot.h"
#include "ui/recommend/recommendations_model.h"
#include "ui/train/loss_plot.h"
#include "ui/train/panel.h"
#include "ui/widgets/score_delegate.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QToolButton>

using namespace towerlab;
using namespace towerlab::ui;
using namespace towerlab::ui::test;
using towerlab::test::TemporaryFolder;

namespace {

constexpr int trainingTimeoutMs = 60000;
using State = Training::State;

/// Settings that train in well under a second.
void chooseQuickSettings(MainWindow& window, int epochs) {
    child<QDoubleSpinBox>(window, "setting_sample_fraction")->setValue(20);
    child<QSpinBox>(window, "setting_batch_size")->setValue(256);
    child<QDoubleSpinBox>(window, "setting_l2")->setValue(0);
    child<QSpinBox>(window, "setting_epochs")->setValue(epochs);
}

} // namespace

class TestMainWindow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { settings_ = std::make_unique<OwnSettings>(); }
    void init() { settings_->reset(); }

    void trainsAndShowsTheResultInEveryPlace();
    void scoresOfARankingModelAreNoPercentages();
    void selectionIsTheSameEverywhere();
    void clickOnTheMapSelectsTheMovie();
    void searchMarksPointsOnTheMap();
    void pausedRunStandsStillAndGoesOn();
    void slowMotionStretchesARunUntilSwitchedOff();
    void stoppedRunKeepsItsFinishedEpochs();
    void collapseIsToldWithARemedy();
    void flatMapOffersAClearOne();
    void opensAFolderThatIsDropped();
    void aStrangerIsOfferedTheMostRatedMovies();
    void badRowsMayBeLeftOut();
    void dataWithoutUsersWorksInEveryPlace();
    void badFolderIsToldAndNothingIsLost();
    void newDataDropsTheRunUnderWay();
    void dataMayBeTrainedOnAsSoonAsItIsThere();
    void filtersSurviveALargerDataSet();
    void modelOfOtherMoviesIsRefused();
    void savedModelComesBackWithItsEpochs();
    void damagedModelIsToldAndTheOneInUseStays();
    void placeAndSettingsAreRestored();
    void appearanceSwitchesAtOnce();

private:
    void train(MainWindow& window, int epochs);
    std::unique_ptr<OwnSettings> settings_;
};

void TestMainWindow::train(MainWindow& window, int epochs) {
    click(child<QToolButton>(window, "place_train"));
    chooseQuickSettings(window, epochs);
    click(child<QPushButton>(window, "trainButton"));
    QCOMPARE(window.training()->state(), State::Running);
    QTRY_COMPARE_WITH_TIMEOUT(window.training()->state(), State::Idle, trainingTimeoutMs);
    QVERIFY(window.workspace()->recommender());
}

void TestMainWindow::trainsAndShowsTheResultInEveryPlace() {
    auto window = windowWithDemo();
    constexpr int epochs = 3;
    train(*window, epochs);
    const auto recommender = window->workspace()->recommender();
    const RunRecord& record = recommender->model().record();
    const LossPlot* loss = window->trainPanel()->lossPlot();
    QCOMPARE(loss->epochCount(), epochs);
    QCOMPARE(loss->validationCount(), epochs);
    QCOMPARE(loss->stepCount(), static_cast<int>((record.trainCount + 255) / 256) * epochs);
    QCOMPARE(child<QTableView>(*window, "epochsTable")->model()->rowCount(), epochs);
    QVERIFY(record.epochs.back().trainLoss < record.epochs.front().trainLoss);

    click(child<QToolButton>(*window, "place_recommend"));
    clickRow(child<QTableView>(*window, "recommendUsers"), 4);
    const std::size_t user = window->workspace()->selectedUser().value();
    const auto dataset = window->workspace()->dataset();
    const auto* list = child<QTableView>(*window, "recommendationsTable")->model();
    QCOMPARE(list->rowCount(), 20);
    QCOMPARE(child<QTableView>(*window, "historyTable")->model()->rowCount(),
             static_cast<int>(dataset->byUser().count(user)));
    const auto best = recommender->recommend(user, {.count = 1}).front();
    QCOMPARE(list->index(0, 1).data().toString(),
             QString::fromStdString(dataset->movies().title[best.movieRow]));

    click(child<QToolButton>(*window, "place_embeddings"));
    const ScatterPlot* map = window->embeddingsPanel()->plot();
    QTRY_COMPARE(map->pointCount(), static_cast<int>(recommender->movieVectors().size()));
    // While the other map is being computed, a painting must not ask for what is gone.
    click(child<QPushButton>(*window, "showUsers"));
    window->grab();
    QTRY_COMPARE(map->pointCount(), static_cast<int>(recommender->userVectors().size()));
}

void TestMainWindow::scoresOfARankingModelAreNoPercentages() {
    auto window = windowWithDemo();
    RunSettings settings = preset("in-batch").settings;
    settings.train.epochs = 1;
    window->trainPanel()->trainWith(settings);
    QTRY_COMPARE_WITH_TIMEOUT(window->training()->state(), State::Idle, trainingTimeoutMs);
    click(child<QToolButton>(*window, "place_recommend"));
    clickRow(child<QTableView>(*window, "recommendUsers"), 4);
    auto* table = child<QTableView>(*window, "recommendationsTable");
    constexpr int scoreColumn = RecommendationsModel::Score;
    QCOMPARE(table->model()->headerData(scoreColumn, Qt::Horizontal).toString(),
             QStringLiteral("Score"));
    for (int row = 0; row < table->model()->rowCount(); ++row)
        QVERIFY(!table->model()->index(row, scoreColumn).data().toString().contains(u'%'));
    QVERIFY(qobject_cast<ScoreDelegate*>(table->itemDelegateForColumn(scoreColumn)));
    clickRow(table, 0);
    const auto* prediction = child<QLabel>(*window, "detailPrediction");
    QCOMPARE(prediction->text(), table->model()->index(0, scoreColumn).data().toString());
    QVERIFY(prediction->toolTip().contains(QStringLiteral("only the order counts")));
}

void TestMainWindow::selectionIsTheSameEverywhere() {
    auto window = windowWithDemo();
    train(*window, 1);
    click(child<QToolButton>(*window, "place_data"));
    auto* users = child<QTableView>(*window, "usersTable");
    clickRow(users, 7);
    QCOMPARE(window->workspace()->selectedUser(), std::optional<std::size_t>(7));
    click(child<QToolButton>(*window, "place_recommend"));
    const auto* others = child<QTableView>(*window, "recommendUsers");
    QCOMPARE(others->selectionModel()->selectedRows().value(0).data().toString(),
             QStringLiteral("8")); // the id of row 7
    click(child<QToolButton>(*window, "place_embeddings"));
    click(child<QPushButton>(*window, "showUsers"));
    QTRY_COMPARE(child<QLabel>(*window, "mapSelection")->text(), QStringLiteral("User 8"));
}

void TestMainWindow::clickOnTheMapSelectsTheMovie() {
    auto window = windowWithDemo();
    train(*window, 2);
    click(child<QToolButton>(*window, "place_embeddings"));
    auto* map = window->embeddingsPanel()->plot();
    QTRY_VERIFY(map->pointCount() > 0);
    map->replot();                          // lays the axes out
    const int last = map->pointCount() - 1; // drawn on top of all others
    QTest::mouseClick(map, Qt::LeftButton, {}, map->placeOf(last).toPoint());
    QVERIFY(window->workspace()->selectedMovie());
    QVERIFY(map->selected() >= 0);
    QVERIFY(child<QListWidget>(*window, "mapNeighbours")->count() > 3);
    const auto dataset = window->workspace()->dataset();
    QCOMPARE(
        child<QLabel>(*window, "mapSelection")->text(),
        QString::fromStdString(dataset->movies().title[*window->workspace()->selectedMovie()]));
    QCOMPARE(window->training()->state(), State::Idle);
}

void TestMainWindow::searchMarksPointsOnTheMap() {
    auto window = windowWithDemo();
    train(*window, 1);
    click(child<QToolButton>(*window, "place_embeddings"));
    QTRY_VERIFY(window->embeddingsPanel()->plot()->pointCount() > 0);
    QTest::keyClicks(child<QLineEdit>(*window, "mapSearch"), QStringLiteral("the"));
    const auto dataset = window->workspace()->dataset();
    const QRegularExpression beginsAWord(QStringLiteral("\\bthe"),
                                         QRegularExpression::CaseInsensitiveOption);
    const auto expected = std::count_if(
        dataset->movies().title.begin(), dataset->movies().title.end(),
        [&](const auto& title) { return QString::fromStdString(title).contains(beginsAWord); });
    QTRY_COMPARE(child<QLabel>(*window, "mapFound")->text(),
                 QStringLiteral("%1 found").arg(expected));
}

void TestMainWindow::pausedRunStandsStillAndGoesOn() {
    auto window = windowWithDemo();
    chooseQuickSettings(*window, 500);
    click(child<QPushButton>(*window, "trainButton"));
    auto* pause = child<QPushButton>(*window, "pauseButton");
    const LossPlot* loss = window->trainPanel()->lossPlot();
    QTRY_VERIFY_WITH_TIMEOUT(loss->stepCount() > 0, trainingTimeoutMs);
    click(pause);
    QCOMPARE(window->training()->state(), State::Paused);
    QCOMPARE(pause->text(), QStringLiteral("Resume"));
    // Reports from before the pause may still be on their way. Once they are here, each single step
    // raises the count by one: were the run still going, hundreds of others would come between.
    auto* step = child<QPushButton>(*window, "stepButton");
    const auto* progress = child<QLabel>(*window, "trainProgressText");
    const auto pausedAfter = [&] {
        const QString text = progress->text();
        return text.startsWith(QStringLiteral("Paused after step"))
                   ? text.section(QLatin1Char(' '), 3, 3).remove(QLatin1Char(',')).toInt()
                   : 0;
    };
    int inARow = 0;
    for (int clicks = 0; clicks < 30 && inARow < 5; ++clicks) {
        const int last = pausedAfter();
        click(step);
        QTRY_VERIFY(pausedAfter() > last);
        inARow = pausedAfter() == last + 1 ? inARow + 1 : 0;
    }
    QCOMPARE(inARow, 5);
    const int steps = loss->stepCount();
    click(pause);
    QTRY_VERIFY(loss->stepCount() > steps);
    click(child<QPushButton>(*window, "stopButton"));
    QTRY_COMPARE_WITH_TIMEOUT(window->training()->state(), State::Idle, trainingTimeoutMs);
}

void TestMainWindow::slowMotionStretchesARunUntilSwitchedOff() {
    auto window = windowWithDemo();
    click(child<QToolButton>(*window, "place_train"));
    auto* slow = child<QCheckBox>(*window, "slowMotion");
    QVERIFY(!slow->isChecked()); // as these tests want it
    slow->setChecked(true);
    chooseQuickSettings(*window, 3); // some tens of milliseconds at full speed
    click(child<QPushButton>(*window, "trainButton"));
    QElapsedTimer since;
    since.start();
    const LossPlot* loss = window->trainPanel()->lossPlot();
    QTRY_VERIFY(loss->stepCount() > 0);
    QCOMPARE(loss->epochCount(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(loss->epochCount(), 1, trainingTimeoutMs);
    QVERIFY2(since.elapsed() > 1000, "8 s for three epochs make more than 1 s for one");
    QCOMPARE(window->training()->state(), State::Running);
    slow->setChecked(false);
    QTRY_COMPARE_WITH_TIMEOUT(window->training()->state(), State::Idle, 4000);
    QCOMPARE(loss->epochCount(), 3);
}

void TestMainWindow::stoppedRunKeepsItsFinishedEpochs() {
    auto window = windowWithDemo();
    chooseQuickSettings(*window, 500);
    click(child<QPushButton>(*window, "trainButton"));
    const LossPlot* loss = window->trainPanel()->lossPlot();
    QTRY_VERIFY_WITH_TIMEOUT(loss->epochCount() >= 1, trainingTimeoutMs);
    click(child<QPushButton>(*window, "stopButton"));
    QTRY_COMPARE_WITH_TIMEOUT(window->training()->state(), State::Idle, trainingTimeoutMs);
    const RunRecord& record = window->workspace()->recommender()->model().record();
    QVERIFY(record.stoppedEarly);
    QCOMPARE(static_cast<int>(record.epochs.size()), loss->epochCount());
    QVERIFY(
        child<QLabel>(*window, "trainProgressText")->text().startsWith(QStringLiteral("Stopped")));
}

void TestMainWindow::collapseIsToldWithARemedy() {
    auto window = windowWithDemo();
    click(child<QToolButton>(*window, "place_train"));
    auto* presets = child<QComboBox>(*window, "presets");
    presets->setFocus();
    QTest::keyClick(presets, Qt::Key_Down);
    QCOMPARE(presets->currentData().toString(), QStringLiteral("seed-text"));
    child<QSpinBox>(*window, "setting_seed")->setValue(3); // its one weight starts below 0
    click(child<QPushButton>(*window, "trainButton"));
    QTRY_COMPARE_WITH_TIMEOUT(window->training()->state(), State::Idle, trainingTimeoutMs);
    const auto* warning = child<QLabel>(*window, "trainWarning");
    QVERIFY(warning->isVisible());
    QVERIFY(warning->text().contains(QStringLiteral("another seed")));
    child<QSpinBox>(*window, "setting_seed")->setValue(42);
    click(child<QPushButton>(*window, "trainButton"));
    QTRY_COMPARE_WITH_TIMEOUT(window->training()->state(), State::Idle, trainingTimeoutMs);
    QVERIFY(!warning->isVisible());
}

void TestMainWindow::flatMapOffersAClearOne() {
    auto window = windowWithDemo();
    click(child<QToolButton>(*window, "place_train"));
    click(child<QPushButton>(*window, "trainButton"));
    QTRY_COMPARE_WITH_TIMEOUT(window->training()->state(), State::Idle, trainingTimeoutMs);
    click(child<QToolButton>(*window, "place_embeddings"));
    const auto* hint = child<QWidget>(*window, "flatHint");
    QTRY_VERIFY(hint->isVisible());
    click(child<QPushButton>(*window, "clearMap"));
    QTRY_COMPARE_WITH_TIMEOUT(window->training()->state(), State::Idle, trainingTimeoutMs);
    QTRY_VERIFY(!hint->isVisible());
    QCOMPARE(window->trainPanel()->settings().model.l2, 0.0);
}

void TestMainWindow::opensAFolderThatIsDropped() {
    const TemporaryFolder folder;
    towerlab::test::writeSmall1M(folder);
    auto window = windowWithDemo();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(QString::fromStdString(folder.path().string()))});
    QDragEnterEvent enter(QPoint(400, 400), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(400, 400), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(window.get(), &drop);
    QTRY_COMPARE(window->workspace()->dataset()->ratings().size(), std::size_t{5});
    QCOMPARE(child<QTableView>(*window, "usersTable")->model()->rowCount(), 3);
    QCOMPARE(child<QTableView>(*window, "moviesTable")->model()->rowCount(), 4);
}

void TestMainWindow::aStrangerIsOfferedTheMostRatedMovies() {
    const TemporaryFolder folder;
    towerlab::test::writeSmall1M(folder);
    folder.write("users.dat", folder.read("users.dat") + "9::F::25::20::55455\n"); // no rating
    auto window = windowWithDemo();
    window->workspace()->openFolder(QString::fromStdString(folder.path().string()));
    QTRY_COMPARE(window->workspace()->dataset()->ratings().size(), std::size_t{5});
    train(*window, 1);
    click(child<QToolButton>(*window, "place_recommend"));
    auto* table = child<QTableView>(*window, "recommendationsTable");
    const auto* caveat = child<QLabel>(*window, "listCaveat");
    clickRow(child<QTableView>(*window, "recommendUsers"), 0);
    QVERIFY(!table->isColumnHidden(RecommendationsModel::Score));
    clickRow(child<QTableView>(*window, "recommendUsers"), 3);
    QVERIFY(caveat->isVisible() && caveat->text().contains("does not know this user"));
    QVERIFY(table->isColumnHidden(RecommendationsModel::Score));
    QStringList titles;
    for (int row = 0; row < table->model()->rowCount(); ++row)
        titles << table->model()->index(row, RecommendationsModel::Title).data().toString();
    // Two ratings, two ratings, one; the fourth has none.
    QCOMPARE(titles, (QStringList{"Lanterns", "The Long Pier", QStringLiteral("Café Nord")}));
}

void TestMainWindow::badRowsMayBeLeftOut() {
    const TemporaryFolder folder;
    towerlab::test::writeSmall1M(folder);
    folder.write("ratings.dat", folder.read("ratings.dat") + "1::nobody::5::1\n<b>x</b>\n");
    auto window = windowWithDemo();
    const auto demo = window->workspace()->dataset();
    window->workspace()->openFolder(QString::fromStdString(folder.path().string()));
    QTRY_VERIFY(window->findChild<QMessageBox*>(QStringLiteral("badRowsBox")) != nullptr);
    auto* box = child<QMessageBox>(*window, "badRowsBox");
    for (const char* part : {"2 rows of ratings.dat", "line 6: rating of movie nobody", "line 7: "})
        QVERIFY2(box->informativeText().contains(QString::fromUtf8(part)),
                 qPrintable(box->informativeText()));
    QCOMPARE(window->workspace()->dataset(), demo);
    click(child<QPushButton>(*window, "openWithoutBadRows"));
    QTRY_COMPARE(window->workspace()->dataset()->ratings().size(), std::size_t{5});
    const auto* notes = child<QLabel>(*window, "dataNotes");
    QVERIFY2(notes->text().contains("2 rows of ratings.dat could not be read"),
             qPrintable(notes->text()));
}

/// As ml-latest-small: no file of users, so no column of theirs anywhere.
void TestMainWindow::dataWithoutUsersWorksInEveryPlace() {
    const TemporaryFolder folder;
    std::string ratings = "userId,movieId,rating,timestamp\n";
    std::string movies = "movieId,title,genres\n";
    for (int user = 1; user <= 30; ++user)
        for (int movie = user % 3 + 1; movie <= 40; movie += 2 + user % 2)
            ratings += std::to_string(user) + ',' + std::to_string(movie) + ',' +
                       std::to_string(1 + (user + movie) % 4) + ".5," +
                       std::to_string(1304103221 + movie * user) + '\n';
    for (int movie = 1; movie <= 40; ++movie)
        movies += std::to_string(movie) + ",\"Movie " + std::to_string(movie) + ", the (1999)\"," +
                  (movie % 2 == 0 ? "Drama" : "Comedy|War") + '\n';
    folder.write("ratings.csv", ratings);
    folder.write("movies.csv", movies);
    auto window = windowWithDemo();
    window->workspace()->openFolder(QString::fromStdString(folder.path().string()));
    QTRY_COMPARE(window->workspace()->dataset()->users().size(), std::size_t{30});
    QVERIFY(child<QLabel>(*window, "dataNotes")->text().contains("no file of users"));
    click(child<QToolButton>(*window, "place_data"));
    QVERIFY(!child<QComboBox>(*window, "usersFilter0")->isVisible());
    clickRow(child<QTableView>(*window, "moviesTable"), 2);
    window->grab();
    train(*window, 2);
    click(child<QToolButton>(*window, "place_recommend"));
    clickRow(child<QTableView>(*window, "recommendUsers"), 4);
    QVERIFY(child<QTableView>(*window, "recommendationsTable")->model()->rowCount() > 0);
    click(child<QToolButton>(*window, "place_embeddings"));
    click(child<QPushButton>(*window, "showUsers"));
    QTRY_COMPARE(window->embeddingsPanel()->plot()->pointCount(), 30);
    window->grab();
}

void TestMainWindow::badFolderIsToldAndNothingIsLost() {
    const TemporaryFolder folder;
    towerlab::test::writeSmall1M(folder);
    folder.write("ratings.dat", "\n");
    auto window = windowWithDemo();
    train(*window, 1);
    const auto dataset = window->workspace()->dataset();
    const auto recommender = window->workspace()->recommender();
    window->workspace()->openFolder(QString::fromStdString(folder.path().string()));
    QTRY_VERIFY(window->findChild<QMessageBox*>(QStringLiteral("failureBox")));
    auto* box = window->findChild<QMessageBox*>(QStringLiteral("failureBox"));
    QVERIFY(box->informativeText().contains(QStringLiteral("ratings.dat: the file is empty")));
    box->accept();
    QCOMPARE(window->workspace()->dataset(), dataset);
    QCOMPARE(window->workspace()->recommender(), recommender);
}

void TestMainWindow::newDataDropsTheRunUnderWay() {
    auto window = windowWithDemo();
    chooseQuickSettings(*window, 500);
    click(child<QPushButton>(*window, "trainButton"));
    QTRY_VERIFY_WITH_TIMEOUT(window->trainPanel()->lossPlot()->stepCount() > 0, trainingTimeoutMs);
    const auto old = window->workspace()->dataset();
    window->workspace()->openDemo();
    QTRY_VERIFY(window->workspace()->dataset() != old);
    QCOMPARE(window->training()->state(), State::Idle);
    QVERIFY(!window->workspace()->recommender());
    QCOMPARE(window->trainPanel()->lossPlot()->stepCount(), 0);
    // A new run is heard after all that the old one has sent, which must not have come back.
    train(*window, 1);
    QCOMPARE(window->trainPanel()->lossPlot()->epochCount(), 1);
    const int steps = window->trainPanel()->lossPlot()->stepCount();
    train(*window, 1);
    QCOMPARE(window->trainPanel()->lossPlot()->stepCount(), steps);
}

void TestMainWindow::dataMayBeTrainedOnAsSoonAsItIsThere() {
    MainWindow window;
    std::optional<bool> possible;
    connect(window.workspace(), &Workspace::datasetChanged, this,
            [&] { possible = window.workspace()->canTrain(); });
    window.workspace()->openDemo();
    QVERIFY(!window.workspace()->canTrain()); // not while it is being opened
    QTRY_VERIFY(possible.has_value());
    QVERIFY(*possible);
    QVERIFY(child<QPushButton>(window, "trainButton")->isEnabled());
}

void TestMainWindow::filtersSurviveALargerDataSet() {
    const TemporaryFolder folder;
    std::string users;
    std::string movies;
    constexpr int many = 3000; // more of both than the demo has
    for (int id = 1; id <= many; ++id) {
        users += std::to_string(id) + "::F::25::12::1\n";
        movies += std::to_string(id) + "::Film " + std::to_string(id) + " (1999)::Drama\n";
    }
    folder.write("users.dat", users);
    folder.write("movies.dat", movies);
    folder.write("ratings.dat", "1::1::5::1\n");
    auto window = windowWithDemo();
    click(child<QToolButton>(*window, "place_data"));
    child<QComboBox>(*window, "usersFilter0")->setCurrentIndex(1);
    child<QComboBox>(*window, "moviesGenre")->setCurrentIndex(1);
    child<QComboBox>(*window, "moviesDecade")->setCurrentIndex(1);
    window->workspace()->openFolder(QString::fromStdString(folder.path().string()));
    QTRY_COMPARE(window->workspace()->dataset()->ratings().size(), std::size_t{1});
    QVERIFY(child<QTableView>(*window, "moviesTable")->model()->rowCount() <= many);
}

void TestMainWindow::modelOfOtherMoviesIsRefused() {
    const TemporaryFolder folder;
    towerlab::test::writeSmall1M(folder);
    const QString file = QString::fromStdString((folder.path() / "m.towerlab").string());
    auto window = windowWithDemo();
    train(*window, 1);
    QSignalSpy saved(window->workspace(), &Workspace::written);
    window->workspace()->saveModel(file);
    QTRY_COMPARE(saved.count(), 1);
    window->workspace()->openFolder(QString::fromStdString(folder.path().string()));
    QTRY_COMPARE(window->workspace()->dataset()->ratings().size(), std::size_t{5});
    window->workspace()->loadModel(file);
    QTRY_VERIFY(window->findChild<QMessageBox*>(QStringLiteral("failureBox")));
    auto* box = window->findChild<QMessageBox*>(QStringLiteral("failureBox"));
    QVERIFY(box->informativeText().contains(QStringLiteral("other movies")));
    box->accept();
    QVERIFY(!window->workspace()->recommender());
}

void TestMainWindow::savedModelComesBackWithItsEpochs() {
    const TemporaryFolder folder;
    const QString file = QString::fromStdString((folder.path() / "m.towerlab").string());
    auto window = windowWithDemo();
    train(*window, 2);
    const float score = window->workspace()->recommender()->score(3, 5)->score;
    QSignalSpy saved(window->workspace(), &Workspace::written);
    window->workspace()->saveModel(file);
    QTRY_COMPARE(saved.count(), 1);

    auto other = windowWithDemo();
    other->workspace()->loadModel(file);
    QTRY_VERIFY(other->workspace()->recommender());
    QCOMPARE(other->workspace()->recommender()->score(3, 5)->score, score);
    QCOMPARE(other->trainPanel()->lossPlot()->epochCount(), 2);
    QCOMPARE(child<QTableView>(*other, "epochsTable")->model()->rowCount(), 2);
}

void TestMainWindow::damagedModelIsToldAndTheOneInUseStays() {
    const TemporaryFolder folder;
    folder.write("m.towerlab", "not a model at all");
    auto window = windowWithDemo();
    train(*window, 1);
    const auto recommender = window->workspace()->recommender();
    window->workspace()->loadModel(QString::fromStdString((folder.path() / "m.towerlab").string()));
    QTRY_VERIFY(window->findChild<QMessageBox*>(QStringLiteral("failureBox")));
    window->findChild<QMessageBox*>(QStringLiteral("failureBox"))->accept();
    QCOMPARE(window->workspace()->recommender(), recommender);
}

void TestMainWindow::placeAndSettingsAreRestored() {
    {
        MainWindow window;
        window.show();
        click(child<QToolButton>(window, "place_embeddings"));
        child<QSpinBox>(window, "setting_epochs")->setValue(17);
        QVERIFY(window.close());
    }
    const MainWindow window;
    QCOMPARE(window.place(), MainWindow::Embeddings);
    QCOMPARE(window.trainPanel()->settings().train.epochs, 17);
}

void TestMainWindow::appearanceSwitchesAtOnce() {
    auto window = windowWithDemo();
    train(*window, 1);
    click(child<QToolButton>(*window, "place_train"));
    const QColor before = window->grab().toImage().pixelColor(700, 400);
    theme::apply(Appearance::Dark);
    QTRY_VERIFY(window->grab().toImage().pixelColor(700, 400).lightness() < 80);
    theme::apply(Appearance::Light);
    QVERIFY(before.lightness() > 200);
}

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
