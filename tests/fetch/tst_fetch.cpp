// SPDX-License-Identifier: MIT
// Loading releases from a server on the loopback that slows down, breaks off, lies, and redirects.
#include "core/error.h"
#include "tests/support/generated_movielens.h"
#include "tests/support/loopback_server.h"
#include "ui/fetch/fetch_release.h"
#include "ui/fetch/fetch_text.h"
#include "ui/fetch/integrity.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QLockFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>
#include <vector>

#include <sys/resource.h>

using namespace towerlab;
using namespace towerlab::test;
using namespace towerlab::ui;

namespace {

constexpr int archiveBytes = 200'000;
const char* const zipPath = "/ml-1m.zip";

/// An archive of noise, which can't be packed any smaller.
QByteArray makeArchive(quint32 seed) {
    const TemporaryFolder folder;
    QByteArray noise(archiveBytes, Qt::Uninitialized);
    QRandomGenerator random(seed);
    for (char& letter : noise)
        letter = static_cast<char>(random.generate());
    const auto path = folder.path() / "made.zip";
    packZip(path, {{"ml-1m/ratings.dat", noise.toStdString()}});
    return QByteArray::fromStdString(folder.read("made.zip"));
}

const Release& release(const char* key = "ml-1m") {
    for (const Release& one : releases())
        if (one.key == QLatin1String(key))
            return one;
    qFatal("there is no release %s", key);
}

} // namespace

class TestFetch : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();

    void loadsWhatTheChecksumSays();
    void checksumsAreTakenInEveryForm_data();
    void checksumsAreTakenInEveryForm();
    void serverWithoutAChecksumIsTold();
    void whatIsNoChecksumIsRefused();
    void rightFileIsNotLoadedAgain();
    void intactFileWithoutAChecksumIsNotLoadedAgain();
    void otherFileOfThatNameIsReplaced();

    void brokenTransferGoesOnWhereItWas();
    void stoppedTransferGoesOnWhereItWas();
    void dateServesWhereTheTagIsWeak();
    void serverWithoutRangesStartsAnew();
    void changedFileStartsAnew();
    void newChecksumStartsAnew();
    void serverThatCannotCountStartsAnew();
    void damagedNoteOnThePartStartsAnew();

    void endlessBreaksEndAndKeepThePart();
    void silentServerIsGivenUp();
    void slowServerIsNotGivenUp();
    void serverInTroubleIsAskedAgain();
    void nobodyListeningIsTold();
    void missingFileIsTold_data();
    void missingFileIsTold();
    void wrongChecksumDeletesWhatCame();
    void fileShorterThanSaidIsRefused();
    void fileLongerThanSaidIsRefused_data();
    void fileLongerThanSaidIsRefused();
    void unknownLengthIsRefused();
    void impossibleLengthIsRefused();

    void redirectOnThisMachineIsFollowed();
    void unsafeRedirectIsRefused();
    void endlessRedirectsEnd();
    void unsafeAddressIsRefused();

    void stopEndsAPause();
    void stopEndsBeforeAnything();
    void fullDiskIsToldAndKeepsThePart();
    void folderThatCannotBeMadeIsTold();
    void secondProgramIsKeptOut();

    void speedIsThatOfTheLastSeconds();
    void progressIsToldInWords();
    void licenceIsThatOfTheRelease();

private:
    Fetched fetch(const std::stop_token& stop = {}) {
        return fetchRelease(release(), folder_->path(), options(), stop,
                            [this](const FetchProgress& now) { told_.push_back(now); });
    }
    FetchOptions options() const {
        return {.from = server_->url(),
                .patience = std::chrono::milliseconds(2000),
                .tries = 3,
                .pause = std::chrono::milliseconds(1)};
    }
    template <typename E>
    E refusal() {
        return thrownBy<E>([this] { fetch(); });
    }
    /// Stops once so many bytes are there.
    void fetchUpTo(qint64 bytes);
    QString path(const char* name = "ml-1m.zip") const {
        return folder_->filePath(QLatin1String(name));
    }
    QByteArray contents(const char* name = "ml-1m.zip") const {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void write(const QByteArray& content, const char* name = "ml-1m.zip") const {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    }
    /// Tries that were followed by another. Requests are no measure: Qt repeats some by itself.
    int failures() const {
        int count = 0;
        for (std::size_t i = 1; i < told_.size(); ++i)
            count += told_[i].phase == FetchProgress::Phase::Waiting &&
                     told_[i - 1].phase != FetchProgress::Phase::Waiting;
        return count;
    }
    QString archiveSize() const { return sizeText(archive_.size()); }
    QStringList files() const { return QDir(folder_->path()).entryList(QDir::Files, QDir::Name); }
    QList<Request> zipRequests() const { return server_->requestsFor(QLatin1String(zipPath)); }

    QByteArray archive_;
    QByteArray other_;
    std::unique_ptr<LoopbackServer> server_;
    std::unique_ptr<QTemporaryDir> folder_;
    std::vector<FetchProgress> told_;
};

