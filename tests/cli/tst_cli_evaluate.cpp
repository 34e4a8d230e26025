// SPDX-License-Identifier: MIT
// towerlab-cli evaluate and compare.
#include "tests/support/cli_process.h"
#include "tests/support/generated_movielens.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace towerlab;
using namespace towerlab::test;

class TestCliEvaluate : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void evaluatesTwoTowersAndOtherMethods_data();
    void evaluatesTwoTowersAndOtherMethods();
    void evaluatesAGivenSplit();
    void comparesMethodsOnOneSplit();
    void compareRefusesWhatItDoesNotKnow();
    void wrongSplitFilesNameTheLine();
    void splitByTimeTellsWhoIsNotTested();
    void aTestOfNothingFails();
    void validationLeavesTheTestAlone();

private:
    QString path(const QString& name) const { return folder_.filePath(name); }

    QTemporaryDir folder_;
};

void TestCliEvaluate::initTestCase() { QVERIFY(folder_.isValid()); }

void TestCliEvaluate::evaluatesTwoTowersAndOtherMethods_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QStringList>("metrics");
    QTest::addColumn<bool>("repeats");
    const QStringList ranking = {"HR@10", "NDCG@10"};
    QTest::newRow("two towers, rating")
        << QStringList{"--sample-fraction", "1", "--epochs", "1", "--batch-size", "256"}
        << QStringList{"RMSE", "MAE", "HR@10"} << false;
    QTest::newRow("two towers, ranking")
        << QStringList{"--preset", "best-ranking", "--epochs", "2", "--split", "leave-one-out"}
        << ranking << false;
    QTest::newRow("popularity") << QStringList{"--method", "popularity", "--split", "leave-one-out"}
                                << ranking << false;
    QTest::newRow("bias") << QStringList{"--method", "bias", "--split", "time"}
                          << QStringList{"RMSE", "MAE"} << true;
    QTest::newRow("item-cf, all movies")
        << QStringList{"--method",         "item-cf", "--split", "leave-one-out",
                       "--full-catalogue", "--k",     "5,20"}
        << QStringList{"MRR@20", "NDCG@20"} << false;
}

void TestCliEvaluate::evaluatesTwoTowersAndOtherMethods() {
    QFETCH(QStringList, arguments);
    QFETCH(QStringList, metrics);
    QFETCH(bool, repeats);
    const Outcome outcome = cli(QStringList{"evaluate", "--demo", "--seeds", "1,2"} + arguments);
    QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.err));
    const QStringList header = outcome.lines().first().split(',');
    QCOMPARE(header,
             (QStringList{"method", "users", "metric", "mean", "spread", "seed_1", "seed_2"}));
    for (const QString& metric : metrics) {
        const QStringList found = outcome.lines().filter(",all," + metric + ",");
        QCOMPARE(found.size(), 1);
        const QStringList cells = found.first().split(',');
        const double mean = cells[3].toDouble();
        QVERIFY(mean > 0 && mean < 3);
        QVERIFY(std::abs(mean - (cells[5].toDouble() + cells[6].toDouble()) / 2) < 1e-6);
        // Another seed is another split, but for what time alone decides.
        QCOMPARE(cells[5] == cells[6], repeats);
    }
}

void TestCliEvaluate::evaluatesAGivenSplit() {
    TemporaryFolder folder;
    writeSmall1M(folder);
    const QString data = QString::fromStdString(folder.path().string());
    // The data has ratings (1: 1, 2), (2: 1), (5: …); the pair of the negatives is the one tested.
    folder.write("negatives.tsv", "(1,1)\t7\n");
    const Outcome outcome = cli({"evaluate", data, "--split", "files", "--negatives-file",
                                 data + "/negatives.tsv", "--method", "popularity"});
    QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.err));
    QVERIFY(outcome.out.contains("popularity,all,HR@10,1"));
    QVERIFY2(outcome.err.contains("1 rankings"), qPrintable(outcome.err));
}

void TestCliEvaluate::comparesMethodsOnOneSplit() {
    const TemporaryFolder folder;
    const QStringList common = {
        "compare", "--demo", "--methods", "bias,item-cf,rules",   "--seed", "3",
        "--k",     "5",      "--set",     "item-cf.neighbours=20"};
    const Outcome text = cli(common);
    QVERIFY2(text.exitCode == 0, qPrintable(text.err));
    for (const char* part : {"seed 3", "RMSE", "NDCG@5", "Coverage", "item-cf"})
        QVERIFY2(text.out.contains(part), part);
    const Outcome csv = cli(common + QStringList{"--format", "csv"});
    const QStringList lines = csv.out.split("\r\n", Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 4);
    const QStringList header = lines[0].split(',');
    const QStringList itemCf = lines[2].split(',');
    QCOMPARE(itemCf.size(), header.size());
    const Outcome json = cli(common + QStringList{"--format", "json"});
    const QJsonObject document = QJsonDocument::fromJson(json.out.toUtf8()).object();
    const QJsonObject second = document["results"].toArray()[1].toObject();
    QCOMPARE(second["key"].toString(), "item-cf");
    QCOMPARE(second["settings"].toObject()["neighbours"].toInt(), 20);
    const double hits = second["values"].toObject()["sampled_hr"].toArray()[0].toDouble();
    QVERIFY(hits > 0 && hits < 1);
    QCOMPARE(itemCf[header.indexOf("sampled_hr")].toDouble(), hits);
    const QString model = QString::fromStdString((folder.path() / "mine.towerlab").string());
    QCOMPARE(cli({"train", "--demo", "--model", model, "--epochs", "1"}).exitCode, 0);
    const Outcome own = cli(common + QStringList{"--run", model});
    QVERIFY2(own.out.contains("mine"), qPrintable(own.out + own.err));
    // The same test as that of evaluate.
    const Outcome alone = cli({"evaluate", "--demo", "--method", "bias", "--split", "leave-one-out",
                               "--seeds", "3", "--k", "5"});
    const double rmse = lines[1].split(',')[header.indexOf("rmse")].toDouble();
    const QString line = alone.out.section("bias,all,RMSE,", 1).section(',', 0, 0);
    QVERIFY2(std::abs(line.toDouble() - rmse) < 1e-6, qPrintable(alone.out));
}

