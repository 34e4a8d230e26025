// SPDX-License-Identifier: MIT
#include "ui/embeddings/layout_runner.h"

#include "core/analyze/tsne.h"
#include "core/analyze/umap.h"
#include "core/progress.h"

#include <QElapsedTimer>

#include <utility>

namespace towerlab::ui {

struct LayoutRunner::Job {
    std::shared_ptr<const MapPoints> points;
    Layout start;
    bool arranged;
};

LayoutRunner::LayoutRunner(QObject* parent) : QObject(parent) {
    connect(&task_, &BackgroundTask::failed, this, &LayoutRunner::failed);
    connect(&task_, &BackgroundTask::finished, this, [this] {
        running_ = false;
        Q_EMIT finished();
    });
}

void LayoutRunner::start(std::shared_ptr<const MapPoints> points, const ArrangeSettings& settings,
                         Layout start, bool arranged) {
    shared_ = std::make_shared<Shared>();
    shared_->settings = settings;
    running_ = true;
    task_.start(tr("The map could not be arranged"),
                [this, shared = shared_, job = Job{std::move(points), std::move(start), arranged}](
                    quint64 id, const std::stop_token& stop) { run(id, stop, job, *shared); });
}

void LayoutRunner::change(const ArrangeSettings& settings) {
    if (!shared_)
        return;
    const std::lock_guard lock(shared_->mutex);
    shared_->settings = settings;
}

void LayoutRunner::stop() { task_.cancel(); }

void LayoutRunner::abandon() {
    running_ = false;
    task_.abandon();
}

void LayoutRunner::run(quint64 id, const std::stop_token& stop, const Job& job, Shared& shared) {
    ArrangeSettings now;
    {
        const std::lock_guard lock(shared.mutex);
        now = shared.settings;
    }
    const auto tell = [this, id,
                       throttle = Throttle(betweenReports)](const Progress& progress) mutable {
        if (progress.total > 0 && throttle.due())
            task_.post(id,
                       [this, percent = static_cast<int>(100 * progress.done / progress.total)] {
                           Q_EMIT preparing(percent);
                       });
    };
    const std::size_t n = job.points->size();
    const auto lists = [&](const ArrangeSettings& settings) {
        const std::size_t count = settings.kind == ProjectionKind::Tsne
                                      ? Tsne::neighboursFor(settings.perplexity, n)
                                      : static_cast<std::size_t>(settings.neighbours);
        return job.points->nearest->lists(count, settings.nearness, stop, tell);
    };
    const auto neighbours = lists(now);
    throwIfStopped(stop);
    if (now.kind == ProjectionKind::Tsne) {
        TsneSettings settings;
        settings.perplexity = now.perplexity;
        settings.exaggeration = now.exaggeration;
        settings.earlyIterations = job.arranged ? 0 : settings.earlyIterations;
        settings.iterations = job.arranged ? settings.iterations / 2 : settings.iterations;
        Tsne tsne(*neighbours, now.nearness, settings,
                  job.arranged ? job.start : Tsne::startFrom(job.start));
        runSteps(id, stop, shared, tsne, settings.iterations, [&](const ArrangeSettings& wanted) {
            tsne.setExaggeration(wanted.exaggeration);
            if (wanted.perplexity != now.perplexity || wanted.nearness != now.nearness)
                tsne.setNeighbours(*lists(wanted), wanted.nearness, wanted.perplexity);
            now = wanted;
        });
    } else {
        UmapSettings settings;
        settings.minimumDistance = now.minimumDistance;
        settings.epochs = Umap::epochsFor(n);
        settings.seed = now.seed;
        Umap umap(*neighbours, settings, job.arranged ? job.start : Umap::startFrom(job.start));
        runSteps(id, stop, shared, umap, settings.epochs, [&](const ArrangeSettings& wanted) {
            if (wanted.minimumDistance != now.minimumDistance)
                umap.setMinimumDistance(wanted.minimumDistance);
            if (wanted.neighbours != now.neighbours || wanted.nearness != now.nearness)
                umap.setNeighbours(*lists(wanted));
            now = wanted;
        });
    }
}

template <typename Method, typename Change>
void LayoutRunner::runSteps(quint64 id, const std::stop_token& stop, Shared& shared, Method& method,
                            int steps, const Change& change) {
    constexpr std::chrono::milliseconds betweenPictures{30};
    Throttle throttle(betweenPictures);
    QElapsedTimer clock;
    clock.start();
    ArrangeSettings last;
    {
        const std::lock_guard lock(shared.mutex);
        last = shared.settings;
    }
    const auto show = [&](int step) {
        const double each = static_cast<double>(clock.elapsed()) / 1000 / step;
        shared.shown = false;
        task_.post(id, [this, layout = method.layout(), step, steps, left = each * (steps - step),
                        keep = shared_] {
            Q_EMIT moved(layout, step, steps, left);
            keep->shown = true;
        });
    };
    int step = 0;
    while (!method.done() && !stop.stop_requested()) {
        ArrangeSettings wanted;
        {
            const std::lock_guard lock(shared.mutex);
            wanted = shared.settings;
        }
        if (!(wanted == last)) {
            change(wanted);
            last = wanted;
        }
        method.step();
        ++step;
        if (shared.shown && throttle.due())
            show(step);
    }
    if (step > 0)
        show(step);
}

} // namespace towerlab::ui
