// SPDX-License-Identifier: MIT
// Getting MovieLens by clicks, from a server on the loopback.
#include "tests/support/generated_movielens.h"
#include "tests/support/loopback_server.h"
#include "tests/ui/window_fixture.h"
#include "ui/data/fetch_dialog.h"

#include <QAction>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QProgressBar>
#include <QRadioButton>

using namespace towerlab;
using namespace towerlab::test;
using namespace towerlab::ui;
using namespace towerlab::ui::test;

namespace {

const char* const zip = "/ml-1m.zip";

FetchDialog* openDialog(const MainWindow& window) {
    child<QAction>(window, "actionGetMovieLens")->trigger();
    auto* dialog = child<FetchDialog>(window, "fetchDialog");
    if (!QTest::qWaitForWindowExposed(dialog))
        qFatal("the dialog did not show");
    return dialog;
}

QString labelText(const QObject& parent, const char* name) {
    return child<QLabel>(parent, name)->text();
}

QString loadedPath() { return releasesFolder() + QStringLiteral("/ml-1m.zip"); }

} // namespace

class TestFetchDialog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void licenceIsThatOfTheChosenRelease();
    void loadsAndOpensInTheWindow();
    void stopKeepsWhatCameAndGoesOn();
    void closingStopsAndKeepsWhatCame();
    void errorIsShownAndTriedAgain();
    void fileThatIsThereIsOnlyChecked();
    void keysAloneAreEnough();
    void windowMayGoWhileItLoads();
    void windowWithoutDataOffersIt();
    void demoDataOffersIt();

private:
    void letItHangHalfway();

    QByteArray archive_;
    std::unique_ptr<OwnSettings> settings_;
    std::unique_ptr<LoopbackServer> server_;
};

void TestFetchDialog::initTestCase() {
    settings_ = std::make_unique<OwnSettings>();
    archive_ = QByteArray::fromStdString(small1MZip());
}

void TestFetchDialog::init() {
    settings_->reset();
    server_ = std::make_unique<LoopbackServer>();
    server_->offer("ml-1m.zip", {.body = archive_});
    qputenv("TOWERLAB_MOVIELENS_URL", server_->url().toEncoded());
}

void TestFetchDialog::letItHangHalfway() {
    server_->pages[zip].breakAfter = archive_.size() / 2;
    server_->pages[zip].hangs = true;
}

void TestFetchDialog::licenceIsThatOfTheChosenRelease() {
    MainWindow window;
    auto* dialog = openDialog(window);
    QVERIFY(child<QRadioButton>(*dialog, "release_ml-1m")->isChecked());
    QVERIFY(labelText(*dialog, "licenceTerms").contains("without separate permission"));
    QVERIFY(labelText(*dialog, "licenceReadme").contains("ml-1m-README.txt"));
    // Anywhere on the row.
    auto* other = child<QRadioButton>(*dialog, "release_ml-32m");
    QTest::mouseClick(other->parentWidget(), Qt::LeftButton, {}, QPoint(300, 8));
    QVERIFY(other->isChecked());
    QVERIFY(labelText(*dialog, "licenceTerms").contains("under these same terms"));
    QVERIFY(labelText(*dialog, "licenceReadme").contains("ml-32m-README.html"));
    QVERIFY(labelText(*dialog, "fetchPlace").endsWith("ml-32m.zip"));
    QVERIFY(server_->requests.isEmpty());
}

void TestFetchDialog::loadsAndOpensInTheWindow() {
    auto window = windowWithDemo();
    auto* dialog = openDialog(*window);
    QCOMPARE(child<QPushButton>(*dialog, "fetchStart")->text(), QString("Accept and Download"));
    click(child<QPushButton>(*dialog, "fetchStart"));
    QTRY_COMPARE(QString::fromStdString(window->workspace()->dataset()->name()), QString("ml-1m"));
    QCOMPARE(window->workspace()->dataset()->ratings().size(), std::size_t{5});
    QVERIFY(!dialog->isVisible());
    QVERIFY(QFile::exists(loadedPath()));
    QTRY_VERIFY(labelText(*window, "statusJob").contains("ml-1m.zip was loaded"));
}

void TestFetchDialog::stopKeepsWhatCameAndGoesOn() {
    letItHangHalfway();
    auto window = windowWithDemo();
    auto* dialog = openDialog(*window);
    click(child<QPushButton>(*dialog, "fetchStart"));
    QTRY_VERIFY(child<QProgressBar>(*dialog, "fetchBar")->value() >= 49);
    QVERIFY(labelText(*dialog, "fetchText").contains(" of " + sizeText(archive_.size())));
    QVERIFY(!child<QRadioButton>(*dialog, "release_ml-1m")->isEnabled());
    QVERIFY(!child<QPushButton>(*dialog, "fetchStart")->isVisible());
    // The window goes on meanwhile.
    click(child<QToolButton>(*window, "place_data"));
    QCOMPARE(window->place(), MainWindow::Data);

    auto* stop = child<QPushButton>(*dialog, "fetchClose");
    QCOMPARE(stop->text(), QString("Stop"));
    click(stop);
    QTRY_VERIFY(child<QLabel>(*dialog, "fetchNote")->isVisible());
    QVERIFY(labelText(*dialog, "fetchNote").contains("are kept"));
    QVERIFY(labelText(*dialog, "releaseState_ml-1m").endsWith("are here"));
    QVERIFY(window->workspace()->dataset()->name() != "ml-1m");
    auto* start = child<QPushButton>(*dialog, "fetchStart");
    QCOMPARE(start->text(), QString("Accept and Go On"));
    server_->requests.clear();
    click(start);
    QTRY_COMPARE(QString::fromStdString(window->workspace()->dataset()->name()), QString("ml-1m"));
    QVERIFY(server_->requestsFor(zip).first().headers.contains("range"));
}

