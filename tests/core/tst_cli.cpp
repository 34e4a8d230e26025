// SPDX-License-Identifier: MIT
// The command line program, run as a process of its own.
#include "core/model/presets.h"
#include "core/model/settings_fields.h"
#include "tests/support/generated_movielens.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <csignal>

#include <sys/types.h>

using namespace towerlab;
using namespace towerlab::test;

namespace {

struct Outcome {
    int exitCode = -1;
    QString out;
    QString err;

    QStringList lines() const { return out.split('\n', Qt::SkipEmptyParts); }
    QJsonDocument json() const { return QJsonDocument::fromJson(out.toUtf8()); }
};

Outcome outcomeOf(QProcess& process) {
    if (!process.waitForFinished(90000) || process.exitStatus() != QProcess::NormalExit)
        return {};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

Outcome cli(const QStringList& arguments, const QByteArray& input = {}) {
    QProcess process;
    process.start(QStringLiteral(TOWERLAB_CLI_PATH), arguments);
    process.write(input);
    process.closeWriteChannel();
    return outcomeOf(process);
}

/// The numbers of a line of exported vectors: the id, then those of the vector.
QVector<double> vectorOf(QString line) {
    QVector<double> numbers;
    for (const QString& number : line.remove('"').split(','))
        numbers << number.toDouble();
    return numbers;
}

QStringList quickTraining() {
    return {"train", "--demo", "--sample-fraction", "0.05", "--batch-size", "256", "--epochs", "2"};
}

} // namespace

class TestCli : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void tellsItsVersion();
    void helpHasExampleAndExitCodes_data();
    void helpHasExampleAndExitCodes();
    void trainHelpNamesEverySetting();
    void wrongUsage_data();
    void wrongUsage();
    void missingDataIsADataError();
    void damagedDataNamesFileAndLine();
    void foreignModelFileIsAModelError();
    void unwritablePlacesAreFoundBeforeTraining();
    void fullOutputIsAnError();
    void trainPrintsALinePerEpoch();
    void trainTellsItsSettings();
    void trainPrintsTheRecordAsJson();
    void presetThenFileThenOption();
    void sameSeedSameLosses();
    void stopKeepsFinishedEpochs_data();
    void stopKeepsFinishedEpochs();
    void stopInTheFirstEpochSavesNothing();
    void continuedRunPrintsTheSameEpochs();
    void evaluatesTwoTowersAndOtherMethods_data();
    void evaluatesTwoTowersAndOtherMethods();
    void evaluatesAGivenSplit();
    void comparesMethodsOnOneSplit();
    void compareRefusesWhatItDoesNotKnow();
    void wrongSplitFilesNameTheLine();
    void validationLeavesTheTestAlone();
    void predictsPairs();
    void predictsPairsFromStandardInput();
    void wrongPairsNameTheLine();
    void unknownIdsAreRefused();
    void classifierHasNoStars();
    void recommendsFromTheDemo();
    void recommendsAsJson();
    void recommendsToSomebodyNew();
    void ratedMoviesAreHiddenUnlessAsked();
    void quotesTitlesAndFindsMovedData();
    void exportsVectors();
    void tellsAboutData();
    void tellsAboutAModel();
    void tellsAboutTheSystem();

private:
    QString path(const QString& name) const { return folder_.filePath(name); }

    QTemporaryDir folder_;
    QString model_;
    Outcome training_;
};

void TestCli::initTestCase() {
    QVERIFY(folder_.isValid());
    model_ = path("demo.towerlab");
    training_ = cli(quickTraining() << "--model" << model_);
    QVERIFY2(training_.exitCode == 0, qPrintable(training_.err));
    QVERIFY(QFileInfo::exists(model_));
}

void TestCli::tellsItsVersion() {
    const Outcome outcome = cli({"--version"});
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(outcome.out.startsWith("towerlab-cli "));
}

void TestCli::helpHasExampleAndExitCodes_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("program") << QStringList{"--help"};
    for (const char* command :
         {"train", "predict", "recommend", "export", "evaluate", "compare", "info"})
        QTest::newRow(command) << QStringList{command, "--help"};
}

