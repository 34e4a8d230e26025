// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/setting_choices.h"
#include "core/settings/setting_field.h"
#include "core/settings/switch.h"
#include "core/translatable.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace towerlab {
namespace detail {

/// A number as the member's type. Saturates, so that a value out of range stays out of range for
/// checkValue() instead of wrapping round.
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

} // namespace detail

/// A spin box of this step takes steps that grow and shrink with the value.
inline constexpr double adaptiveStep = 0;

/// Adds descriptions of one group of settings, members of a struct or of a part of it.
template <typename Settings, typename Part = Settings>
class SettingGroup {
public:
    /// @param name heading of a form; empty: none
    /// @param part where the members are; not given where it is the struct itself
    explicit SettingGroup(SettingFields& fields, std::string_view name = {},
                          Part Settings::*part = nullptr)
        : fields_(fields), name_(name), part_(part) {}

    template <typename T>
    void whole(std::string_view key, std::string_view label, std::string_view help, double minimum,
               double maximum, T Part::*member, std::string_view unit = {}, double step = 1) {
        static_assert(std::is_integral_v<T>);
        SettingField field = number(key, label, help, FieldKind::Integer, minimum, maximum);
        field.step = step;
        field.unit = unit;
        bind(std::move(field), member);
    }
    template <typename T>
    void real(std::string_view key, std::string_view label, std::string_view help, double minimum,
              double maximum, double step, int decimals, T Part::*member,
              std::string_view unit = {}) {
        static_assert(std::is_floating_point_v<T>);
        SettingField field = number(key, label, help, FieldKind::Real, minimum, maximum);
        field.step = step;
        field.decimals = decimals;
        field.unit = unit;
        bind(std::move(field), member);
    }
    void percent(std::string_view key, std::string_view label, std::string_view help,
                 double minimum, double maximum, double Part::*member, double step = 0.05) {
        SettingField field = number(key, label, help, FieldKind::Percent, minimum, maximum);
        field.step = step;
        field.decimals = 1;
        bind(std::move(field), member);
    }
    /// @param choices made by inOrder()
    template <typename T, std::size_t Count>
    void choice(std::string_view key, std::string_view label, std::string_view help,
                const std::array<EnumChoice<T>, Count>& choices, T Part::*member) {
        bind(chosen(key, label, help, plainChoices(choices)), member);
    }
    /// Of a member that holds the choice's value itself.
    void choice(std::string_view key, std::string_view label, std::string_view help,
                std::vector<FieldChoice> choices, std::string_view Part::*member) {
        const auto read = [choices, part = part_, member](const void* settings) {
            const std::string_view value = partOf<const Settings>(settings, part).*member;
            const auto found =
                std::find_if(choices.begin(), choices.end(),
                             [value](const FieldChoice& one) { return one.value == value; });
            return static_cast<double>(found - choices.begin());
        };
        const auto write = [choices, part = part_, member](void* settings, double value) {
            const auto index = detail::fromNumber<std::size_t>(value);
            partOf<Settings>(settings, part).*member =
                index < choices.size() ? choices[index].value : std::string_view();
        };
        add(chosen(key, label, help, choices), read, write);
    }
    /// Of the data's columns those that are left out.
    void columns(std::string_view key, std::string_view label, std::string_view help,
                 std::uint32_t Part::*member) {
        constexpr double all = 0xFFFF;
        bind(number(key, label, help, FieldKind::Columns, 0, all), member);
    }
    void onOff(std::string_view key, std::string_view label, std::string_view help,
               Switch Part::*member) {
        choice(key, label, help,
               inOrder<Switch>({{Switch::Off, "off", TOWERLAB_TRANSLATABLE("Settings", "Off")},
                                {Switch::On, "on", TOWERLAB_TRANSLATABLE("Settings", "On")}}),
               member);
    }

private:
    template <typename Owner, typename Address>
    static auto& partOf(Address* address, Part Settings::*part) {
        Owner& settings = *static_cast<Owner*>(address);
        if constexpr (std::is_same_v<Settings, Part>)
            return settings;
        else
            return settings.*part;
    }
    SettingField number(std::string_view key, std::string_view label, std::string_view help,
                        FieldKind kind, double minimum, double maximum) const {
        SettingField field;
        field.key = key;
        field.group = name_;
        field.label = label;
        field.help = help;
        field.kind = kind;
        field.minimum = minimum;
        field.maximum = maximum;
        return field;
    }
    SettingField chosen(std::string_view key, std::string_view label, std::string_view help,
                        std::vector<FieldChoice> choices) const {
        SettingField field =
            number(key, label, help, FieldKind::Choice, 0, static_cast<double>(choices.size()) - 1);
        field.choices = std::move(choices);
        return field;
    }
    template <typename T>
    void bind(SettingField field, T Part::*member) {
        add(
            std::move(field),
            [part = part_, member](const void* settings) {
                return static_cast<double>(partOf<const Settings>(settings, part).*member);
            },
            [part = part_, member](void* settings, double value) {
                partOf<Settings>(settings, part).*member = detail::fromNumber<T>(value);
            });
    }
    template <typename Read, typename Write>
    void add(SettingField field, Read read, Write write) {
        field.owner = &typeid(Settings);
        field.read = std::move(read);
        field.write = std::move(write);
        fields_.push_back(std::move(field));
    }

    SettingFields& fields_;
    std::string_view name_;
    Part Settings::*part_;
};

} // namespace towerlab
