// SPDX-License-Identifier: MIT
#include "core/settings/settings_json.h"

#include "core/error.h"

#include <cstdint>
#include <string>

#include <nlohmann/json.hpp>

namespace towerlab {
namespace {

[[noreturn]] void refuse(const SettingField& field, const std::string& problem) {
    throw SettingsError("The setting " + std::string(field.key) + ' ' + problem);
}

double choiceFromJson(const SettingField& field, const nlohmann::json& value) {
    std::string known;
    for (std::size_t i = 0; i < field.choices.size(); ++i) {
        const std::string text(field.choices[i].value);
        if (value.is_string() && text == value.get_ref<const std::string&>())
            return static_cast<double>(i);
        known += (known.empty() ? "" : ", ") + text;
    }
    refuse(field, "must be one of: " + known);
}

double numberFromJson(const SettingField& field, const nlohmann::json& value) {
    if (field.kind == FieldKind::Choice)
        return choiceFromJson(field, value);
    if (!value.is_number())
        refuse(field, "must be a number");
    return value.get<double>();
}

nlohmann::ordered_json jsonFromNumber(const SettingField& field, double value) {
    switch (field.kind) {
    case FieldKind::Choice:
        return std::string(field.choices.at(static_cast<std::size_t>(value)).value);
    case FieldKind::Integer:
    case FieldKind::Columns:
        return static_cast<std::int64_t>(value);
    case FieldKind::Real:
    case FieldKind::Percent:
        break;
    }
    return value;
}

} // namespace

nlohmann::ordered_json jsonOf(const SettingsValue& settings) {
    nlohmann::ordered_json json;
    for (const SettingField& field : settings.fields())
        json[std::string(field.key)] = jsonFromNumber(field, settings.get(field));
    return json;
}

SettingsValue changedByJson(SettingsValue settings, const nlohmann::json& json) {
    if (!json.is_object())
        throw SettingsError("The settings are not a JSON object");
    for (const auto& [key, value] : json.items())
        settings.set(key, numberFromJson(fieldOf(settings.fields(), key), value));
    return settings;
}

} // namespace towerlab
