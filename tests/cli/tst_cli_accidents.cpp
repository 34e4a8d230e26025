// SPDX-License-Identifier: MIT
// Accidents on the command line: changed data, outputs named like inputs, kills, full disks.
#include "core/error.h"
#include "core/io/model_file.h"
#include "tests/support/cli_process.h"
#include "tests/support/generated_movielens.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <vector>

#include <sys/resource.h>

using namespace towerlab;
using namespace towerlab::test;

class TestCliAccidents : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void changedDataIsNotTrainedOn_data();
    void changedDataIsNotTrainedOn();
    void modelOfOtherPeopleIsTold();
    void outputsNeverGoOverInputs();
    void killedRunIsOfferedAndGoesOn();
    void killsLoseAnEpochAtMost();
    void whatKilledWritersLeftIsSwept();
    void limitOfFileSizesLosesNothing();
    void vanishedFolderLosesNoModel();
};

namespace {

const char* const ratings = "1::1::5::978300760\n1::2::3::978302109\n2::1::4::978301968\n"
                            "5::4::1::978300275\n5::2::2::978824291\n";

QString text(const TemporaryFolder& folder, const char* file = "") {
    return QString::fromStdString((folder.path() / file).string());
}

QStringList training(const QString& data, const QString& model) {
    return {"train",    data, "--sample-fraction", "1",  "--validation-fraction", "0",
            "--epochs", "2",  "--model",           model};
}

/// Some two hundred epochs of a twentieth of a second.
QStringList longTraining(const QString& model) {
    return {
        "train",    "--demo", "--sample-fraction", "0.5", "--validation-fraction", "0", "--l2", "0",
        "--epochs", "200",    "--model",           model};
}

QByteArray contentsOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Epochs that a process has told of.
int epochsIn(const QByteArray& output) { return std::max(0, int(output.count('\n')) - 1); }

int epochsOf(const QString& model) {
    return int(loadModel(model.toStdString()).record().epochs.size());
}

} // namespace

void TestCliAccidents::changedDataIsNotTrainedOn_data() {
    QTest::addColumn<QByteArray>("now");
    QTest::addColumn<QString>("said");
    QTest::newRow("re-sorted") << QByteArray("1::1::5::978300760\n2::1::4::978301968\n"
                                             "1::2::3::978302109\n5::2::2::978824291\n"
                                             "5::4::1::978300275\n")
                               << "the same ratings stand in another order";
    QTest::newRow("other stars") << QByteArray(ratings).replace("::5::", "::4::")
                                 << "stars or times of its ratings are others";
    QTest::newRow("one more") << QByteArray(ratings) + "2::4::4::978301968\n"
                              << "6 ratings, where there were 5";
    QTest::newRow("other movie") << QByteArray(ratings).replace("2::1::4", "2::2::4")
                                 << "other users have rated other movies";
    QTest::newRow("as it was") << QByteArray(ratings) << "";
}

void TestCliAccidents::changedDataIsNotTrainedOn() {
    QFETCH(QByteArray, now);
    QFETCH(QString, said);
    const TemporaryFolder folder;
    writeSmall1M(folder);
    folder.write("ratings.dat", ratings);
    const QString model = text(folder, "m.towerlab");
    QCOMPARE(cli(training(text(folder), model)).exitCode, 0);
    const QByteArray before = contentsOf(model);
    folder.write("ratings.dat", now.toStdString());
    const Outcome outcome =
        cli({"train", text(folder), "--continue", model, "--epochs", "3", "--model", model});
    if (said.isEmpty()) {
        QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.err));
        return;
    }
    QVERIFY(outcome.exitCode != 0);
    QVERIFY2(outcome.err.contains(said), qPrintable(outcome.err));
    QCOMPARE(contentsOf(model), before);
}

