// SPDX-License-Identifier: MIT
// towerlab-cli fetch, from a server on the loopback; what that server can do is in tests/fetch.
#include "tests/support/cli_process.h"
#include "tests/support/generated_movielens.h"
#include "tests/support/loopback_server.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>

using namespace towerlab::test;

class TestCliFetch : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void licenceComesFirst_data();
    void licenceComesFirst();
    void answeringYesLoads();
    void whatWasLoadedOpensPacked();
    void whatIsThereIsNotLoadedAgain();
    void interruptedTransferGoesOn();
    void missingReleaseIsADownloadError();
    void folderThatCannotBeMadeIsAFileError();
    void releasesAreListed();

private:
    QString path(const char* name = "ml-1m.zip") const {
        return folder_->filePath(QLatin1String(name));
    }
    QStringList arguments() const {
        return {"fetch", "ml-1m", folder_->path(), "--accept-licence"};
    }

    QByteArray archive_;
    std::unique_ptr<LoopbackServer> server_;
    std::unique_ptr<QTemporaryDir> folder_;
};

void TestCliFetch::initTestCase() { archive_ = QByteArray::fromStdString(small1MZip()); }

void TestCliFetch::init() {
    server_ = std::make_unique<LoopbackServer>();
    server_->offer("ml-1m.zip", {.body = archive_});
    qputenv("TOWERLAB_MOVIELENS_URL", server_->url().toEncoded());
    folder_ = std::make_unique<QTemporaryDir>();
}

void TestCliFetch::licenceComesFirst_data() {
    QTest::addColumn<QByteArray>("input");
    QTest::newRow("no answer") << QByteArray();
    QTest::newRow("no") << QByteArray("n\n");
    QTest::newRow("Enter") << QByteArray("\n");
}

void TestCliFetch::licenceComesFirst() {
    QFETCH(QByteArray, input);
    const Outcome outcome = cli({"fetch", "ml-1m", folder_->path()}, input);
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY(outcome.err.contains("without separate permission"));
    QVERIFY(
        outcome.err.contains("https://files.grouplens.org/datasets/movielens/ml-1m-README.txt"));
    QVERIFY(outcome.err.contains("--accept-licence"));
    QVERIFY(server_->requests.isEmpty());
    QVERIFY(QDir(folder_->path()).isEmpty());
}

void TestCliFetch::answeringYesLoads() {
    const Outcome outcome = cli({"fetch", "ml-1m", folder_->path()}, "y\n");
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(QFile::exists(path()));
}

void TestCliFetch::whatWasLoadedOpensPacked() {
    const Outcome outcome = cli(arguments());
    QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.err));
    QCOMPARE(outcome.out, path() + '\n');
    QVERIFY(
        outcome.err.contains("endorse")); // accepted in advance, the licence is shown all the same
    QVERIFY(outcome.err.contains("note: ml-1m.zip was loaded"));
    const Outcome info = cli({"info", path()});
    QCOMPARE(info.exitCode, 0);
    QVERIFY(info.out.contains("ml-1m"));
}

void TestCliFetch::whatIsThereIsNotLoadedAgain() {
    QCOMPARE(cli(arguments()).exitCode, 0);
    server_->requests.clear();
    const Outcome outcome = cli(arguments());
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(outcome.err.contains("nothing was loaded"));
    QVERIFY(server_->requestsFor("/ml-1m.zip").isEmpty());
}

void TestCliFetch::interruptedTransferGoesOn() {
    const QString zip = "/ml-1m.zip";
    server_->pages[zip].breakAfter = archive_.size() / 2;
    server_->pages[zip].hangs = true;
    CliProcess process(arguments());
    const auto arrived = [&] {
        return QFile(path("ml-1m.zip.part")).size() == archive_.size() / 2;
    };
    QTRY_VERIFY_WITH_TIMEOUT(arrived(), 20000);
    process.send(SIGINT);
    const Outcome outcome = process.wait();
    QCOMPARE(outcome.exitCode, 130);
    QVERIFY2(outcome.err.contains("are kept; the same command goes on"), qPrintable(outcome.err));
    QVERIFY(!QFile::exists(path()));
    server_->requests.clear();
    QCOMPARE(cli(arguments()).exitCode, 0);
    QCOMPARE(server_->requestsFor(zip).first().headers.value("range"),
             "bytes=" + QByteArray::number(archive_.size() / 2) + '-');
    QFile loaded(path());
    QVERIFY(loaded.open(QIODevice::ReadOnly));
    QCOMPARE(loaded.readAll(), archive_);
}

void TestCliFetch::missingReleaseIsADownloadError() {
    const Outcome outcome = cli({"fetch", "ml-32m", folder_->path(), "--accept-licence"});
    QCOMPARE(outcome.exitCode, 6);
    QVERIFY(outcome.err.contains("/ml-32m.zip: the server has no such file (404)"));
}

void TestCliFetch::folderThatCannotBeMadeIsAFileError() {
    QFile file(path("file"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const Outcome outcome = cli({"fetch", "ml-1m", path("file") + "/in", "--accept-licence"});
    QCOMPARE(outcome.exitCode, 5);
    QVERIFY(server_->requests.isEmpty());
}

void TestCliFetch::releasesAreListed() {
    const Outcome help = cli({"fetch", "--help"});
    for (const char* release : {"ml-latest-small", "ml-100k", "ml-1m", "ml-32m"})
        QVERIFY(help.out.contains(QLatin1String(release) + QLatin1String(": ")));
    QCOMPARE(cli({"fetch", "ml-20m"}).exitCode, 2);
    QCOMPARE(cli({"fetch"}).exitCode, 2);
}

QTEST_GUILESS_MAIN(TestCliFetch)
#include "tst_cli_fetch.moc"
