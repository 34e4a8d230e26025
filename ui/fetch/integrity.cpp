// SPDX-License-Identifier: MIT
#include "ui/fetch/integrity.h"

#include "ui/widgets/files.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <archive.h>
#include <archive_entry.h>

#include <memory>
#include <vector>

namespace towerlab::ui {
namespace {

constexpr qint64 pieceBytes = 1 << 20;
constexpr std::string_view phase = "Checking";

using Archive = std::unique_ptr<archive, decltype(&archive_read_free)>;

/// Reads what an entry holds, which makes libarchive compare its checksum.
bool readsToItsEnd(archive* from, const std::function<void()>& afterPiece) {
    std::vector<char> piece(pieceBytes);
    for (;;) {
        const la_ssize_t count = archive_read_data(from, piece.data(), piece.size());
        if (count <= 0)
            return count == 0;
        afterPiece();
    }
}

} // namespace

QByteArray checksumIn(const QByteArray& text, const QString& name) {
    static const QRegularExpression hash(QStringLiteral("(?<![0-9a-fA-F])[0-9a-fA-F]{32}"
                                                        "(?![0-9a-fA-F])"));
    const QStringList lines = QString::fromLatin1(text).split(u'\n');
    for (const QString& line : lines) {
        const QRegularExpressionMatch match = hash.match(line);
        const bool alone = match.hasMatch() && line.trimmed().size() == match.capturedLength();
        if (alone || (match.hasMatch() && line.contains(name)))
            return match.captured().toLower().toLatin1();
    }
    return {};
}

QByteArray checksumOf(const QString& path, const std::stop_token& stop,
                      const ProgressCallback& progress) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        refuseFile(QStringLiteral("This file can't be read (%1)").arg(file.errorString()), path);
    QCryptographicHash hash(QCryptographicHash::Md5);
    const auto total = static_cast<std::uint64_t>(file.size());
    for (;;) {
        throwIfStopped(stop);
        const QByteArray piece = file.read(pieceBytes);
        if (piece.isEmpty())
            break;
        hash.addData(piece);
        report(progress, static_cast<std::uint64_t>(file.pos()), total, phase);
    }
    if (file.error() != QFileDevice::NoError)
        refuseFile(QStringLiteral("This file can't be read (%1)").arg(file.errorString()), path);
    return hash.result().toHex();
}

bool isWholeArchive(const QString& path, const std::stop_token& stop,
                    const ProgressCallback& progress) {
    const Archive reader(archive_read_new(), &archive_read_free);
    archive_read_support_format_zip(reader.get());
    if (archive_read_open_filename(reader.get(), QFile::encodeName(path).constData(),
                                   static_cast<std::size_t>(pieceBytes)) != ARCHIVE_OK)
        return false;
    const auto total = static_cast<std::uint64_t>(QFileInfo(path).size());
    const auto afterPiece = [&] {
        throwIfStopped(stop);
        const la_int64_t read = archive_filter_bytes(reader.get(), -1);
        report(progress, static_cast<std::uint64_t>(read), total, phase);
    };
    bool any = false;
    for (;;) {
        archive_entry* entry = nullptr;
        const int result = archive_read_next_header(reader.get(), &entry);
        if (result == ARCHIVE_EOF)
            return any;
        if (result != ARCHIVE_OK || !readsToItsEnd(reader.get(), afterPiece))
            return false;
        any = true;
    }
}

} // namespace towerlab::ui