void TestCli::helpHasExampleAndExitCodes() {
    QFETCH(QStringList, arguments);
    const Outcome outcome = cli(arguments);
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(outcome.out.contains("Example:\n  towerlab-cli "));
    QVERIFY(outcome.out.contains("Exit codes:"));
    QVERIFY(outcome.out.contains("130"));
}

void TestCli::trainHelpNamesEverySetting() {
    const Outcome outcome = cli({"train", "--help"});
    for (const SettingField& field : settingFields()) {
        const QString key = QString::fromUtf8(field.key.data(), qsizetype(field.key.size()));
        QVERIFY2(outcome.out.contains("--" + QString(key).replace('_', '-') + ' '),
                 qPrintable(key));
    }
    for (const Preset& item : presets())
        QVERIFY(
            outcome.out.contains(QString::fromUtf8(item.key.data(), qsizetype(item.key.size()))));
}

void TestCli::wrongUsage_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("told");
    QTest::newRow("nothing") << QStringList{} << "subcommand";
    QTest::newRow("unknown command") << QStringList{"dance"} << "subcommand";
    QTest::newRow("no data") << QStringList{"train"} << "--demo";
    QTest::newRow("two data sets") << QStringList{"train", "--demo", "x"} << "--demo";
    QTest::newRow("out of range") << QStringList{"train", "--demo", "--epochs", "0"} << "1 to 500";
    QTest::newRow("not whole") << QStringList{"train", "--demo", "--epochs", "1.5"} << "whole";
    QTest::newRow("not a number") << QStringList{"train", "--demo", "--rho", "nan"} << "--rho";
    QTest::newRow("trailing text") << QStringList{"train", "--demo", "--seed", "7x"} << "--seed";
    QTest::newRow("choice") << QStringList{"train", "--demo", "--match", "sine"}
                            << "{dot,cosine,weighted,weighted-cosine}";
    QTest::newRow("preset") << QStringList{"train", "--demo", "--preset", "no"}
                            << "seed-classifier";
    QTest::newRow("settings file")
        << QStringList{"train", "--demo", "--settings", "/no/such.json"} << "/no/such.json";
    QTest::newRow("format") << QStringList{"info", "--demo", "--format", "xml"} << "csv";
    QTest::newRow("unpaired") << QStringList{"predict", "m", "--user", "1"} << "--movie";
    QTest::newRow("no model") << QStringList{"predict"} << "model";
    QTest::newRow("no user") << QStringList{"recommend", "m"} << "--user";
    QTest::newRow("count") << QStringList{"recommend", "m", "--user", "1", "--count", "0"}
                           << "--count";
    QTest::newRow("no file") << QStringList{"export", "m"} << "--users";
    QTest::newRow("same file") << QStringList{"export", "m", "--users", "-", "--movies", "-"}
                               << "same place";
    QTest::newRow("two subjects") << QStringList{"info", "--demo", "--system"} << "one thing";
}

void TestCli::wrongUsage() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, told);
    const Outcome outcome = cli(arguments);
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY2(outcome.err.contains(told), qPrintable(outcome.err));
    QVERIFY(outcome.out.isEmpty());
}

void TestCli::missingDataIsADataError() {
    for (const QString command : {"train", "info"}) {
        const Outcome outcome = cli({command, path("nowhere")});
        QCOMPARE(outcome.exitCode, 3);
        QVERIFY2(outcome.err.contains(path("nowhere")), qPrintable(outcome.err));
        QVERIFY(outcome.out.isEmpty());
    }
}

void TestCli::damagedDataNamesFileAndLine() {
    TemporaryFolder data;
    writeSmall1M(data);
    data.write("ratings.dat", "1::1::5\n");
    const Outcome outcome = cli({"info", QString::fromStdString(data.path().string())});
    QCOMPARE(outcome.exitCode, 3);
    QVERIFY2(outcome.err.contains("ratings.dat, line 1: "), qPrintable(outcome.err));
}

