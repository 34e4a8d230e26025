// SPDX-License-Identifier: MIT
#include "ui/embeddings/frame_replay.h"

#include "core/analyze/pca.h"
#include "ui/jobs/job_runner.h"

#include <utility>

namespace towerlab::ui {
namespace {

constexpr std::size_t componentsKnown = 8;

} // namespace

/// Only the worker looks into it; its jobs follow one another.
struct FrameReplay::Chain {
    std::shared_ptr<const MapPoints> points;
    std::shared_ptr<const TurnedVectors> before;
    std::shared_ptr<const Layout> picture;

    Moment next(std::shared_ptr<const VectorFrame> frame) {
        Moment moment;
        const std::vector<float> values = points->vectorsOf(*frame);
        moment.vectors = std::make_shared<const TurnedVectors>(
            turnedTo(before.get(), {values, frame->dimensions}));
        const PcaResult pca = principalComponents(moment.vectors->span(), componentsKnown);
        const std::size_t second = pca.components > 1 ? 1 : 0;
        const auto copied = [](std::span<const float> axis) {
            return std::vector<float>(axis.begin(), axis.end());
        };
        moment.principalAxes = {copied(axisOf(pca, 0)), copied(axisOf(pca, second))};
        if (picture && pca.components > 1)
            moment.principalAxes =
                turnedInPlane(moment.principalAxes, moment.vectors->span(), *picture);
        moment.explained = pca.explained;
        moment.principal =
            std::make_shared<const Layout>(projected(moment.vectors->span(), moment.principalAxes));
        moment.frame = std::move(frame);
        before = moment.vectors;
        picture = moment.principal;
        return moment;
    }
};

FrameReplay::FrameReplay(QObject* parent)
    : QObject(parent), jobs_(new JobRunner(JobRunner::Results::All, this)) {
    connect(jobs_, &JobRunner::failed, this, &FrameReplay::failed);
}

void FrameReplay::clear() {
    points_.reset();
    chain_.reset(); // what is still under way finds another one, and is dropped
    moments_.clear();
    model_.reset();
    thinned_ = 0;
}

void FrameReplay::begin(std::shared_ptr<const MapPoints> points) {
    clear();
    points_ = std::move(points);
    chain_ = std::make_shared<Chain>();
    chain_->points = points_;
}

void FrameReplay::take(const std::shared_ptr<Chain>& chain, Moment moment) {
    if (chain != chain_)
        return;
    moments_.push_back(std::move(moment));
    Q_EMIT added();
}

void FrameReplay::add(std::shared_ptr<const VectorFrame> frame) {
    if (!chain_)
        return;
    jobs_->start({}, tr("The map of this moment could not be made"),
                 [this, chain = chain_, frame = std::move(frame)](
                     const std::stop_token&, const ProgressCallback&) -> JobRunner::Outcome {
                     auto moment = std::make_shared<Moment>(chain->next(frame));
                     return [this, chain, moment] { take(chain, *moment); };
                 });
}

void FrameReplay::load(std::shared_ptr<const MapPoints> points) {
    begin(std::move(points));
    const auto frames = points_->recommender->model().frames();
    if (!frames || frames->frames.empty()) {
        Q_EMIT loaded();
        return;
    }
    jobs_->start({}, tr("The moments of the run could not be read"),
                 [this, chain = chain_, frames](const std::stop_token& stop,
                                                const ProgressCallback&) -> JobRunner::Outcome {
                     auto moments = std::make_shared<std::vector<Moment>>();
                     for (const auto& frame : frames->frames) {
                         throwIfStopped(stop);
                         moments->push_back(chain->next(frame));
                     }
                     const auto model = std::make_shared<const TurnedVectors>(
                         turnedTo(chain->before.get(), chain->points->vectors()));
                     return [this, chain, moments, model, thinned = frames->thinned] {
                         if (chain != chain_)
                             return;
                         moments_ = std::move(*moments);
                         model_ = model;
                         thinned_ = thinned;
                         Q_EMIT loaded();
                     };
                 });
}

} // namespace towerlab::ui
