// SPDX-License-Identifier: MIT
#include "ui/compare/explore/method_text.h"

#include "ui/compare/compare_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace towerlab::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("MethodTexts", text); }

} // namespace

QString nameOfMethod(std::string_view key) {
    const MethodInfo* info = findMethod(key);
    return info != nullptr ? methodsText(info->name) : plainText(key);
}

QString methodTitle(const Comparison& comparison, std::size_t index) {
    const CompareEntry& entry = comparison.methods[index].entry;
    const QString name = nameOfMethod(entry.key);
    const auto same =
        std::count_if(comparison.methods.begin(), comparison.methods.end(),
                      [&](const MethodResult& other) { return other.entry.key == entry.key; });
    if (same < 2)
        return name;
    const QString changes = changesText(entry);
    return QStringLiteral("%1 · %2").arg(name, changes.isEmpty() ? tr("defaults") : changes);
}

} // namespace towerlab::ui
