// SPDX-License-Identifier: MIT
#include "core/settings/settings_value.h"

#include <stdexcept>

namespace towerlab {

const SettingFields& SettingsValue::fields() const {
    static const SettingFields none;
    return fields_ ? *fields_ : none;
}

double SettingsValue::get(const SettingField& field) const {
    if (empty() || field.owner == nullptr || *field.owner != settings_.type())
        throw std::logic_error("a setting of another struct");
    return field.read(address_(const_cast<std::any&>(settings_))); // which only looks for it
}

double SettingsValue::get(std::string_view key) const { return get(fieldOf(fields(), key)); }

void SettingsValue::set(std::string_view key, double value) {
    const SettingField& field = fieldOf(fields(), key);
    checkValue(field, value);
    field.write(address_(settings_), value);
}

SettingsValue SettingsValue::with(const SettingChanges& changes) const {
    SettingsValue changed = *this;
    for (const auto& [key, value] : changes)
        changed.set(key, value);
    return changed;
}

SettingChanges SettingsValue::changesFrom(const SettingsValue& other) const {
    SettingChanges changes;
    for (const SettingField& field : fields())
        if (const double value = get(field); value != other.get(field))
            changes.emplace(field.key, value);
    return changes;
}

void SettingsValue::check() const {
    for (const SettingField& field : fields())
        checkValue(field, get(field));
}

} // namespace towerlab
