// SPDX-License-Identifier: MIT
// How the list of all settings is made; private to core/model.
#pragma once

#include "core/model/settings_fields.h"
#include "core/translatable.h"

#include <cmath>
#include <limits>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace towerlab::detail {

/// A number as the member's type. Saturates, so that a value out of range stays out of range for
/// validate() instead of wrapping round.
template <typename T>
T fromNumber(double value) {
    if constexpr (std::is_floating_point_v<T>) {
        return static_cast<T>(value);
    } else if constexpr (std::is_enum_v<T>) {
        return static_cast<T>(static_cast<int>(value));
    } else {
        constexpr auto low = static_cast<double>(std::numeric_limits<T>::lowest());
        constexpr auto high = static_cast<double>(std::numeric_limits<T>::max());
        const double rounded = std::round(value);
        if (!(rounded > low)) // NaN too
            return std::numeric_limits<T>::lowest();
        return rounded >= high ? std::numeric_limits<T>::max() : static_cast<T>(rounded);
    }
}

template <typename Section, typename T>
SettingField bound(SettingField field, Section RunSettings::*section, T Section::*member) {
    field.get = [=](const RunSettings& s) { return static_cast<double>(s.*section.*member); };
    field.set = [=](RunSettings& s, double value) { s.*section.*member = fromNumber<T>(value); };
    return field;
}

inline SettingField number(std::string_view key, std::string_view group, std::string_view label,
                           std::string_view help, FieldKind kind, double minimum, double maximum,
                           double step, int decimals) {
    SettingField field;
    field.key = key;
    field.group = group;
    field.label = label;
    field.help = help;
    field.kind = kind;
    field.minimum = minimum;
    field.maximum = maximum;
    field.step = step;
    field.decimals = decimals;
    return field;
}

/// Adds fields of one group and section of the settings.
template <typename Section>
class Group {
public:
    Group(std::vector<SettingField>& fields, std::string_view name, Section RunSettings::*section)
        : fields_(fields), name_(name), section_(section) {}

    void whole(std::string_view key, std::string_view label, std::string_view help, double minimum,
               double maximum, int Section::*member, std::string_view unit = {}, double step = 1) {
        add(number(key, name_, label, help, FieldKind::Integer, minimum, maximum, step, 0), unit,
            member);
    }
    void real(std::string_view key, std::string_view label, std::string_view help, double minimum,
              double maximum, double step, int decimals, double Section::*member,
              std::string_view unit = {}) {
        add(number(key, name_, label, help, FieldKind::Real, minimum, maximum, step, decimals),
            unit, member);
    }
    void percent(std::string_view key, std::string_view label, std::string_view help,
                 double minimum, double maximum, double Section::*member) {
        add(number(key, name_, label, help, FieldKind::Percent, minimum, maximum, 0.05, 1), {},
            member);
    }
    template <typename T>
    void choice(std::string_view key, std::string_view label, std::string_view help,
                std::vector<FieldChoice> choices, T Section::*member) {
        SettingField field = number(key, name_, label, help, FieldKind::Choice, 0,
                                    static_cast<double>(choices.size()) - 1, 1, 0);
        field.choices = std::move(choices);
        add(std::move(field), {}, member);
    }
    void onOff(std::string_view key, std::string_view label, std::string_view help,
               Switch Section::*member) {
        choice(key, label, help,
               {{"off", TOWERLAB_TRANSLATABLE("Settings", "Off")},
                {"on", TOWERLAB_TRANSLATABLE("Settings", "On")}},
               member);
    }
    template <typename T>
    void add(SettingField field, std::string_view unit, T Section::*member) {
        field.unit = unit;
        fields_.push_back(bound(std::move(field), section_, member));
    }

private:
    std::vector<SettingField>& fields_;
    std::string_view name_;
    Section RunSettings::*section_;
};

/// Data, inputs and towers.
void addModelFields(std::vector<SettingField>& fields);
/// Objective, optimiser and run.
void addTrainFields(std::vector<SettingField>& fields);

} // namespace towerlab::detail
