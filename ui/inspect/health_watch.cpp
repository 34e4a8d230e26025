// SPDX-License-Identifier: MIT
#include "ui/inspect/health_watch.h"

#include "core/model/settings_fields.h"
#include "ui/jobs/job_runner.h"

#include <algorithm>
#include <utility>

namespace towerlab::ui {

HealthWatch::HealthWatch(QObject* parent)
    : QObject(parent), jobs_(new JobRunner(JobRunner::Results::Newest, this)) {
    connect(jobs_, &JobRunner::failed, this, &HealthWatch::failed);
}

void HealthWatch::clear() {
    jobs_->abandon();
    known_.clear();
    probe_ = nullptr;
}

void HealthWatch::measure(std::shared_ptr<const Dataset> dataset,
                          std::vector<TrainedModel> moments) {
    if (moments.empty())
        return;
    const std::string settings = toJson(moments.front().record().settings);
    if (!probe_ || dataset != dataset_ || settings != settings_) {
        known_.clear();
        probe_ = std::make_shared<Probe>();
        dataset_ = dataset;
        settings_ = settings;
    }
    jobs_->start(
        {}, tr("The layers could not be measured"),
        [this, probe = probe_, dataset = std::move(dataset), moments = std::move(moments)](
            const std::stop_token& stop, const ProgressCallback&) -> JobRunner::Outcome {
            if (!probe->probe)
                probe->probe =
                    std::make_unique<HealthProbe>(*dataset, moments.front().record().settings);
            std::vector<NetHealth> health;
            decltype(probe->measured) measured; // without what is no moment any more
            for (const TrainedModel& model : moments) {
                throwIfStopped(stop);
                const auto found = std::find_if(
                    probe->measured.begin(), probe->measured.end(),
                    [&](const auto& each) { return each.first.sharesContentsWith(model); });
                health.push_back(found != probe->measured.end() ? found->second
                                                                : probe->probe->measure(model));
                measured.emplace_back(model, health.back());
            }
            probe->measured = std::move(measured);
            return [this, probe, health] {
                if (probe != probe_)
                    return;
                known_ = health;
                Q_EMIT known();
            };
        });
}

} // namespace towerlab::ui