void TestCliAccidents::modelOfOtherPeopleIsTold() {
    const TemporaryFolder folder;
    writeSmall1M(folder);
    const QString model = text(folder, "m.towerlab");
    QCOMPARE(cli(training(text(folder), model)).exitCode, 0);
    const QStringList asking = {"recommend", model, "--user", "1", "--include-rated"};
    QVERIFY(!cli(asking).err.contains("changed"));
    folder.write("users.dat", folder.read("users.dat") + "9::F::25::3::12345\n");
    folder.write("ratings.dat", folder.read("ratings.dat") + "9::7::4::978301968\n");
    const Outcome outcome = cli(asking);
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY2(outcome.err.contains("The data has changed since this model was trained"),
             qPrintable(outcome.err));
    QVERIFY2(outcome.err.contains("1 users and 1 movies"), qPrintable(outcome.err));
}

void TestCliAccidents::outputsNeverGoOverInputs() {
    const TemporaryFolder folder;
    writeSmall1M(folder);
    const QString model = text(folder, "m.towerlab");
    QCOMPARE(cli(training(text(folder), model)).exitCode, 0);
    const QString link = text(folder, "link.csv");
    QVERIFY(QFile::link(model, link));
    const std::string name = folder.path().filename().string();
    const QString dots = text(folder, ("./../" + name + "/m.towerlab").c_str());
    const QByteArray before = contentsOf(model);
    for (const QString& same : {model, link, dots}) {
        const Outcome outcome = cli({"export", model, "--users", same});
        QCOMPARE(outcome.exitCode, 5);
        QVERIFY2(outcome.err.contains("write over"), qPrintable(outcome.err));
        QCOMPARE(contentsOf(model), before);
    }
    QVERIFY(QFile::remove(link));
    const QString users = text(folder, "vectors.csv");
    const Outcome both =
        cli({"export", model, "--users", users, "--movies", text(folder, "./vectors.csv")});
    QVERIFY(both.exitCode != 0);
    QVERIFY(!QFileInfo::exists(users));
    const QByteArray data = contentsOf(text(folder, "ratings.dat"));
    const QString disguised = text(folder, "disguised.towerlab");
    QVERIFY(QFile::link(text(folder, "ratings.dat"), disguised));
    for (const QString& target : {text(folder, "ratings.dat"), disguised})
        QCOMPARE(cli(training(text(folder), target)).exitCode, 5);
    QCOMPARE(contentsOf(text(folder, "ratings.dat")), data);
    QCOMPARE(cli(training(text(folder), model)).exitCode, 0); // an older model may go
}

void TestCliAccidents::killedRunIsOfferedAndGoesOn() {
    const QTemporaryDir folder;
    const QString model = folder.filePath("m.towerlab");
    const QString unfinished = model + ".unfinished";
    {
        CliProcess process(longTraining(model));
        QTRY_VERIFY_WITH_TIMEOUT(epochsIn(process.output()) >= 3 && QFileInfo::exists(unfinished),
                                 60000);
        process.send(SIGKILL);
        process.wait();
    }
    QVERIFY(!QFileInfo::exists(model));
    const int kept = epochsOf(unfinished);
    QVERIFY(kept >= 2);
    const Outcome again = cli(longTraining(model));
    QVERIFY(again.exitCode != 0);
    QVERIFY2(again.err.contains("--continue") && again.err.contains("of 200"),
             qPrintable(again.err));
    QCOMPARE(epochsOf(unfinished), kept);
    const Outcome on = cli({"train", "--demo", "--continue", unfinished, "--epochs",
                            QString::number(kept + 2), "--model", model});
    QVERIFY2(on.exitCode == 0, qPrintable(on.err));
    QCOMPARE(epochsOf(model), kept + 2);
    QVERIFY(!QFileInfo::exists(unfinished));
}

