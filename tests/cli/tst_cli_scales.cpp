// SPDX-License-Identifier: MIT
// Ratings on other scales than stars, on the command line.
#include "tests/support/cli_process.h"
#include "tests/support/generated_movielens.h"

#include <QJsonObject>
#include <QTest>

#include <string>

using namespace towerlab;
using namespace towerlab::test;

namespace {

/// 20 users rate 20 movies each; the rating is `first` plus `step` times a number that runs round.
void writeRatings(const TemporaryFolder& folder, double first, double step, int values) {
    std::string ratings = "userId,movieId,rating,timestamp\n";
    std::string movies = "movieId,title,genres\n";
    int next = 0;
    for (int user = 1; user <= 20; ++user)
        for (int movie = 1; movie <= 20; ++movie)
            ratings += std::to_string(user) + "," + std::to_string(movie) + "," +
                       std::to_string(first + step * (next++ % values)) + ",1000000000\n";
    for (int movie = 1; movie <= 20; ++movie)
        movies += std::to_string(movie) + ",Film " + std::to_string(movie) + " (1999),Drama\n";
    folder.write("ratings.csv", ratings);
    folder.write("movies.csv", movies);
}

QStringList trained(const TemporaryFolder& folder, const QStringList& more) {
    return QStringList{"train",    QString::fromStdString(folder.path().string()),
                       "--preset", "seed-classifier",
                       "--epochs", "1",
                       "--format", "json"} +
           more;
}

} // namespace

class TestCliScales : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void likesBeginAsHighAsFourOfFive();
    void whatIsAskedForHolds();
    void infoTellsTheScale();
    void manyValuesAreCountedInRanges();
};

void TestCliScales::likesBeginAsHighAsFourOfFive() {
    const TemporaryFolder folder;
    writeRatings(folder, 1, 1, 10); // 1 to 10
    const Outcome outcome = cli(trained(folder, {}));
    QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.err));
    QCOMPARE(outcome.json()["settings"]["like_threshold"].toDouble(), 8.0);
    QVERIFY(outcome.err.contains("like_threshold: 8, as ratings go from 1 to 10"));
}

void TestCliScales::whatIsAskedForHolds() {
    const TemporaryFolder folder;
    writeRatings(folder, 1, 1, 10);
    const Outcome outcome = cli(trained(folder, {"--like-threshold", "4"}));
    QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.err));
    QCOMPARE(outcome.json()["settings"]["like_threshold"].toDouble(), 4.0);
    QVERIFY(!outcome.err.contains("like_threshold:"));
}

void TestCliScales::infoTellsTheScale() {
    const TemporaryFolder folder;
    writeRatings(folder, -1, 2, 2); // -1 and 1
    const auto info =
        cli({"info", QString::fromStdString(folder.path().string()), "--format", "json"}).json();
    QCOMPARE(info["lowest_rating"].toDouble(), -1.0);
    QCOMPARE(info["highest_rating"].toDouble(), 1.0);
    QCOMPARE(info["rating_histogram"].toObject().keys(), (QStringList{"-1", "1"}));
}

void TestCliScales::manyValuesAreCountedInRanges() {
    const TemporaryFolder folder;
    writeRatings(folder, 1, 0.01, 400); // 1 to 4.99
    const auto info =
        cli({"info", QString::fromStdString(folder.path().string()), "--format", "json"}).json();
    const QJsonObject histogram = info["rating_histogram"].toObject();
    QCOMPARE(histogram.size(), 20);
    for (const auto& count : histogram)
        QCOMPARE(count.toInteger(), 20); // 0.2 of the scale each
    QVERIFY(histogram.contains("2.6..2.8"));
}

QTEST_GUILESS_MAIN(TestCliScales)
#include "tst_cli_scales.moc"
