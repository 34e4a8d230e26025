// SPDX-License-Identifier: MIT
// One request to a server, and nothing of what is done with the answer; private to ui/fetch.
#pragma once

#include <QByteArray>
#include <QUrl>

#include <chrono>
#include <functional>
#include <stop_token>
#include <utility>
#include <vector>

namespace towerlab::ui {

/// What comes before the body of an answer, once no redirect is left to follow.
struct HttpHead {
    int status = 0;
    qint64 length = -1; ///< of the body, in bytes; -1: not said
    QByteArray etag;
    QByteArray lastModified;
    QByteArray contentRange;
};

struct HttpRequest {
    QUrl url;
    std::vector<std::pair<QByteArray, QByteArray>> headers;
    std::chrono::milliseconds patience; ///< without a byte, after which the server is given up
};

/// All may throw, which ends the exchange and passes on.
struct HttpReceiver {
    std::function<void(const HttpHead&)> head; ///< once, before the body, for any status
    std::function<void(const QByteArray&)> body;
    std::function<void()> tick = {}; ///< a few times a second, whether anything comes or not
};

/// Whether an address may be asked, or a redirect to it be followed: https, or this machine.
bool mayAsk(const QUrl& url);

/// GETs by a connection and with an event loop of its own; for any thread.
/// @throws Cancelled, Outage where the connection fails, FetchError, and what the receiver throws
void httpGet(const HttpRequest& request, const HttpReceiver& receiver, const std::stop_token& stop);

/// Waits in an event loop.
/// @throws Cancelled
void waitFor(std::chrono::milliseconds time, const std::stop_token& stop);

} // namespace towerlab::ui
