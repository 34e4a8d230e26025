// SPDX-License-Identifier: MIT
#pragma once

#include "core/analyze/procrustes.h"
#include "core/model/run_frames.h"
#include "ui/embeddings/map_points.h"

#include <QObject>

#include <memory>
#include <vector>

namespace towerlab::ui {

class JobRunner;

/// The moments of a run as maps: the vectors of each, turned to those of the moment before. Of the
/// run under way they come one by one; of a model that has kept them, all at once. Worked out on a
/// worker, in their order.
class FrameReplay : public QObject {
    Q_OBJECT
public:
    struct Moment {
        std::shared_ptr<const VectorFrame> frame;
        std::shared_ptr<const TurnedVectors> vectors;
        /// Their two principal components, turned in their plane to the picture of the moment
        /// before: what is shown while nobody knows how the run will end.
        std::shared_ptr<const Layout> principal;
        PlaneAxes principalAxes;
        std::vector<double> explained; ///< shares of the variance, by component
    };

    explicit FrameReplay(QObject* parent = nullptr);

    /// A run begins: its points, but no moment yet.
    void begin(std::shared_ptr<const MapPoints> points);
    /// The next moment of that run; added() follows.
    void add(std::shared_ptr<const VectorFrame> frame);
    /// All moments that the points' model has kept; loaded() follows.
    void load(std::shared_ptr<const MapPoints> points);
    void clear();

    const std::vector<Moment>& moments() const { return moments_; }
    /// The model's own vectors turned to the last moment; null while a run is under way.
    const TurnedVectors* model() const { return model_.get(); }
    std::size_t thinned() const { return thinned_; }

Q_SIGNALS:
    void added();
    void loaded();
    void failed(const QString& title, const QString& text);

private:
    struct Chain; ///< where the worker has come to
    void take(const std::shared_ptr<Chain>& chain, Moment moment);

    std::shared_ptr<const MapPoints> points_;
    std::shared_ptr<Chain> chain_;
    std::vector<Moment> moments_;
    std::shared_ptr<const TurnedVectors> model_;
    std::size_t thinned_ = 0;
    JobRunner* jobs_;
};

} // namespace towerlab::ui
