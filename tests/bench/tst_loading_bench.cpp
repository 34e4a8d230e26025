// SPDX-License-Identifier: MIT
// The benchmark of loading: what it writes is what is read, and its table tells the truth about it.
#include "core/data/dataset_reader.h"
#include "core/error.h"
#include "tests/bench/child_process.h"
#include "tests/bench/large_data.h"
#include "tests/bench/loading.h"
#include "tests/support/generated_movielens.h"

#include <QTest>

#include <map>

using namespace towerlab;
using namespace towerlab::bench;
using namespace towerlab::test;

class TestLoadingBench : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { pandas_ = findPandas({}); }
    void writtenFilesAreReadAlike();
    void titlesWithCommasStandInQuotes();
    void linesAreSortedByUserAndMovie();
    void pandasReadsAsManyRatings_data();
    void pandasReadsAsManyRatings();
    void pandasReadsTheFirstRatingsOnly();
    void aProcessHasItsOwnMemoryAndExitCode();
    void theTableIsWholeWithoutPandas();
    void aFolderWithoutRatingsIsRefused();
    void halfAGeneratedFolderIsRefused();
    void aPartIsScaledByItsRatings();

private:
    std::optional<Pandas> pandas_;
};

namespace {

constexpr DataShape smallShape = {.users = 100, .movies = 800, .ratings = 4000};

/// User id, movie id -> stars, time.
std::map<std::pair<std::int64_t, std::int64_t>, std::pair<float, std::int64_t>>
ratingsById(const Dataset& data) {
    std::map<std::pair<std::int64_t, std::int64_t>, std::pair<float, std::int64_t>> ratings;
    for (std::size_t row = 0; row < data.ratings().size(); ++row) {
        const auto user = static_cast<std::size_t>(data.ratings().user[row]);
        const auto movie = static_cast<std::size_t>(data.ratings().movie[row]);
        ratings[{data.users().id.numbers()[user], data.movies().id.numbers()[movie]}] = {
            data.ratings().value[row], data.ratings().timestamp[row]};
    }
    return ratings;
}

std::vector<std::string> genresOf(const Dataset& data, std::size_t movie) {
    std::vector<std::string> names;
    for (const std::int16_t genre : data.movies().genresOf(movie))
        names.push_back(data.genreNames()[static_cast<std::size_t>(genre)]);
    return names;
}

QStringList linesOf(const TemporaryFolder& folder, const char* file) {
    return QString::fromStdString(folder.read(file)).split('\n', Qt::SkipEmptyParts);
}

Ended benchmark(const std::vector<std::string>& arguments) {
    std::vector<std::string> command = {TOWERLAB_LOADING_BENCH_PATH};
    command.insert(command.end(), arguments.begin(), arguments.end());
    return runToItsEnd(command, true);
}

} // namespace

void TestLoadingBench::writtenFilesAreReadAlike() {
    const auto written = makeLargeData(smallShape);
    QCOMPARE(written->ratings().size(), smallShape.ratings);
    const TemporaryFolder folder;
    writeMovieLensCsv(*written, folder.path());
    const auto read = readDataset(folder.path());
    QCOMPARE(read->notes().size(), std::size_t{1}); // that there is no file of users
    QCOMPARE(read->users().id, written->users().id);
    QCOMPARE(read->movies().id, written->movies().id);
    QCOMPARE(read->movies().title, written->movies().title);
    QCOMPARE(read->movies().year, written->movies().year);
    for (std::size_t movie = 0; movie < written->movies().size(); ++movie)
        QCOMPARE(genresOf(*read, movie), genresOf(*written, movie));
    QVERIFY(ratingsById(*read) == ratingsById(*written));
    QCOMPARE(read->minRating(), 0.5F);
    QCOMPARE(read->maxRating(), 5.0F);
}

void TestLoadingBench::titlesWithCommasStandInQuotes() {
    const TemporaryFolder folder;
    writeMovieLensCsv(*makeLargeData(smallShape), folder.path());
    const QStringList lines = linesOf(folder, "movies.csv");
    QCOMPARE(lines.size(), smallShape.movies + 1);
    QCOMPARE(lines[0], QString("movieId,title,genres"));
    QVERIFY2(lines[4].startsWith("4,Movie 4 ("), qPrintable(lines[4]));
    QVERIFY2(lines[5].startsWith("5,\"Movie 5, The ("), qPrintable(lines[5]));
}

void TestLoadingBench::linesAreSortedByUserAndMovie() {
    const TemporaryFolder folder;
    writeMovieLensCsv(*makeLargeData(smallShape), folder.path());
    const QStringList lines = linesOf(folder, "ratings.csv");
    QCOMPARE(lines.size(), static_cast<qsizetype>(smallShape.ratings) + 1);
    QCOMPARE(lines[0], QString("userId,movieId,rating,timestamp"));
    std::pair<int, int> before = {0, 0};
    for (const QString& line : lines.sliced(1)) {
        const QStringList fields = line.split(',');
        QCOMPARE(fields.size(), 4);
        QVERIFY2(fields[2].size() == 3 && fields[2][1] == '.', qPrintable(line));
        const std::pair<int, int> now = {fields[0].toInt(), fields[1].toInt()};
        QVERIFY2(before < now, qPrintable(line));
        before = now;
    }
}

