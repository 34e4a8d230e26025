// SPDX-License-Identifier: MIT
#include "ui/fetch/part_file.h"

#include "core/error.h"
#include "ui/fetch/fetch_text.h"
#include "ui/widgets/files.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QStorageInfo>

#include <filesystem>
#include <system_error>

#include <unistd.h>

namespace towerlab::ui {
namespace {

constexpr qint64 mostInfoBytes = 16384;

} // namespace

PartFile::PartFile(const QString& target) : target_(target) {
    file_.setFileName(path());
    takeUp();
}

void PartFile::takeUp() {
    QFile info(infoPath());
    const qint64 there = QFileInfo(path()).size();
    if (there <= 0 || !info.open(QIODevice::ReadOnly))
        return;
    const QJsonObject said = QJsonDocument::fromJson(info.read(mostInfoBytes)).object();
    const Origin origin{.url = said[QLatin1String("url")].toString(),
                        .checksum = said[QLatin1String("md5")].toString().toLatin1(),
                        .validator = said[QLatin1String("validator")].toString().toLatin1(),
                        .length = said[QLatin1String("length")].toInteger()};
    if (origin.validator.isEmpty() || there > origin.length)
        return;
    origin_ = origin;
    size_ = there;
}

void PartFile::writeInfo() const {
    const QJsonObject info{{QLatin1String("url"), origin_.url},
                           {QLatin1String("md5"), QString::fromLatin1(origin_.checksum)},
                           {QLatin1String("validator"), QString::fromLatin1(origin_.validator)},
                           {QLatin1String("length"), origin_.length}};
    saveFile(infoPath(), QJsonDocument(info).toJson());
}

void PartFile::requireRoom() const {
    const QStorageInfo disk(QFileInfo(target_).absolutePath());
    if (!disk.isValid() || disk.bytesAvailable() >= origin_.length)
        return;
    throw FileError(fetchText("there is no room on the disk for %1, only %2")
                        .arg(QLocale().formattedDataSize(origin_.length),
                             QLocale().formattedDataSize(disk.bytesAvailable()))
                        .toStdString(),
                    target_.toStdString(), 0,
                    fetchText("Make room, or choose another folder.").toStdString());
}

void PartFile::open(QIODevice::OpenMode mode) {
    // Unbuffered: what was written is what is there, whatever happens next.
    if (!file_.open(mode | QIODevice::Unbuffered))
        refuseFile(fetchText("This file can't be written (%1)").arg(file_.errorString()), path());
}

void PartFile::startAnew(const Origin& origin) {
    discard();
    origin_ = origin;
    requireRoom();
    open(QIODevice::WriteOnly | QIODevice::Truncate);
    writeInfo();
}

void PartFile::append(const QByteArray& bytes) {
    if (!file_.isOpen())
        open(QIODevice::WriteOnly | QIODevice::Append);
    if (file_.write(bytes) != bytes.size()) {
        const QString reason = file_.errorString();
        file_.close();
        refuseFile(fetchText("The file can't be written to its end (%1); what is there is kept")
                       .arg(reason),
                   path());
    }
    size_ += bytes.size();
}

void PartFile::finish() {
    if (!file_.isOpen())
        open(QIODevice::WriteOnly | QIODevice::Append);
    // A rename alone may outrun the contents on their way to the disk.
    if (::fsync(file_.handle()) != 0)
        refuseFile(fetchText("The file can't be written to the disk"), path());
    file_.close();
    std::error_code error;
    std::filesystem::rename(nativePath(path()), nativePath(target_), error);
    if (error)
        refuseFile(fetchText("The file can't be given its name (%1)")
                       .arg(QString::fromStdString(error.message())),
                   target_);
    discard();
}

void PartFile::discard() {
    file_.close();
    QFile::remove(path());
    QFile::remove(infoPath());
    origin_ = {};
    size_ = 0;
}

} // namespace towerlab::ui
