// SPDX-License-Identifier: MIT
// The forms in which people hand over pairs, splits and negatives.
#include "core/compare/test_plan.h"
#include "core/data/dataset_reader.h"
#include "core/data/given_split.h"
#include "core/data/pair_lines.h"
#include "core/data/random.h"
#include "core/data/split_files.h"
#include "core/error.h"
#include "core/evaluate/ranking_report.h"
#include "core/methods/method.h"
#include "tests/support/generated_movielens.h"
#include "tests/support/tiny_dataset.h"

#include <QTest>

#include <algorithm>
#include <numeric>

using namespace towerlab;
using namespace towerlab::test;

namespace {

using Fields = std::vector<std::string>;
using Lists = std::vector<std::vector<std::int32_t>>;

/// Each line as its four fields.
std::vector<Fields> linesOf(PairLines& lines) {
    std::vector<Fields> all;
    while (lines.next())
        all.push_back({std::string(lines.user()), std::string(lines.movie()),
                       std::string(lines.rating()), std::string(lines.time())});
    return all;
}

std::string utf16(const std::string& ascii) {
    std::string wide = "\xFF\xFE";
    for (const char c : ascii)
        wide.append({c, '\0'});
    return wide;
}

/// Three users and five movies, rated on the given scale.
std::shared_ptr<const Dataset> ratedFrom(float lowest, float highest) {
    return tinyDataset(
        3, 5, {{1, 1, highest}, {1, 2, lowest}, {2, 1, highest}, {2, 4, lowest}, {3, 5, highest}});
}

/// The files that NCF publishes, in small and invented: ids from 0, the last movie of each user
/// tested among 99 others, of whom some are the tested movie itself.
class OfficialFiles {
public:
    static constexpr int users = 30;
    static constexpr int movies = 160;

    OfficialFiles() {
        Random random(1, "official files");
        std::string data = "userId,movieId,rating,timestamp\n";
        std::string train;
        std::string test;
        std::string negatives;
        for (int user = 0; user < users; ++user) {
            std::vector<int> order(movies);
            std::iota(order.begin(), order.end(), 0);
            random.shuffle(order);
            for (int i = 0; i < ratingsEach; ++i) {
                const std::string pair = std::to_string(user) + '\t' + id(order, i) + "\t4\t" +
                                         std::to_string(978300760 + i) + '\n';
                (i + 1 < ratingsEach ? train : test) += pair;
                std::string csv = pair;
                std::replace(csv.begin(), csv.end(), '\t', ',');
                data += csv;
            }
            const std::string tested = id(order, ratingsEach - 1);
            negatives += '(' + std::to_string(user) + ',' + tested + ')';
            for (int i = 0; i < 99; ++i)
                negatives += '\t' + (i == 40 && user % 10 == 3 ? tested : id(order, 20 + i));
            negatives += '\n';
        }
        folder_.write("ratings.csv", data);
        std::string titles = "movieId,title,genres\n";
        for (int movie = 0; movie < movies; ++movie)
            titles += std::to_string(movie) + ",Film (2000),Drama\n";
        folder_.write("movies.csv", titles);
        folder_.write("ml-1m.train.rating", train);
        folder_.write("ml-1m.test.rating", test);
        folder_.write("ml-1m.test.negative", negatives);
    }

    std::string path(const char* file) const { return (folder_.path() / file).string(); }

private:
    static constexpr int ratingsEach = 20;
    static std::string id(const std::vector<int>& order, int i) {
        return std::to_string(order[static_cast<std::size_t>(i)]);
    }

    TemporaryFolder folder_;
};

} // namespace

class TestSplitForms : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void pairsOfAnyForm_data();
    void pairsOfAnyForm();
    void furtherColumnsNeedNames();
    void wordsAreIdsToo();
    void wholeNumbersLoseTheirDecimals();
    void complainsAboutPairs_data();
    void complainsAboutPairs();
    void splitsOfAnyForm_data();
    void splitsOfAnyForm();
    void negativesOfAnyForm_data();
    void negativesOfAnyForm();
    void namesAloneAreNoNegatives();
    void ratingsOfAnyScale_data();
    void ratingsOfAnyScale();
    void zeroIsARatingWhereTheScaleHasIt();
    void anotherColumnIsNoRating();
    void timesInMilliseconds();
    void takesTheOfficialFilesOfNcf();
    void idsCountedAnewAreTold();
};