void TestLoadingBench::pandasReadsAsManyRatings_data() {
    QTest::addColumn<QString>("engine");
    QTest::newRow("c") << "c";
    QTest::newRow("python") << "python";
}

void TestLoadingBench::pandasReadsAsManyRatings() {
    QFETCH(const QString, engine);
    if (!pandas_)
        QSKIP("python3-pandas is not installed");
    const TemporaryFolder folder;
    writeSmall1M(folder);
    folder.write("movies.dat", "1::Caf\xE9: the Return (1995)::Drama\n2::Pier (1971)::Drama\n");
    const Loading loading =
        timePandas(*pandas_, engine.toStdString(), 0, movieLensFilesIn(folder.path()));
    QCOMPARE(loading.ratings, std::size_t{5});
    QVERIFY(loading.ratingsSeconds > 0 && loading.otherSeconds > 0);
    QVERIFY(loading.startMegabytes > 10 && loading.peakMegabytes >= loading.startMegabytes);
}

void TestLoadingBench::pandasReadsTheFirstRatingsOnly() {
    if (!pandas_)
        QSKIP("python3-pandas is not installed");
    const TemporaryFolder folder;
    writeMovieLensCsv(*makeLargeData(smallShape), folder.path());
    const MovieLensFiles files = movieLensFilesIn(folder.path());
    QCOMPARE(timePandas(*pandas_, "python", 1000, files).ratings, std::size_t{1000});
}

void TestLoadingBench::aProcessHasItsOwnMemoryAndExitCode() {
    // dd holds a block of 64 MiB.
    const Ended large =
        runToItsEnd({"dd", "if=/dev/zero", "of=/dev/null", "bs=64M", "count=1"}, true);
    const Ended small = runToItsEnd({"sh", "-c", "echo out; exit 3"});
    QCOMPARE(large.exitCode, 0);
    QCOMPARE(small.exitCode, 3);
    QCOMPARE(small.out, std::string("out\n"));
    QVERIFY2(large.peakMegabytes >= 64 * 1.048576,
             qPrintable(QString::number(large.peakMegabytes)));
    QVERIFY2(small.peakMegabytes < 64, qPrintable(QString::number(small.peakMegabytes)));
    QCOMPARE(runToItsEnd({"/no/such/program"}).exitCode, 127);
}

void TestLoadingBench::theTableIsWholeWithoutPandas() {
    const TemporaryFolder generated;
    writeMovieLensCsv(*makeLargeData(smallShape), generated.path());
    const Ended ended =
        benchmark({"--generated", generated.path().string(), "--python", "/no/such/python"});
    const QString table = QString::fromStdString(ended.out);
    QVERIFY2(ended.exitCode == 0, qPrintable(table));
    QVERIFY2(table.contains(": 4000 ratings, 2 files, "), qPrintable(table));
    QCOMPARE(table.count("bare read of the bytes "), 1);
    QCOMPARE(table.count("TowerLab: "), 1);
    QCOMPARE(table.count("python3-pandas is not installed"), 1);
    QVERIFY(std::filesystem::exists(generated.path() / "ratings.csv")); // it was named: it stays
}

void TestLoadingBench::aFolderWithoutRatingsIsRefused() {
    const TemporaryFolder folder;
    const auto error = thrownBy<DataError>([&] { (void)movieLensFilesIn(folder.path()); });
    QCOMPARE(error.file(), folder.path().string());
}

void TestLoadingBench::halfAGeneratedFolderIsRefused() {
    const TemporaryFolder folder;
    folder.write("ratings.csv", "userId,movieId,rating,timestamp\n1,1,3.0,5\n");
    const Ended ended =
        benchmark({"--generated", folder.path().string(), "--python", "/no/such/python"});
    QCOMPARE(ended.exitCode, 1);
    QVERIFY(!std::filesystem::exists(folder.path() / "movies.csv"));
}

void TestLoadingBench::aPartIsScaledByItsRatings() {
    const Loading loading = {.ratingsSeconds = 3, .otherSeconds = 0.5, .ratings = 20};
    QCOMPARE(loading.secondsForAll(100), 15.5);
    QCOMPARE(loading.secondsForAll(20), 3.5);
    const Loading uncounted = {.ratingsSeconds = 3, .otherSeconds = 0};
    QCOMPARE(uncounted.secondsForAll(100), 3.0);
}

QTEST_APPLESS_MAIN(TestLoadingBench)
#include "tst_loading_bench.moc"
