// SPDX-License-Identifier: MIT
#include "core/data/dataset_reader.h"
#include "core/data/given_split.h"
#include "core/data/split_files.h"
#include "core/data/test_split.h"
#include "core/error.h"
#include "tests/support/generated_movielens.h"
#include "tests/support/tiny_dataset.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace towerlab;
using namespace towerlab::test;

namespace {

using Rows = std::vector<std::uint32_t>;

std::shared_ptr<const Dataset> datasetOf(const std::vector<TinyRating>& ratings) {
    return tinyDataset(3, 5, ratings);
}

std::shared_ptr<const Dataset> tiny() {
    return datasetOf({{1, 1, 5, 30},
                      {1, 2, 4, 50},
                      {2, 1, 3, 10},
                      {1, 3, 2, 50},
                      {2, 4, 1, 20},
                      {3, 5, 5, 90},
                      {2, 2, 4, 20}});
}

Rows allRows(const TestSplit& split) {
    Rows rows = split.train;
    rows.insert(rows.end(), split.test.begin(), split.test.end());
    std::sort(rows.begin(), rows.end());
    return rows;
}

Rows rowsUpTo(std::size_t count) {
    Rows rows(count);
    std::iota(rows.begin(), rows.end(), 0U);
    return rows;
}

} // namespace

class TestTestSplits : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void randomSplitIsDisjointCompleteAndRepeatable();
    void randomSplitRefusesSharesOutOfRange();
    void leaveOneOutTakesTheLastByTime();
    void leaveOneOutDrawsWhereNoTimeIsKnown();
    void leaveOneOutSparesUsersWithOneRating();
    void timeSplitTestsOnTheFuture();
    void timeSplitKeepsASecondTogether();
    void timeSplitNeedsTimes();
    void pairsCanBeLimitedToLikes();
    void findsTheRatingsOfFiles_data();
    void findsTheRatingsOfFiles();
    void complainsAboutFilesByLine_data();
    void complainsAboutFilesByLine();
    void refusesARatingInBothFiles();
    void readsMl100kU1();
    void givenSplitWithoutTrainingFileTrainsOnTheRest();
    void givenSplitWithTrainingFileMakesADataset();
    void givenNegativesByPairAndByUser();
    void theTestedMovieIsNoNegativeOfItself();
    void givenNegativesAloneNameThePairs();
    void complainsAboutGivenSplits_data();
    void complainsAboutGivenSplits();
    void stopsReading();
};

void TestTestSplits::randomSplitIsDisjointCompleteAndRepeatable() {
    const auto data = smallDemo();
    const TestSplit a = randomSplit(*data, 0.2, 1);
    QCOMPARE(a.test.size(), static_cast<std::size_t>(
                                std::llround(static_cast<double>(data->ratings().size()) * 0.2)));
    QCOMPARE(allRows(a), rowsUpTo(data->ratings().size()));
    QVERIFY(std::is_sorted(a.train.begin(), a.train.end()));
    QCOMPARE(randomSplit(*data, 0.2, 1).test, a.test);
    QVERIFY(randomSplit(*data, 0.2, 2).test != a.test);
}

void TestTestSplits::randomSplitRefusesSharesOutOfRange() {
    const auto data = tiny();
    QVERIFY_EXCEPTION_THROWN(randomSplit(*data, 0, 1), SettingsError);
    QVERIFY_EXCEPTION_THROWN(randomSplit(*data, 1, 1), SettingsError);
    QVERIFY_EXCEPTION_THROWN(timeSplit(*data, std::nan("")), SettingsError);
    QCOMPARE(randomSplit(*data, 0.99, 1).train.size(), 1U);
}

void TestTestSplits::leaveOneOutTakesTheLastByTime() {
    const auto data =
        datasetOf({{1, 1, 5, 30}, {1, 2, 4, 70}, {1, 3, 2, 50}, {2, 1, 3, 10}, {2, 4, 1, 9}});
    const TestSplit split = leaveOneOutSplit(*data, 1);
    QCOMPARE(split.test, (Rows{1, 3}));
    QCOMPARE(split.train, (Rows{0, 2, 4}));
}

