// SPDX-License-Identifier: MIT
// Explore, "One user's lists": the ranked lists of all methods side by side.
#include "core/compare/comparison.h"
#include "core/error.h"
#include "tests/support/fake_scorer.h"
#include "tests/support/generated_movielens.h"
#include "tests/ui/explore_fixture.h"
#include "tests/ui/window_fixture.h"
#include "ui/compare/explore/lists_model.h"
#include "ui/compare/explore/movie_delegate.h"
#include "ui/compare/explore/rated_movies_model.h"
#include "ui/compare/explore/user_lists.h"
#include "ui/widgets/files.h"
#include "ui/widgets/table_roles.h"

#include <QLabel>
#include <QLineEdit>
#include <QTableView>
#include <QToolButton>

#include <algorithm>
#include <atomic>
#include <semaphore>
#include <set>

using namespace towerlab;
using namespace towerlab::ui;
using namespace towerlab::ui::test;
using towerlab::test::smallDemo;

namespace {

/// Answers for one user as soon as it is let, and at once for all others.
class SlowScorer final : public towerlab::test::FakeScorer {
public:
    explicit SlowScorer(std::size_t slowUser)
        : FakeScorer([](std::size_t, std::int32_t movie) { return static_cast<float>(movie); }),
          slowUser_(slowUser) {}
    void score(std::size_t user, std::span<const std::int32_t> movies,
               std::span<float> scores) const override {
        if (user == slowUser_) {
            asked_ = true;
            let_.acquire();
        }
        FakeScorer::score(user, movies, scores);
    }
    bool asked() const { return asked_; }
    void let() const { let_.release(); }

private:
    std::size_t slowUser_;
    mutable std::atomic<bool> asked_ = false;
    mutable std::counting_semaphore<8> let_{0};
};

} // namespace

class TestExploreLists : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { settings_ = std::make_unique<OwnSettings>(); }
    void init() { settings_->reset(); }

    void listsAreTopMovies();
    void methodsThatFailedAreNamed();
    void headersTellHowEachDid();
    void hitsAreMarked();
    void marksKnowWhatWasLiked();
    void historyAndHeldOutAreApart();
    void hoverShowsAMovieInAllLists();
    void clickSelectsTheMovieEverywhere();
    void arrowsMoveWithinAndBetweenColumns();
    void userIsTheWindows();
    void usersAreFoundByWords();
    void usersAreChosenFromThePopup();
    void stepsGoFromTestedUserToTestedUser();
    void staleListsAreDropped();
    void hiddenViewAsksNobody();
    void closesWhileMethodsAreAsked();
    void listsAreWrittenAsCsv();
    void filesThatCantBeWrittenAreTold();

private:
    std::unique_ptr<OwnSettings> settings_;
};

void TestExploreLists::listsAreTopMovies() {
    const auto comparison = sharedComparison();
    Shown<UserLists> shown;
    shown.workspace.selectUser(testedUser(4));
    const auto* table = child<QTableView>(shown.view, "listsTable");
    waitForRows(table);
    QCOMPARE(table->model()->columnCount(), 4);
    QCOMPARE(table->model()->rowCount(), 20);
    for (int method = 0; method < 4; ++method) {
        const auto expected = topMovies(*comparison->scorers[static_cast<std::size_t>(method)],
                                        *comparison->test, testedUser(4), 20);
        for (std::size_t i = 0; i < expected.size(); ++i) {
            const int row = static_cast<int>(i);
            QCOMPARE(cell(table, row, method, RowRole).toLongLong(), qlonglong{expected[i]});
            // Read aloud, a movie comes with its place, which counts from 1.
            QVERIFY(cell(table, row, method, Qt::AccessibleTextRole)
                        .toString()
                        .startsWith(QStringLiteral("%1 ").arg(i + 1)));
        }
    }
}

void TestExploreLists::methodsThatFailedAreNamed() {
    auto comparison = fewCompared(smallDemo());
    comparison->scorers[1] = nullptr;
    comparison->methods[1].error = "no memory";
    Shown<UserLists> shown(comparison);
    shown.workspace.selectUser(testedUser());
    const auto* table = child<QTableView>(shown.view, "listsTable");
    waitForRows(table);
    QCOMPARE(table->model()->columnCount(), 3);
    const auto* note = child<QLabel>(shown.view, "failedMethods");
    QVERIFY(note->isVisible());
    QVERIFY2(note->text().contains(QString::fromUtf8(method("item-cf").name.data())),
             qPrintable(note->text()));
}

