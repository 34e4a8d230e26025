// SPDX-License-Identifier: MIT
#include "ui/embeddings/map_pane.h"

#include "core/analyze/kept_neighbours.h"
#include "ui/embeddings/glide.h"
#include "ui/embeddings/map_names.h"
#include "ui/embeddings/map_plot.h"
#include "ui/embeddings/map_regions.h"
#include "ui/embeddings/moment_view.h"
#include "ui/jobs/job_runner.h"
#include "ui/widgets/busy_sign.h"
#include "ui/widgets/theme.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace towerlab::ui {
namespace {

constexpr int glideDuration = 600; ///< milliseconds
constexpr int stillAfter = 250;    ///< of a moment: another one may follow
constexpr std::size_t neighboursJudged = 10;

bool sameIdentity(const MapPoints& a, const MapPoints& b) {
    const auto same = [](const MapPoint& x, const MapPoint& y) {
        return x.movie == y.movie && x.index == y.index && x.row == y.row;
    };
    return a.size() == b.size() &&
           std::equal(a.points.begin(), a.points.end(), b.points.begin(), same);
}

} // namespace

MapPane::MapPane(const MapState* state, QWidget* parent)
    : QWidget(parent),
      state_(state),
      bar_(new ProjectionBar),
      plot_(new MapPlot),
      caption_(new QLabel),
      busy_(new BusySign),
      projector_(new JobRunner(JobRunner::Results::Newest, this)),
      judge_(new JobRunner(JobRunner::Results::Newest, this)),
      runner_(new LayoutRunner(this)),
      glide_(new Glide(this)) {
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // maps side by side are as wide
    plot_->setAccessibleName(tr("Map of the vectors"));
    plot_->setTexts([this](int point) { return hintOf(*shownPoints_, point); },
                    [this](int point) { return nameOf(*shownPoints_, point); });
    caption_->setObjectName(QStringLiteral("mapCaption"));
    caption_->setWordWrap(true);
    theme::makeCaption(caption_);
    auto* plotAndSign = new QGridLayout;
    plotAndSign->addWidget(plot_, 0, 0);
    plotAndSign->addWidget(busy_, 0, 0, Qt::AlignCenter);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    auto* head = new QHBoxLayout;
    head->setSpacing(2);
    head->addWidget(bar_, 1);
    head->addWidget(plot_->makeExportButton(tr("Export the map")));
    column->addLayout(head);
    column->addLayout(plotAndSign, 1);
    column->addWidget(caption_);
    caption_->setToolTip(
        tr("Of the 10 nearest neighbours of a point in the full space, so many are among its 10 "
           "nearest on this map; the mean of all points."));
    connect(glide_, &Glide::moved, plot_, &MapPlot::setPlaces);
    connect(glide_, &Glide::arrived, this, &MapPane::settle);
    still_.setSingleShot(true);
    still_.setInterval(stillAfter);
    connect(&still_, &QTimer::timeout, this, &MapPane::judge);
    naming_.setSingleShot(true); // many things change names; once is enough
    naming_.setInterval(0);
    connect(&naming_, &QTimer::timeout, this, &MapPane::nameAll);
    connectRunners();
    connectBar();
}

void MapPane::connectRunners() {
    for (JobRunner* runner : {projector_, judge_})
        connect(runner, &JobRunner::failed, this, &MapPane::failed);
    connect(runner_, &LayoutRunner::failed, this, &MapPane::failed);
    connect(runner_, &LayoutRunner::preparing, this, [this](int done) {
        progress_ = tr("finding neighbours, %1 %").arg(done);
        showCaption();
    });
    connect(runner_, &LayoutRunner::moved, this,
            [this](const Layout& layout, int step, int steps, double secondsLeft) {
                if (!shownPoints_ || layout.size() != shownPoints_->size())
                    return;
                arrangedAs_ = bar_->kind();
                progress_ = secondsLeft >= 1 ? tr("step %1 of %2, %3 left")
                                                   .arg(step)
                                                   .arg(steps)
                                                   .arg(durationText(secondsLeft))
                                             : tr("step %1 of %2").arg(step).arg(steps);
                layout_ = layout;
                plot_->setMoving(true);
                glide_->put(layout_);
                showCaption();
            });
    connect(runner_, &LayoutRunner::finished, this, [this] {
        bar_->setRunning(false);
        progress_.clear();
        settle();
    });
}