void TestTestSplits::leaveOneOutDrawsWhereNoTimeIsKnown() {
    const auto data = datasetOf(
        {{1, 1, 5, 0}, {1, 2, 5, 0}, {1, 3, 5, 0}, {1, 4, 5, 0}, {2, 1, 3, 5}, {2, 2, 3, 0}});
    QVERIFY(!hasTimes(*data, 0));
    QVERIFY(hasTimes(*data, 1));
    std::array<int, 4> drawn{};
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        const TestSplit split = leaveOneOutSplit(*data, seed);
        QCOMPARE(split.test.size(), 2U);
        QCOMPARE(split.test[1], 4U); // user 2's one rating with a time
        ++drawn[split.test[0]];
    }
    for (const int count : drawn)
        QVERIFY2(count > 10, "each of the four is drawn about every fourth time");
    QCOMPARE(leaveOneOutSplit(*data, 5).test, leaveOneOutSplit(*data, 5).test);
}

void TestTestSplits::leaveOneOutSparesUsersWithOneRating() {
    const TestSplit split = leaveOneOutSplit(*tiny(), 1);
    QVERIFY(std::find(split.train.begin(), split.train.end(), 5U) != split.train.end());
    QCOMPARE(allRows(split), rowsUpTo(7));
}

void TestTestSplits::timeSplitTestsOnTheFuture() {
    const TestSplit split = timeSplit(*tiny(), 3.0 / 7);
    QCOMPARE(split.test, (Rows{1, 3, 5}));
    QCOMPARE(split.train, (Rows{0, 2, 4, 6}));
}

void TestTestSplits::timeSplitKeepsASecondTogether() {
    QCOMPARE(timeSplit(*tiny(), 2.0 / 7).test, (Rows{1, 3, 5}));
}

void TestTestSplits::timeSplitNeedsTimes() {
    const auto without = datasetOf({{1, 1, 5, 0}, {1, 2, 5, 0}});
    QVERIFY_EXCEPTION_THROWN(timeSplit(*without, 0.5), DataError);
    const auto alike = datasetOf({{1, 1, 5, 8}, {1, 2, 5, 8}});
    QVERIFY_EXCEPTION_THROWN(timeSplit(*alike, 0.5), DataError);
    const auto mixed = datasetOf({{1, 1, 5, 0}, {1, 2, 5, 8}, {1, 3, 5, 9}});
    QCOMPARE(timeSplit(*mixed, 0.5).test, (Rows{2}));
}

void TestTestSplits::pairsCanBeLimitedToLikes() {
    const auto data = tiny();
    QCOMPARE(testPairs(*data, Rows{1, 3}), (std::vector<TestPair>{{0, 1}, {0, 2}}));
    QCOMPARE(testPairs(*data, Rows{1, 3}, 4), (std::vector<TestPair>{{0, 1}}));
}

void TestTestSplits::findsTheRatingsOfFiles_data() {
    QTest::addColumn<QByteArray>("train");
    QTest::newRow("tabs") << QByteArray("2\t1\t3\t10\n1\t1\t5\t30\n");
    QTest::newRow("commas with names") << QByteArray("userId,movieId,rating\n2,1,3.0\n1,1,5\n");
    QTest::newRow("colons") << QByteArray("2::1::3::10\r\n1::1::5::30\r\n");
    QTest::newRow("spaces") << QByteArray(" 2  1 3 10\n\n1 1   5 30 \n");
    QTest::newRow("no ratings") << QByteArray("2\t1\n1\t1\n");
}