void TestCliAccidents::killsLoseAnEpochAtMost() {
    // TOWERLAB_KILLS=100 for the figures; a few for every day.
    const int kills = qEnvironmentVariable("TOWERLAB_KILLS", "8").toInt();
    std::vector<int> lost;
    int before = 0; // kills that came before the first epoch was done
    for (int kill = 0; kill < kills; ++kill) {
        const QTemporaryDir folder;
        const QString model = folder.filePath("m.towerlab");
        CliProcess process(longTraining(model));
        QElapsedTimer timer;
        timer.start();
        const int wait = QRandomGenerator::global()->bounded(50, 900);
        while (timer.elapsed() < wait)
            QTest::qSleep(1);
        process.send(SIGKILL);
        process.wait();
        const int told = epochsIn(process.output());
        const QString file = model + ".unfinished";
        const int kept = QFileInfo::exists(file) ? epochsOf(file) : 0; // whole, or it throws
        before += told == 0 ? 1 : 0;
        lost.push_back(std::max(0, told - kept));
    }
    const int most = *std::max_element(lost.begin(), lost.end());
    qInfo("%d kills, %d before the first epoch; epochs lost: %ld times none, at most %d", kills,
          before, static_cast<long>(std::count(lost.begin(), lost.end(), 0)), most);
    QVERIFY(most <= 1);
}

void TestCliAccidents::whatKilledWritersLeftIsSwept() {
    const QTemporaryDir folder;
    const QString model = folder.filePath("m.towerlab");
    const QString dead = model + ".part-999999999-0"; // no process has such a number
    const QString own =
        model + QStringLiteral(".part-%1-7").arg(QCoreApplication::applicationPid());
    for (const QString& path : {dead, own}) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    QCOMPARE(cli(quickTraining() << "--model" << model).exitCode, 0);
    QVERIFY(!QFileInfo::exists(dead));
    QVERIFY(QFileInfo::exists(own)); // its writer is alive
}

void TestCliAccidents::limitOfFileSizesLosesNothing() {
    const QTemporaryDir folder;
    const QString model = folder.filePath("m.towerlab");
    QCOMPARE(cli(quickTraining() << "--model" << model).exitCode, 0);
    const QByteArray before = contentsOf(model);
    rlimit usual{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &usual), 0);
    rlimit small = usual;
    small.rlim_cur = 20 * 1024;
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
    const Outcome outcome = cli(quickTraining() << "--model" << model);
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &usual), 0);
    QVERIFY2(outcome.exitCode == 5, qPrintable(outcome.err));
    QVERIFY2(outcome.err.contains("can't be written"), qPrintable(outcome.err));
    QCOMPARE(contentsOf(model), before);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{"m.towerlab"});
}

void TestCliAccidents::vanishedFolderLosesNoModel() {
    const QTemporaryDir folder;
    const QTemporaryDir elsewhere;
    qputenv("TMPDIR", elsewhere.path().toLocal8Bit());
    QVERIFY(QDir(folder.path()).mkdir("gone"));
    CliProcess process({"train", "--demo", "--sample-fraction", "1", "--l2", "0", "--epochs", "4",
                        "--model", folder.filePath("gone/m.towerlab")});
    QTRY_VERIFY_WITH_TIMEOUT(epochsIn(process.output()) >= 1, 60000);
    QVERIFY(QDir(folder.filePath("gone")).removeRecursively());
    const Outcome outcome = process.wait();
    qunsetenv("TMPDIR");
    QVERIFY2(outcome.exitCode == 5, qPrintable(outcome.err));
    const QStringList rescued =
        QDir(elsewhere.path()).entryList({"towerlab-rescued-*.towerlab"}, QDir::Files);
    QCOMPARE(rescued.size(), 1);
    QVERIFY2(outcome.err.contains(rescued.constFirst()), qPrintable(outcome.err));
    QCOMPARE(epochsOf(elsewhere.filePath(rescued.constFirst())), 4);
}

QTEST_GUILESS_MAIN(TestCliAccidents)
#include "tst_cli_accidents.moc"