void TestExploreLists::headersTellHowEachDid() {
    const auto comparison = sharedComparison();
    const std::size_t place = 7;
    Shown<UserLists> shown;
    shown.workspace.selectUser(testedUser(place));
    const auto* table = child<QTableView>(shown.view, "listsTable");
    waitForRows(table);
    const auto& test = *comparison->test;
    std::set<std::int32_t> wanted;
    for (const TestPair& pair : test.pairs)
        if (static_cast<std::size_t>(pair.user) == testedUser(place))
            wanted.insert(pair.movie);
    const auto first = topMovies(*comparison->scorers[1], test, testedUser(place), 10);
    const auto found = std::count_if(first.begin(), first.end(),
                                     [&](std::int32_t movie) { return wanted.contains(movie); });
    const QString figures =
        table->model()->headerData(1, Qt::Horizontal, ListsModel::FiguresRole).toString();
    QCOMPARE(figures, QStringLiteral("%1 of %2 found · NDCG@10 %3")
                          .arg(found)
                          .arg(wanted.size())
                          .arg(comparison->methods[1].perUser[place], 0, 'f', 2));
    QCOMPARE(table->model()->headerData(1, Qt::Horizontal, ListsModel::StageRole).toString(),
             QStringLiteral("Retrieval"));
}

void TestExploreLists::hitsAreMarked() {
    const auto [user, row] = userWithHit(1);
    Shown<UserLists> shown;
    shown.workspace.selectUser(user);
    auto* table = child<QTableView>(shown.view, "listsTable");
    waitForRows(table);
    QCOMPARE(cell(table, row, 1, MarkRole).toInt(), static_cast<int>(MovieMark::Hit));
    const QString tip = cell(table, row, 1, Qt::ToolTipRole).toString();
    QVERIFY2(tip.contains(QStringLiteral("liked")), qPrintable(tip));
    QVERIFY2(tip.contains(QStringLiteral("Place %1 of").arg(row + 1)), qPrintable(tip));
    int plain = 0;
    while (cell(table, plain, 1, MarkRole).toInt() != static_cast<int>(MovieMark::None))
        ++plain;
    QVERIFY(paintedAt(table, row, 1) != paintedAt(table, plain, 1));
}

void TestExploreLists::marksKnowWhatWasLiked() {
    const auto comparison = sharedComparison();
    const PlannedTest& test = *comparison->test;
    std::size_t liked = 0;
    std::size_t notLiked = 0;
    for (const std::uint32_t row : test.split.test) {
        const RatingColumns& ratings = test.dataset->ratings();
        const auto user = static_cast<std::size_t>(ratings.user[row]);
        const TestedUser tested = towerlab::ui::testedUser(test, user, 4);
        const bool likes = ratings.value[row] >= 4;
        QCOMPARE(tested.markOf(ratings.movie[row]), likes ? MovieMark::Hit : MovieMark::NotLiked);
        ++(likes ? liked : notLiked);
        if (liked > 30 && notLiked > 30)
            break;
    }
    QVERIFY(liked > 10 && notLiked > 10);
    // A pair of a file needs no rating.
    PlannedTest given = test;
    given.split.test.clear();
    given.pairs = {{3, 5}};
    const TestedUser tested = towerlab::ui::testedUser(given, 3, 4);
    QCOMPARE(tested.heldOut.size(), std::size_t{1});
    QCOMPARE(tested.markOf(5), MovieMark::Hit);
    QVERIFY(!tested.heldOut[0].stars);
}

