// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <typeinfo>
#include <vector>

namespace towerlab {

/// Columns: which of the data's columns are left out, a bit for each by its place; at most 16.
enum class FieldKind { Integer, Real, Percent, Choice, Columns };

struct FieldChoice {
    std::string_view value; ///< in JSON and on the command line
    std::string_view label; ///< for people
};

/// Describes one setting, a member of some struct of settings (see SettingGroup). Forms, options of
/// the command line and JSON are all made from such descriptions, so that they can't disagree.
struct SettingField {
    std::string_view key;   ///< "learning_rate": JSON key; "--learning-rate" on the command line
    std::string_view group; ///< heading of a form, "Data"; empty where there are no groups
    std::string_view label;
    std::string_view help; ///< a sentence or two that teach
    std::string_view unit; ///< empty where there is none
    FieldKind kind = FieldKind::Real;
    double minimum = 0;
    double maximum = 0;
    double step = 1;  ///< of a spin box; 0: grows and shrinks with the value
    int decimals = 0; ///< of a spin box
    std::vector<FieldChoice> choices;

    /// The value as a number; for a Choice its index in `choices`; for Percent in [0, 1].
    template <typename Settings>
    double get(const Settings& settings) const {
        return read(addressOf(settings));
    }
    /// Takes any number, even out of range: see checkValue().
    template <typename Settings>
    void set(Settings& settings, double value) const {
        write(const_cast<void*>(addressOf(settings)), value);
    }

    /// Type of the struct that holds the setting, and how it is reached there: for SettingGroup,
    /// which sets them, and SettingsValue.
    const std::type_info* owner = nullptr;
    std::function<double(const void*)> read;
    std::function<void(void*, double)> write;

private:
    template <typename Settings>
    const void* addressOf(const Settings& settings) const {
        if (owner == nullptr || *owner != typeid(Settings))
            throw std::logic_error("a setting of another struct");
        return &settings;
    }
};

/// All settings of a struct, in the order in which a form shows them.
using SettingFields = std::vector<SettingField>;

/// Values of some settings by their keys, as numbers: what a file or a command line changes.
using SettingChanges = std::map<std::string, double, std::less<>>;

/// Null if there is none of that key.
const SettingField* findField(const SettingFields& fields, std::string_view key);

/// @throws SettingsError if there is none of that key.
const SettingField& fieldOf(const SettingFields& fields, std::string_view key);

/// Whether the value is in range, and whole where only whole numbers do.
bool takesValue(const SettingField& field, double value);

/// @throws SettingsError naming the setting, for a value that it does not take.
void checkValue(const SettingField& field, double value);

} // namespace towerlab
