// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"

#include <QString>

#include <cstddef>
#include <vector>

namespace towerlab::ui {

/// The method's name, or the key itself where there is none of that key.
QString nameOfMethod(std::string_view key);
/// Name of a method of the comparison; where it takes part more than once, with the settings that
/// are its own.
QString methodTitle(const Comparison& comparison, std::size_t method);

/// Places in Comparison::methods of the fitted scorers that are a T.
template <typename T>
std::vector<std::size_t> methodsWith(const Comparison& comparison) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < comparison.scorers.size(); ++i)
        if (dynamic_cast<const T*>(comparison.scorers[i].get()) != nullptr)
            found.push_back(i);
    return found;
}

} // namespace towerlab::ui
