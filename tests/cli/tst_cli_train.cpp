// SPDX-License-Identifier: MIT
// towerlab-cli train: its output, its settings, stopping and going on.
#include "tests/support/cli_process.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace towerlab;
using namespace towerlab::test;

class TestCliTrain : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
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

private:
    QString path(const QString& name) const { return folder_.filePath(name); }

    QTemporaryDir folder_;
    QString model_;
    Outcome training_;
};

void TestCliTrain::initTestCase() {
    QVERIFY(folder_.isValid());
    model_ = path("demo.towerlab");
    training_ = cli(quickTraining() << "--model" << model_);
    QVERIFY2(training_.exitCode == 0, qPrintable(training_.err));
    QVERIFY(QFileInfo::exists(model_));
}

void TestCliTrain::unwritablePlacesAreFoundBeforeTraining() {
    for (const QString& place : {path("no/such/folder/m.towerlab"), folder_.path()}) {
        const Outcome outcome = cli(quickTraining() << "--model" << place);
        QCOMPARE(outcome.exitCode, 5);
        QVERIFY2(outcome.err.contains(place), qPrintable(outcome.err));
        QVERIFY2(outcome.out.isEmpty(), "it has trained");
    }
    QCOMPARE(cli({"export", model_, "--users", path("no/such/folder/u.csv")}).exitCode, 5);
}

void TestCliTrain::fullOutputIsAnError() {
    if (!QFileInfo::exists("/dev/full"))
        QSKIP("there is no /dev/full");
    const QString kept = path("kept.towerlab");
    CliProcess process(quickTraining() << "--model" << kept, {}, "/dev/full");
    QCOMPARE(process.wait().exitCode, 5);
    QVERIFY2(QFileInfo::exists(kept), "the model is lost");
}

void TestCliTrain::trainPrintsALinePerEpoch() {
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

void TestCliTrain::trainTellsItsSettings() {
    QVERIFY(training_.err.contains("\"seed\":42"));
    QVERIFY(training_.err.contains("\"sample_fraction\":0.05"));
    QVERIFY2(!training_.err.contains('\r'), "no progress line where there is no terminal");
}

void TestCliTrain::trainPrintsTheRecordAsJson() {
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

void TestCliTrain::presetThenFileThenOption() {
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

void TestCliTrain::sameSeedSameLosses() {
    const Outcome again = cli(quickTraining());
    const QStringList before = training_.lines();
    for (qsizetype epoch = 1; epoch < before.size(); ++epoch)
        QCOMPARE(again.lines().value(epoch).section(',', 0, 4), before[epoch].section(',', 0, 4));
}

void TestCliTrain::stopKeepsFinishedEpochs_data() {
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
}

void TestCliTrain::stopKeepsFinishedEpochs() {
    QFETCH(int, signal);
    const QString kept = path(QString("stopped%1.towerlab").arg(signal));
    CliProcess process(
        {"train", "--demo", "--sample-fraction", "0.2", "--epochs", "500", "--model", kept});
    QTRY_VERIFY_WITH_TIMEOUT(process.output().count('\n') >= 2, 60000);
    process.send(signal);
    const Outcome outcome = process.wait();
    QCOMPARE(outcome.exitCode, 130);
    QVERIFY2(outcome.err.contains("Stopped after epoch"), qPrintable(outcome.err));
    const Outcome info = cli({"info", "--model", kept, "--format", "json"});
    QCOMPARE(info.exitCode, 0);
    QCOMPARE(info.json()["stopped_early"].toBool(), true);
}

void TestCliTrain::stopInTheFirstEpochSavesNothing() {
    const QString none = path("none.towerlab");
    CliProcess process(
        {"train", "--demo", "--sample-fraction", "1", "--batch-size", "1", "--model", none});
    QTRY_VERIFY_WITH_TIMEOUT(!process.output().isEmpty(), 60000); // the header
    process.send(SIGTERM);
    QCOMPARE(process.wait().exitCode, 130);
    QVERIFY(!QFileInfo::exists(none));
}

void TestCliTrain::continuedRunPrintsTheSameEpochs() {
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

QTEST_GUILESS_MAIN(TestCliTrain)
#include "tst_cli_train.moc"
