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
    if (choice.file.empty() && !choice.values.contains("like_threshold"))
        settings.data.likeThreshold =
            likeThresholdOn(ratingScale(dataset), settings.data.likeThreshold);
    return settings;
}

} // namespace towerlab::cli
