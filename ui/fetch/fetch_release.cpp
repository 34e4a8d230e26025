// SPDX-License-Identifier: MIT
#include "ui/fetch/fetch_release.h"

#include "ui/fetch/content_range.h"
#include "ui/fetch/fetch_text.h"
#include "ui/fetch/http_get.h"
#include "ui/fetch/integrity.h"
#include "ui/fetch/part_file.h"
#include "ui/jobs/background_task.h"
#include "ui/widgets/files.h"

#include <QDir>
#include <QFileInfo>
#include <QLockFile>
#include <QStandardPaths>

#include <optional>

namespace towerlab::ui {
namespace {

constexpr qint64 mostChecksumBytes = 4096;
constexpr qint64 worthMentioning = 1'000'000; ///< bytes; a try that brings less has failed
constexpr std::chrono::milliseconds betweenProgress{100};

QString siteRemedy() {
    return fetchText("Look on https://grouplens.org/datasets/movielens/ for where it is now, and "
                     "open the file that you get there.");
}

/// What may stand for "the same file as before" in If-Range: not a weak ETag (RFC 9110, 13.1.5).
QByteArray validatorOf(const HttpHead& head) {
    return head.etag.startsWith('"') ? head.etag : head.lastModified;
}

/// One transfer.
class Fetcher {
public:
    Fetcher(const Release& release, const QString& folder, const FetchOptions& options,
            std::stop_token stop, const std::function<void(const FetchProgress&)>& progress)
        : release_(release),
          folder_(folder),
          options_(options),
          stop_(std::move(stop)),
          progress_(progress),
          target_(archivePath(release, folder)),
          url_(options.from.resolved(QUrl(release.archive()))) {}

    Fetched run() {
        makeFolder();
        QLockFile lock(target_ + QStringLiteral(".part.lock"));
        lock.setStaleLockTime(0); // the lock of a program that has died does not count anyway
        if (!lock.tryLock())
            refuseFile(lock.error() == QLockFile::LockFailedError
                           ? fetchText("This file is being loaded by another program")
                           : fetchText("This file can't be written"),
                       target_);
        checksum_ = publishedChecksum();
        if (isThere())
            return outcome(true);
        part_.emplace(target_);
        if (part_->origin().url != url_.toString() || part_->origin().checksum != checksum_)
            part_->discard();
        retrying([this] { load(); });
        requireIntact();
        part_->finish();
        return outcome(false);
    }

private:
    void makeFolder() const {
        if (!QDir().mkpath(folder_))
            refuseFile(fetchText("This folder can't be made"), folder_);
        const QFileInfo there(target_);
        if (there.exists() && !there.isFile())
            refuseFile(fetchText("There is something of that name that is no file"), target_);
    }

    /// Empty where the server has none.
    QByteArray publishedChecksum() {
        QUrl url = url_;
        url.setPath(url.path() + QStringLiteral(".md5"));
        QByteArray text;
        bool published = true;
        const auto head = [&](const HttpHead& said) {
            text.clear();
            // 403: the answer of servers that hide what they don't have.
            published = said.status != 403 && said.status != 404 && said.status != 410;
            if (published && said.status != 200)
                refuse(said.status, url);
        };
        const auto body = [&](const QByteArray& bytes) {
            if (published && text.size() <= mostChecksumBytes)
                text += bytes;
        };
        retrying([&] {
            get({.url = url, .headers = {}, .patience = options_.patience}, {head, body});
        });
        if (!published)
            return {};
        QByteArray checksum = checksumIn(text, release_.archive());
        if (checksum.isEmpty())
            throw FetchError(
                fetchText("this should be a checksum, but is something else"),
                url.toDisplayString(),
                fetchText("Does this network want you to log in first? Open the address "
                          "in a browser."));
        return checksum;
    }

    /// Whether the archive need not be loaded.
    bool isThere() {
        if (!QFileInfo::exists(target_))
            return false;
        replaces_ = !isIntact(target_);
        return !replaces_;
    }

    bool isIntact(const QString& path) {
        const auto checking = [this](const Progress& now) {
            tell(FetchProgress::Phase::Checking, static_cast<qint64>(now.done),
                 static_cast<qint64>(now.total));
        };
        return checksum_.isEmpty() ? isWholeArchive(path, stop_, checking)
                                   : checksumOf(path, stop_, checking) == checksum_;
    }

    void requireIntact() {
        if (isIntact(part_->path()))
            return;
        part_->discard();
        throw FetchError(
            checksum_.isEmpty()
                ? fetchText("what came is no archive that can be read to its end, and was deleted")
                : fetchText(
                      "what came does not have the checksum that the server publishes, and was "
                      "deleted"),
            url_.toDisplayString(), fetchText("Try again; if that does not help, another time."));
    }

    /// Does what asks a server, again where it does not answer as it should.
    template <typename Action>
    void retrying(Action action) {
        for (int failures = 0;;) {
            const qint64 before = loaded();
            tell(FetchProgress::Phase::Asking, loaded(), total());
            try {
                action();
                return;
            } catch (const Outage& outage) {
                failures = loaded() - before >= worthMentioning ? 1 : failures + 1;
                if (failures >= options_.tries)
                    giveUp(outage);
            }
            tell(FetchProgress::Phase::Waiting, loaded(), total());
            waitFor(options_.pause * failures, stop_);
        }
    }

