// SPDX-License-Identifier: MIT
#include "core/baselines/methods.h"

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

const MethodInfo& baselineMethod(std::string_view key) {
    std::string keys;
    for (const MethodInfo& method : baselineMethods()) {
        if (method.key == key)
            return method;
        keys += (keys.empty() ? "" : ", ") + std::string(method.key);
    }
    throw SettingsError("there is no method “" + std::string(key) + "”", {}, 0,
                        "Choose one of " + keys + ".");
}

std::unique_ptr<Scorer> fitMethod(const MethodInfo& method, const Dataset& dataset,
                                  std::span<const std::uint32_t> trainRows,
                                  const MethodOptions& options, const std::stop_token& stop,
                                  const ProgressCallback& progress) {
    MethodOptions complete = options;
    for (const auto& [key, value] : options.values)
        check(method, key, value);
    for (const MethodParameter& parameter : method.parameters)
        complete.values.emplace(parameter.key, parameter.standard);
    return method.fit(dataset, trainRows, complete, stop, progress);
}

} // namespace towerlab
