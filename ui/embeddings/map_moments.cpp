// SPDX-License-Identifier: MIT
#include "ui/embeddings/map_moments.h"

#include "core/analyze/movement.h"
#include "core/model/run_metrics.h"
#include "ui/embeddings/map_pane.h"
#include "ui/embeddings/map_plot.h"
#include "ui/embeddings/time_bar.h"
#include "ui/embeddings/tug_of_war.h"
#include "ui/jobs/job_runner.h"
#include "ui/runs/run_library.h"
#include "ui/runs/training.h"
#include "ui/runs/workspace.h"
#include "ui/widgets/metric_text.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace towerlab::ui {

MapMoments::MapMoments(MapStage* stage, TimeBar* bar, Workspace* workspace, Training* training,
                       QObject* parent)
    : QObject(parent),
      stage_(stage),
      bar_(bar),
      workspace_(workspace),
      training_(training),
      replay_(new FrameReplay(this)),
      mover_(new JobRunner(JobRunner::Results::Newest, this)) {
    connect(replay_, &FrameReplay::failed, workspace, &Workspace::failed);
    connect(mover_, &JobRunner::failed, workspace, &Workspace::failed);
    connect(replay_, &FrameReplay::added, this, &MapMoments::follow);
    connect(replay_, &FrameReplay::loaded, this, &MapMoments::showBar);
    connect(bar, &TimeBar::momentChanged, this, &MapMoments::show);
    connect(bar, &TimeBar::momentChanged, this, [this] {
        if (!live_ && moment() < replay_->moments().size())
            workspace_->selectMoment(replay_->moments()[moment()].frame->epoch);
    });
    connect(workspace, &Workspace::selectedMomentChanged, this, &MapMoments::goTo);
    connect(bar, &TimeBar::trailsToggled, this, &MapMoments::showTrails);
    connect(bar, &TimeBar::pullsToggled, this, &MapMoments::showTug);
    connect(stage, &MapStage::chosenChanged, this, [this] {
        showTrails();
        showTug();
    });
}

void MapMoments::clear() {
    mover_->abandon();
    replay_->clear();
    live_ = false;
    bar_->setCount(0, true);
}

void MapMoments::beginLive(const std::shared_ptr<const MapPoints>& points,
                           const std::vector<std::shared_ptr<const VectorFrame>>& frames) {
    live_ = true;
    replay_->begin(points);
    for (const auto& frame : frames)
        replay_->add(frame);
    bar_->setCount(0, true);
    sinceMoment_.start();
    showBar();
}

void MapMoments::load(const std::shared_ptr<const MapPoints>& points) {
    live_ = false;
    replay_->load(points);
    showBar();
}

std::size_t MapMoments::moment() const {
    return static_cast<std::size_t>(std::max(0, bar_->moment()));
}

/// The newest moment is shown, unless the person looks at another one.
void MapMoments::follow() {
    constexpr qint64 quickest = 80;
    constexpr qint64 slowest = 700;
    const int count = static_cast<int>(replay_->moments().size());
    const bool follows = bar_->count() == 0 || bar_->moment() == bar_->count() - 1;
    bar_->setCount(count, follows);
    if (!follows)
        return;
    // As long as it took to come, so that points never stand still.
    const qint64 took = count == 1 ? 0 : std::clamp(sinceMoment_.restart(), quickest, slowest);
    for (MapPane* pane : stage_->panes())
        pane->showMoment(*replay_, moment(), static_cast<int>(took));
    showText();
    showTrails();
    Q_EMIT momentShown();
}

void MapMoments::showBar() {
    const int count = static_cast<int>(replay_->moments().size());
    const bool arranged = isArranged(stage_->first()->bar()->kind()) && !live_;
    if (bar_->count() != count)
        bar_->setCount(count, true);
    bar_->setHindrance(arranged ? tr("A run can be replayed along components or axes by meaning")
                                : QString());
    if (!arranged)
        showText();
    showTug();
}

void MapMoments::show(int moment, bool smoothly) {
    if (static_cast<std::size_t>(moment) >= replay_->moments().size())
        return;
    for (MapPane* pane : stage_->panes())
        if (live_ || !isArranged(pane->bar()->kind()))
            pane->showMoment(*replay_, static_cast<std::size_t>(moment),
                             smoothly ? bar_->pace() : 0);
    showText();
    showTrails();
    Q_EMIT momentShown();
}

/// Where another place has gone to.
void MapMoments::goTo(std::optional<double> epochs) {
    const auto& moments = replay_->moments();
    if (live_ || moments.empty() || !epochs)
        return;
    const auto distance = [&](const FrameReplay::Moment& each) {
        return std::abs(each.frame->epoch - *epochs);
    };
    const auto nearest =
        std::min_element(moments.begin(), moments.end(),
                         [&](const auto& a, const auto& b) { return distance(a) < distance(b); });
    const auto number = static_cast<int>(nearest - moments.begin());
    if (number == bar_->moment())
        return;
    bar_->setMoment(number);
    show(number, false);
}