void TestCli::foreignModelFileIsAModelError() {
    QFile foreign(path("foreign.towerlab"));
    QVERIFY(foreign.open(QIODevice::WriteOnly));
    foreign.write("not a model at all");
    foreign.close();
    QString name = foreign.fileName();
    QCOMPARE(cli({"info", "--model", name}).exitCode, 4);
    name = path("hostile.towerlab"); // the header speaks of more than there is
    QFile hostile(name);
    QVERIFY(hostile.open(QIODevice::WriteOnly));
    const QByteArray header = R"({"__metadata__":{"program":"TowerLab model","format":"3"},)"
                              R"("a":{"dtype":"F32","shape":[1000000000,1000],)"
                              R"("data_offsets":[0,4000000000000]}})";
    hostile.write(QByteArray(1, static_cast<char>(header.size())) + QByteArray(7, '\0') + header);
    hostile.close();
    QCOMPARE(cli({"predict", name, "--user", "1", "--movie", "1"}).exitCode, 4);
    QCOMPARE(cli({"recommend", name, "--user", "1"}).exitCode, 4);
    QCOMPARE(cli({"export", name, "--users", "-"}).exitCode, 4);
    QCOMPARE(cli({"info", "--model", name}).exitCode, 4);
    QCOMPARE(cli({"info", "--model", path("none.towerlab")}).exitCode, 4);
}

void TestCli::unwritablePlacesAreFoundBeforeTraining() {
    for (const QString& place : {path("no/such/folder/m.towerlab"), folder_.path()}) {
        const Outcome outcome = cli(quickTraining() << "--model" << place);
        QCOMPARE(outcome.exitCode, 5);
        QVERIFY2(outcome.err.contains(place), qPrintable(outcome.err));
        QVERIFY2(outcome.out.isEmpty(), "it has trained");
    }
    QCOMPARE(cli({"export", model_, "--users", path("no/such/folder/u.csv")}).exitCode, 5);
}

void TestCli::fullOutputIsAnError() {
    if (!QFileInfo::exists("/dev/full"))
        QSKIP("there is no /dev/full");
    QProcess process;
    process.setStandardOutputFile("/dev/full");
    const QString kept = path("kept.towerlab");
    process.start(QStringLiteral(TOWERLAB_CLI_PATH), quickTraining() << "--model" << kept);
    QCOMPARE(outcomeOf(process).exitCode, 5);
    QVERIFY2(QFileInfo::exists(kept), "the model is lost");
}

void TestCli::trainPrintsALinePerEpoch() {
    const QStringList lines = training_.lines();
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines[0].startsWith("epoch,train_loss,validation_loss,validation_rmse,validation_mae,"
                                "examples_per_second,seconds"));
    const auto columns = lines[0].count(',');
    for (qsizetype epoch = 1; epoch < lines.size(); ++epoch) {
        const QStringList fields = lines[epoch].split(',');
        QCOMPARE(fields.size(), columns + 1);
        QCOMPARE(fields[0].toLongLong(), epoch);
        for (int number = 1; number <= 6; ++number)
            QVERIFY2(fields[number].toDouble() > 0, qPrintable(lines[epoch]));
    }
    QVERIFY(lines[1].split(',')[1].toDouble() > lines[2].split(',')[1].toDouble());
}

void TestCli::trainTellsItsSettings() {
    QVERIFY(training_.err.contains("\"seed\":42"));
    QVERIFY(training_.err.contains("\"sample_fraction\":0.05"));
    QVERIFY2(!training_.err.contains('\r'), "no progress line where there is no terminal");
}

void TestCli::trainPrintsTheRecordAsJson() {
    const Outcome outcome = cli(quickTraining() << "--format"
                                                << "json"
                                                << "--seed"
                                                << "9");
    QCOMPARE(outcome.exitCode, 0);
    const QJsonObject record = outcome.json().object();
    QCOMPARE(record["epochs"].toArray().size(), 2);
    QCOMPARE(record["settings"].toObject()["seed"].toInt(), 9);
    QCOMPARE(record["stopped_early"].toBool(true), false);
    QVERIFY(record["reading_ms"].toDouble(-1) >= 0);
}