void TestFetch::initTestCase() {
    std::signal(SIGXFSZ, SIG_IGN); // as the programs do
    QLocale::setDefault(QLocale::c());
    archive_ = makeArchive(1);
    other_ = makeArchive(2);
}

void TestFetch::init() {
    server_ = std::make_unique<LoopbackServer>();
    folder_ = std::make_unique<QTemporaryDir>();
    told_.clear();
    server_->offer("ml-1m.zip", {.body = archive_});
}

void TestFetch::fetchUpTo(qint64 bytes) {
    std::stop_source source;
    const auto stopThere = [&](const FetchProgress& now) {
        if (now.phase == FetchProgress::Phase::Loading && now.done >= bytes)
            source.request_stop();
    };
    Page& page = server_->pages[QLatin1String(zipPath)];
    const Page asItWas = page;
    page.pieceBytes = 4096;
    page.pauseMs = 5;
    QVERIFY_THROWS_EXCEPTION(Cancelled, fetchRelease(release(), folder_->path(), options(),
                                                     source.get_token(), stopThere));
    page = asItWas;
    server_->requests.clear();
}

void TestFetch::loadsWhatTheChecksumSays() {
    const Fetched fetched = fetch();
    QCOMPARE(fetched.path, path());
    QCOMPARE(fetched.bytes, archive_.size());
    QVERIFY(!fetched.there);
    QCOMPARE(fetched.notes, QStringList{"ml-1m.zip was loaded, " + archiveSize() + '.'});
    QCOMPARE(contents(), archive_);
    QCOMPARE(files(), QStringList{"ml-1m.zip"});
    QVERIFY(!told_.empty());
    QCOMPARE(told_.front().phase, FetchProgress::Phase::Asking);
    QCOMPARE(told_.back().phase, FetchProgress::Phase::Checking);
}

void TestFetch::checksumsAreTakenInEveryForm_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("checksum");
    const QByteArray hash = "c4d9eecfca2ab87c1945afe126590906";
    QTest::newRow("BSD") << "MD5 (ml-1m.zip) = " + hash + "\n" << hash;
    QTest::newRow("GNU") << hash + "  ml-1m.zip\n" << hash;
    QTest::newRow("GNU, binary") << hash + " *ml-1m.zip\r\n" << hash;
    QTest::newRow("upper case") << hash.toUpper() + "  ml-1m.zip" << hash;
    QTest::newRow("alone") << hash + '\n' << hash;
    QTest::newRow("one of many") << QByteArray(32, '0') + "  ml-100k.zip\n" + hash + "  ml-1m.zip\n"
                                 << hash;
    QTest::newRow("another file's") << hash + "  ml-100k.zip\n" << QByteArray();
    QTest::newRow("too short") << hash.left(31) + "  ml-1m.zip\n" << QByteArray();
    QTest::newRow("too long") << hash + "00  ml-1m.zip\n" << QByteArray();
    QTest::newRow("nothing") << QByteArray() << QByteArray();
}

void TestFetch::checksumsAreTakenInEveryForm() {
    QFETCH(QByteArray, text);
    QTEST(checksumIn(text, QStringLiteral("ml-1m.zip")), "checksum");
}

void TestFetch::serverWithoutAChecksumIsTold() {
    server_->pages.remove("/ml-1m.zip.md5");
    const Fetched fetched = fetch();
    QCOMPARE(contents(), archive_);
    QCOMPARE(fetched.notes.size(), 2);
    QVERIFY(fetched.notes.first().contains("publishes no checksum"));

    // What is damaged is then seen by the archive's own checksums.
    QFile::remove(path());
    QByteArray damaged = archive_;
    damaged[archiveBytes / 2] = static_cast<char>(damaged[archiveBytes / 2] ^ 1);
    server_->pages[zipPath].body = damaged;
    const auto error = refusal<FetchError>();
    QVERIFY(error.reason().find("no archive") != std::string::npos);
    QCOMPARE(files(), QStringList());
}