void TestTestSplits::findsTheRatingsOfFiles() {
    QFETCH(QByteArray, train);
    TemporaryFolder folder;
    folder.write("a.base", train.toStdString());
    folder.write("a.test", "3\t5\t5\n");
    const TestSplit split =
        splitFromFiles(*tiny(), folder.path() / "a.base", folder.path() / "a.test");
    QCOMPARE(split.train, (Rows{0, 2}));
    QCOMPARE(split.test, (Rows{5}));
    QCOMPARE(split.name, std::string("a.base / a.test"));
}

void TestTestSplits::complainsAboutFilesByLine_data() {
    QTest::addColumn<QByteArray>("contents");
    QTest::addColumn<int>("line");
    QTest::addColumn<QByteArray>("reason");
    QTest::newRow("unknown user") << QByteArray("1\t1\t5\n9\t1\t5\n") << 2 << QByteArray("user 9");
    QTest::newRow("unknown movie") << QByteArray("1\t0\t5\n") << 1 << QByteArray("movie 0");
    QTest::newRow("one field") << QByteArray("1\t1\t5\n7\n") << 2 << QByteArray("1 field");
    QTest::newRow("five fields") << QByteArray("1,1,5,30,2\n") << 1 << QByteArray("5 fields");
    QTest::newRow("no number") << QByteArray("1\t1\tfive\n") << 1 << QByteArray("“five”");
    QTest::newRow("six stars") << QByteArray("1\t1\t6\n") << 1
                               << QByteArray("6 here but 5 in the data set");
    QTest::newRow("no stars") << QByteArray("1\t1\t99\n") << 1
                              << QByteArray("far off the ratings of the data set");
    QTest::newRow("time") << QByteArray("1\t1\t5\tnoon\n") << 1 << QByteArray("timestamp");
    QTest::newRow("unrated") << QByteArray("3\t1\t5\n") << 1 << QByteArray("user 3 and movie 1");
    QTest::newRow("other stars") << QByteArray("1\t1\t4.5\n") << 1
                                 << QByteArray("4.5 here but 5 in the data set");
    QTest::newRow("twice") << QByteArray("1\t1\t5\n1\t1\t5\n") << 2 << QByteArray("twice");
}

void TestTestSplits::complainsAboutFilesByLine() {
    QFETCH(QByteArray, contents);
    QFETCH(int, line);
    QFETCH(QByteArray, reason);
    TemporaryFolder folder;
    folder.write("bad", contents.toStdString());
    folder.write("good", "3\t5\t5\n");
    const auto data = tiny();
    const auto error = thrownBy<DataError>(
        [&] { splitFromFiles(*data, folder.path() / "good", folder.path() / "bad"); });
    QCOMPARE(error.line(), static_cast<std::size_t>(line));
    QCOMPARE(error.file(), (folder.path() / "bad").string());
    QVERIFY2(QByteArray(error.what()).contains(reason), error.what());
}

void TestTestSplits::refusesARatingInBothFiles() {
    TemporaryFolder folder;
    folder.write("a", "1\t1\t5\n3\t5\t5\n");
    folder.write("b", "3\t5\t5\n");
    const auto error = thrownBy<DataError>(
        [&] { splitFromFiles(*tiny(), folder.path() / "a", folder.path() / "b"); });
    QVERIFY(QByteArray(error.what()).contains("twice"));
}

void TestTestSplits::readsMl100kU1() {
    const QByteArray root = qgetenv("TOWERLAB_DATA_DIR");
    if (root.isEmpty())
        QSKIP("TOWERLAB_DATA_DIR is not set");
    const auto folder = std::filesystem::path(root.toStdString()) / "ml-100k";
    const auto data = readDataset(folder);
    const TestSplit split = splitFromFiles(*data, folder / "u1.base", folder / "u1.test");
    QCOMPARE(split.train.size(), 80000U);
    QCOMPARE(split.test.size(), 20000U);
    QCOMPARE(allRows(split), rowsUpTo(100000));
}

