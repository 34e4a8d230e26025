// SPDX-License-Identifier: MIT
// A server on this machine that answers as badly as it is told to.
#pragma once

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>
#include <QTcpServer>
#include <QUrl>

class QTcpSocket;

namespace towerlab::test {

/// How the server answers for a path.
struct Page {
    QByteArray body = {};
    int status = 200;
    QByteArray etag = "\"first\"";
    QByteArray lastModified = {};
    QByteArray location = {};  ///< of a redirect
    bool takesRange = true;    ///< else a Range is not looked at
    qint64 rangeShift = 0;     ///< by which the Content-Range is wrong
    qint64 said = -1;          ///< as Content-Length; -1: the truth
    bool saysLength = true;    ///< else there is no Content-Length at all
    qint64 breakAfter = -1;    ///< bytes of the body in an answer; -1: it does not break off
    int breaks = 1;            ///< answers that break off; the others are whole
    bool hangs = false;        ///< instead of closing the connection where it breaks off
    qint64 pieceBytes = 65536; ///< sent at once
    int pauseMs = 0;           ///< between pieces
};

struct Request {
    QString path;
    QMap<QByteArray, QByteArray> headers; ///< by name in lower case
};

/// Lives in the event loop of its thread.
class LoopbackServer {
public:
    LoopbackServer();

    QUrl url() const;
    QMap<QString, Page> pages; ///< by path, "/ml-1m.zip"; others are 404
    QList<Request> requests;   ///< so far
    QList<Request> requestsFor(const QString& path) const;

    /// Puts a file there, and its MD5 beside it in the form that GroupLens uses.
    void offer(const QString& name, const Page& page);

private:
    void serve(QTcpSocket* socket);
    void answer(QTcpSocket* socket, const Request& request);
    static void send(QTcpSocket* socket, const Page& page, const QByteArray& body, qint64 upTo);

    QTcpServer server_;
};

/// "MD5 (NAME) = HASH".
QByteArray checksumLine(const QString& name, const QByteArray& content);

} // namespace towerlab::test
