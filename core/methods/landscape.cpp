// SPDX-License-Identifier: MIT
#include "core/methods/families.h"
#include "core/methods/method.h"

namespace towerlab {

const std::vector<MethodInfo>& allMethods() {
    static const std::vector<MethodInfo> all = [] {
        std::vector<MethodInfo> methods;
        for (const auto family :
             {classicalMethods, classifierMethods, twoTowerMethods, twoStageMethods})
            for (MethodInfo& info : family())
                methods.push_back(std::move(info));
        return methods;
    }();
    return all;
}

} // namespace towerlab