void MapPane::connectBar() {
    const auto makeAnew = [this] {
        makeProjection(false);
        Q_EMIT projectionChanged();
    };
    connect(bar_, &ProjectionBar::kindChanged, this, makeAnew);
    connect(bar_->axes(), &MapAxes::changed, this, makeAnew);
    connect(bar_, &ProjectionBar::runRequested, this, [this] { arrange(false); });
    connect(bar_, &ProjectionBar::stopRequested, this, [this] { runner_->stop(); });
    connect(bar_, &ProjectionBar::arrangeChanged, this, [this] {
        if (runner_->isRunning()) {
            runner_->change(arrangeSettings());
        } else if (isArranged(bar_->kind())) {
            arrange(true);
        }
        Q_EMIT projectionChanged();
    });
    connect(bar_, &ProjectionBar::equalScaleChanged, plot_, &MapPlot::setEqualScale);
}

/// What is still being made is of something else.
void MapPane::stopMaking() {
    projector_->abandon();
    judge_->abandon();
    runner_->abandon();
    bar_->setRunning(false);
    progress_.clear();
}

void MapPane::clear() {
    stopMaking();
    still_.stop();
    settled_ = false;
    busy_->setBusy({});
    plot_->setPoints({}, {}, false); // at once: it would ask for names that are gone
    plot_->setLabels({});
    plot_->setLines({});
    plot_->setTrails({});
    shownPoints_.reset();
    pca_.reset();
    projection_.reset();
    layout_.clear();
    glide_->clear();
    poleSets_ = {};
    poleNames_ = {};
    for (std::size_t pole = 0; pole < poles; ++pole)
        bar_->setPoleText(static_cast<Pole>(pole), {});
    kept_.clear();
    regions_.clear();
    atMoment_ = false;
    caption_->clear();
}

void MapPane::pointsChanged(bool keepView) {
    const bool same = shownPoints_ && sameIdentity(*shownPoints_, *state_->points);
    if (!same)
        clear();
    shownPoints_ = state_->points;
    pca_.reset();
    projection_.reset();
    kept_.clear();
    makeProjection(keepView && same);
}

void MapPane::awaitMoments() {
    if (!shownPoints_ || !sameIdentity(*shownPoints_, *state_->points))
        clear();
    shownPoints_ = state_->points;
    stopMaking();
    pca_.reset();
    projection_.reset();
    kept_.clear();
}

void MapPane::nearnessChanged() {
    if (shownPoints_)
        judge();
}

void MapPane::makeProjection(bool keepView) {
    if (!shownPoints_)
        return;
    stopMaking();
    settled_ = false;
    if (layout_.empty())
        busy_->setBusy(tr("The map is being made…"));
    ProjectionWish wish{shownPoints_,       pca_,     bar_->kind(), bar_->axes()->across(),
                        bar_->axes()->up(), poleSets_};
    if (isArranged(wish.kind)) { // which starts from the components
        wish.kind = ProjectionKind::Components;
        wish.across = {0};
        wish.up = {1};
    }
    projector_->start({}, tr("The map could not be made"),
                      [this, wish, keepView](const std::stop_token& stop, const ProgressCallback&) {
                          const auto made = std::make_shared<Projection>(project(wish, stop));
                          return [this, made, keepView] {
                              if (!keepView)
                                  plot_->showEverything();
                              if (atMoment_)
                                  keepSigns(*made, glide_->now());
                              adopt(made);
                          };
                      });
}

void MapPane::adopt(const std::shared_ptr<const Projection>& projection) {
    busy_->setBusy({});
    const bool first = plot_->pointCount() == 0;
    const bool newModel = pca_ != projection->of.pca;
    projection_ = projection;
    pca_ = projection->of.pca;
    atMoment_ = false;
    if (newModel)
        showAxes(pca_->explained,
                 isArranged(bar_->kind()) ? bar_->axes()->across() : projection->of.across,
                 isArranged(bar_->kind()) ? bar_->axes()->up() : projection->of.up);
    bar_->axes()->setEnabled(true);
    if (first) {
        std::vector<CloudPoint> cloud(shownPoints_->size());
        plot_->setPoints(std::move(cloud), state_->colouring.colours(), false);
        lookChanged();
        emphasisChanged();
    }
    plot_->setEqualScale(bar_->equalScale() && !projection->of.across.fact &&
                         !projection->of.up.fact);
    const bool hasLayout = layout_.size() == shownPoints_->size();
    if (isArranged(bar_->kind())) {
        // On from what is there: the points are the same, their vectors may be others.
        const bool goOn = hasLayout && arrangedAs_ == bar_->kind();
        if (!hasLayout) {
            layout_ = projection->layout;
            glide_->put(layout_);
        }
        arrange(goOn);
        Q_EMIT projectionChanged();
        return;
    }
    arrangedAs_ = bar_->kind();
    plot_->setTicksShown(true);
    glideTo(projection->layout, first || !hasLayout ? 0 : glideDuration);
    Q_EMIT projectionChanged();
}

