// SPDX-License-Identifier: MIT
#include "app/cli/settings_options.h"

#include "app/cli/output.h"
#include "core/data/bounded_json.h"
#include "core/data/rating_scale.h"
#include "core/error.h"
#include "core/model/presets.h"
#include "core/model/settings_fields.h"
#include "core/settings/setting_text.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <vector>

namespace towerlab::cli {
namespace {

constexpr std::size_t helpWidth = 66;

/// What CLI11 shows a person who gave a wrong value; empty for a right one.
std::string problem(const SettingField& field, const std::string& text) {
    try {
        (void)valueFromText(field, text);
        return {};
    } catch (const SettingsError& error) {
        return error.reason();
    }
}

std::string wrapped(const std::string& text) {
    std::istringstream words(text);
    std::string result;
    std::size_t column = 0;
    for (std::string word; words >> word; column += word.size() + 1) {
        if (column > 0 && column + word.size() > helpWidth) {
            result += '\n';
            column = 0;
        } else if (column > 0) {
            result += ' ';
        }
        result += word;
    }
    return result;
}

std::string helpText(const SettingField& field) {
    std::string unit(field.unit);
    if (field.kind == FieldKind::Percent)
        unit = "as a share, 1 being all";
    std::string facts = field.kind == FieldKind::Choice ? "" : rangeText(field);
    if (!unit.empty())
        facts += (field.kind == FieldKind::Percent ? ", " : " ") + unit;
    if (!facts.empty())
        facts += "; ";
    return wrapped(std::string(field.label) + " (" + facts + "default " +
                   valueText(field, field.get(RunSettings{})) + "). " + std::string(field.help));
}

/// Names rather than places: "--user-columns-left-out gender,age".
void addColumnsOption(CLI::App& command, const SettingField& field, SettingsChoice& choice) {
    std::string name = "--" + std::string(field.key);
    std::replace(name.begin(), name.end(), '_', '-');
    command
        .add_option_function<std::string>(
            name,
            [&field, &choice](const std::string& text) {
                choice.columns[std::string(field.key)] = text;
            },
            wrapped("Columns of the data that the tower does not read, by name. " +
                    std::string(field.help)))
        ->type_name("NAME,…")
        ->group("Settings: " + std::string(field.group));
}

std::uint32_t maskOf(const std::string& names, const EntityColumns& columns) {
    std::uint32_t mask = 0;
    std::istringstream list(names);
    for (std::string name; std::getline(list, name, ',');) {
        const auto found =
            std::find_if(columns.categories.begin(), columns.categories.end(),
                         [&](const CategoryColumn& column) { return column.name == name; });
        const auto place = found - columns.categories.begin();
        if (found != columns.categories.end()) {
            mask |= 1U << std::min<std::ptrdiff_t>(place, 15);
            continue;
        }
        std::string all;
        for (const CategoryColumn& column : columns.categories)
            all += (all.empty() ? "" : ", ") + column.name;
        throw SettingsError("There is no column “" + name + "”", {}, 0,
                            all.empty() ? "This data has none that a tower could read."
                                        : "There are these: " + all + ".");
    }
    return mask;
}

void addFieldOption(CLI::App& command, const SettingField& field, SettingsChoice& choice) {
    std::string name = "--" + std::string(field.key);
    std::replace(name.begin(), name.end(), '_', '-');
    const auto set = [&field, &choice](const std::string& text) {
        choice.values[std::string(field.key)] = valueFromText(field, text);
    };
    command.add_option_function<std::string>(name, set, helpText(field))
        ->type_name(field.kind == FieldKind::Choice ? rangeText(field) : "NUMBER")
        ->check([&field](const std::string& text) { return problem(field, text); })
        ->group("Settings: " + std::string(field.group));
}

/// Keys that the file does not name keep the values that they have in `base`.
RunSettings mergedWithFile(const RunSettings& base, const std::string& path) {
    constexpr std::size_t largest = std::size_t{1024} * 1024;
    std::ifstream in(path, std::ios::binary);
    std::string text(largest, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    if (!in.is_open() || in.bad())
        throw SettingsError("The settings can't be read", path);
    const auto changes = parseBoundedInOrder(text);
    if (!changes || !changes->is_object())
        throw SettingsError("This is not a JSON object of settings", path);
    Json merged = Json::parse(toJson(base));
    merged.update(*changes);
    try {
        return runSettingsFromJson(merged.dump());
    } catch (const SettingsError& error) {
        throw SettingsError(error.reason(), path, error.line(), error.remedy());
    }
}

/// @throws SettingsError naming the columns that there are, for another
void leaveOutColumns(RunSettings& settings, const SettingsChoice& choice, const Dataset& dataset) {
    for (const auto& [key, names] : choice.columns) {
        const bool users = key.starts_with("user");
        const std::uint32_t mask =
            users ? maskOf(names, dataset.users()) : maskOf(names, dataset.movies());
        settingField(key).set(settings, mask);
    }
}

} // namespace

void addSettingsOptions(CLI::App& command, SettingsChoice& choice) {
    std::vector<std::string> keys;
    std::string list;
    for (const Preset& item : presets()) {
        keys.emplace_back(item.key);
        list += (list.empty() ? "" : ", ") + keys.back();
    }
    command.add_option("--preset", choice.preset, wrapped("Settings to start from: " + list))
        ->check([keys, list](const std::string& text) {
            return std::find(keys.begin(), keys.end(), text) == keys.end()
                       ? "there is no preset " + text + ", but these: " + list
                       : std::string();
        })
        ->type_name("KEY");
    command
        .add_option("--settings", choice.file,
                    wrapped("JSON object of settings, as a run prints them; changes the preset, "
                            "and is changed by the options below"))
        ->type_name("FILE");
    for (const SettingField& field : settingFields())
        if (field.kind == FieldKind::Columns)
            addColumnsOption(command, field, choice);
        else
            addFieldOption(command, field, choice);
}

RunSettings chosenSettings(const SettingsChoice& choice) {
    RunSettings settings;
    if (!choice.preset.empty())
        settings = preset(choice.preset).settings;
    SettingsChoice rest = choice;
    rest.preset.clear();
    return changedSettings(settings, rest);
}

RunSettings changedSettings(RunSettings settings, const SettingsChoice& choice) {
    if (!choice.preset.empty())
        throw SettingsError("A run is continued with its own settings, not with a preset");
    if (!choice.file.empty())
        settings = mergedWithFile(settings, choice.file);
    for (const auto& [key, value] : choice.values)
        settingField(key).set(settings, value);
    validate(settings);
    return settings;
}

RunSettings settingsFor(RunSettings settings, const SettingsChoice& choice,
                        const Dataset& dataset) {
    leaveOutColumns(settings, choice, dataset);
    if (choice.file.empty() && !choice.values.contains("like_threshold"))
        settings.data.likeThreshold =
            likeThresholdOn(ratingScale(dataset), settings.data.likeThreshold);
    return settings;
}

} // namespace towerlab::cli