void TestCliEvaluate::compareRefusesWhatItDoesNotKnow() {
    QCOMPARE(cli({"compare", "--demo", "--methods", "oracle"}).exitCode, 2);
    for (const char* change :
         {"item-cf.colour=1", "mf.factors=20", "item-cf", "item-cf.neighbours=x"})
        QCOMPARE(cli({"compare", "--demo", "--methods", "item-cf", "--set", change}).exitCode, 2);
    QCOMPARE(cli({"compare", "--demo", "--split", "halves"}).exitCode, 2);
    QCOMPARE(cli({"compare"}).exitCode, 2);
}

void TestCliEvaluate::wrongSplitFilesNameTheLine() {
    TemporaryFolder folder;
    writeSmall1M(folder);
    const QString data = QString::fromStdString(folder.path().string());
    folder.write("test.tsv", "1\t1\t5\n1\tx\t5\n");
    const Outcome outcome = cli({"evaluate", data, "--split", "files", "--test-file",
                                 data + "/test.tsv", "--method", "popularity"});
    QCOMPARE(outcome.exitCode, 3);
    QVERIFY2(outcome.err.contains("test.tsv, line 2"), qPrintable(outcome.err));
    QCOMPARE(cli({"evaluate", data, "--split", "files"}).exitCode, 2);
    QCOMPARE(cli({"evaluate", data, "--test-file", "x"}).exitCode, 2);
    QCOMPARE(cli({"evaluate", data, "--method", "oracle"}).exitCode, 2);
}

void TestCliEvaluate::splitByTimeTellsWhoIsNotTested() {
    TemporaryFolder folder;
    std::string ratings = "userId,movieId,rating,timestamp\n";
    for (int user = 1; user <= 8; ++user)
        for (int movie = user; movie < user + 6; ++movie)
            ratings += std::to_string(user) + ',' + std::to_string(movie) + ",4," +
                       std::to_string(user % 2 == 0 ? 0 : 100 * movie + user) + '\n';
    folder.write("ratings.csv", ratings);
    const QString data = QString::fromStdString(folder.path().string());
    const QString told = "24 ratings without a time are not tested but trained on, among them all "
                         "of 4 users.";
    const Outcome evaluated = cli({"evaluate", data, "--split", "time", "--method", "popularity"});
    QVERIFY2(evaluated.err.contains("note: " + told), qPrintable(evaluated.err));
    const Outcome compared = cli({"compare", data, "--split", "time", "--methods", "popularity"});
    QVERIFY2(compared.out.contains(told), qPrintable(compared.out));
}

void TestCliEvaluate::aTestOfNothingFails() {
    TemporaryFolder folder;
    folder.write("ratings.csv", "userId,movieId,rating\n1,1,4\n2,1,5\n3,1,3\n4,1,4\n");
    const QString data = QString::fromStdString(folder.path().string());
    const auto refused = [&](const QStringList& more, const char* reason) {
        const Outcome outcome = cli(QStringList{more[0], data} + more.mid(1));
        QVERIFY2(outcome.err.contains(reason), qPrintable(outcome.out + outcome.err));
        QCOMPARE(outcome.exitCode, 3);
        QCOMPARE(outcome.out, QString());
    };
    const QStringList half = {"--split", "random", "--test-fraction", "0.5"};
    refused({"evaluate", "--split", "leave-one-out", "--method", "bias"}, "no user has two");
    refused({"compare", "--methods", "bias,popularity"}, "no user has two");
    refused(QStringList{"evaluate", "--method", "popularity"} + half, "there is no other movie");
    refused(QStringList{"evaluate", "--preset", "best-ranking"} + half, "there is no other movie");
    refused(QStringList{"compare", "--methods", "popularity,item-cf"} + half, "no other movie");
    const Outcome bias = cli(QStringList{"evaluate", data, "--method", "bias"} + half);
    QVERIFY2(bias.exitCode == 0 && bias.out.contains("RMSE"), qPrintable(bias.err));
}

void TestCliEvaluate::validationLeavesTheTestAlone() {
    const QStringList common = {"evaluate", "--demo",  "--method",
                                "bias",     "--split", "leave-one-out"};
    const Outcome test = cli(common);
    const Outcome validation = cli(common + QStringList{"--validation"});
    QVERIFY2(validation.exitCode == 0, qPrintable(validation.err));
    const auto trained = [](const Outcome& outcome) {
        return outcome.err.section("seed 42: ", 1).section(' ', 0, 0).toInt();
    };
    const auto tested = [](const Outcome& outcome) {
        return outcome.err.section("train, ", 1).section(' ', 0, 0).toInt();
    };
    QVERIFY(tested(test) > 0);
    QCOMPARE(trained(validation) + tested(validation), trained(test));
}

QTEST_GUILESS_MAIN(TestCliEvaluate)
#include "tst_cli_evaluate.moc"