void TestExploreLists::historyAndHeldOutAreApart() {
    const auto& test = *sharedComparison()->test;
    Shown<UserLists> shown;
    shown.workspace.selectUser(testedUser(2));
    const auto* history = child<QTableView>(shown.view, "trainingTable");
    const auto* held = child<QTableView>(shown.view, "heldOutTable");
    waitForRows(history);
    const auto ratings = test.dataset->byUser().of(testedUser(2));
    int trained = 0;
    for (const std::uint32_t row : ratings)
        trained += std::binary_search(test.split.train.begin(), test.split.train.end(), row);
    QCOMPARE(history->model()->rowCount(), trained);
    QCOMPARE(held->model()->rowCount(), static_cast<int>(ratings.size()) - trained);
    // The best rated come first.
    const QString best = cell(history, 0, RatedMoviesModel::Stars).toString();
    const QString last = cell(history, trained - 1, RatedMoviesModel::Stars).toString();
    QVERIFY2(best >= last, qPrintable(best + last));
    // What the held-out table says about the lists is so.
    const auto* lists = child<QTableView>(shown.view, "listsTable");
    int in = 0;
    for (int column = 0; column < 4; ++column)
        for (int row = 0; row < lists->model()->rowCount(); ++row)
            in += cell(lists, row, column, RowRole) == cell(held, 0, 0, RowRole) ? 1 : 0;
    QCOMPARE(cell(held, 0, RatedMoviesModel::Lists).toString(), QStringLiteral("%1 of 4").arg(in));
}

void TestExploreLists::hoverShowsAMovieInAllLists() {
    const auto [user, row] = userWithHit(0);
    Shown<UserLists> shown;
    shown.workspace.selectUser(user);
    auto* table = child<QTableView>(shown.view, "listsTable");
    waitForRows(table);
    const QVariant movie = cell(table, row, 0, RowRole);
    auto* held = child<QTableView>(shown.view, "heldOutTable");
    int heldRow = 0;
    while (cell(held, heldRow, 0, RowRole) != movie)
        ++heldRow;
    const QColor before = paintedAt(held, heldRow, 0);
    std::vector<std::pair<int, int>> same; // in the other lists
    for (int column = 1; column < 4; ++column)
        for (int i = 0; i < 20; ++i)
            if (cell(table, i, column, RowRole) == movie)
                same.emplace_back(i, column);
    std::vector<QColor> elsewhere;
    for (const auto& [i, column] : same)
        elsewhere.push_back(paintedAt(table, i, column));
    const QColor other = paintedAt(table, row == 0 ? 1 : row - 1, 0);
    moveOver(table, row, 0);
    QTRY_VERIFY(paintedAt(held, heldRow, 0) != before);
    for (std::size_t i = 0; i < same.size(); ++i)
        QVERIFY(paintedAt(table, same[i].first, same[i].second) != elsewhere[i]);
    QCOMPARE(paintedAt(table, row == 0 ? 1 : row - 1, 0), other); // nothing is dimmed
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(table->viewport(), &leave);
    QCOMPARE(paintedAt(held, heldRow, 0), before);
    QVERIFY(!shown.workspace.selectedMovie());
}

void TestExploreLists::clickSelectsTheMovieEverywhere() {
    Shown<UserLists> shown;
    shown.workspace.selectUser(testedUser());
    auto* table = child<QTableView>(shown.view, "listsTable");
    waitForRows(table);
    const QColor plain = paintedAt(table, 5, 1);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, placeOf(table, 5, 1));
    QCOMPARE(qulonglong{shown.workspace.selectedMovie().value()},
             cell(table, 5, 1, RowRole).toULongLong());
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(table->viewport(), &leave);
    QVERIFY(paintedAt(table, 5, 1) != plain); // it stays
    QTest::keyClick(table, Qt::Key_Escape);
    QVERIFY(!shown.workspace.selectedMovie());
    QCOMPARE(paintedAt(table, 5, 1), plain);
}

void TestExploreLists::arrowsMoveWithinAndBetweenColumns() {
    Shown<UserLists> shown;
    shown.workspace.selectUser(testedUser());
    auto* table = child<QTableView>(shown.view, "listsTable");
    waitForRows(table);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, placeOf(table, 0, 0));
    QTest::keyClick(table, Qt::Key_Down);
    QCOMPARE(qulonglong{*shown.workspace.selectedMovie()},
             cell(table, 1, 0, RowRole).toULongLong());
    QTest::keyClick(table, Qt::Key_Right);
    QCOMPARE(table->currentIndex(), table->model()->index(1, 1));
    QCOMPARE(qulonglong{*shown.workspace.selectedMovie()},
             cell(table, 1, 1, RowRole).toULongLong());
}