void TestCli::presetThenFileThenOption() {
    QFile file(path("settings.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"epochs": 3, "sample_fraction": 0.01, "batch_size": 64})");
    file.close();
    const Outcome outcome = cli({"train", "--demo", "--preset", "cosine", "--settings",
                                 file.fileName(), "--epochs", "1", "--format", "json"});
    QCOMPARE(outcome.exitCode, 0);
    const QJsonObject settings = outcome.json()["settings"].toObject();
    QCOMPARE(settings["match"].toString(), QString("cosine"));
    QCOMPARE(settings["batch_size"].toInt(), 64);
    QCOMPARE(settings["epochs"].toInt(), 1);

    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"epochz": 3})");
    file.close();
    const Outcome refused = cli({"train", "--demo", "--settings", file.fileName()});
    QCOMPARE(refused.exitCode, 2);
    QVERIFY2(refused.err.contains("epochz") && refused.err.contains(file.fileName()),
             qPrintable(refused.err));
}

void TestCli::sameSeedSameLosses() {
    const Outcome again = cli(quickTraining());
    const QStringList before = training_.lines();
    for (qsizetype epoch = 1; epoch < before.size(); ++epoch)
        QCOMPARE(again.lines().value(epoch).section(',', 0, 4), before[epoch].section(',', 0, 4));
}

void TestCli::stopKeepsFinishedEpochs_data() {
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
}

void TestCli::stopKeepsFinishedEpochs() {
    QFETCH(int, signal);
    const QString kept = path(QString("stopped%1.towerlab").arg(signal));
    QProcess process;
    // A shell's background jobs ignore SIGINT, and pass that on.
    process.setChildProcessModifier([] { std::signal(SIGINT, SIG_DFL); });
    process.start(QStringLiteral(TOWERLAB_CLI_PATH), {"train", "--demo", "--sample-fraction", "0.2",
                                                      "--epochs", "500", "--model", kept});
    QByteArray out;
    while (out.count('\n') < 2 && process.waitForReadyRead(60000))
        out += process.readAllStandardOutput();
    QVERIFY(out.count('\n') >= 2);
    ::kill(pid_t(process.processId()), signal);
    const Outcome outcome = outcomeOf(process);
    QCOMPARE(outcome.exitCode, 130);
    QVERIFY2(outcome.err.contains("Stopped after epoch"), qPrintable(outcome.err));
    const Outcome info = cli({"info", "--model", kept, "--format", "json"});
    QCOMPARE(info.exitCode, 0);
    QCOMPARE(info.json()["stopped_early"].toBool(), true);
}

void TestCli::stopInTheFirstEpochSavesNothing() {
    const QString none = path("none.towerlab");
    QProcess process;
    process.start(QStringLiteral(TOWERLAB_CLI_PATH), {"train", "--demo", "--sample-fraction", "1",
                                                      "--batch-size", "1", "--model", none});
    QVERIFY(process.waitForReadyRead(60000)); // the header
    process.terminate();
    QCOMPARE(outcomeOf(process).exitCode, 130);
    QVERIFY(!QFileInfo::exists(none));
}

void TestCli::continuedRunPrintsTheSameEpochs() {
    const QString half = path("half.towerlab");
    QCOMPARE(cli(quickTraining() << "--model" << half).exitCode, 0);
    const Outcome rest =
        cli({"train", "--demo", "--continue", half, "--epochs", "4", "--model", half});
    QVERIFY2(rest.exitCode == 0, qPrintable(rest.err));
    QStringList longer = quickTraining();
    longer.last() = QStringLiteral("4"); // epochs
    const Outcome whole = cli(longer);
    QVERIFY2(whole.exitCode == 0, qPrintable(whole.err));
    // A header, then epochs 3 and 4; the last columns hold times.
    QCOMPARE(rest.lines().size(), 3);
    QCOMPARE(whole.lines().size(), 5);
    for (const int epoch : {3, 4})
        QCOMPARE(rest.lines()[epoch - 2].section(',', 0, 4),
                 whole.lines()[epoch].section(',', 0, 4));
    const Outcome done = cli({"train", "--demo", "--continue", half, "--epochs", "4"});
    QCOMPARE(done.exitCode, 2);
    QVERIFY2(done.err.contains("Ask for more epochs"), qPrintable(done.err));
}

void TestCli::evaluatesTwoTowersAndOtherMethods_data() {
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
        << QStringList{"HR@5", "NDCG@20"} << true;
}

