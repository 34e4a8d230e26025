// SPDX-License-Identifier: MIT
#pragma once

#include "core/inspect/step_story.h"
#include "ui/towers/tower_painter.h"
#include "ui/towers/tower_scene.h"

#include <QMap>

#include <memory>
#include <span>

namespace towerlab::ui {

/// What the strips of the picture show: the numbers of a journey, perhaps with what has changed
/// since another one, or how the loss changes with them. Immutable once handed out.
class PictureNumbers {
public:
    /// A journey forward.
    /// @param before what its changes are marked against; null: nothing is marked
    PictureNumbers(std::shared_ptr<const Journey> journey, std::shared_ptr<const Journey> before);
    /// A rating of a step, forward; and back where `gradients`.
    PictureNumbers(std::shared_ptr<const StepPath> path, bool gradients);

    StripNumbers of(const SceneBox& box, const SceneStrip& strip) const;
    std::span<const float> values(const SceneBox& box, const SceneStrip& strip) const;
    bool showsGradients() const { return gradients_; }
    const Journey& journey() const { return *journey_; }
    const Journey* before() const { return before_.get(); }
    const StepPath* path() const { return path_.get(); }
    /// What has the strongest colour, by kind.
    double limit(Quantity quantity) const;

private:
    void measure();

    std::shared_ptr<const Journey> journey_;
    std::shared_ptr<const Journey> before_;
    std::shared_ptr<const StepPath> path_;
    bool gradients_ = false;
    QMap<Quantity, double> limits_;
    mutable std::vector<float> change_; ///< of the strip that was asked for last
};

/// The numbers of a strip in a journey; empty where it has none.
std::span<const float> valuesOf(const Journey& journey, const SceneBox& box,
                                const SceneStrip& strip);
/// How the loss changes with them.
std::span<const float> gradientsOf(const StepPath& path, const SceneBox& box,
                                   const SceneStrip& strip);

/// The largest of their sizes; what is no number does not count.
double largestOf(std::span<const float> values);
/// The next of 1, 2, 5, 10, … at or above.
double roundLimit(double value);

} // namespace towerlab::ui