void MapPane::showAxes(const std::vector<double>& explained, const AxisChoice& across,
                       const AxisChoice& up) {
    MapAxes::Facts facts;
    const MapPoints& points = *shownPoints_;
    for (const PointFact fact : factsOf(points.subject, points.dataset()))
        if (isNumber(points.subject, fact, points.dataset()))
            facts.emplace_back(fact, factName(points.subject, fact, points.dataset()));
    bar_->axes()->setChoices(explained, facts, across, up);
}

/// What the bar says, by what counts as near here; large dot products make no map.
ArrangeSettings MapPane::arrangeSettings() const {
    ArrangeSettings settings = bar_->arrange();
    settings.nearness = state_->nearness == Nearness::Euclid ? Nearness::Euclid : Nearness::Cosine;
    settings.seed = shownPoints_->recommender->model().record().settings.train.seed;
    return settings;
}

void MapPane::arrange(bool goOn) {
    if (!projection_)
        return;
    glide_->stop();
    settled_ = false;
    bar_->setRunning(true);
    const ArrangeSettings settings = arrangeSettings();
    const bool arranged = goOn && arrangedAs_ == settings.kind;
    plot_->setEqualScale(true);
    plot_->setTicksShown(false);
    runner_->start(shownPoints_, settings, arranged ? layout_ : projection_->layout, arranged);
}

void MapPane::glideTo(Layout layout, int milliseconds) {
    settled_ = false;
    layout_ = std::move(layout);
    plot_->setMoving(true); // until they have arrived, which may be at once
    glide_->to(layout_, milliseconds);
}

void MapPane::settle() {
    plot_->setMoving(false);
    if (const auto bookmark = std::exchange(goingTo_, {}); bookmark && !bookmark->whole)
        plot_->setView({{bookmark->left, bookmark->right}, {bookmark->low, bookmark->high}});
    showCaption();
    currentChanged();
    regions_.clear();
    if (atMoment_) { // names and figures are worth their time once points stay
        plot_->setLabels({});
        still_.start();
        Q_EMIT arrived();
        return;
    }
    judge();
}

/// How true the map is, and what its regions are called.
void MapPane::judge() {
    if (isMoving())
        return;
    showNames();
    judge_->start({}, tr("The map could not be judged"),
                  [this, points = shownPoints_, layout = layout_, nearness = state_->nearness,
                   ofModel = !atMoment_](const std::stop_token& stop,
                                         const ProgressCallback&) -> JobRunner::Outcome {
                      auto regions = regionLabels(*points, layout, stop);
                      std::vector<float> kept;
                      if (ofModel)
                          kept = keptNeighbours(
                              *points->nearest->lists(neighboursJudged, nearness, stop), layout, 0,
                              stop);
                      return [this, points, kept, regions] {
                          if (points == shownPoints_)
                              adoptJudgement(kept, regions);
                      };
                  });
}

void MapPane::adoptJudgement(std::vector<float> kept, std::vector<MapLabel> regions) {
    kept_ = std::move(kept);
    regions_ = std::move(regions);
    showNames();
    showCaption();
    settled_ = true;
    Q_EMIT keptChanged();
    Q_EMIT settled();
}

void MapPane::showNames() { naming_.start(); }

void MapPane::nameAll() {
    if (isMoving() || still_.isActive())
        return; // they are not shown, and made anew when points stay
    plot_->setLabels(shownPoints_ ? namesOn(*state_, layout_, regions_) : std::vector<MapLabel>());
}

void MapPane::lookChanged() {
    if (plot_->pointCount() == 0 || !shownPoints_ ||
        state_->colouring.groupOf.size() != shownPoints_->size())
        return;
    plot_->setColouring(state_->colouring.groupOf, state_->colouring.colours());
    plot_->setRadii(state_->radii);
    showNames();
}

void MapPane::emphasisChanged() {
    if (plot_->pointCount() == 0)
        return;
    plot_->setEmphasis(state_->emphasis);
    showNames();
}

/// With lines to its neighbours.
void MapPane::currentChanged() {
    if (plot_->pointCount() == 0)
        return;
    plot_->setSelected(state_->current);
    if (state_->tug)
        return; // whose lines come from elsewhere
    std::vector<MapLine> lines;
    if (state_->current >= 0 && !glide_->isMoving())
        for (const int near : state_->neighbours)
            lines.push_back({.from = layout_[static_cast<std::size_t>(state_->current)],
                             .to = layout_[static_cast<std::size_t>(near)],
                             .ink = theme::Ink::muted(),
                             .width = 1});
    plot_->setLines(std::move(lines));
}