void TestSplitForms::pairsOfAnyForm_data() {
    QTest::addColumn<QByteArray>("text");
    const auto add = [](const char* name, const std::string& text) {
        QTest::newRow(name) << QByteArray::fromStdString(text);
    };
    add("commas", "17,5,3,9\n2,7,4,8\n");
    add("commas and blanks", "17, 5, 3, 9\n2 , 7 , 4 , 8\n");
    add("tabs", "17\t5\t3\t9\n2\t7\t4\t8\n");
    add("semicolons", "17;5;3;9\n2;7;4;8\n");
    add("colons", "17::5::3::9\n2::7::4::8\n");
    add("bars", "17|5|3|9\n2|7|4|8\n");
    add("blanks", "  17 5   3 9\n2 7 4\t8  \n");
    add("CRLF, blank lines, no end", "\r\n17,5,3,9\r\n\r\n2,7,4,8");
    add("CR", "17,5,3,9\r2,7,4,8\r");
    add("trailing separators", "17,5,3,9,\n2,7,4,8,,,\n");
    add("trailing tabs", "17\t5\t3\t9\t\n2\t7\t4\t8\n");
    add("trailing colons", "17::5::3::9::\n2::7::4::8::\n");
    add("quotes", "\"17\",\"5\",\"3\",\"9\"\n\"2\",\"7\",4,8\n");
    add("single quotes", "'17';'5';'3';'9'\n'2';'7';'4';'8'\n");
    add("quotes and blanks", "\"17\" \"5\" \"3\" \"9\"\n\"2\" \"7\" 4 8\n");
    add("byte order mark", "\xEF\xBB\xBF"
                           "17,5,3,9\n2,7,4,8\n");
    add("UTF-16", utf16("UserID,MovieID,Rating,Timestamp\r\n17,5,3,9\r\n2,7,4,8\r\n"));
    add("names", "user,movie,rating,time\n17,5,3,9\n2,7,4,8\n");
    add("ml-1m's names", "UserID::MovieID::Rating::Timestamp\n17::5::3::9\n2::7::4::8\n");
    add("names in capitals, quotes, with a mark", "\xEF\xBB\xBF\"USER ID\";\"MOVIE ID\";\"STARS\";"
                                                  "\"DATE\"\n\"17\";\"5\";\"3\";\"9\"\n2;7;4;8\n");
    add("names with types", "user_id:token\titem_id:token\trating:float\ttimestamp:float\n"
                            "17\t5\t3\t9\n2\t7\t4\t8\n");
    add("names with a mark of a comment", "# userId movieId rating time\n17 5 3 9\n2 7 4 8\n");
    add("another order", "timestamp,rating,movie_id,user_id\n9,3,5,17\n8,4,7,2\n");
    add("further columns", ",itemId,title,userId,Rating,Genres,timestamp\n"
                           "0,5,\"Nord, \"\"the\"\" pier\",17,3,Drama|War,9\n"
                           "1,7,\"in two\nlines\",2,4,,8\n");
    add("unknown names", "u,m,r,t\n17,5,3,9\n2,7,4,8\n");
}

void TestSplitForms::pairsOfAnyForm() {
    QFETCH(QByteArray, text);
    PairLines lines("pairs", text.toStdString());
    QCOMPARE(linesOf(lines), (std::vector<Fields>{{"17", "5", "3", "9"}, {"2", "7", "4", "8"}}));
}

void TestSplitForms::furtherColumnsNeedNames() {
    PairLines named("pairs", "movie,user,weather\n5,17,rain\n7,2\n");
    QCOMPARE(linesOf(named), (std::vector<Fields>{{"17", "5", "", ""}, {"2", "7", "", ""}}));
    PairLines unnamed("pairs", "17,5,3,9,rain\n");
    const auto error = thrownBy<DataError>([&] { unnamed.next(); });
    QVERIFY2(QString(error.what()).contains("pairs, line 1: ") &&
                 QString(error.what()).contains("5 fields"),
             error.what());
}