void TestFetch::whatIsNoChecksumIsRefused() {
    server_->pages["/ml-1m.zip.md5"].body = "<html>Please log in</html>" + QByteArray(100'000, ' ');
    const auto error = refusal<FetchError>();
    QVERIFY(QByteArray(error.what()).contains("something else"));
    QVERIFY(zipRequests().isEmpty());
}

void TestFetch::rightFileIsNotLoadedAgain() {
    write(archive_);
    const Fetched fetched = fetch();
    QVERIFY(fetched.there);
    QCOMPARE(fetched.notes, QStringList{"ml-1m.zip was there already, " + archiveSize() +
                                        ": nothing was loaded."});
    QVERIFY(zipRequests().isEmpty());
    QCOMPARE(files(), QStringList{"ml-1m.zip"});
}

void TestFetch::intactFileWithoutAChecksumIsNotLoadedAgain() {
    server_->pages.remove("/ml-1m.zip.md5");
    write(archive_);
    QVERIFY(fetch().there);
    QVERIFY(zipRequests().isEmpty());
    write(archive_.left(1000));
    QVERIFY(!fetch().there);
    QCOMPARE(contents(), archive_);
}

void TestFetch::otherFileOfThatNameIsReplaced() {
    write(other_);
    server_->pages[zipPath].breakAfter = 1000;
    server_->pages[zipPath].breaks = 100;
    refusal<FetchError>();
    QCOMPARE(contents(), other_); // until the whole one is there
    server_->pages[zipPath].breakAfter = -1;
    const Fetched fetched = fetch();
    QCOMPARE(contents(), archive_);
    QVERIFY(fetched.notes.first().contains("was replaced"));
}

void TestFetch::brokenTransferGoesOnWhereItWas() {
    server_->pages[zipPath].breakAfter = 50'000;
    fetch();
    QCOMPARE(contents(), archive_);
    QVERIFY(!zipRequests().first().headers.contains("range"));
    QCOMPARE(zipRequests().last().headers.value("range"), QByteArray("bytes=50000-"));
    QCOMPARE(zipRequests().last().headers.value("if-range"), QByteArray("\"first\""));
    QCOMPARE(failures(), 1);
}

void TestFetch::stoppedTransferGoesOnWhereItWas() {
    fetchUpTo(40'000);
    QCOMPARE(files(), (QStringList{"ml-1m.zip.part", "ml-1m.zip.part.info"}));
    const qint64 kept = QFile(path("ml-1m.zip.part")).size();
    QVERIFY(kept >= 40'000 && kept < archive_.size());
    QCOMPARE(contents("ml-1m.zip.part"), archive_.left(kept));
    const Leftover left = leftoverOf(release(), folder_->path());
    QCOMPARE(left.bytes, kept);
    QCOMPARE(left.total, archive_.size());

    fetch();
    QCOMPARE(failures(), 0);
    QCOMPARE(zipRequests().first().headers.value("range"),
             "bytes=" + QByteArray::number(kept) + '-');
    QCOMPARE(contents(), archive_);
    QCOMPARE(files(), QStringList{"ml-1m.zip"});
    QCOMPARE(leftoverOf(release(), folder_->path()).bytes, 0);
}

void TestFetch::dateServesWhereTheTagIsWeak() {
    server_->pages[zipPath].etag = "W/\"first\"";
    server_->pages[zipPath].lastModified = "Wed, 21 Oct 2015 07:28:00 GMT";
    server_->pages[zipPath].breakAfter = 50'000;
    fetch();
    QCOMPARE(zipRequests().last().headers.value("if-range"),
             QByteArray("Wed, 21 Oct 2015 07:28:00 GMT"));
    QCOMPARE(contents(), archive_);
}

void TestFetch::serverWithoutRangesStartsAnew() {
    server_->pages[zipPath].takesRange = false;
    server_->pages[zipPath].breakAfter = 50'000;
    fetch();
    QCOMPARE(zipRequests().last().headers.value("range"), QByteArray("bytes=50000-"));
    QCOMPARE(contents(), archive_);
}

void TestFetch::changedFileStartsAnew() {
    server_->pages.remove("/ml-1m.zip.md5"); // which would tell by itself
    fetchUpTo(40'000);
    server_->pages[zipPath] = {.body = other_, .etag = "\"second\""};
    fetch();
    QCOMPARE(failures(), 0);
    QCOMPARE(zipRequests().first().headers.value("if-range"), QByteArray("\"first\""));
    QCOMPARE(contents(), other_);
}

void TestFetch::newChecksumStartsAnew() {
    fetchUpTo(40'000);
    server_->offer("ml-1m.zip", {.body = other_});
    fetch();
    QVERIFY(!zipRequests().first().headers.contains("range"));
    QCOMPARE(contents(), other_);
}

void TestFetch::serverThatCannotCountStartsAnew() {
    server_->pages[zipPath].breakAfter = 50'000;
    server_->pages[zipPath].rangeShift = 1;
    fetch();
    QCOMPARE(failures(), 2); // broken, miscounted, then whole
    QCOMPARE(contents(), archive_);
}

void TestFetch::damagedNoteOnThePartStartsAnew() {
    fetchUpTo(40'000);
    write("{", "ml-1m.zip.part.info");
    fetch();
    QVERIFY(!zipRequests().first().headers.contains("range"));
    QCOMPARE(contents(), archive_);
}

void TestFetch::endlessBreaksEndAndKeepThePart() {
    server_->pages[zipPath].breakAfter = 1000;
    server_->pages[zipPath].breaks = 100;
    const auto error = refusal<FetchError>();
    QCOMPARE(contents("ml-1m.zip.part"), archive_.left(3000)); // by three tries
    QVERIFY2(QString(error.what()).contains("(3.0 kB of " + archiveSize() + ") is kept"),
             error.what());
    QVERIFY2(QByteArray(error.what()).contains("ml-1m.zip: the connection broke off"),
             error.what());
}

void TestFetch::silentServerIsGivenUp() {
    server_->pages[zipPath].breakAfter = 1000;
    server_->pages[zipPath].breaks = 100;
    server_->pages[zipPath].hangs = true;
    FetchOptions impatient = options();
    impatient.patience = std::chrono::milliseconds(100);
    const auto error =
        thrownBy<FetchError>([&] { fetchRelease(release(), folder_->path(), impatient, {}); });
    QVERIFY2(QByteArray(error.what()).contains("has sent nothing for 0.1 s"), error.what());
    QCOMPARE(QFile(path("ml-1m.zip.part")).size(), 3000);
}

void TestFetch::slowServerIsNotGivenUp() {
    // Half a second in all, with a byte more often than the patience lasts.
    server_->pages[zipPath].pieceBytes = archiveBytes / 20;
    server_->pages[zipPath].pauseMs = 25;
    FetchOptions impatient = options();
    impatient.patience = std::chrono::milliseconds(250);
    impatient.tries = 1;
    fetchRelease(release(), folder_->path(), impatient, {},
                 [this](const FetchProgress& now) { told_.push_back(now); });
    QCOMPARE(contents(), archive_);
    qint64 before = 0;
    int loading = 0;
    for (const FetchProgress& now : told_) {
        if (now.phase != FetchProgress::Phase::Loading)
            continue;
        ++loading;
        QVERIFY(now.done >= before);
        QCOMPARE(now.total, archive_.size());
        before = now.done;
    }
    QVERIFY(loading >= 3);
}

void TestFetch::serverInTroubleIsAskedAgain() {
    Page& page = server_->pages[zipPath];
    page.status = 503;
    const auto error = refusal<FetchError>();
    QVERIFY2(QByteArray(error.what()).contains("in trouble (503)"), error.what());
    QCOMPARE(failures(), 2); // and the third was the last
    page.status = 200;
    fetch();
    QCOMPARE(contents(), archive_);
}

void TestFetch::nobodyListeningIsTold() {
    FetchOptions nobody = options();
    server_.reset();
    const auto error =
        thrownBy<FetchError>([&] { fetchRelease(release(), folder_->path(), nobody, {}); });
    QVERIFY2(QByteArray(error.what()).contains("online"), error.what());
    QCOMPARE(files(), QStringList());
}

void TestFetch::missingFileIsTold_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("404") << 404 << QByteArray("no such file (404)");
    QTest::newRow("410") << 410 << QByteArray("no such file (410)");
    QTest::newRow("403") << 403 << QByteArray("refuses the file (403)");
    QTest::newRow("204") << 204 << QByteArray("refuses the file (204)");
    QTest::newRow("304") << 304 << QByteArray("can't be understood");
}

void TestFetch::missingFileIsTold() {
    QFETCH(int, status);
    QFETCH(QByteArray, said);
    server_->pages[zipPath] = {.body = status == 204 || status == 304 ? "" : "<html>Sorry</html>",
                               .status = status};
    const auto error = refusal<FetchError>();
    QVERIFY2(QByteArray(error.what()).contains(said), error.what());
    QVERIFY2(QByteArray(error.what()).contains("/ml-1m.zip: "), error.what());
    QCOMPARE(failures(), 0); // asking again would not help
    QCOMPARE(files(), QStringList());
}

void TestFetch::wrongChecksumDeletesWhatCame() {
    server_->pages[zipPath].body = other_;
    const auto error = refusal<FetchError>();
    QVERIFY2(QByteArray(error.what()).contains("was deleted"), error.what());
    QCOMPARE(files(), QStringList());
}

void TestFetch::fileShorterThanSaidIsRefused() {
    server_->pages[zipPath].said = archive_.size() + 100;
    server_->pages[zipPath].takesRange = false;
    const auto error = refusal<FetchError>();
    QVERIFY2(QByteArray(error.what()).contains("broke off"), error.what());
    QVERIFY(!QFile::exists(path()));
}

void TestFetch::fileLongerThanSaidIsRefused_data() {
    QTest::addColumn<bool>("checksum");
    QTest::newRow("with a checksum") << true;
    QTest::newRow("without") << false;
}

void TestFetch::fileLongerThanSaidIsRefused() {
    QFETCH(bool, checksum);
    if (!checksum)
        server_->pages.remove("/ml-1m.zip.md5");
    server_->pages[zipPath].said = archive_.size() - 100;
    const auto error = refusal<FetchError>();
    QVERIFY2(QByteArray(error.what()).contains("was deleted"), error.what());
    QCOMPARE(files(), QStringList());
}

void TestFetch::unknownLengthIsRefused() {
    server_->pages[zipPath].saysLength = false;
    const auto error = refusal<FetchError>();
    QVERIFY2(QByteArray(error.what()).contains("how long"), error.what());
    QCOMPARE(files(), QStringList());
}

void TestFetch::impossibleLengthIsRefused() {
    server_->pages[zipPath].said = qint64{1} << 60;
    const auto error = refusal<FileError>();
    QVERIFY2(QByteArray(error.what()).contains("no room on the disk"), error.what());
    QCOMPARE(files(), QStringList());
}

void TestFetch::redirectOnThisMachineIsFollowed() {
    server_->pages["/elsewhere.zip"] = server_->pages[zipPath];
    server_->pages["/elsewhere.zip"].breakAfter = 50'000;
    server_->pages[zipPath] = {.status = 302, .etag = "", .location = "/elsewhere.zip"};
    fetch();
    QCOMPARE(contents(), archive_);
    const auto asked = server_->requestsFor("/elsewhere.zip");
    QCOMPARE(asked.last().headers.value("range"), QByteArray("bytes=50000-"));
}

void TestFetch::unsafeRedirectIsRefused() {
    for (const char* to : {"http://movielens.invalid/ml-1m.zip", "ftp://127.0.0.1/ml-1m.zip",
                           "file:///etc/hostname"}) {
        server_->pages[zipPath] = {.status = 302, .location = to};
        const auto error = refusal<FetchError>();
        QVERIFY2(QByteArray(error.what()).contains("not safe"), error.what());
        QCOMPARE(files(), QStringList());
    }
}

void TestFetch::endlessRedirectsEnd() {
    server_->pages[zipPath] = {.status = 302, .location = zipPath};
    const auto error = refusal<FetchError>();
    QVERIFY2(QByteArray(error.what()).contains("on and on"), error.what());
    QCOMPARE(failures(), 0);
}

void TestFetch::unsafeAddressIsRefused() {
    FetchOptions unsafe = options();
    unsafe.from = QUrl("http://movielens.invalid/");
    const auto error =
        thrownBy<FetchError>([&] { fetchRelease(release(), folder_->path(), unsafe, {}); });
    QVERIFY2(QByteArray(error.what()).contains("no https"), error.what());
}

void TestFetch::stopEndsAPause() {
    FetchOptions patient = options();
    patient.pause = std::chrono::minutes(10);
    server_->pages[zipPath].breakAfter = 1000;
    std::stop_source source;
    QVERIFY_THROWS_EXCEPTION(Cancelled,
                             fetchRelease(release(), folder_->path(), patient, source.get_token(),
                                          [&](const FetchProgress& now) {
                                              if (now.phase == FetchProgress::Phase::Waiting)
                                                  source.request_stop();
                                          }));
    QCOMPARE(contents("ml-1m.zip.part"), archive_.left(1000));
}

void TestFetch::stopEndsBeforeAnything() {
    std::stop_source source;
    source.request_stop();
    QVERIFY_THROWS_EXCEPTION(Cancelled, fetch(source.get_token()));
    QVERIFY(server_->requests.isEmpty());
    QCOMPARE(files(), QStringList());
}

void TestFetch::fullDiskIsToldAndKeepsThePart() {
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    rlimit narrow = before;
    narrow.rlim_cur = 100'000;
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &narrow), 0);
    std::string said;
    try {
        fetch();
    } catch (const FileError& error) {
        said = error.what();
    }
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
    QVERIFY2(said.find("can't be written to its end") != std::string::npos, said.c_str());
    const QByteArray kept = contents("ml-1m.zip.part");
    QVERIFY(!kept.isEmpty());
    QCOMPARE(kept, archive_.left(kept.size()));
    fetch();
    QVERIFY(zipRequests().last().headers.contains("range"));
    QCOMPARE(contents(), archive_);
}

void TestFetch::folderThatCannotBeMadeIsTold() {
    write("no folder", "file");
    const auto error = thrownBy<FileError>(
        [&] { fetchRelease(release(), path("file") + "/in it", options(), {}); });
    QVERIFY2(QByteArray(error.what()).contains("can't be made"), error.what());
    QVERIFY(QDir(folder_->path()).mkdir("ml-1m.zip"));
    QVERIFY(QByteArray(refusal<FileError>().what()).contains("that is no file"));
    QVERIFY(server_->requests.isEmpty());
}

void TestFetch::secondProgramIsKeptOut() {
    QLockFile first(path("ml-1m.zip.part.lock"));
    QVERIFY(first.tryLock());
    QVERIFY(QByteArray(refusal<FileError>().what()).contains("another program"));
    first.unlock();
    fetch();
    QCOMPARE(contents(), archive_);
}

void TestFetch::speedIsThatOfTheLastSeconds() {
    using namespace std::chrono_literals;
    SpeedMeter meter;
    const SpeedMeter::Time start{};
    meter.add(1000, start); // from an earlier try
    QVERIFY(!meter.speed());
    meter.add(1100, start + 200ms);
    QVERIFY(!meter.speed());
    for (int i = 1; i <= 10; ++i) // 100 bytes per second
        meter.add(1000 + 100 * i, start + i * 1s);
    QCOMPARE(meter.speed().value(), 100.0);
    for (int i = 1; i <= 10; ++i) // nothing comes any more
        meter.add(2000, start + 10s + i * 1s);
    QCOMPARE(meter.speed().value(), 0.0);
    meter.add(500, start + 30s); // started anew
    QVERIFY(!meter.speed());
}

void TestFetch::progressIsToldInWords() {
    FetchProgress now{.phase = FetchProgress::Phase::Loading,
                      .done = 12'000'000,
                      .total = 48'000'000,
                      .bytesPerSecond = {}};
    QCOMPARE(now.percent(), 25);
    QCOMPARE(progressText(now), QString("12.0 MB of 48.0 MB, 25 %"));
    now.bytesPerSecond = 500'000;
    QCOMPARE(progressText(now), QString("12.0 MB of 48.0 MB, 25 %, 500.0 kB/s, 1 min 12 s left"));
    now.bytesPerSecond = 0;
    QCOMPARE(progressText(now), QString("12.0 MB of 48.0 MB, 25 %, 0 bytes/s"));
    QCOMPARE(FetchProgress{}.percent(), -1);
    QCOMPARE(progressText({}), QString("Asking the server"));
}

void TestFetch::licenceIsThatOfTheRelease() {
    QCOMPARE(releases().size(), std::size_t{4});
    for (const char* key : {"ml-100k", "ml-1m"})
        QVERIFY(licenceTerms(release(key))
                    .contains("Don't pass the data on without separate permission."));
    for (const char* key : {"ml-latest-small", "ml-32m"})
        QVERIFY(licenceTerms(release(key)).join(' ').contains("under these same terms"));
    for (const Release& one : releases()) {
        QVERIFY(licenceTerms(one).join(' ').contains("Harper and Joseph A. Konstan, 2015"));
        QVERIFY(one.readme.contains(one.key));
    }
}

QTEST_GUILESS_MAIN(TestFetch)
#include "tst_fetch.moc"
