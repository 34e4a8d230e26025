// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/setting_field.h"

#include <any>
#include <memory>
#include <string_view>
#include <utility>

namespace towerlab {

/// A struct of settings together with the description of its members, so that forms, files and
/// command lines can work on it whatever struct it is.
class SettingsValue {
public:
    /// Of no struct: has no fields.
    SettingsValue() = default;
    template <typename Settings>
    SettingsValue(Settings settings, std::shared_ptr<const SettingFields> fields)
        : settings_(std::move(settings)),
          address_([](std::any& any) -> void* { return std::any_cast<Settings>(&any); }),
          fields_(std::move(fields)) {}
    template <typename Settings>
    SettingsValue(Settings settings, SettingFields fields)
        : SettingsValue(std::move(settings),
                        std::make_shared<const SettingFields>(std::move(fields))) {}

    bool empty() const { return !settings_.has_value(); }
    const SettingFields& fields() const;

    double get(const SettingField& field) const;
    /// @throws SettingsError if there is none of that key.
    double get(std::string_view key) const;
    /// @throws SettingsError if there is none of that key, or as checkValue() does.
    void set(std::string_view key, double value);
    /// A copy with these changes.
    /// @throws as set()
    SettingsValue with(const SettingChanges& changes) const;
    /// Settings with another value than in `other`, which is of the same struct.
    SettingChanges changesFrom(const SettingsValue& other) const;
    /// @throws as checkValue(), for the first setting that is wrong.
    void check() const;

    /// The struct itself, which must be of that type.
    template <typename Settings>
    const Settings& as() const {
        return std::any_cast<const Settings&>(settings_);
    }

private:
    std::any settings_;
    void* (*address_)(std::any&) = nullptr;
    std::shared_ptr<const SettingFields> fields_;
};

} // namespace towerlab