void MapPane::setPole(Pole pole, std::vector<std::size_t> points, const QString& name) {
    poleSets_[static_cast<std::size_t>(pole)] = std::move(points);
    poleNames_[static_cast<std::size_t>(pole)] = name;
    bar_->setPoleText(pole, name);
    if (bar_->kind() == ProjectionKind::Meaning)
        makeProjection(false);
    Q_EMIT projectionChanged();
}

void MapPane::showMoment(const FrameReplay& replay, std::size_t moment, int milliseconds) {
    if (!shownPoints_ || replay.moments()[moment].vectors->span().size() != shownPoints_->size())
        return;
    stopMaking();
    busy_->setBusy({});
    const MomentView view{bar_->kind(), projection_.get(), poleSets_};
    momentAxes_ = axesAt(replay, moment, view);
    if (replay.model() == nullptr) { // of a run under way: its own components
        showAxes(replay.moments()[moment].explained, {0, {}}, {1, {}});
        bar_->axes()->setEnabled(false);
    }
    atMoment_ = true;
    plot_->setTicksShown(true);
    kept_.clear();
    if (plot_->pointCount() == 0) {
        plot_->setPoints(std::vector<CloudPoint>(shownPoints_->size()), state_->colouring.colours(),
                         false);
        lookChanged();
        emphasisChanged();
        plot_->setEqualScale(true);
    }
    arrangedAs_ = ProjectionKind::Components;
    glideTo(layoutAt(replay, moment, view, momentAxes_), milliseconds);
    showCaption();
}

void MapPane::renewPoints() {
    if (!shownPoints_ || !sameIdentity(*shownPoints_, *state_->points))
        return;
    shownPoints_ = state_->points;
    pca_.reset();
    projection_.reset();
}

PlanePoint MapPane::placeAt(const FrameReplay& replay, std::size_t moment, int point) const {
    return projected(replay.moments()[moment].vectors->span().row(static_cast<std::size_t>(point)),
                     momentAxes_);
}

void MapPane::showTrails(const FrameReplay& replay, std::size_t moment,
                         const std::vector<int>& points) {
    constexpr std::size_t most = 200;
    std::vector<Layout> trails;
    if (atMoment_ && shownPoints_)
        for (std::size_t i = 0; i < std::min(most, points.size()); ++i) {
            Layout trail;
            for (std::size_t at = 0; at <= moment; ++at)
                trail.push_back(placeAt(replay, at, points[i]));
            trails.push_back(std::move(trail));
        }
    plot_->setTrails(std::move(trails));
}

Bookmark MapPane::bookmark() const {
    Bookmark bookmark;
    bookmark.kind = bar_->kind();
    bookmark.across = bar_->axes()->across();
    bookmark.up = bar_->axes()->up();
    bookmark.arrange = bar_->arrange();
    bookmark.whole = !plot_->isZoomed();
    const MapPlot::View view = plot_->view();
    bookmark.left = view.x.lower;
    bookmark.right = view.x.upper;
    bookmark.low = view.y.lower;
    bookmark.high = view.y.upper;
    bookmark.layout = layout_;
    bookmark.poleSets = poleSets_;
    bookmark.poleNames = poleNames_;
    return bookmark;
}

void MapPane::goTo(const Bookmark& bookmark) {
    bar_->setKind(bookmark.kind);
    bar_->setArrange(bookmark.arrange);
    bar_->axes()->choose(bookmark.across, bookmark.up);
    for (std::size_t pole = 0; pole < poles; ++pole)
        if (!bookmark.poleSets[pole].empty()) {
            poleSets_[pole] = bookmark.poleSets[pole];
            poleNames_[pole] = bookmark.poleNames[pole];
            bar_->setPoleText(static_cast<Pole>(pole), poleNames_[pole]);
        }
    goingTo_ = bookmark;
    const bool known = shownPoints_ && bookmark.layout.size() == shownPoints_->size();
    if (!isArranged(bookmark.kind) || !known) {
        makeProjection(false);
        return;
    }
    stopMaking();
    atMoment_ = false;
    arrangedAs_ = bookmark.kind;
    plot_->setEqualScale(true);
    plot_->setTicksShown(false);
    glideTo(bookmark.layout, glideDuration);
}

void MapPane::showCaption() {
    if (!shownPoints_)
        return;
    const MapFacts facts{*shownPoints_, bar_->kind(), projection_.get(), atMoment_,
                         progress_,     kept_,        poleNames_};
    caption_->setText(captionOf(facts));
    const auto [across, up] = axisLabelsOf(facts);
    plot_->setAxisLabels(across, up);
}

} // namespace towerlab::ui