void TestCli::evaluatesTwoTowersAndOtherMethods() {
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
        // Another seed is another split, but for what time or the last movie alone decide.
        QCOMPARE(cells[5] == cells[6], repeats);
    }
}

void TestCli::evaluatesAGivenSplit() {
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

void TestCli::comparesMethodsOnOneSplit() {
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
    // The same test as that of evaluate.
    const Outcome alone = cli({"evaluate", "--demo", "--method", "bias", "--split", "leave-one-out",
                               "--seeds", "3", "--k", "5"});
    const double rmse = lines[1].split(',')[header.indexOf("rmse")].toDouble();
    const QString line = alone.out.section("bias,all,RMSE,", 1).section(',', 0, 0);
    QVERIFY2(std::abs(line.toDouble() - rmse) < 1e-6, qPrintable(alone.out));
}

void TestCli::compareRefusesWhatItDoesNotKnow() {
    QCOMPARE(cli({"compare", "--demo", "--methods", "oracle"}).exitCode, 2);
    for (const char* change :
         {"item-cf.colour=1", "mf.factors=20", "item-cf", "item-cf.neighbours=x"})
        QCOMPARE(cli({"compare", "--demo", "--methods", "item-cf", "--set", change}).exitCode, 2);
    QCOMPARE(cli({"compare", "--demo", "--split", "halves"}).exitCode, 2);
    QCOMPARE(cli({"compare"}).exitCode, 2);
}

void TestCli::wrongSplitFilesNameTheLine() {
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

void TestCli::validationLeavesTheTestAlone() {
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

void TestCli::predictsPairs() {
    const Outcome outcome =
        cli({"predict", model_, "--user", "1", "--movie", "2", "--user", "3", "--movie", "1"});
    // Which ids the small sample knows is up to the data; all that have a rating do.
    QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.err));
    const QStringList lines = outcome.lines();
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines[0], QString("user_id,movie_id,score,stars"));
    QVERIFY(lines[1].startsWith("1,2,") && lines[2].startsWith("3,1,"));
    const double score = lines[1].split(',')[2].toDouble();
    const double stars = lines[1].split(',')[3].toDouble();
    QVERIFY(score > 0 && score < 1);
    QVERIFY(stars >= 0.5 && stars <= 5);
}

void TestCli::predictsPairsFromStandardInput() {
    const QStringList arguments{"predict", model_, "--pairs", "-", "--format", "json"};
    const Outcome outcome = cli(arguments, "user,movie\r\n1,2\r\n\n\"3\", 1\n99999999,1\n");
    QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.err));
    const QJsonArray rows = outcome.json().array();
    QCOMPARE(rows.size(), 3);
    QCOMPARE(rows[1]["user_id"].toInt(), 3);
    QVERIFY(rows[0]["score"].isDouble() && rows[0]["stars"].isDouble());
    QVERIFY(rows[2]["score"].isNull() && rows[2]["stars"].isNull());
    QVERIFY(outcome.err.contains("warning"));
}

void TestCli::wrongPairsNameTheLine() {
    const Outcome outcome = cli({"predict", model_, "--pairs", "-"}, "user,movie\n1,2\n1;2\n");
    QCOMPARE(outcome.exitCode, 3);
    QVERIFY2(outcome.err.contains("line 3"), qPrintable(outcome.err));
    QCOMPARE(cli({"predict", model_, "--pairs", path("nowhere.csv")}).exitCode, 3);
}

void TestCli::unknownIdsAreRefused() {
    const Outcome user = cli({"predict", model_, "--user", "99999999", "--movie", "2"});
    QCOMPARE(user.exitCode, 3);
    QVERIFY(user.err.contains("user 99999999"));
    const Outcome movie = cli({"predict", model_, "--user", "1", "--movie", "99999999"});
    QCOMPARE(movie.exitCode, 3);
    QVERIFY(movie.err.contains("movie 99999999"));
    QCOMPARE(cli({"recommend", model_, "--user", "99999999"}).exitCode, 3);
}

