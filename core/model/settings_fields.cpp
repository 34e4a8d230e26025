// SPDX-License-Identifier: MIT
#include "core/model/settings_fields.h"

#include "core/data/bounded_json.h"
#include "core/error.h"
#include "core/model/settings_group.h"

#include <cmath>
#include <sstream>

#include <nlohmann/json.hpp>

namespace towerlab {
namespace {

const SettingField* findField(std::string_view key) {
    for (const SettingField& field : settingFields())
        if (field.key == key)
            return &field;
    return nullptr;
}

[[noreturn]] void refuse(const SettingField& field, std::string_view problem) {
    std::ostringstream text;
    text << "The setting " << field.key << ' ' << problem;
    throw SettingsError(text.str());
}

std::string choicesText(const SettingField& field) {
    std::string text;
    for (const FieldChoice& item : field.choices)
        text += (text.empty() ? "" : ", ") + std::string(item.value);
    return text;
}

void checkRange(const SettingField& field, double value) {
    if (value >= field.minimum && value <= field.maximum) // false for NaN
        return;
    std::ostringstream problem;
    problem.precision(10);
    problem << "is " << value << ", but must be between " << field.minimum << " and "
            << field.maximum;
    refuse(field, problem.str());
}

double numberFromJson(const SettingField& field, const nlohmann::json& value) {
    if (field.kind == FieldKind::Choice) {
        if (value.is_string())
            for (std::size_t i = 0; i < field.choices.size(); ++i)
                if (field.choices[i].value == value.get_ref<const std::string&>())
                    return static_cast<double>(i);
        refuse(field, "must be one of: " + choicesText(field));
    }
    if (!value.is_number())
        refuse(field, "must be a number");
    const double number = value.get<double>();
    checkRange(field, number);
    if (field.kind == FieldKind::Integer && number != std::floor(number))
        refuse(field, "must be a whole number");
    return number;
}

nlohmann::json jsonFromNumber(const SettingField& field, double value) {
    switch (field.kind) {
    case FieldKind::Choice:
        return std::string(field.choices.at(static_cast<std::size_t>(value)).value);
    case FieldKind::Integer:
        return static_cast<std::int64_t>(value);
    case FieldKind::Real:
    case FieldKind::Percent:
        break;
    }
    return value;
}

RunSettings settingsFromText(std::string_view text, RunSettings settings) {
    const auto json = parseBounded(text);
    if (!json || !json->is_object())
        throw SettingsError("The settings are not a JSON object");
    for (const auto& [key, value] : json->items()) {
        const SettingField& field = settingField(key);
        field.set(settings, numberFromJson(field, value));
    }
    return settings;
}

} // namespace

const std::vector<SettingField>& settingFields() {
    static const std::vector<SettingField> fields = [] {
        std::vector<SettingField> list;
        detail::addModelFields(list);
        detail::addTrainFields(list);
        return list;
    }();
    return fields;
}

const SettingField& settingField(std::string_view key) {
    if (const SettingField* field = findField(key))
        return *field;
    throw SettingsError("There is no setting named \"" + std::string(key) + "\"");
}

void validate(const RunSettings& settings) {
    for (const SettingField& field : settingFields())
        checkRange(field, field.get(settings));
}

std::string toJson(const RunSettings& settings) {
    nlohmann::ordered_json json;
    for (const SettingField& field : settingFields())
        json[std::string(field.key)] = jsonFromNumber(field, field.get(settings));
    return json.dump(2);
}

RunSettings runSettingsFromJson(std::string_view text) { return settingsFromText(text, {}); }

RunSettings storedRunSettings(std::string_view text) {
    RunSettings before;
    before.model.match = Match::DotProduct;
    before.train.epsilonPlace = EpsilonPlace::OutsideRoot;
    return settingsFromText(text, before);
}

} // namespace towerlab
