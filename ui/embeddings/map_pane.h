// SPDX-License-Identifier: MIT
#pragma once

#include "ui/embeddings/bookmarks.h"
#include "ui/embeddings/frame_replay.h"
#include "ui/embeddings/glide.h"
#include "ui/embeddings/layout_runner.h"
#include "ui/embeddings/map_labels.h"
#include "ui/embeddings/map_overlay.h"
#include "ui/embeddings/map_state.h"
#include "ui/embeddings/projection.h"
#include "ui/embeddings/projection_bar.h"

#include <QTimer>
#include <QWidget>

#include <array>
#include <memory>
#include <vector>

class QLabel;

namespace towerlab::ui {

class BusySign;
class JobRunner;
class MapPlot;

/// One map: its projection, its plot, and what must be known to read it. All that it shows is made
/// on workers; what was there stays until then, and points glide to where they belong.
class MapPane : public QWidget {
    Q_OBJECT
public:
    /// @param state shared with the other panes; must outlive this one
    explicit MapPane(const MapState* state, QWidget* parent = nullptr);

    MapPlot* plot() const { return plot_; }
    ProjectionBar* bar() const { return bar_; }
    const Layout& layout() const { return layout_; }
    /// Null until it is worked out.
    std::shared_ptr<const PcaResult> pca() const { return pca_; }
    /// How many of each point's true neighbours are its neighbours here; empty until it is known.
    const std::vector<float>& kept() const { return kept_; }
    /// Points lie where they belong, and what is known of the map is there.
    bool isSettled() const { return settled_; }
    /// The projection and the view as they are now.
    Bookmark bookmark() const;

    // The state has changed:
    void pointsChanged(bool keepView);
    /// What makes neighbours is another.
    void nearnessChanged();
    /// Points of a run that begins: they lie nowhere until its first moment comes.
    void awaitMoments();
    /// The same points with the vectors of a later moment; the map stays.
    void renewPoints();
    void lookChanged();
    void emphasisChanged();
    void currentChanged();
    /// Nothing is shown any more.
    void clear();

    /// Shows a moment of a run, in these milliseconds from what is shown now.
    void showMoment(const FrameReplay& replay, std::size_t moment, int milliseconds);
    /// Of the moment shown; null while none is.
    const PlaneAxes* momentAxes() const { return atMoment_ ? &momentAxes_ : nullptr; }
    /// The ways of these points through the moments up to one.
    void showTrails(const FrameReplay& replay, std::size_t moment, const std::vector<int>& points);
    void setPole(Pole pole, std::vector<std::size_t> points, const QString& name);
    /// Where a point lies at another moment, in the axes of the one that is shown.
    PlanePoint placeAt(const FrameReplay& replay, std::size_t moment, int point) const;
    /// Shows what a bookmark has; a layout that it has not is made anew.
    void goTo(const Bookmark& bookmark);

Q_SIGNALS:
    void arrived(); ///< points lie where a moment has them; settled() follows if they stay
    void settled(); ///< points lie where they belong, and what is known of the map is there
    void projectionChanged(); ///< kind, axes or parameters
    void keptChanged();
    void failed(const QString& title, const QString& text);

private:
    void connectRunners();
    void connectBar();
    void stopMaking();
    void makeProjection(bool keepView);
    void adopt(const std::shared_ptr<const Projection>& projection);
    ArrangeSettings arrangeSettings() const;
    void arrange(bool goOn);
    void showAxes(const std::vector<double>& explained, const AxisChoice& across,
                  const AxisChoice& up);
    void glideTo(Layout layout, int milliseconds);
    bool isMoving() const { return glide_->isMoving() || runner_->isRunning(); }
    void settle();
    void judge();
    void adoptJudgement(std::vector<float> kept, std::vector<MapLabel> regions);
    void showNames();
    void nameAll();
    void showCaption();

    const MapState* state_;
    ProjectionBar* bar_;
    MapPlot* plot_;
    QLabel* caption_;
    BusySign* busy_;
    JobRunner* projector_;
    JobRunner* judge_;
    LayoutRunner* runner_;
    Glide* glide_;

    std::shared_ptr<const MapPoints> shownPoints_; ///< that the plot has
    std::shared_ptr<const PcaResult> pca_;         ///< of these
    std::shared_ptr<const Projection> projection_;
    PoleSets poleSets_;
    std::array<QString, poles> poleNames_;
    Layout layout_;                                          ///< where points are going, or lie
    ProjectionKind arrangedAs_ = ProjectionKind::Components; ///< what the layout is of
    QTimer naming_;
    QTimer still_; ///< points have lain still for a moment
    bool settled_ = false;
    bool atMoment_ = false;
    std::optional<Bookmark> goingTo_; ///< the view, once points lie where they belong
    PlaneAxes momentAxes_;
    std::vector<float> kept_;
    std::vector<MapLabel> regions_;
    QString progress_; ///< of t-SNE or UMAP
};

} // namespace towerlab::ui
