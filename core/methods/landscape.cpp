// SPDX-License-Identifier: MIT
#include "core/methods/method.h"

// Each is described by a function of that name, in a file of its own.
// clang-format off
#define TOWERLAB_EACH_METHOD(X) \
    X(popularity) X(bias) X(rules) \
    X(itemCf) X(userCf) X(itemKnn) X(userKnn) \
    X(matrixFactorisation) X(implicitAls) \
    X(ctr) X(ctrSampled) X(genreSoftmax) X(movieSoftmax) \
    X(twoTowerSeed) X(twoTowerMse) X(twoTowerBestRating) X(twoTowerBce) \
    X(twoTowerSampledBce) X(twoTowerBpr) X(twoTowerMargin) \
    X(twoTowerDssm) X(twoTowerInBatch) X(twoTowerCatalogue) \
    X(twoStageSampled) X(twoStageRated)
// clang-format on

namespace towerlab {
namespace methods {

#define TOWERLAB_DECLARE(name) MethodInfo name();
TOWERLAB_EACH_METHOD(TOWERLAB_DECLARE)
#undef TOWERLAB_DECLARE

} // namespace methods

const std::vector<MethodInfo>& allMethods() {
#define TOWERLAB_CALL(name) methods::name(),
    static const std::vector<MethodInfo> all = {TOWERLAB_EACH_METHOD(TOWERLAB_CALL)};
#undef TOWERLAB_CALL
    return all;
}

} // namespace towerlab