void TestExploreLists::userIsTheWindows() {
    Shown<UserLists> shown;
    QCOMPARE(emptyTitle(shown.view), QStringLiteral("Choose a user"));
    auto* facts = child<QLabel>(shown.view, "userFacts");
    QTest::mouseClick(child<QWidget>(shown.view, "randomTestedUser"), Qt::LeftButton);
    QVERIFY(shown.workspace.selectedUser());
    const auto& users = sharedComparison()->users;
    QVERIFY(std::find(users.begin(), users.end(),
                      static_cast<std::int32_t>(*shown.workspace.selectedUser())) != users.end());
    QTRY_COMPARE(emptyTitle(shown.view), QString());
    shown.workspace.selectUser(17);
    QVERIFY(facts->text().startsWith(
        QStringLiteral("User %1 ").arg(QString::fromStdString(smallDemo()->users().id.text(17)))));
    shown.workspace.selectUser({});
    QCOMPARE(emptyTitle(shown.view), QStringLiteral("Choose a user"));
}

void TestExploreLists::usersAreFoundByWords() {
    Shown<UserLists> shown;
    auto* search = child<QLineEdit>(shown.view, "userSearch");
    const auto& users = smallDemo()->users();
    std::size_t wanted = 0;
    const auto isWanted = [&](std::size_t row) {
        return users.category("gender")->wordOf(row) == "Female" &&
               users.category("occupation")->wordOf(row) == "writer";
    };
    while (!isWanted(wanted))
        ++wanted;
    QTest::keyClicks(search, QStringLiteral("writer female"));
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(shown.workspace.selectedUser(), std::optional<std::size_t>(wanted));
    QVERIFY(search->text().isEmpty());
    QTest::keyClicks(search, QStringLiteral("no such user"));
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(shown.workspace.selectedUser(), std::optional<std::size_t>(wanted));
}

void TestExploreLists::usersAreChosenFromThePopup() {
    Shown<UserLists> shown;
    auto* search = child<QLineEdit>(shown.view, "userSearch");
    shown.view.activateWindow();
    search->setFocus();
    QTest::keyClicks(search, QStringLiteral("female"));
    QTableView* popup = nullptr;
    for (QWidget* widget : QApplication::topLevelWidgets())
        if (widget->objectName() == QStringLiteral("userPopup") && widget->isVisible())
            popup = qobject_cast<QTableView*>(widget);
    QVERIFY(popup);
    QVERIFY(popup->model()->rowCount() > 2);
    const auto wanted = cell(popup, 2, 0, RowRole).toULongLong();
    QTest::mouseClick(popup->viewport(), Qt::LeftButton, {}, placeOf(popup, 2, 0));
    QCOMPARE(qulonglong{shown.workspace.selectedUser().value()}, wanted);
    QVERIFY(!popup->isVisible());
    QTRY_VERIFY(search->text().isEmpty());
    // By keyboard alone.
    QTest::keyClicks(search, QStringLiteral("female"));
    QTest::keyClick(popup, Qt::Key_Down);
    QTest::keyClick(popup, Qt::Key_Down);
    const auto second = cell(popup, 1, 0, RowRole).toULongLong();
    QTest::keyClick(popup, Qt::Key_Return);
    QCOMPARE(qulonglong{shown.workspace.selectedUser().value()}, second);
    QTRY_VERIFY(search->text().isEmpty());
}

void TestExploreLists::stepsGoFromTestedUserToTestedUser() {
    auto comparison = std::make_shared<Comparison>(*sharedComparison());
    comparison->users = {4, 9, 30};
    for (MethodResult& result : comparison->methods)
        result.perUser.clear();
    Shown<UserLists> shown(comparison);
    auto* next = child<QToolButton>(shown.view, "nextUser");
    auto* previous = child<QToolButton>(shown.view, "previousUser");
    const auto user = [&] { return shown.workspace.selectedUser().value(); };
    click(next);
    QCOMPARE(user(), std::size_t{4});
    click(next);
    QCOMPARE(user(), std::size_t{9});
    shown.workspace.selectUser(12);
    click(next);
    QCOMPARE(user(), std::size_t{30});
    click(next);
    QCOMPARE(user(), std::size_t{4});
    click(previous);
    QCOMPARE(user(), std::size_t{30});
    shown.workspace.selectUser(12);
    click(previous);
    QCOMPARE(user(), std::size_t{9});
    shown.workspace.selectUser(2);
    click(previous);
    QCOMPARE(user(), std::size_t{30});
}