void TestSplitForms::wordsAreIdsToo() {
    PairLines lines("pairs", "alice\ttt01\nbob of x\ttt02\n");
    QCOMPARE(linesOf(lines),
             (std::vector<Fields>{{"alice", "tt01", "", ""}, {"bob of x", "tt02", "", ""}}));
}

void TestSplitForms::wholeNumbersLoseTheirDecimals() {
    QCOMPARE(plainId("17.0"), std::string_view("17"));
    QCOMPARE(plainId("17."), std::string_view("17"));
    for (const std::string_view id : {"17", "17.5", "tt.0", ".0", "-1.0", ""})
        QCOMPARE(plainId(id), id);
}

void TestSplitForms::complainsAboutPairs_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("reason");
    QTest::newRow("empty") << QByteArray("") << QByteArray("pairs: the file is empty");
    QTest::newRow("blank") << QByteArray(" \n\n") << QByteArray("pairs: the file is empty");
    QTest::newRow("names only") << QByteArray("UserID,MovieID\n")
                                << QByteArray("pairs: there is no line with a user and a movie");
    QTest::newRow("one field") << QByteArray("user,movie\n1,2\n1;2\n")
                               << QByteArray("pairs, line 3: expected a user, a movie");
    QTest::newRow("no movie") << QByteArray("1,2,3\n1,,3\n")
                              << QByteArray("pairs, line 2: there is no movie in this line");
    QTest::newRow("more than names")
        << QByteArray("user,movie\n\n1,2,3\n") << QByteArray("pairs, line 3: expected");
}

void TestSplitForms::complainsAboutPairs() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, reason);
    const auto error = thrownBy<DataError>([&] {
        PairLines lines("pairs", text.toStdString());
        linesOf(lines);
    });
    QVERIFY2(QByteArray(error.what()).contains(reason), error.what());
}

void TestSplitForms::splitsOfAnyForm_data() {
    QTest::addColumn<QByteArray>("train");
    QTest::addColumn<QByteArray>("test");
    QTest::newRow("plain") << QByteArray("1\t1\t5\n2\t4\t1\n") << QByteArray("3\t5\n");
    QTest::newRow("names, mark, quotes")
        << QByteArray("\xEF\xBB\xBFRating;MovieID;UserID\n\"5,0\";\"1\";\"1\"\n1;4;2\n")
        << QByteArray("\"itemId\",\"userId\"\n\"5\",\"3\"\n");
    QTest::newRow("blanks, decimals")
        << QByteArray("1.0 1.0 5.0\n2.0 4.0 1.0\n") << QByteArray("user movie\n3 5\n");
    QTest::newRow("UTF-16") << QByteArray::fromStdString(utf16("1,1,5,\n2,4,1,\n"))
                            << QByteArray::fromStdString(utf16("3::5\r\n"));
}

/// By either reader: of ratings that the data set has, and of a data set of its own.
void TestSplitForms::splitsOfAnyForm() {
    QFETCH(QByteArray, train);
    QFETCH(QByteArray, test);
    TemporaryFolder folder;
    folder.write("train", train.toStdString());
    folder.write("test", test.toStdString());
    const auto data = ratedFrom(1, 5);
    const TestSplit split = splitFromFiles(*data, folder.path() / "train", folder.path() / "test");
    QCOMPARE(split.train, (std::vector<std::uint32_t>{0, 3}));
    QCOMPARE(split.test, (std::vector<std::uint32_t>{4}));
    const GivenSplit given =
        readGivenSplit(data, {folder.path() / "train", folder.path() / "test", {}});
    QCOMPARE(given.dataset->ratings().value, (std::vector<float>{5, 1}));
    QCOMPARE(given.pairs, (std::vector<TestPair>{{2, 4}}));
}