    [[noreturn]] void giveUp(const Outage& outage) const {
        QString remedy = QString::fromStdString(outage.remedy());
        if (part_ && part_->canGoOn())
            remedy += u' ' + fetchText("What has been loaded (%1 of %2) is kept, and gone on with.")
                                 .arg(sizeText(loaded()), sizeText(total()));
        throw FetchError(QString::fromStdString(outage.reason()),
                         QString::fromStdString(outage.file()), remedy);
    }

    /// One try at what is missing.
    void load() {
        if (part_->isWhole())
            return;
        HttpRequest request{.url = url_, .headers = {}, .patience = options_.patience};
        if (part_->canGoOn())
            request.headers = {{"Range", "bytes=" + QByteArray::number(part_->size()) + '-'},
                               {"If-Range", part_->origin().validator}};
        speed_.reset();
        const auto head = [this](const HttpHead& said) { begin(said); };
        const auto body = [this](const QByteArray& bytes) { keep(bytes); };
        get(request, {head, body, [this] { tellLoading(); }});
        if (!part_->isWhole())
            throw Outage(fetchText("the connection broke off before the file's end"),
                         url_.toDisplayString(), fetchText("Try again."));
    }

    void begin(const HttpHead& head) {
        if (head.status == 200) {
            if (head.length <= 0)
                throw FetchError(fetchText("the server does not say how long the file is"),
                                 url_.toDisplayString(), siteRemedy());
            part_->startAnew({url_.toString(), checksum_, validatorOf(head), head.length});
        } else if (head.status == 206 || head.status == 416) {
            const auto range = contentRange(head.contentRange);
            if (head.status == 206 && range && range->first == part_->size() &&
                range->total == total())
                return;
            part_->discard(); // it is of something else, or the server can't count
            throw Outage(fetchText("the server could not go on where the transfer broke off"),
                         url_.toDisplayString(), fetchText("Try again."));
        } else {
            refuse(head.status, url_);
        }
    }

    void keep(const QByteArray& bytes) {
        if (bytes.size() > total() - loaded())
            throw FetchError(fetchText("the server sends more than it said"),
                             url_.toDisplayString(), fetchText("Try another time."));
        part_->append(bytes);
        tellLoading();
    }

    [[noreturn]] static void refuse(int status, const QUrl& url) {
        const QString address = url.toDisplayString();
        if (status == 404 || status == 410)
            throw FetchError(fetchText("the server has no such file (%1)").arg(status), address,
                             siteRemedy());
        if (status >= 500 || status == 408 || status == 429)
            throw Outage(fetchText("the server is in trouble (%1)").arg(status), address,
                         fetchText("Try again later."));
        throw FetchError(fetchText("the server refuses the file (%1)").arg(status), address,
                         siteRemedy());
    }

    void get(const HttpRequest& request, const HttpReceiver& receiver) {
        httpGet(request, receiver, stop_);
    }

    qint64 loaded() const { return part_ ? part_->size() : 0; }
    qint64 total() const { return part_ ? part_->origin().length : 0; }

    void tellLoading() {
        speed_.add(loaded());
        tell(FetchProgress::Phase::Loading, loaded(), total());
    }

    void tell(FetchProgress::Phase phase, qint64 done = 0, qint64 total = 0) {
        const bool isNew = std::exchange(phase_, phase) != phase;
        if (!progress_ || !throttle_.due(isNew))
            return;
        FetchProgress now{.phase = phase, .done = done, .total = total, .bytesPerSecond = {}};
        if (phase == FetchProgress::Phase::Loading)
            now.bytesPerSecond = speed_.speed();
        progress_(now);
    }

    Fetched outcome(bool there) const {
        Fetched fetched{
            .path = target_, .bytes = QFileInfo(target_).size(), .there = there, .notes = {}};
        const QString file = release_.archive();
        if (checksum_.isEmpty())
            fetched.notes << fetchText(
                                 "The server publishes no checksum for %1; it was read to its "
                                 "end instead, and is an intact archive.")
                                 .arg(file);
        if (replaces_)
            fetched.notes << fetchText(
                                 "The %1 that was there before was not the published one, and "
                                 "was replaced.")
                                 .arg(file);
        fetched.notes << (there ? fetchText("%1 was there already, %2: nothing was loaded.")
                                : fetchText("%1 was loaded, %2."))
                             .arg(file, sizeText(fetched.bytes));
        return fetched;
    }

    const Release& release_;
    QString folder_;
    FetchOptions options_;
    std::stop_token stop_;
    const std::function<void(const FetchProgress&)>& progress_;
    QString target_;
    QUrl url_;
    QByteArray checksum_;
    bool replaces_ = false; ///< another file of that name
    std::optional<PartFile> part_;
    SpeedMeter speed_;
    Throttle throttle_{betweenProgress};
    std::optional<FetchProgress::Phase> phase_;
};

} // namespace

QUrl releasesUrl() {
    const QString own = qEnvironmentVariable("TOWERLAB_MOVIELENS_URL");
    return {own.isEmpty() ? QStringLiteral("https://files.grouplens.org/datasets/movielens/")
                          : own};
}

QString releasesFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) +
           QStringLiteral("/data");
}

QString archivePath(const Release& release, const QString& folder) {
    return QDir(folder).filePath(release.archive());
}

Leftover leftoverOf(const Release& release, const QString& folder) {
    const PartFile part(archivePath(release, folder));
    return {part.size(), part.size() > 0 ? part.origin().length : 0};
}

Fetched fetchRelease(const Release& release, const QString& folder, const FetchOptions& options,
                     const std::stop_token& stop,
                     const std::function<void(const FetchProgress&)>& progress) {
    return Fetcher(release, folder, options, stop, progress).run();
}

} // namespace towerlab::ui
