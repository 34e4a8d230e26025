// SPDX-License-Identifier: MIT
// What is left of runs after the program was killed, and how the next start offers it.
#include "core/data/demo_data.h"
#include "core/io/model_file.h"
#include "core/train/trainer.h"
#include "tests/ui/window_fixture.h"
#include "ui/runs/run_library.h"
#include "ui/runs/run_rescue.h"
#include "ui/runs/run_store.h"
#include "ui/widgets/files.h"

#include <QDir>
#include <QLabel>
#include <QStandardPaths>

#include <csignal>

#include <sys/wait.h>
#include <unistd.h>

using namespace towerlab;
using namespace towerlab::ui;
using namespace towerlab::ui::test;

class TestRescue : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init() { settings_->reset(); }

    void goodEndLeavesNothing();
    void runsOfAProgramThatRunsAreItsOwn();
    void nextStartOffersToGoOn();
    void finishedRunIsShown();
    void trainingKeepsItsNewestEpoch();
    void keepsOnlyTheNewest();

private:
    /// A process that keeps these models, and is killed.
    static void beKilledWith(const std::vector<TrainedModel>& models);

    std::unique_ptr<OwnSettings> settings_;
    TrainedModel half_; ///< 2 of 4 epochs on the demo
    TrainedModel whole_;
};

namespace {

QStringList filesUnder(const char* folder) {
    const QDir all(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u'/' +
                   QLatin1String(folder));
    QStringList found = all.entryList({QStringLiteral("*.towerlab")}, QDir::Files);
    for (const QString& inner : all.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        found << QDir(all.filePath(inner)).entryList({QStringLiteral("*.towerlab")}, QDir::Files);
    return found;
}

} // namespace

void TestRescue::initTestCase() {
    settings_ = std::make_unique<OwnSettings>();
    RunSettings settings;
    settings.model.l2 = 0;
    settings.train.epochs = 4;
    TrainObserver observer;
    observer.onEpoch = [this](const EpochRecord& epoch, TrainedModel snapshot) {
        if (epoch.epoch == 2)
            half_ = std::move(snapshot);
    };
    whole_ = Trainer(makeDemoData(), settings).run(observer);
    QVERIFY(half_.valid());
}

void TestRescue::beKilledWith(const std::vector<TrainedModel>& models) {
    const pid_t child = fork();
    if (child == 0) {
        RunRescue rescue;
        for (const TrainedModel& model : models) {
            TrainRun run;
            run.name = QStringLiteral("Lunch");
            run.number = 3;
            run.record = model.record();
            saveModel(model, nativePath(rescue.newFile()));
            rescue.label(run);
        }
        std::raise(SIGKILL);
    }
    int status = 0;
    QCOMPARE(waitpid(child, &status, 0), child);
    QVERIFY(WIFSIGNALED(status));
}

void TestRescue::goodEndLeavesNothing() {
    {
        RunRescue rescue;
        saveModel(half_, nativePath(rescue.newFile()));
        QCOMPARE(filesUnder("running").size(), 1);
    }
    QVERIFY(filesUnder("running").isEmpty());
    QVERIFY(RunRescue::collect().isEmpty());
}

void TestRescue::runsOfAProgramThatRunsAreItsOwn() {
    RunRescue rescue;
    const QString file = rescue.newFile();
    saveModel(half_, nativePath(file));
    QVERIFY(RunRescue::collect().isEmpty());
    QVERIFY(QFile::exists(file));
}

void TestRescue::nextStartOffersToGoOn() {
    beKilledWith({half_});
    auto window = windowWithDemo();
    window->showPlace(MainWindow::Train);
    auto* text = child<QLabel>(*window, "runsNoteText");
    QTRY_VERIFY(text->isVisible());
    QVERIFY2(text->text().contains(QStringLiteral("Lunch, 2 of 4 epochs")),
             qPrintable(text->text()));
    QCOMPARE(window->training()->library()->runs().size(), std::size_t{1});
    QVERIFY(window->training()->library()->runs()[0].pinned());
    bool offered = false;
    QTimer::singleShot(0, window.get(), [&] {
        auto* dialog = QApplication::activeModalWidget();
        offered = dialog != nullptr && dialog->objectName() == QStringLiteral("continueDialog");
        if (offered)
            click(child<QPushButton>(*dialog, "continueButton"));
    });
    click(child<QPushButton>(*window, "runsNoteButton"));
    QVERIFY(offered || QTest::qWaitFor([&] {
                auto* dialog = window->findChild<QWidget*>(QStringLiteral("continueDialog"));
                if (dialog != nullptr)
                    click(child<QPushButton>(*dialog, "continueButton"));
                return dialog != nullptr;
            }));
    QTRY_COMPARE_WITH_TIMEOUT(window->training()->library()->runs().size(), std::size_t{2}, 20000);
    QTRY_COMPARE_WITH_TIMEOUT(window->training()->state(), Training::State::Idle, 20000);
    const RunRecord& record = window->training()->library()->runs()[0].record;
    QCOMPARE(record.epochs.size(), std::size_t{4});
    QCOMPARE(record.epochs.back().trainLoss, whole_.record().epochs.back().trainLoss);
    QVERIFY(!text->isVisible());
}

void TestRescue::finishedRunIsShown() {
    beKilledWith({whole_, half_});
    auto window = windowWithDemo();
    window->showPlace(MainWindow::Train);
    QTRY_COMPARE(window->training()->library()->runs().size(), std::size_t{2});
    QVERIFY(child<QLabel>(*window, "runsNoteText")->text().contains(QStringLiteral("1 more")));
    window.reset();
    // Told once; the runs stay, as pinned ones do.
    window = windowWithDemo();
    QTRY_COMPARE(window->training()->library()->runs().size(), std::size_t{2});
    QVERIFY(window->training()->library()->rescued().empty());
}

void TestRescue::trainingKeepsItsNewestEpoch() {
    auto window = windowWithDemo();
    trainQuickly(*window, 2);
    QTRY_COMPARE(filesUnder("running").size(), 1);
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) +
                      QStringLiteral("/running"));
    const QString inner =
        folder.filePath(folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot).constFirst());
    const QString file = inner + u'/' + filesUnder("running").constFirst();
    QTRY_COMPARE(loadModel(nativePath(file)).record().epochs.size(), std::size_t{2});
    window.reset();
    QVERIFY(filesUnder("running").isEmpty());
}

void TestRescue::keepsOnlyTheNewest() {
    RunRescue rescue;
    for (int run = 0; run < 9; ++run)
        saveModel(half_, nativePath(rescue.newFile()));
    QCOMPARE(filesUnder("running").size(), 5);
}

QTEST_MAIN(TestRescue)
#include "tst_rescue.moc"