void TestExploreLists::staleListsAreDropped() {
    auto comparison = fewCompared(smallDemo());
    const auto slow = std::make_shared<const SlowScorer>(8);
    comparison->scorers[1] = slow;
    Shown<UserLists> shown(comparison);
    const auto* table = child<QTableView>(shown.view, "listsTable");
    shown.workspace.selectUser(8);
    QTRY_VERIFY(slow->asked());
    QTRY_COMPARE(emptyTitle(shown.view), QStringLiteral("Asking all methods …"));
    shown.workspace.selectUser(9);
    slow->let();
    waitForRows(table); // the old answer, if any, came before: the workers queue up
    const auto expected = topMovies(*comparison->scorers[0], *comparison->test, 9, 20);
    for (int row = 0; row < 20; ++row)
        QCOMPARE(cell(table, row, 0, RowRole).toLongLong(),
                 qlonglong{expected[static_cast<std::size_t>(row)]});
    QCOMPARE(emptyTitle(shown.view), QString());
    // Another comparison drops what was asked of the last one.
    shown.workspace.selectUser(8);
    QTRY_COMPARE(emptyTitle(shown.view), QStringLiteral("Asking all methods …"));
    shown.view.setComparison(nullptr, nullptr);
    QCOMPARE(emptyTitle(shown.view), QStringLiteral("Nothing compared yet"));
    slow->let();
    shown.workspace.selectUser(9);
    shown.view.setComparison(sharedComparison(), smallDemo());
    waitForRows(table);
    const auto others =
        topMovies(*sharedComparison()->scorers[1], *sharedComparison()->test, 9, 20);
    QCOMPARE(cell(table, 0, 1, RowRole).toLongLong(), qlonglong{others[0]});
}

void TestExploreLists::hiddenViewAsksNobody() {
    auto comparison = fewCompared(smallDemo());
    const auto slow = std::make_shared<const SlowScorer>(8);
    comparison->scorers[1] = slow;
    slow->let();
    Shown<UserLists> shown(comparison);
    shown.view.hide();
    shown.workspace.selectUser(8);
    QCoreApplication::processEvents();
    QVERIFY(!slow->asked());
    shown.view.show();
    QTRY_VERIFY(slow->asked());
    waitForRows(child<QTableView>(shown.view, "listsTable"));
}

void TestExploreLists::closesWhileMethodsAreAsked() {
    auto comparison = fewCompared(smallDemo());
    const auto slow = std::make_shared<const SlowScorer>(8);
    comparison->scorers[1] = slow;
    auto workspace = std::make_unique<Workspace>();
    auto view = std::make_unique<UserLists>(workspace.get());
    view->setComparison(comparison, smallDemo());
    view->show();
    workspace->selectUser(8);
    QTRY_VERIFY(slow->asked());
    slow->let();
    workspace.reset(); // goes first when the window closes
    view.reset();
    QCoreApplication::processEvents(); // nothing of it arrives any more
}

void TestExploreLists::listsAreWrittenAsCsv() {
    const auto comparison = sharedComparison();
    const auto [user, row] = userWithHit(0);
    ListsModel lists;
    lists.setAnswers(
        comparison, smallDemo(),
        std::make_shared<const UserAnswers>(userAnswers(*comparison, user, 20, std::stop_token())));
    const QList<QByteArray> lines = lists.toCsv().split('\n');
    QCOMPARE(lines[0], QByteArray("method,place,movie_id,title,year,held_out,stars\r"));
    QCOMPARE(lines.size(), 1 + 4 * 20 + 1);
    QVERIFY2(lines[1 + row].contains(",hit,"), lines[1 + row].constData());
    QVERIFY(lines[1].startsWith(QByteArray(method("popularity").name.data()) + ",1,"));
}

void TestExploreLists::filesThatCantBeWrittenAreTold() {
    const QTemporaryDir folder;
    const QString good = folder.filePath(QStringLiteral("lists.csv"));
    saveFile(good, "a,b\r\n");
    QFile file(good);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("a,b\r\n"));
    const QString bad = folder.filePath(QStringLiteral("none/lists.csv"));
    const auto error = towerlab::test::thrownBy<FileError>([&] { saveFile(bad, "a\r\n"); });
    QVERIFY(QString::fromUtf8(error.what()).contains(bad));
}

QTEST_MAIN(TestExploreLists)
#include "tst_explore_lists.moc"
