// SPDX-License-Identifier: MIT
#include "core/methods/method.h"

#include "core/error.h"

#include <string>

namespace towerlab {

const MethodInfo* findMethod(std::string_view key) {
    for (const MethodInfo& info : allMethods())
        if (info.key == key)
            return &info;
    return ownRunMethod().key == key ? &ownRunMethod() : nullptr;
}

const MethodInfo& method(std::string_view key) {
    if (const MethodInfo* known = findMethod(key))
        return *known;
    std::string keys;
    for (const MethodInfo& info : allMethods())
        keys += (keys.empty() ? "" : ", ") + std::string(info.key);
    throw SettingsError("there is no method “" + std::string(key) + "”", {}, 0,
                        "Choose one of " + keys + ".");
}

std::vector<std::string_view> partsOf(const MethodInfo& method, const SettingsValue& settings) {
    if (!method.parts)
        return {};
    return method.parts(settings.empty() ? method.settings : settings);
}

std::unique_ptr<Scorer> fitMethod(const MethodInfo& method, FitInput input) {
    if (input.options.settings.empty())
        input.options.settings = method.settings;
    input.options.settings.check();
    input.options.scale = ratingScale(*input.dataset);
    const auto parts = partsOf(method, input.options.settings);
    for (std::size_t i = input.parts.size(); i < parts.size(); ++i) {
        FitInput part = {
            input.dataset, input.trainRows, {input.options.seed, input.options.threads}, {},
            input.stop,    input.progress};
        input.parts.push_back(fitMethod(towerlab::method(parts[i]), std::move(part)));
    }
    return method.fit(input);
}

} // namespace towerlab
