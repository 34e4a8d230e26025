// SPDX-License-Identifier: MIT
#include "ui/fetch/http_get.h"

#include "core/progress.h"
#include "ui/fetch/fetch_text.h"

#include <QEventLoop>
#include <QHostAddress>
#include <QNetworkAccessManager>
#include <QNetworkProxyFactory>
#include <QNetworkReply>
#include <QTimer>

#include <exception>
#include <memory>
#include <optional>

namespace towerlab::ui {
namespace {

constexpr int mostRedirects = 5;
constexpr std::chrono::milliseconds betweenTicks{250};

bool isThisMachine(const QUrl& url) {
    return url.host() == QLatin1String("localhost") || QHostAddress(url.host()).isLoopback();
}

/// Quits a loop when a stop is asked for, from whatever thread that happens on.
class QuitOnStop {
public:
    QuitOnStop(const std::stop_token& stop, QEventLoop& loop)
        : callback_(stop, [&loop] {
              QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection);
          }) {}

private:
    std::stop_callback<std::function<void()>> callback_;
};

QNetworkRequest toQt(const HttpRequest& request) {
    QNetworkRequest made(request.url);
    // httpGet() follows them: Qt's own asking comes too late where the server hangs up at once.
    made.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                      QNetworkRequest::ManualRedirectPolicy);
    made.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    // One file at a time has nothing to gain from it.
    made.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    made.setTransferTimeout(static_cast<int>(request.patience.count()));
    made.setHeader(QNetworkRequest::UserAgentHeader, QStringLiteral("TowerLab"));
    // Or Qt asks for a packed body and hides its length.
    made.setRawHeader("Accept-Encoding", "identity");
    for (const auto& [name, value] : request.headers)
        made.setRawHeader(name, value);
    return made;
}

/// That of the system, but for this machine.
void useProxy(QNetworkAccessManager& network, const QUrl& url) {
    const QNetworkProxyQuery query(url);
    network.setProxy(isThisMachine(url)
                         ? QNetworkProxy(QNetworkProxy::NoProxy)
                         : QNetworkProxyFactory::systemProxyForQuery(query).value(0));
}

QString later() { return fetchText("Try another time, or on another network."); }

HttpHead headOf(const QNetworkReply& reply) {
    HttpHead head;
    head.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    bool isNumber = false;
    const qint64 length = reply.rawHeader("Content-Length").trimmed().toLongLong(&isNumber);
    head.length = isNumber && length >= 0 ? length : -1;
    head.etag = reply.rawHeader("ETag");
    head.lastModified = reply.rawHeader("Last-Modified");
    head.contentRange = reply.rawHeader("Content-Range");
    return head;
}

/// A request under way.
class Exchange {
public:
    Exchange(QNetworkAccessManager& network, const HttpRequest& request,
             const HttpReceiver& receiver)
        : request_(request), receiver_(receiver), reply_(network.get(toQt(request))) {
        QObject::connect(reply_.get(), &QNetworkReply::readyRead, &loop_,
                         [this] { guard([this] { receive(); }); });
        QObject::connect(reply_.get(), &QNetworkReply::finished, &loop_, &QEventLoop::quit);
        if (receiver_.tick) {
            QObject::connect(&ticks_, &QTimer::timeout, &loop_, [this] { guard(receiver_.tick); });
            ticks_.start(betweenTicks);
        }
    }
    ~Exchange() {
        reply_->disconnect(&loop_);
        reply_->abort();
    }
    Exchange(const Exchange&) = delete;
    Exchange& operator=(const Exchange&) = delete;

