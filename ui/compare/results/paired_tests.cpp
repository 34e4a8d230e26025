// SPDX-License-Identifier: MIT
#include "ui/compare/results/paired_tests.h"

#include "ui/compare/shared/text.h"
#include "ui/jobs/job_runner.h"

namespace towerlab::ui {
namespace {

std::vector<std::optional<PairedTests::Test>> testAll(const Comparison& comparison,
                                                      const std::stop_token& stop) {
    std::vector<std::optional<PairedTests::Test>> tests(comparison.methods.size());
    const std::size_t ndcg = compareMetricIndex("catalogue_ndcg");
    const auto best = bestMethod(comparison, ndcg);
    if (!best)
        return tests;
    const auto second = bestMethod(comparison, ndcg, best);
    for (std::size_t i = 0; i < tests.size(); ++i) {
        throwIfStopped(stop);
        const auto against = i == *best ? second : best;
        if (!against)
            continue;
        if (const auto result = paired(comparison, i, *against))
            tests[i] = {*against, *result};
    }
    return tests;
}

} // namespace

PairedTests::PairedTests(QObject* parent) : QObject(parent), jobs_(std::make_unique<JobRunner>()) {}

PairedTests::~PairedTests() { jobs_.reset(); }

void PairedTests::setComparison(const std::shared_ptr<const Comparison>& comparison) {
    tests_.clear();
    ready_ = false;
    if (!comparison) {
        jobs_->cancel();
        return;
    }
    jobs_->start({}, {},
                 [this, comparison](const std::stop_token& stop,
                                    const ProgressCallback&) -> JobRunner::Outcome {
                     return [this, tests = testAll(*comparison, stop)] {
                         tests_ = tests;
                         ready_ = true;
                         Q_EMIT ready();
                     };
                 });
}

std::optional<PairedTests::Test> PairedTests::of(std::size_t method) const {
    return method < tests_.size() ? tests_[method] : std::nullopt;
}

} // namespace towerlab::ui
