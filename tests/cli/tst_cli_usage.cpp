// SPDX-License-Identifier: MIT
// What the command line refuses, and what it tells about itself, data and machine.
#include "core/model/presets.h"
#include "core/model/settings_fields.h"
#include "tests/support/cli_process.h"
#include "tests/support/generated_movielens.h"

#include <QFile>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace towerlab;
using namespace towerlab::test;

class TestCliUsage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void tellsItsVersion();
    void startsFromItsFile();
    void helpHasExampleAndExitCodes_data();
    void helpHasExampleAndExitCodes();
    void trainHelpNamesEverySetting();
    void wrongUsage_data();
    void wrongUsage();
    void missingDataIsADataError();
    void damagedDataNamesFileAndLine();
    void foreignModelFileIsAModelError();
    void tellsAboutData();
    void tellsAboutTheSystem();

private:
    QString path(const QString& name) const { return folder_.filePath(name); }

    QTemporaryDir folder_;
};

void TestCliUsage::initTestCase() { QVERIFY(folder_.isValid()); }

void TestCliUsage::tellsItsVersion() {
    const Outcome outcome = cli({"--version"});
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(outcome.out.startsWith("towerlab-cli "));
}

// The other tests fork the program from the test; this is the file that people run.
void TestCliUsage::startsFromItsFile() {
    QProcess process;
    process.start(QStringLiteral(TOWERLAB_CLI_PATH), {"--version"});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE(QString::fromUtf8(process.readAllStandardOutput()), cli({"--version"}).out);
    process.start(QStringLiteral(TOWERLAB_CLI_PATH), {"info", path("nowhere")});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 3);
}

void TestCliUsage::helpHasExampleAndExitCodes_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("program") << QStringList{"--help"};
    for (const char* command :
         {"train", "predict", "recommend", "export", "evaluate", "compare", "fetch", "info"})
        QTest::newRow(command) << QStringList{command, "--help"};
}

void TestCliUsage::helpHasExampleAndExitCodes() {
    QFETCH(QStringList, arguments);
    const Outcome outcome = cli(arguments);
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(outcome.out.contains("Example:\n  towerlab-cli "));
    QVERIFY(outcome.out.contains("Exit codes:"));
    QVERIFY(outcome.out.contains("130"));
}

void TestCliUsage::trainHelpNamesEverySetting() {
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

void TestCliUsage::wrongUsage_data() {
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

void TestCliUsage::wrongUsage() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, told);
    const Outcome outcome = cli(arguments);
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY2(outcome.err.contains(told), qPrintable(outcome.err));
    QVERIFY(outcome.out.isEmpty());
}

void TestCliUsage::missingDataIsADataError() {
    for (const QString command : {"train", "info"}) {
        const Outcome outcome = cli({command, path("nowhere")});
        QCOMPARE(outcome.exitCode, 3);
        QVERIFY2(outcome.err.contains(path("nowhere")), qPrintable(outcome.err));
        QVERIFY(outcome.out.isEmpty());
    }
}

void TestCliUsage::damagedDataNamesFileAndLine() {
    TemporaryFolder data;
    writeSmall1M(data);
    data.write("ratings.dat", "1::1::good::1\n");
    const Outcome outcome = cli({"info", QString::fromStdString(data.path().string())});
    QCOMPARE(outcome.exitCode, 3);
    QVERIFY2(outcome.err.contains("ratings.dat, line 1: "), qPrintable(outcome.err));
    QVERIFY2(outcome.err.contains("--skip-bad-rows"), qPrintable(outcome.err));
    data.write("ratings.dat", "1::1::good::1\n2::1::5::1\n");
    const Outcome without =
        cli({"info", QString::fromStdString(data.path().string()), "--skip-bad-rows"});
    QCOMPARE(without.exitCode, 0);
    QVERIFY2(without.err.contains("1 row of ratings.dat"), qPrintable(without.err));
}

void TestCliUsage::foreignModelFileIsAModelError() {
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

void TestCliUsage::tellsAboutData() {
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

void TestCliUsage::tellsAboutTheSystem() {
    const Outcome outcome = cli({"info", "--system", "--format", "json"});
    QCOMPARE(outcome.exitCode, 0);
    for (const QString key : {"version", "torch_version", "blas", "blas_detail"})
        QVERIFY2(!outcome.json()[key].toString().isEmpty(), qPrintable(key));
    QVERIFY(outcome.json()["training_threads"].toInt() >= 1);
    QCOMPARE(outcome.json()["blas_is_slow"].toBool(), outcome.err.contains("warning"));
}

QTEST_GUILESS_MAIN(TestCliUsage)
#include "tst_cli_usage.moc"
