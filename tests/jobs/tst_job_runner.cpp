// SPDX-License-Identifier: MIT
#include "core/error.h"
#include "ui/jobs/job_runner.h"

#include <QSignalSpy>
#include <QTest>

#include <atomic>

using namespace towerlab;
using namespace towerlab::ui;

class TestJobRunner : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void deliversTheResultOnTheOwnersThread();
    void newJobSupersedesTheOld();
    void cancelledJobDeliversNothing();
    void nothingIsHeardOfAnAbandonedJob();
    void failureIsReportedWithItsText();
    void progressIsThrottled();
    void tellsTimesToPeople();
};

void TestJobRunner::deliversTheResultOnTheOwnersThread() {
    JobRunner runner;
    QSignalSpy finished(&runner, &JobRunner::finished);
    const QThread* workedOn = nullptr;
    const QThread* deliveredOn = nullptr;
    runner.start({}, {}, [&](const std::stop_token&, const ProgressCallback&) {
        workedOn = QThread::currentThread();
        return [&] { deliveredOn = QThread::currentThread(); };
    });
    QVERIFY(finished.wait());
    QCOMPARE(deliveredOn, QThread::currentThread());
    QVERIFY(workedOn != deliveredOn);
}

void TestJobRunner::newJobSupersedesTheOld() {
    JobRunner runner;
    QSignalSpy finished(&runner, &JobRunner::finished);
    QStringList results;
    std::atomic<bool> stopped = false;
    runner.start({}, {}, [&](const std::stop_token& stop, const ProgressCallback&) {
        while (!stop.stop_requested())
            QThread::msleep(1);
        stopped = true;
        return [&] { results << QStringLiteral("old"); };
    });
    runner.start({}, {}, [&](const std::stop_token&, const ProgressCallback&) {
        return [&] { results << QStringLiteral("new"); };
    });
    QVERIFY(finished.wait()); // comes last: the new worker has waited for the old one
    QVERIFY(stopped);
    QCOMPARE(results, QStringList{QStringLiteral("new")});
    QCOMPARE(finished.count(), 1);
}

void TestJobRunner::cancelledJobDeliversNothing() {
    JobRunner runner;
    QSignalSpy finished(&runner, &JobRunner::finished);
    QSignalSpy failed(&runner, &JobRunner::failed);
    bool delivered = false;
    runner.start({}, {},
                 [&](const std::stop_token& stop, const ProgressCallback&) -> JobRunner::Outcome {
                     while (!stop.stop_requested())
                         QThread::msleep(1);
                     return [&] { delivered = true; };
                 });
    runner.cancel();
    QVERIFY(finished.wait()); // comes last
    QVERIFY(!delivered);
    QCOMPARE(failed.count(), 0);
}

void TestJobRunner::nothingIsHeardOfAnAbandonedJob() {
    JobRunner runner;
    QSignalSpy finished(&runner, &JobRunner::finished);
    QSignalSpy failed(&runner, &JobRunner::failed);
    std::atomic<bool> stopped = false;
    runner.start({}, {},
                 [&](const std::stop_token& stop, const ProgressCallback&) -> JobRunner::Outcome {
                     while (!stop.stop_requested())
                         QThread::msleep(1);
                     stopped = true;
                     throw DataError("the file is empty", "u.data", 3);
                 });
    runner.abandon();
    QTRY_VERIFY(stopped);
    // The next one is heard, after all that the abandoned one has sent.
    runner.start({}, {}, [](const std::stop_token&, const ProgressCallback&) { return [] {}; });
    QVERIFY(finished.wait());
    QCOMPARE(finished.count(), 1);
    QCOMPARE(failed.count(), 0);
}

void TestJobRunner::failureIsReportedWithItsText() {
    JobRunner runner;
    QSignalSpy failed(&runner, &JobRunner::failed);
    runner.start({}, QStringLiteral("It did not work"),
                 [](const std::stop_token&, const ProgressCallback&) -> JobRunner::Outcome {
                     throw DataError("the file is empty", "u.data", 3);
                 });
    QVERIFY(failed.wait());
    QCOMPARE(failed.first().at(0).toString(), QStringLiteral("It did not work"));
    QCOMPARE(failed.first().at(1).toString(), QStringLiteral("u.data, line 3: the file is empty."));
}

void TestJobRunner::progressIsThrottled() {
    JobRunner runner;
    QSignalSpy progress(&runner, &JobRunner::progress);
    QSignalSpy finished(&runner, &JobRunner::finished);
    runner.start({}, {}, [](const std::stop_token&, const ProgressCallback& report) {
        for (std::uint64_t i = 0; i < 1000; ++i)
            report({i, 1000, "Counting"});
        return [] {};
    });
    QVERIFY(finished.wait());
    QVERIFY(progress.count() >= 1);
    QVERIFY(progress.count() < 100);
    QCOMPARE(progress.first().at(0).toInt(), 0);
    QCOMPARE(progress.first().at(1).toString(), QStringLiteral("Counting"));
}

void TestJobRunner::tellsTimesToPeople() {
    QCOMPARE(durationText(0.2), QStringLiteral("under 1 s"));
    QCOMPARE(durationText(12.4), QStringLiteral("12 s"));
    QCOMPARE(durationText(185), QStringLiteral("3 min 5 s"));
    QCOMPARE(durationText(3660), QStringLiteral("1 h 1 min"));
}

QTEST_GUILESS_MAIN(TestJobRunner)
#include "tst_job_runner.moc"