void MapMoments::showText() {
    const auto& moments = replay_->moments();
    if (moment() >= moments.size() || !stage_->points()) {
        bar_->setText(live_ ? tr("The run begins…") : tr("This model has no moments to replay"));
        return;
    }
    const VectorFrame& frame = *moments[moment()].frame;
    const QLocale locale;
    QStringList parts;
    parts << tr("Epoch %1").arg(locale.toString(frame.epoch, 'g', 3));
    parts << (frame.step == 0 ? tr("before the first step")
                              : tr("step %1").arg(locale.toString(qulonglong{frame.step})));
    const QString metrics = metricsOf(frame);
    if (!metrics.isEmpty())
        parts << metrics;
    if (replay_->thinned() > 0)
        parts << tr("%1 more moments were left out to save room")
                     .arg(locale.toString(qulonglong{replay_->thinned()}));
    bar_->setText(parts.join(QStringLiteral(" · ")));
}

/// Those of the epoch that ends there, or the loss alone.
QString MapMoments::metricsOf(const VectorFrame& frame) const {
    const TrainRun* run = live_ ? training_->library()->find(training_->live()) : nullptr;
    const RunRecord& record =
        run != nullptr ? run->record : stage_->points()->recommender->model().record();
    const auto ended =
        std::find_if(record.epochs.begin(), record.epochs.end(), [&](const EpochRecord& epoch) {
            return static_cast<double>(epoch.epoch) == frame.epoch;
        });
    QStringList parts;
    if (ended != record.epochs.end()) {
        for (const RunMetric* metric : towerlab::metricsOf(record))
            if (const auto value = metric->of(*ended))
                parts << tr("%1 %2").arg(metricsText(metric->label), metricNumber(*metric, *value));
    } else if (!std::isnan(frame.loss)) {
        parts << tr("loss %1").arg(QLocale().toString(double{frame.loss}, 'g', 4));
    }
    return parts.join(QStringLiteral(" · "));
}

void MapMoments::showTrails() {
    const std::vector<int> points = bar_->trailsOn() ? stage_->state().chosen : std::vector<int>();
    if (moment() < replay_->moments().size())
        for (MapPane* pane : stage_->panes())
            pane->showTrails(*replay_, moment(), points);
}

const EpochPulls* MapMoments::pullsOf(int epoch) const {
    const auto recommender = workspace_->recommender();
    const auto kept = recommender ? recommender->model().frames() : nullptr;
    if (kept)
        for (const auto& pulls : kept->pulls)
            if (pulls->epoch == epoch)
                return pulls.get();
    return nullptr;
}

/// Of the epoch that the moment shown belongs to.
void MapMoments::showTug() {
    const auto& moments = replay_->moments();
    const int current = stage_->state().current;
    const bool any = stage_->points() && moment() < moments.size();
    const int epoch =
        any ? std::max(1, static_cast<int>(std::ceil(moments[moment()].frame->epoch))) : 0;
    const EpochPulls* pulls = any ? pullsOf(epoch) : nullptr;
    const bool movie =
        any && current >= 0 && stage_->points()->points[static_cast<std::size_t>(current)].movie;
    bar_->setPullsPossible(pulls != nullptr && movie,
                           pulls != nullptr
                               ? tr("Select a movie.")
                               : tr("What pulled the movies in this epoch was not kept: it is part "
                                    "of a run of this session, of no file; and a softmax over the "
                                    "catalogue pulls by no single ratings."));
    const bool wasShown = stage_->state().tug;
    const bool shown = bar_->pullsOn() && pulls != nullptr && movie;
    stage_->setTug(shown);
    if (!shown) {
        if (wasShown)
            for (MapPane* pane : stage_->panes())
                pane->currentChanged();
        if (wasShown)
            showText();
        return;
    }
    std::size_t before = moment(); // the last one of the epoch before
    while (before > 0 && moments[before].frame->epoch > epoch - 1)
        --before;
    for (MapPane* pane : stage_->panes()) {
        if (pane->momentAxes() == nullptr) {
            pane->showMoment(*replay_, moment(), 0); // which settles, and comes back here
            return;
        }
        constexpr double share = 0.16; // of the map's width
        const TugOfWar tug{*stage_->points(),
                           moments[moment()],
                           *pulls,
                           *pane->momentAxes(),
                           pane->placeAt(*replay_, before, current),
                           pane->placeAt(*replay_, moment(), current),
                           share * pane->plot()->xAxis->range().size()};
        pane->plot()->setLines(tugLines(tug, current));
        bar_->setText(tugSentence(tug, current));
    }
}

void MapMoments::findMovement() {
    constexpr std::size_t neighbours = 15;
    const auto& moments = replay_->moments();
    if (moment() == 0 || moment() >= moments.size()) {
        Q_EMIT movementKnown(std::vector<double>(stage_->points()->size(), std::nan("")));
        return;
    }
    mover_->start({}, tr("Movement could not be worked out"),
                  [this, points = stage_->points(), before = moments[moment() - 1].vectors,
                   after = moments[moment()].vectors](
                      const std::stop_token& stop, const ProgressCallback&) -> JobRunner::Outcome {
                      const auto lists =
                          nearestOfAll(after->span(), neighbours, Nearness::Euclid, 0, stop);
                      const auto moved = movedAmongNeighbours(before->span(), after->span(), lists);
                      return [this, points, moved] {
                          if (points == stage_->points())
                              Q_EMIT movementKnown({moved.begin(), moved.end()});
                      };
                  });
}

} // namespace towerlab::ui
