// SPDX-License-Identifier: MIT
#include "core/evaluate/ranking_report.h"

#include "core/error.h"
#include "core/recommend/best_first.h"
#include "core/system/parallel.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>

namespace towerlab {
namespace {

constexpr std::size_t casesAtATime = 16;

void check(const RankingTask& task, const RankingOptions& options) {
    if (options.cutoffs.empty() ||
        *std::min_element(options.cutoffs.begin(), options.cutoffs.end()) < 1)
        throw SettingsError("ranking metrics need at least one K, and each K at least 1");
    if (task.cases.empty())
        throw SettingsError("there is nothing to rank: no user has a test movie", {}, 0,
                            "Choose another split, or a lower threshold for test ratings.");
}

/// Scores cases; one a thread, for the sake of its buffers.
class CaseRanker {
public:
    CaseRanker(const Scorer& scorer, const RankingTask& task, std::span<const int> cutoffs)
        : scorer_(scorer),
          task_(task),
          cutoffs_(cutoffs),
          listLength_(static_cast<std::size_t>(*std::max_element(cutoffs.begin(), cutoffs.end()))) {
    }

    std::vector<RankingValues> values(const RankingCase& question) {
        candidates_ = candidatesOf(task_, question, candidateBuffer_);
        scores_.assign(candidates_.size(), 0.0F);
        const auto start = std::chrono::steady_clock::now();
        scorer_.score(static_cast<std::size_t>(question.user), candidates_, scores_);
        seconds_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        isPositive_.assign(candidates_.size(), 0);
        for (const std::int32_t movie : question.positives) {
            const auto found = std::lower_bound(candidates_.begin(), candidates_.end(), movie);
            isPositive_[static_cast<std::size_t>(found - candidates_.begin())] = 1;
        }
        return rankingValues(scores_, isPositive_, cutoffs_);
    }

    /// The first movies of the case that was ranked last.
    std::vector<std::int32_t> list() {
        bestFirst(scores_, listLength_, order_);
        std::vector<std::int32_t> movies(order_.size());
        std::transform(order_.begin(), order_.end(), movies.begin(),
                       [&](std::uint32_t i) { return candidates_[i]; });
        return movies;
    }

    double seconds() const { return seconds_; }

private:
    const Scorer& scorer_;
    const RankingTask& task_;
    std::span<const int> cutoffs_;
    std::size_t listLength_;
    std::span<const std::int32_t> candidates_;
    std::vector<std::int32_t> candidateBuffer_;
    std::vector<float> scores_;
    std::vector<std::uint8_t> isPositive_;
    std::vector<std::uint32_t> order_;
    double seconds_ = 0;
};

/// Where each user's cases begin, and the end: cases stand by user.
std::vector<std::size_t> userStarts(const RankingTask& task) {
    std::vector<std::size_t> starts;
    for (std::size_t i = 0; i < task.cases.size(); ++i)
        if (i == 0 || task.cases[i].user != task.cases[i - 1].user)
            starts.push_back(i);
    starts.push_back(task.cases.size());
    return starts;
}

void addTo(RankingValues& sum, const RankingValues& values, double share) {
    for (std::size_t m = 0; m < rankingMetricCount; ++m)
        sum.value[m] += share * values.value[m];
}

std::size_t cutoffIndex(const RankingReport& report, int k) {
    const auto found = std::find(report.cutoffs.begin(), report.cutoffs.end(), k);
    if (found == report.cutoffs.end())
        throw SettingsError("the ranking was not measured at K = " + std::to_string(k));
    return static_cast<std::size_t>(found - report.cutoffs.begin());
}

} // namespace

RankingReport evaluateRanking(const Scorer& scorer, const RankingTask& task,
                              const RankingOptions& options, const std::stop_token& stop,
                              const ProgressCallback& progress) {
    check(task, options);
    const auto starts = userStarts(task);
    const std::size_t users = starts.size() - 1;
    const std::size_t cutoffs = options.cutoffs.size();
    RankingReport report;
    report.cutoffs = options.cutoffs;
    report.cases = task.cases.size();
    report.users.resize(users);
    report.values.resize(users * cutoffs);
    if (task.catalogue > 0)
        report.lists.resize(users);
    std::vector<CaseRanker> rankers;
    for (std::size_t i = 0; i < threadCount(options.threads); ++i)
        rankers.emplace_back(scorer, task, options.cutoffs);
    const auto rankUser = [&](CaseRanker& ranker, std::size_t user) {
        report.users[user] = task.cases[starts[user]].user;
        const double share = 1.0 / static_cast<double>(starts[user + 1] - starts[user]);
        for (std::size_t i = starts[user]; i < starts[user + 1]; ++i) {
            const auto values = ranker.values(task.cases[i]);
            for (std::size_t k = 0; k < cutoffs; ++k)
                addTo(report.values[user * cutoffs + k], values[k], share);
        }
        if (task.catalogue > 0)
            report.lists[user] = ranker.list();
    };
    parallelBlocks(
        users, casesAtATime, options.threads,
        [&](std::size_t worker, std::size_t begin, std::size_t end) {
            for (std::size_t user = begin; user < end && !stop.stop_requested(); ++user)
                rankUser(rankers[worker], user);
        },
        stop, progress, "Ranking");
    const double seconds =
        std::accumulate(rankers.begin(), rankers.end(), 0.0,
                        [](double sum, const CaseRanker& r) { return sum + r.seconds(); });
    report.secondsPerCase = seconds / static_cast<double>(report.cases);
    return report;
}

std::vector<double> RankingReport::perUser(RankingMetric metric, int k) const {
    const std::size_t index = cutoffIndex(*this, k);
    std::vector<double> result(users.size());
    for (std::size_t user = 0; user < users.size(); ++user)
        result[user] = values[user * cutoffs.size() + index].of(metric);
    return result;
}

double RankingReport::mean(RankingMetric metric, int k) const {
    const auto all = perUser(metric, k);
    return all.empty()
               ? 0
               : std::accumulate(all.begin(), all.end(), 0.0) / static_cast<double>(all.size());
}

Estimate RankingReport::estimate(RankingMetric metric, int k, std::uint64_t seed) const {
    return bootstrapMean(perUser(metric, k), seed);
}

RankingReport onlyUsers(const RankingReport& report,
                        const std::function<bool(std::int32_t userRow)>& accept) {
    const auto cutoffs = static_cast<std::ptrdiff_t>(report.cutoffs.size());
    RankingReport part;
    part.cutoffs = report.cutoffs;
    part.secondsPerCase = report.secondsPerCase;
    part.cases = report.cases;
    for (std::size_t user = 0; user < report.users.size(); ++user) {
        if (!accept(report.users[user]))
            continue;
        part.users.push_back(report.users[user]);
        const auto values = report.values.begin() + static_cast<std::ptrdiff_t>(user) * cutoffs;
        part.values.insert(part.values.end(), values, values + cutoffs);
        if (!report.lists.empty())
            part.lists.push_back(report.lists[user]);
    }
    return part;
}

} // namespace towerlab