    /// Returns where the server sends us on to; nothing where it has answered.
    std::optional<QUrl> run(const std::stop_token& stop) {
        {
            const QuitOnStop quit(stop, loop_);
            if (!reply_->isFinished())
                loop_.exec();
        }
        if (trouble_)
            std::rethrow_exception(trouble_);
        throwIfStopped(stop);
        receive();
        const QUrl to = reply_->attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl();
        if (head_.status == 0 && !to.isEmpty())
            return request_.url.resolved(to);
        if (head_.status < 400 && (head_.status == 0 || reply_->error() != QNetworkReply::NoError))
            fail();
        return std::nullopt;
    }

private:
    /// Exceptions must not cross Qt's event loop.
    void guard(const std::function<void()>& action) {
        if (trouble_)
            return;
        try {
            action();
        } catch (...) {
            trouble_ = std::current_exception();
            loop_.quit();
        }
    }

    void receive() {
        if (head_.status == 0) {
            const HttpHead head = headOf(*reply_);
            // 0: nothing came; 3xx: no answer yet.
            if (head.status < 200 || (head.status >= 300 && head.status < 400))
                return;
            head_ = head;
            receiver_.head(head_);
        }
        if (!reply_->isOpen()) // aborted
            return;
        if (const QByteArray bytes = reply_->readAll(); !bytes.isEmpty())
            receiver_.body(bytes);
    }

    [[noreturn]] void fail() const {
        const QString remedy = fetchText("Look whether this computer is online, and try again.");
        switch (reply_->error()) {
        case QNetworkReply::NoError: // nor anything that is an answer: 304, a redirect to nowhere
            throw FetchError(fetchText("the server's answer can't be understood"), address(),
                             later());
        case QNetworkReply::OperationCanceledError: // Qt's word for a transfer without a byte
        case QNetworkReply::TimeoutError:
            throw Outage(fetchText("the server has sent nothing for %1 s")
                             .arg(static_cast<double>(request_.patience.count()) / 1000),
                         address(), remedy);
        case QNetworkReply::HostNotFoundError:
            throw FetchError(fetchText("the server's name is not known here"), address(), remedy);
        case QNetworkReply::SslHandshakeFailedError:
            throw FetchError(
                fetchText("there is no safe connection to the server: %1")
                    .arg(reply_->errorString()),
                address(),
                fetchText("Look whether this computer's clock is right, and its certificates are "
                          "installed (package ca-certificates)."));
        default:
            throw Outage(fetchText("the connection broke off: %1").arg(reply_->errorString()),
                         address(), remedy);
        }
    }

    QString address() const { return request_.url.toDisplayString(); }

    const HttpRequest& request_;
    const HttpReceiver& receiver_;
    QEventLoop loop_;
    QTimer ticks_;
    std::unique_ptr<QNetworkReply> reply_;
    HttpHead head_;
    std::exception_ptr trouble_;
};

} // namespace

bool mayAsk(const QUrl& url) {
    return url.isValid() && (url.scheme() == QLatin1String("https") ||
                             (url.scheme() == QLatin1String("http") && isThisMachine(url)));
}

void httpGet(const HttpRequest& request, const HttpReceiver& receiver,
             const std::stop_token& stop) {
    throwIfStopped(stop);
    const QString asked = request.url.toDisplayString();
    if (!mayAsk(request.url))
        throw FetchError(fetchText("this is no address to load from safely (no https)"), asked, {});
    // Of its own: another would go on with a connection that has just failed.
    QNetworkAccessManager network;
    HttpRequest now = request;
    for (int redirects = 0; redirects <= mostRedirects; ++redirects) {
        useProxy(network, now.url);
        const auto to = Exchange(network, now, receiver).run(stop);
        if (!to)
            return;
        if (!mayAsk(*to))
            throw FetchError(fetchText("the server sends us on to %1, which is not safe (no https)")
                                 .arg(to->toDisplayString()),
                             asked, later());
        now.url = *to;
    }
    throw FetchError(fetchText("the server sends us on and on"), asked, later());
}

void waitFor(std::chrono::milliseconds time, const std::stop_token& stop) {
    QEventLoop loop;
    const QuitOnStop quit(stop, loop);
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
    throwIfStopped(stop);
}

} // namespace towerlab::ui
