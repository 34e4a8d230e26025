// SPDX-License-Identifier: MIT
#include "core/model/settings_fields.h"

#include "core/data/bounded_json.h"
#include "core/error.h"
#include "core/model/settings_lists.h"
#include "core/settings/settings_json.h"

#include <nlohmann/json.hpp>

namespace towerlab {
namespace {

const std::shared_ptr<const SettingFields>& sharedFields() {
    static const auto fields = [] {
        SettingFields list;
        detail::addModelFields(list);
        detail::addTrainFields(list);
        return std::make_shared<const SettingFields>(std::move(list));
    }();
    return fields;
}

RunSettings settingsFromText(std::string_view text, const RunSettings& settings) {
    const auto json = parseBounded(text);
    if (!json)
        throw SettingsError("The settings are not a JSON object");
    return changedByJson({settings, sharedFields()}, *json).as<RunSettings>();
}

} // namespace

const SettingFields& settingFields() { return *sharedFields(); }

const SettingField& settingField(std::string_view key) { return fieldOf(settingFields(), key); }

void validate(const RunSettings& settings) { SettingsValue(settings, sharedFields()).check(); }

std::string toJson(const RunSettings& settings) {
    return jsonOf({settings, sharedFields()}).dump(2);
}

RunSettings runSettingsFromJson(std::string_view text) { return settingsFromText(text, {}); }

RunSettings storedRunSettings(std::string_view text) {
    RunSettings before;
    before.model.match = Match::DotProduct;
    before.train.epsilonPlace = EpsilonPlace::OutsideRoot;
    return settingsFromText(text, before);
}

} // namespace towerlab
