// SPDX-License-Identifier: MIT
#include "core/settings/setting_field.h"

#include "core/error.h"

#include <algorithm>
#include <cmath>
#include <sstream>

namespace towerlab {
namespace {

bool isWhole(FieldKind kind) {
    return kind == FieldKind::Integer || kind == FieldKind::Choice || kind == FieldKind::Columns;
}

bool isInRange(const SettingField& field, double value) {
    return value >= field.minimum && value <= field.maximum; // false for NaN
}

} // namespace

const SettingField* findField(const SettingFields& fields, std::string_view key) {
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [key](const SettingField& field) { return field.key == key; });
    return found == fields.end() ? nullptr : &*found;
}

const SettingField& fieldOf(const SettingFields& fields, std::string_view key) {
    if (const SettingField* field = findField(fields, key))
        return *field;
    throw SettingsError("There is no setting named \"" + std::string(key) + "\"");
}

bool takesValue(const SettingField& field, double value) {
    return isInRange(field, value) && (!isWhole(field.kind) || value == std::floor(value));
}

void checkValue(const SettingField& field, double value) {
    if (takesValue(field, value))
        return;
    std::ostringstream text;
    text.precision(10);
    text << "The setting " << field.key;
    if (isInRange(field, value))
        text << " must be a whole number";
    else
        text << " is " << value << ", but must be between " << field.minimum << " and "
             << field.maximum;
    throw SettingsError(text.str());
}

} // namespace towerlab