void TestCli::classifierHasNoStars() {
    const QString classifier = path("classifier.towerlab");
    const Outcome training = cli(quickTraining() << "--objective"
                                                 << "bce"
                                                 << "--model" << classifier);
    QCOMPARE(training.exitCode, 0);
    QVERIFY(training.lines().value(1).contains(",,")); // no RMSE
    const Outcome outcome = cli({"predict", classifier, "--user", "1", "--movie", "2"});
    QVERIFY(outcome.lines().value(1).endsWith(','));
}

void TestCli::recommendsFromTheDemo() {
    const Outcome outcome = cli({"recommend", model_, "--user", "1", "--count", "7", "--timing"});
    QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.err));
    const QStringList lines = outcome.lines();
    QCOMPARE(lines.size(), 8);
    QCOMPARE(lines[0], QString("rank,movie_id,title,year,genres,score,stars"));
    QVERIFY(lines[1].startsWith("1,") && lines[7].startsWith("7,"));
    QVERIFY(outcome.err.contains("timing: ") && outcome.err.contains("query "));
}

void TestCli::recommendsToSomebodyNew() {
    const QString model = path("history.towerlab");
    QCOMPARE(cli({"train", "--demo", "--preset", "best-rating", "--sample-fraction", "0.2",
                  "--epochs", "20", "--model", model})
                 .exitCode,
             0);
    const Outcome list = cli({"recommend", model, "--rated", "1:5,2:1,3:4", "--count", "5"});
    QVERIFY2(list.exitCode == 0, qPrintable(list.err));
    QCOMPARE(list.lines().size(), 6);
    for (const QString& line : list.lines().mid(1))
        QVERIFY(!QStringList({"1", "2", "3"}).contains(line.section(',', 1, 1)));
    QVERIFY(list.out != cli({"recommend", model, "--rated", "1:1,2:5,3:1", "--count", "5"}).out);
    for (const char* wrong : {"x", "1", "1:", "1:9", "1:4x"})
        QCOMPARE(cli({"recommend", model, "--rated", wrong}).exitCode, 2);
    QCOMPARE(cli({"recommend", model, "--rated", "999999:4"}).exitCode, 3);
    QCOMPARE(cli({"recommend", model}).exitCode, 2);
    const Outcome blind = cli({"recommend", model_, "--rated", "1:5"});
    QCOMPARE(blind.exitCode, 2);
    QVERIFY2(blind.err.contains("history"), qPrintable(blind.err));
}

void TestCli::recommendsAsJson() {
    const Outcome outcome =
        cli({"recommend", model_, "--demo", "--user", "1", "--count", "5", "--format", "json"});
    QCOMPARE(outcome.exitCode, 0);
    const QJsonArray rows = outcome.json().array();
    QCOMPARE(rows.size(), 5);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        QCOMPARE(rows[i]["rank"].toInt(), int(i) + 1);
        QVERIFY(rows[i]["genres"].isArray() && !rows[i]["title"].toString().isEmpty());
        QVERIFY(i == 0 || rows[i - 1]["score"].toDouble() >= rows[i]["score"].toDouble());
    }
}

void TestCli::ratedMoviesAreHiddenUnlessAsked() {
    const QStringList all{"recommend", model_, "--user", "1", "--count", "1000000"};
    const auto hidden = cli(all).lines().size();
    const auto included = cli(QStringList(all) << "--include-rated").lines().size();
    QVERIFY(hidden > 1);
    QVERIFY(included > hidden);
}

void TestCli::quotesTitlesAndFindsMovedData() {
    TemporaryFolder data;
    writeSmall1M(data);
    data.write("movies.dat", "1::Say \"Hi\", Friend (1999)::Comedy|Drama\n2::Plain (2000)::Drama\n"
                             "4::Other (2001)::Drama\n7::Unseen (2002)::Drama\n");
    const QString before = QString::fromStdString(data.path().string());
    const QString model = path("small.towerlab");
    const Outcome training = cli({"train", before, "--sample-fraction", "1",
                                  "--validation-fraction", "0", "--epochs", "1", "--model", model});
    QVERIFY2(training.exitCode == 0, qPrintable(training.err));

    const QStringList query{"recommend", model, "--user", "1", "--include-rated"};
    const Outcome list = cli(query);
    QCOMPARE(list.exitCode, 0);
    QVERIFY2(list.out.contains(",1,\"Say \"\"Hi\"\", Friend\",1999,Comedy|Drama,"),
             qPrintable(list.out));

    const QString after = path("moved");
    QVERIFY(QFile::rename(before, after) || QDir().rename(before, after));
    const Outcome lost = cli(query);
    QCOMPARE(lost.exitCode, 3);
    QVERIFY2(lost.err.contains(before) && lost.err.contains("--data"), qPrintable(lost.err));
    const Outcome found = cli(QStringList(query) << "--data" << after);
    QCOMPARE(found.exitCode, 0);
    QCOMPARE(found.out, list.out);
}