void TestFetchDialog::closingStopsAndKeepsWhatCame() {
    letItHangHalfway();
    auto window = windowWithDemo();
    auto* dialog = openDialog(*window);
    click(child<QPushButton>(*dialog, "fetchStart"));
    QTRY_VERIFY(child<QProgressBar>(*dialog, "fetchBar")->value() >= 49);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(!dialog->isVisible());
    // Stopped once the lock is gone.
    QTRY_VERIFY(!QFile::exists(loadedPath() + ".part.lock"));
    QCOMPARE(QFileInfo(loadedPath() + ".part").size(), archive_.size() / 2);
    QTRY_COMPARE(child<QPushButton>(*dialog, "fetchClose")->text(), QString("Close"));
    openDialog(*window);
    QVERIFY(labelText(*dialog, "releaseState_ml-1m").endsWith("are here"));
}

void TestFetchDialog::errorIsShownAndTriedAgain() {
    auto window = windowWithDemo();
    auto* dialog = openDialog(*window);
    auto* other = child<QRadioButton>(*dialog, "release_ml-100k");
    click(other);
    click(child<QPushButton>(*dialog, "fetchStart"));
    QTRY_VERIFY(child<QLabel>(*dialog, "fetchNote")->isVisible());
    QVERIFY(labelText(*dialog, "fetchNote").contains("no such file (404)"));
    QVERIFY(other->isEnabled());
    QVERIFY(child<QPushButton>(*dialog, "fetchStart")->isVisible());
    click(child<QRadioButton>(*dialog, "release_ml-1m"));
    click(child<QPushButton>(*dialog, "fetchStart"));
    QVERIFY(!child<QLabel>(*dialog, "fetchNote")->isVisible());
    QTRY_COMPARE(QString::fromStdString(window->workspace()->dataset()->name()), QString("ml-1m"));
}

void TestFetchDialog::fileThatIsThereIsOnlyChecked() {
    QVERIFY(QDir().mkpath(releasesFolder()));
    QFile file(loadedPath());
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(archive_) == archive_.size());
    file.close();
    auto window = windowWithDemo();
    auto* dialog = openDialog(*window);
    QCOMPARE(labelText(*dialog, "releaseState_ml-1m"), QString("is here already"));
    click(child<QPushButton>(*dialog, "fetchStart"));
    QTRY_COMPARE(QString::fromStdString(window->workspace()->dataset()->name()), QString("ml-1m"));
    QVERIFY(server_->requestsFor(zip).isEmpty());
    QTRY_VERIFY(labelText(*window, "statusJob").contains("nothing was loaded"));
}

void TestFetchDialog::keysAloneAreEnough() {
    auto window = windowWithDemo();
    auto* dialog = openDialog(*window);
    auto* chosen = child<QRadioButton>(*dialog, "release_ml-1m");
    QTRY_COMPARE(QApplication::focusWidget(), chosen);
    QTest::keyClick(chosen, Qt::Key_Down);
    auto* below = child<QRadioButton>(*dialog, "release_ml-32m");
    QVERIFY(below->isChecked());
    QTest::keyClick(below, Qt::Key_Up);
    QVERIFY(chosen->isChecked());
    QTest::keyClick(chosen, Qt::Key_Return);
    QTRY_COMPARE(QString::fromStdString(window->workspace()->dataset()->name()), QString("ml-1m"));
}

void TestFetchDialog::windowMayGoWhileItLoads() {
    letItHangHalfway();
    auto window = windowWithDemo();
    auto* dialog = openDialog(*window);
    click(child<QPushButton>(*dialog, "fetchStart"));
    QTRY_VERIFY(child<QProgressBar>(*dialog, "fetchBar")->value() >= 49);
    window.reset();
    QVERIFY(!QFile::exists(loadedPath() + ".part.lock"));
    QCOMPARE(QFileInfo(loadedPath() + ".part").size(), archive_.size() / 2);
}

void TestFetchDialog::windowWithoutDataOffersIt() {
    MainWindow window;
    window.show();
    window.showPlace(MainWindow::Data);
    click(child<QPushButton>(window, "dataEmptyGet"));
    QVERIFY(child<FetchDialog>(window, "fetchDialog")->isVisible());
}

void TestFetchDialog::demoDataOffersIt() {
    auto window = windowWithDemo();
    window->showPlace(MainWindow::Data);
    auto* offer = child<QPushButton>(*window, "dataGet");
    click(offer);
    click(child<QPushButton>(*child<FetchDialog>(*window, "fetchDialog"), "fetchStart"));
    QTRY_COMPARE(QString::fromStdString(window->workspace()->dataset()->name()), QString("ml-1m"));
    QVERIFY(!offer->isVisible());
}

QTEST_MAIN(TestFetchDialog)
#include "tst_fetch_dialog.moc"