void TestSplitForms::negativesOfAnyForm_data() {
    QTest::addColumn<QByteArray>("text");
    const auto add = [](const char* name, const std::string& text) {
        QTest::newRow(name) << QByteArray::fromStdString(text);
    };
    add("tabs", "(1,3)\t5\t4\n(2,5)\t2\t3\n");
    add("blanks", "(1,3) 5 4\n(2, 5)  2   3 \n");
    add("commas", "(1,3),5,4\n(2,5), 2, 3\n");
    add("semicolons", "(1,3);5;4\r\n(2,5);2;3;\r\n");
    add("a tab, then blanks", "(1,3)\t5 4\n(2,5)\t2 3\n");
    add("lists", "(1, 3)\t[5, 4]\n(2, 5)\t[2, 3]\n");
    add("colon", "(1,3): 5 4\n(2,5): 2 3\n");
    add("quotes", "\"(1,3)\"\t\"5\"\t\"4\"\n\"(2,5)\"\t2\t3\n");
    add("quotes and commas", "\"(1,3)\",\"5\",\"4\"\n\"(2,5)\",\"2\",\"3\"\n");
    add("mark and names", "\xEF\xBB\xBF(user,item)\tnegatives\n(1,3)\t5\t4\n(2,5)\t2\t3\n");
    add("names of each", "pair\tfirst\tsecond\n(1,3)\t5\t4\n(2,5)\t2\t3\n");
    add("decimals", "(1.0,3.0)\t5.0\t4.0\n(2,5)\t2\t3\n");
    add("UTF-16", utf16("(1,3)\t5\t4\n(2,5)\t2\t3\n"));
    add("by user", "1\t5\t4\n2\t2\t3\n");
    add("by user, names, commas", "UserID,neg1,neg2\n\"1\",5,4\n2,2,3\n");
    add("columns of a pair", "user_id,item_id,negatives\n1,3,\"5 4\"\n2,5,\"2 3\"\n");
}

void TestSplitForms::negativesOfAnyForm() {
    QFETCH(QByteArray, text);
    TemporaryFolder folder;
    folder.write("test", "1,3\n2,5\n");
    folder.write("negatives", text.toStdString());
    const auto data = tinyDataset(2, 5, {{1, 1, 5}, {1, 3, 4}, {2, 1, 3}, {2, 5, 2}});
    const GivenSplit split =
        readGivenSplit(data, {{}, folder.path() / "test", folder.path() / "negatives"});
    QCOMPARE(split.negatives, (Lists{{4, 3}, {1, 2}}));
    QCOMPARE(split.testedNegatives, std::size_t{0});
}

void TestSplitForms::namesAloneAreNoNegatives() {
    TemporaryFolder folder;
    folder.write("negatives", "(user,item)\tnegatives\n");
    const auto error = thrownBy<DataError>([&] {
        readGivenSplit(ratedFrom(1, 5), {{}, {}, folder.path() / "negatives"});
    });
    QVERIFY2(QString(error.what()).contains("no line with a user and negatives"), error.what());
}

void TestSplitForms::ratingsOfAnyScale_data() {
    QTest::addColumn<float>("lowest");
    QTest::addColumn<float>("highest");
    QTest::newRow("1 to 10") << 1.0F << 10.0F;
    QTest::newRow("per cent") << 0.0F << 100.0F;
    QTest::newRow("for or against") << -1.0F << 1.0F;
    QTest::newRow("shares") << 0.0F << 1.0F;
}

void TestSplitForms::ratingsOfAnyScale() {
    QFETCH(float, lowest);
    QFETCH(float, highest);
    TemporaryFolder folder;
    folder.write("train", "1,1," + std::to_string(highest) + "\n1,2," + std::to_string(lowest) +
                              "\n3,4," + std::to_string((lowest + highest) / 2) + "\n");
    folder.write("test", "2,4," + std::to_string(lowest) + "\n");
    const GivenSplit split = readGivenSplit(ratedFrom(lowest, highest),
                                            {folder.path() / "train", folder.path() / "test", {}});
    QCOMPARE(split.dataset->ratings().value,
             (std::vector<float>{highest, lowest, (lowest + highest) / 2, lowest}));
    QCOMPARE(split.rows.test.size(), std::size_t{1});
    // "0: any rating" is not "no rating below zero".
    QCOMPARE(testPairs(*split.dataset, split.rows.test).size(), std::size_t{1});
}

