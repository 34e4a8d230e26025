// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/rating_scale.h"

namespace towerlab::ui {

class SettingEditor;

/// Lets a threshold of ratings be chosen on the scale of the data.
/// @param anyFrom what stands for any rating, below all that there are
void setScale(SettingEditor* editor, const RatingScale& scale, double anyFrom);

} // namespace towerlab::ui
