// SPDX-License-Identifier: MIT
// How most methods fit; private to core/methods.
#pragma once

#include "core/methods/method.h"

#include <cstdint>
#include <memory>
#include <span>

namespace towerlab::methods {

/// The settings of a fit, with its seed and threads where they have such, and likes as they begin
/// on the data's scale.
template <typename Settings>
Settings settingsOf(const MethodOptions& options) {
    Settings settings = options.settings.as<Settings>();
    if constexpr (requires { settings.seed; })
        settings.seed = options.seed;
    if constexpr (requires { settings.threads; })
        settings.threads = options.threads;
    if constexpr (requires { settings.likedFrom; })
        settings.likedFrom = static_cast<decltype(settings.likedFrom)>(
            likeThresholdOn(options.scale, static_cast<double>(settings.likedFrom)));
    return settings;
}

/// MethodInfo::fit by a function that takes settings of its own type.
template <typename Fitted, typename Settings>
auto fitBy(std::unique_ptr<Fitted> (*fit)(const Dataset&, std::span<const std::uint32_t>,
                                          const Settings&, const std::stop_token&,
                                          const ProgressCallback&)) {
    return [fit](const FitInput& in) -> std::unique_ptr<Scorer> {
        return fit(*in.dataset, in.trainRows, settingsOf<Settings>(in.options), in.stop,
                   in.progress);
    };
}

} // namespace towerlab::methods