void TestTestSplits::givenSplitWithoutTrainingFileTrainsOnTheRest() {
    TemporaryFolder folder;
    folder.write("test", "1\t3\n2\t5\t0\t0\n"); // user 2 has not rated movie 5
    const auto data = tiny();
    const GivenSplit split = readGivenSplit(data, {{}, folder.path() / "test", {}});
    QCOMPARE(split.dataset, data);
    QCOMPARE(split.pairs, (std::vector<TestPair>{{0, 2}, {1, 4}}));
    QCOMPARE(split.rows.test, (Rows{3}));
    QCOMPARE(split.rows.train, (Rows{0, 1, 2, 4, 5, 6}));
    QVERIFY(split.negatives.empty());
}

void TestTestSplits::givenSplitWithTrainingFileMakesADataset() {
    TemporaryFolder folder;
    folder.write("train", "3\t1\t4\t7\n1\t5\t2.5\n");
    folder.write("test", "1\t1\t3\t9\n3\t2\n");
    const auto data = tiny();
    const GivenSplit split =
        readGivenSplit(data, {folder.path() / "train", folder.path() / "test", {}});
    QCOMPARE(split.dataset->users().id, data->users().id);
    QCOMPARE(split.dataset->movies().id, data->movies().id);
    QCOMPARE(split.dataset->ratings().user, (std::vector<std::int32_t>{2, 0, 0}));
    QCOMPARE(split.dataset->ratings().movie, (std::vector<std::int32_t>{0, 4, 0}));
    QCOMPARE(split.dataset->ratings().value, (std::vector<float>{4, 2.5F, 3}));
    QCOMPARE(split.dataset->ratings().timestamp, (std::vector<std::int64_t>{7, 0, 9}));
    QCOMPARE(split.rows.train, (Rows{0, 1}));
    QCOMPARE(split.rows.test, (Rows{2}));
    QCOMPARE(split.pairs, (std::vector<TestPair>{{0, 0}, {2, 1}}));
}

void TestTestSplits::givenNegativesByPairAndByUser() {
    TemporaryFolder folder;
    folder.write("test", "1\t3\n2\t5\n");
    folder.write("negatives", "2\t3\n(1,3)\t5\t4\t5\t\n");
    const GivenSplit split =
        readGivenSplit(tiny(), {{}, folder.path() / "test", folder.path() / "negatives"});
    QCOMPARE(split.negatives, (std::vector<std::vector<std::int32_t>>{{4, 3}, {2}}));
}

/// As in the lists that NCF published, where the tested movie stands among 156 users' negatives.
void TestTestSplits::theTestedMovieIsNoNegativeOfItself() {
    TemporaryFolder folder;
    folder.write("test", "1\t3\n2\t5\n");
    folder.write("negatives", "\xEF\xBB\xBF(1,3) 5 3 4\n2, 5, 3\n"); // blanks, commas
    const GivenSplit split =
        readGivenSplit(tiny(), {{}, folder.path() / "test", folder.path() / "negatives"});
    QCOMPARE(split.negatives, (std::vector<std::vector<std::int32_t>>{{4, 3}, {2}}));
    QCOMPARE(split.testedNegatives, std::size_t{2});
    folder.write("negatives", "(1,3)\t3\n2\t3\n");
    const auto error = thrownBy<DataError>([&] {
        readGivenSplit(tiny(), {{}, folder.path() / "test", folder.path() / "negatives"});
    });
    QVERIFY2(QString(error.what()).contains("negatives, line 1: but for what is tested"),
             error.what());
}

void TestTestSplits::givenNegativesAloneNameThePairs() {
    TemporaryFolder folder;
    folder.write("negatives", "(1,3)\t4\t5\n(3, 5)\t1\n");
    const GivenSplit split = readGivenSplit(tiny(), {{}, {}, folder.path() / "negatives"});
    QCOMPARE(split.pairs, (std::vector<TestPair>{{0, 2}, {2, 4}}));
    QCOMPARE(split.rows.test, (Rows{3, 5}));
    QCOMPARE(split.negatives, (std::vector<std::vector<std::int32_t>>{{3, 4}, {0}}));
}

