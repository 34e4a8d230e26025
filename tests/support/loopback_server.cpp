// SPDX-License-Identifier: MIT
#include "tests/support/loopback_server.h"

#include <QCryptographicHash>
#include <QTcpSocket>
#include <QTimer>

#include <memory>

namespace towerlab::test {
namespace {

constexpr int beforeClosingMs = 100;

QByteArray headText(const Page& page, int status, qint64 length, const QByteArray& range) {
    QByteArray text = "HTTP/1.1 " + QByteArray::number(status) + " As asked\r\n";
    const auto add = [&text](const char* name, const QByteArray& value) {
        if (!value.isEmpty())
            text += name + (": " + value) + "\r\n";
    };
    add("Location", page.location);
    add("ETag", page.etag);
    add("Last-Modified", page.lastModified);
    add("Content-Range", range);
    if (page.saysLength)
        add("Content-Length", QByteArray::number(length));
    return text + "Connection: close\r\n\r\n";
}

/// Where a request's Range begins; 0 where it asks for all, or for another version.
qint64 rangeStart(const Page& page, const Request& request) {
    const QByteArray range = request.headers.value("range");
    const QByteArray of = request.headers.value("if-range");
    if (!page.takesRange || !range.startsWith("bytes=") ||
        (!of.isEmpty() && of != page.etag && of != page.lastModified))
        return 0;
    return range.mid(6, range.indexOf('-') - 6).toLongLong();
}

} // namespace

LoopbackServer::LoopbackServer() {
    if (!server_.listen(QHostAddress::LocalHost))
        qFatal("no server on the loopback");
    QObject::connect(&server_, &QTcpServer::newConnection, &server_, [this] {
        while (QTcpSocket* socket = server_.nextPendingConnection())
            serve(socket);
    });
}

QUrl LoopbackServer::url() const {
    return {QStringLiteral("http://127.0.0.1:%1/").arg(server_.serverPort())};
}

QList<Request> LoopbackServer::requestsFor(const QString& path) const {
    QList<Request> found;
    for (const Request& request : requests)
        if (request.path == path)
            found << request;
    return found;
}

void LoopbackServer::offer(const QString& name, const Page& page) {
    pages[u'/' + name] = page;
    pages[u'/' + name + QStringLiteral(".md5")] = {.body = checksumLine(name, page.body)};
}

void LoopbackServer::serve(QTcpSocket* socket) {
    auto received = std::make_shared<QByteArray>();
    QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket, received] {
        *received += socket->readAll();
        if (!received->endsWith("\r\n\r\n"))
            return;
        QList<QByteArray> lines = received->trimmed().split('\n');
        received->clear();
        Request request;
        request.path = QString::fromLatin1(lines.takeFirst().split(' ').value(1));
        for (const QByteArray& line : lines) {
            const qsizetype colon = line.indexOf(':');
            request.headers[line.left(colon).toLower()] = line.mid(colon + 1).trimmed();
        }
        requests << request;
        answer(socket, request);
    });
}

void LoopbackServer::answer(QTcpSocket* socket, const Request& request) {
    const auto found = pages.find(request.path);
    const Page page = found == pages.end() ? Page{.body = "no such page", .status = 404} : *found;
    const qint64 from = rangeStart(page, request);
    const QByteArray body = page.body.mid(from);
    int status = page.status;
    QByteArray range;
    if (status == 200 && from > 0) {
        status = 206;
        range = "bytes " + QByteArray::number(from + page.rangeShift) + '-' +
                QByteArray::number(page.body.size() - 1) + '/' +
                QByteArray::number(page.body.size());
    }
    socket->write(headText(page, status, page.said < 0 ? body.size() : page.said, range));
    const bool breaks = page.breakAfter >= 0 && found != pages.end() && found->breaks > 0;
    if (breaks)
        --found->breaks;
    send(socket, page, body, breaks ? page.breakAfter : body.size());
}

void LoopbackServer::send(QTcpSocket* socket, const Page& page, const QByteArray& body,
                          qint64 upTo) {
    auto sent = std::make_shared<qint64>(0);
    auto* timer = new QTimer(socket);
    QObject::connect(timer, &QTimer::timeout, socket, [socket, timer, page, body, upTo, sent] {
        const qint64 count = qMin(page.pieceBytes, qMin(upTo, body.size()) - *sent);
        *sent += socket->write(body.mid(*sent, count));
        if (*sent < qMin(upTo, body.size()))
            return;
        timer->stop();
        // Later: where the end comes together with the head, Qt drops both and asks again.
        if (!page.hangs || upTo >= body.size())
            QTimer::singleShot(beforeClosingMs, socket, &QTcpSocket::disconnectFromHost);
    });
    timer->start(page.pauseMs);
}

QByteArray checksumLine(const QString& name, const QByteArray& content) {
    return "MD5 (" + name.toLatin1() +
           ") = " + QCryptographicHash::hash(content, QCryptographicHash::Md5).toHex() + '\n';
}

} // namespace towerlab::test
