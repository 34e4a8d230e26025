// SPDX-License-Identifier: MIT
#include "ui/runs/import_memory.h"

#include "ui/widgets/preferences.h"

#include <QFileInfo>
#include <QVariantMap>

#include <utility>

namespace towerlab::ui {
namespace {

using Text = std::string ReadOptions::*;
using Column = std::string ColumnChoice::*;

constexpr std::pair<const char*, Column> columns[] = {{"user", &ColumnChoice::user},
                                                      {"item", &ColumnChoice::item},
                                                      {"rating", &ColumnChoice::rating},
                                                      {"time", &ColumnChoice::time}};
constexpr std::pair<const char*, Text> files[] = {{"users_file", &ReadOptions::users},
                                                  {"items_file", &ReadOptions::items}};

QVariantMap toMap(const ReadOptions& options) {
    QVariantMap map;
    for (const auto& [key, member] : columns)
        map[QString::fromLatin1(key)] = QString::fromStdString(options.columns.*member);
    for (const auto& [key, member] : files)
        map[QString::fromLatin1(key)] = QString::fromStdString(options.*member);
    return map;
}

QString keyOf(const QString& path) { return QFileInfo(path).absoluteFilePath(); }

} // namespace

ReadOptions rememberedReading(const QString& path) {
    const QVariantMap map = remembered(preference::imports).value(keyOf(path)).toMap();
    ReadOptions options;
    for (const auto& [key, member] : columns)
        options.columns.*member = map.value(QString::fromLatin1(key)).toString().toStdString();
    for (const auto& [key, member] : files)
        options.*member = map.value(QString::fromLatin1(key)).toString().toStdString();
    return options;
}

void rememberReading(const QString& path, const ReadOptions& options) {
    constexpr qsizetype most = 50;
    QVariantMap all = remembered(preference::imports);
    const QString key = keyOf(path);
    ReadOptions asked = options;
    asked.skipBadRows = false; // each time anew: the file may have been mended
    if (asked == ReadOptions{})
        all.remove(key);
    else
        all[key] = toMap(asked);
    for (auto other = all.begin(); other != all.end() && all.size() > most;)
        other = QFileInfo::exists(other.key()) ? std::next(other) : all.erase(other);
    remember(preference::imports, all);
}

} // namespace towerlab::ui