void TestSplitForms::zeroIsARatingWhereTheScaleHasIt() {
    TemporaryFolder folder;
    folder.write("test", "2,4,0\n");
    const auto rated = [&](float lowest, float highest) {
        folder.write("train", "1,1," + std::to_string(highest) + "\n");
        return readGivenSplit(ratedFrom(lowest, highest),
                              {folder.path() / "train", folder.path() / "test", {}})
            .rows.test.size();
    };
    QCOMPARE(rated(-1, 1), std::size_t{1});
    QCOMPARE(rated(0, 1), std::size_t{1});
    QCOMPARE(rated(1, 5), std::size_t{0});
}

void TestSplitForms::anotherColumnIsNoRating() {
    TemporaryFolder folder;
    folder.write("train", "1,1,978300760,5\n");
    folder.write("test", "2,4\n");
    const auto error = thrownBy<DataError>([&] {
        readGivenSplit(ratedFrom(1, 5), {folder.path() / "train", folder.path() / "test", {}});
    });
    QVERIFY2(QString(error.what()).contains("which go from 1 to 5. If the columns"), error.what());
}

void TestSplitForms::timesInMilliseconds() {
    TemporaryFolder folder;
    folder.write("train", "1,1,5,978300760000\n1,2,5,978300761500\n");
    folder.write("test", "2,4,5,978300762000.0\n");
    const GivenSplit split =
        readGivenSplit(ratedFrom(1, 5), {folder.path() / "train", folder.path() / "test", {}});
    QCOMPARE(split.dataset->ratings().timestamp,
             (std::vector<std::int64_t>{978300760, 978300761, 978300762}));
}

void TestSplitForms::takesTheOfficialFilesOfNcf() {
    const OfficialFiles files;
    const auto data = readDataset(files.path("ratings.csv"));
    TestPlan plan{.split = SplitKind::Files,
                  .trainFile = files.path("ml-1m.train.rating"),
                  .testFile = files.path("ml-1m.test.rating"),
                  .negativesFile = files.path("ml-1m.test.negative")};
    const PlannedTest test = makeTest(plan, data);
    QCOMPARE(test.split.train.size(), std::size_t{OfficialFiles::users * 19});
    QCOMPARE(test.sampled.cases.size(), std::size_t{OfficialFiles::users});
    QCOMPARE(test.notes,
             (std::vector<std::string>{"3 negatives are what is tested itself and left out."}));
    for (const RankingCase& one : test.sampled.cases)
        QCOMPARE(one.candidates.size(), std::size_t(one.user % 10 == 3 ? 99 : 100));
    // All but the pairs train where no file says what does, and the list alone names these.
    plan.trainFile = plan.testFile = {};
    const PlannedTest alone = makeTest(plan, data);
    QCOMPARE(alone.pairs, test.pairs);
    QCOMPARE(alone.split.train.size(), test.split.train.size());
    const auto popularity = fitMethod(method("popularity"), {alone.dataset, alone.split.train});
    QCOMPARE(evaluateRanking(*popularity, alone.sampled).users.size(),
             std::size_t{OfficialFiles::users});
}

void TestSplitForms::idsCountedAnewAreTold() {
    const OfficialFiles files;
    const auto error = thrownBy<DataError>([&] {
        readGivenSplit(ratedFrom(1, 5),
                       {files.path("ml-1m.train.rating"), files.path("ml-1m.test.rating"),
                        files.path("ml-1m.test.negative")});
    });
    QVERIFY2(QString(error.what()).contains("ml-1m.train.rating, line 1: user 0 is not in") &&
                 QString(error.what()).contains("not ids counted anew"),
             error.what());
}

QTEST_APPLESS_MAIN(TestSplitForms)
#include "tst_split_forms.moc"
