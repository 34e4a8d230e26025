// SPDX-License-Identifier: MIT
#include "core/settings/setting_text.h"

#include "core/error.h"

#include <charconv>
#include <optional>

namespace towerlab {
namespace {

std::string numberText(double value) {
    char text[32];
    return {text, std::to_chars(text, text + sizeof text, value).ptr};
}

std::optional<double> choiceFromText(const SettingField& field, std::string_view text) {
    for (std::size_t i = 0; i < field.choices.size(); ++i)
        if (field.choices[i].value == text)
            return static_cast<double>(i);
    return std::nullopt;
}

std::optional<double> numberFromText(const SettingField& field, std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !takesValue(field, value))
        return std::nullopt;
    return value;
}

} // namespace

std::string valueText(const SettingField& field, double value) {
    if (field.kind == FieldKind::Choice)
        return std::string(field.choices.at(static_cast<std::size_t>(value)).value);
    return numberText(value);
}

double valueFromText(const SettingField& field, std::string_view text) {
    const bool isChoice = field.kind == FieldKind::Choice;
    if (const auto value = isChoice ? choiceFromText(field, text) : numberFromText(field, text))
        return *value;
    const char* whole = field.kind == FieldKind::Integer ? " whole" : "";
    throw SettingsError(
        std::string(text) +
        (isChoice ? " is not one of " : " is not a" + std::string(whole) + " number from ") +
        rangeText(field));
}

std::string rangeText(const SettingField& field) {
    if (field.kind != FieldKind::Choice)
        return numberText(field.minimum) + " to " + numberText(field.maximum);
    std::string text;
    for (const FieldChoice& item : field.choices)
        text += (text.empty() ? "" : ",") + std::string(item.value);
    return '{' + text + '}';
}

} // namespace towerlab
