// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "core/inspect/journey.h"
#include "ui/inspect/picture_numbers.h"
#include "ui/towers/tower_scene.h"

#include <QCoreApplication>
#include <QStringList>

#include <optional>

namespace towerlab::ui {

/// What stands in the boxes that have no cells: words, and single numbers.
class PictureWords {
    Q_DECLARE_TR_FUNCTIONS(towerlab::ui::PictureWords)
public:
    /// @param numbers null: only the plan is known
    /// @param given   the rating that the user has given the movie
    static QStringList of(const SceneBox& box, const Inspector* inspector,
                          const PictureNumbers* numbers, const Dataset* dataset,
                          std::optional<float> given);

private:
    static QStringList ofWord(const SceneBox& box, const Inspector& inspector,
                              const Journey& journey);
    static QStringList ofScore(const SceneBox& box, const PictureNumbers& numbers,
                               const Dataset* dataset, std::optional<float> given);
};

} // namespace towerlab::ui
