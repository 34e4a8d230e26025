// SPDX-License-Identifier: MIT
// What of a file has been loaded so far; private to ui/fetch.
#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>

namespace towerlab::ui {

/// What a part is a part of, so that it is never gone on with something else.
struct Origin {
    QString url;
    QByteArray checksum;  ///< published; empty where there is none
    QByteArray validator; ///< of the server: a strong ETag or a date; empty where it gave neither
    qint64 length = 0;    ///< of the whole file, in bytes

    bool operator==(const Origin&) const = default;
};

/// FILE.part, which grows beside the place where the whole FILE will be, and FILE.part.info, which
/// says what it is a part of. Both outlive the program, so that a transfer can go on.
class PartFile {
public:
    /// Takes up what an earlier transfer has left.
    explicit PartFile(const QString& target);

    QString path() const { return target_ + QStringLiteral(".part"); }
    const Origin& origin() const { return origin_; }
    /// Bytes that are there; 0 where an earlier transfer has left nothing to go on with.
    qint64 size() const { return size_; }
    /// Whether the server can be asked for the rest alone.
    bool canGoOn() const { return size_ > 0 && !origin_.validator.isEmpty(); }
    bool isWhole() const { return size_ > 0 && size_ == origin_.length; }

    /// Drops what is there, and begins the part of something else.
    /// @throws FileError, also where the disk has less room than it takes
    void startAnew(const Origin& origin);
    /// @throws FileError if the bytes can't be written
    void append(const QByteArray& bytes);
    /// Makes it the whole file, in place of an older one; the part is no more.
    /// @throws FileError
    void finish();
    /// Removes what is there.
    void discard();

private:
    QString infoPath() const { return path() + QStringLiteral(".info"); }
    void takeUp();
    void writeInfo() const;
    void requireRoom() const;
    void open(QIODevice::OpenMode mode);

    QString target_;
    QFile file_;
    Origin origin_;
    qint64 size_ = 0;
};

} // namespace towerlab::ui