void TestCli::exportsVectors() {
    const QString users = path("users.csv");
    const Outcome outcome = cli({"export", model_, "--users", users, "--movies", "-"});
    QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.err));
    QCOMPARE(outcome.lines().value(0), QString("movie_id,weighted_movie_embedding"));
    QVERIFY(outcome.err.contains("weights of the match"));
    QFile file(users);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readLine().trimmed(), QByteArray("user_id,user_embedding"));
    const QJsonDocument info = cli({"info", "--model", model_, "--format", "json"}).json();
    const QVector<double> user = vectorOf(QString::fromUtf8(file.readLine()));
    const QVector<double> movie = vectorOf(outcome.lines().value(1));
    QCOMPARE(user.size(), 9); // an id and 8 numbers
    double logit = info["match_bias"].toDouble();
    for (qsizetype k = 1; k < 9; ++k)
        logit += user[k] * movie[k];
    const Outcome predicted = cli({"predict", model_, "--user", QString::number(user[0]), "--movie",
                                   QString::number(movie[0]), "--format", "json"});
    const double score = predicted.json()[0]["score"].toDouble();
    QVERIFY2(std::abs(score - 1 / (1 + std::exp(-logit))) < 1e-5, qPrintable(predicted.out));

    const Outcome raw = cli({"export", model_, "--movies", "-", "--raw"});
    QCOMPARE(raw.lines().value(0), QString("movie_id,movie_embedding"));
    QVERIFY(raw.err.contains("does not rank"));
    const QVector<double> tower = vectorOf(raw.lines().value(1));
    const QJsonArray weights = info["match_weights"].toArray();
    QCOMPARE(weights.size(), 8);
    for (qsizetype k = 1; k < 9; ++k)
        QVERIFY(std::abs(tower[k] * weights[k - 1].toDouble() - movie[k]) < 1e-6);
}

void TestCli::tellsAboutData() {
    const Outcome csv = cli({"info", "--demo"});
    QCOMPARE(csv.exitCode, 0);
    QCOMPARE(csv.lines().value(0), QString("property,value"));
    QVERIFY(csv.out.contains("\nusers,1200\n"));

    const QJsonDocument json = cli({"info", "--demo", "--format", "json"}).json();
    qint64 rated = 0;
    for (const auto& count : json["rating_histogram"].toObject())
        rated += count.toInteger();
    QCOMPARE(rated, json["ratings"].toInteger());
    QVERIFY(rated > 0);
    QVERIFY(json["density"].toDouble() > 0 && json["reading_ms"].toDouble() > 0);
}

void TestCli::tellsAboutAModel() {
    const QJsonDocument json = cli({"info", "--model", model_, "--format", "json"}).json();
    QVERIFY(json["parameters"].toInteger() > 100000);
    QCOMPARE(json["epochs"].toArray().size(), 2);
    const Outcome csv = cli({"info", "--model", model_});
    QVERIFY(csv.out.contains("\nsettings.sample_fraction,0.05\n"));
    QVERIFY(csv.out.contains("\nepochs.2.epoch,2\n"));
}

void TestCli::tellsAboutTheSystem() {
    const Outcome outcome = cli({"info", "--system", "--format", "json"});
    QCOMPARE(outcome.exitCode, 0);
    for (const QString key : {"version", "torch_version", "blas", "blas_detail"})
        QVERIFY2(!outcome.json()[key].toString().isEmpty(), qPrintable(key));
    QVERIFY(outcome.json()["training_threads"].toInt() >= 1);
    QCOMPARE(outcome.json()["blas_is_slow"].toBool(), outcome.err.contains("warning"));
}

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
