// SPDX-License-Identifier: MIT
#include "ui/compare/explore/method_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace towerlab::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("MethodTexts", text); }

QString valueText(const MethodParameter& parameter, double value) {
    if (parameter.kind == FieldKind::Choice) {
        const auto choice = static_cast<std::size_t>(std::lround(std::max(value, 0.0)));
        if (choice < parameter.choices.size())
            return methodWords(parameter.choices[choice].label);
    }
    return QLocale().toString(value, 'g', 6);
}

QString valuesText(const MethodInfo& info, const CompareEntry& entry) {
    QStringList parts;
    for (const MethodParameter& parameter : info.parameters) {
        const auto value = entry.values.find(parameter.key);
        if (value != entry.values.end())
            parts << QStringLiteral("%1 %2").arg(methodWords(parameter.label),
                                                 valueText(parameter, value->second));
    }
    return parts.isEmpty() ? tr("defaults") : parts.join(QStringLiteral(", "));
}

} // namespace

QString methodWords(std::string_view text) {
    return QCoreApplication::translate(
        "Methods", QByteArray(text.data(), static_cast<qsizetype>(text.size())).constData());
}

QString stageName(MethodStage stage) {
    return stage == MethodStage::Recall ? tr("Recall") : tr("Ranking");
}

const MethodInfo* knownMethod(std::string_view key) {
    const auto& all = allMethods();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [key](const MethodInfo& info) { return info.key == key; });
    return found == all.end() ? nullptr : &*found;
}

QString nameOfMethod(std::string_view key) {
    const MethodInfo* info = knownMethod(key);
    return info != nullptr ? methodWords(info->name) : methodWords(key);
}

QString methodTitle(const Comparison& comparison, std::size_t index) {
    const CompareEntry& entry = comparison.methods[index].entry;
    const MethodInfo* info = knownMethod(entry.key);
    const auto same =
        std::count_if(comparison.methods.begin(), comparison.methods.end(),
                      [&](const MethodResult& other) { return other.entry.key == entry.key; });
    const QString name = nameOfMethod(entry.key);
    return same > 1 && info != nullptr
               ? QStringLiteral("%1 · %2").arg(name, valuesText(*info, entry))
               : name;
}

} // namespace towerlab::ui