void TestTestSplits::complainsAboutGivenSplits_data() {
    QTest::addColumn<QByteArray>("train");
    QTest::addColumn<QByteArray>("test");
    QTest::addColumn<QByteArray>("negatives");
    QTest::addColumn<QByteArray>("reason");
    const QByteArray none;
    QTest::newRow("no stars") << QByteArray("1\t1\n") << QByteArray("1\t3\n") << none
                              << QByteArray("train, line 1: the training line has no rating");
    QTest::newRow("in both") << QByteArray("1\t3\t5\n") << QByteArray("1\t3\n") << none
                             << QByteArray("test, line 1: user 1 and movie 3");
    QTest::newRow("tested twice") << none << QByteArray("1\t3\n1\t3\n") << none
                                  << QByteArray("test, line 2");
    QTest::newRow("unknown negative") << none << QByteArray("1\t3\n") << QByteArray("1\t4\t8\n")
                                      << QByteArray("negatives, line 1: movie 8");
    QTest::newRow("positive as negative")
        << none << QByteArray("1\t4\n1\t5\n") << QByteArray("(1,4)\t5\n(1,5)\t4\n")
        << QByteArray("negatives, line 1: user 1 and movie 5 are a test pair");
    QTest::newRow("rated negative") << none << QByteArray("1\t4\n") << QByteArray("\n1\t5\t1\n")
                                    << QByteArray("negatives, line 2: user 1 and movie 1 are a "
                                                  "training rating");
    QTest::newRow("not tested") << none << QByteArray("1\t4\n") << QByteArray("(2,3)\t5\n")
                                << QByteArray("negatives, line 1");
    QTest::newRow("missing") << none << QByteArray("1\t4\n2\t5\n") << QByteArray("1\t5\n")
                             << QByteArray("no negatives for user 2 and movie 5");
    QTest::newRow("broken pair") << none << QByteArray("1\t4\n") << QByteArray("(1;4)\t5\n")
                                 << QByteArray("“(1;4)” is not a pair");
    QTest::newRow("nothing listed") << none << QByteArray("1\t4\n") << QByteArray("1\n")
                                    << QByteArray("no negatives in this line");
    QTest::newRow("only names of columns") << none << QByteArray("user,movie\n") << none
                                           << QByteArray("test: there is no line with a user");
    QTest::newRow("users without pairs")
        << none << none << QByteArray("1\t5\n") << QByteArray("expected “(user,movie)”");
}

void TestTestSplits::complainsAboutGivenSplits() {
    QFETCH(QByteArray, train);
    QFETCH(QByteArray, test);
    QFETCH(QByteArray, negatives);
    QFETCH(QByteArray, reason);
    TemporaryFolder folder;
    const auto file = [&](const char* name, const QByteArray& contents) {
        if (contents.isEmpty())
            return std::filesystem::path();
        folder.write(name, contents.toStdString());
        return folder.path() / name;
    };
    const GivenSplitFiles files{file("train", train), file("test", test),
                                file("negatives", negatives)};
    const auto error = thrownBy<DataError>([&] { readGivenSplit(tiny(), files); });
    QVERIFY2(QByteArray(error.what()).contains(reason), error.what());
}

void TestTestSplits::stopsReading() {
    TemporaryFolder folder;
    folder.write("test", "1\t1\t5\n");
    folder.write("train", "1\t2\t4\n");
    std::stop_source stop;
    stop.request_stop();
    const auto data = tiny();
    const auto test = folder.path() / "test";
    const auto train = folder.path() / "train";
    QVERIFY_EXCEPTION_THROWN(readGivenSplit(data, {train, test, {}}, stop.get_token()), Cancelled);
    QVERIFY_EXCEPTION_THROWN(splitFromFiles(*data, train, test, stop.get_token()), Cancelled);
}

QTEST_APPLESS_MAIN(TestTestSplits)
#include "tst_test_splits.moc"
