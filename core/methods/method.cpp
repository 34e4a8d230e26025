// SPDX-License-Identifier: MIT
#include "core/methods/method.h"

#include "core/error.h"

#include <algorithm>
#include <cmath>

namespace towerlab {
namespace {

const MethodParameter* find(const MethodInfo& method, std::string_view key) {
    const auto found =
        std::find_if(method.parameters.begin(), method.parameters.end(),
                     [&](const MethodParameter& parameter) { return parameter.key == key; });
    return found == method.parameters.end() ? nullptr : &*found;
}

std::string text(double value) {
    std::string shown = std::to_string(value);
    shown.erase(shown.find_last_not_of('0') + 1);
    if (shown.back() == '.')
        shown.pop_back();
    return shown;
}

void check(const MethodInfo& method, const std::string& key, double value) {
    const MethodParameter* parameter = find(method, key);
    if (!parameter)
        throw SettingsError("“" + std::string(method.key) + "” has no setting “" + key + "”");
    if (!(value >= parameter->minimum && value <= parameter->maximum))
        throw SettingsError("“" + key + "” of “" + std::string(method.key) + "” must lie between " +
                            text(parameter->minimum) + " and " + text(parameter->maximum));
    if (parameter->kind != FieldKind::Real && value != std::round(value))
        throw SettingsError("“" + key + "” of “" + std::string(method.key) +
                            "” must be a whole number");
}

} // namespace

int wholeValue(const MethodOptions& options, std::string_view key) {
    return static_cast<int>(std::lround(realValue(options, key)));
}

double realValue(const MethodOptions& options, std::string_view key) {
    return options.values.find(key)->second;
}

MethodParameter wholeParameter(std::string_view key, std::string_view label, std::string_view help,
                               double standard, double minimum, double maximum) {
    return {key, label, help, FieldKind::Integer, standard, minimum, maximum, 0, {}};
}

MethodParameter realParameter(std::string_view key, std::string_view label, std::string_view help,
                              double standard, double minimum, double maximum, int decimals) {
    return {key, label, help, FieldKind::Real, standard, minimum, maximum, decimals, {}};
}

const MethodInfo& method(std::string_view key) {
    std::string keys;
    for (const MethodInfo& info : allMethods()) {
        if (info.key == key)
            return info;
        keys += (keys.empty() ? "" : ", ") + std::string(info.key);
    }
    throw SettingsError("there is no method “" + std::string(key) + "”", {}, 0,
                        "Choose one of " + keys + ".");
}

MethodOptions completed(const MethodInfo& method, MethodOptions options) {
    for (const auto& [key, value] : options.values)
        check(method, key, value);
    for (const MethodParameter& parameter : method.parameters)
        options.values.emplace(parameter.key, parameter.standard);
    return options;
}

std::vector<std::string_view> partsOf(const MethodInfo& method, const MethodOptions& options) {
    if (!method.parts)
        return {};
    return method.parts(completed(method, options));
}

std::unique_ptr<Scorer> fitMethod(const MethodInfo& method, FitInput input) {
    input.options = completed(method, std::move(input.options));
    const auto parts = partsOf(method, input.options);
    for (std::size_t i = input.parts.size(); i < parts.size(); ++i) {
        FitInput part = {
            input.dataset, input.trainRows, {input.options.seed, input.options.threads}, {},
            input.stop,    input.progress};
        input.parts.push_back(fitMethod(towerlab::method(parts[i]), std::move(part)));
    }
    return method.fit(input);
}

} // namespace towerlab
