// SPDX-License-Identifier: MIT
#include "core/compare/comparison.h"

#include "core/compare/test_notes.h"
#include "core/data/seen_movies.h"
#include "core/error.h"
#include "core/evaluate/list_metrics.h"
#include "core/evaluate/ranking_report.h"
#include "core/evaluate/rating_report.h"
#include "core/model/settings_fields.h"
#include "core/recommend/best_first.h"
#include "core/system/system_info.h"

#include <algorithm>
#include <chrono>
#include <ctime>

namespace towerlab {
namespace {

/// Shares of a method's work, for its progress: they need not be exact.
constexpr double fitShare = 0.7;
constexpr double ratingShare = 0.1;
constexpr double millisecondsPerSecond = 1000;

class Stopwatch {
public:
    double seconds() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
    }

private:
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

Estimate exactly(double value) { return {value, value, value}; }

std::string now() {
    const std::time_t time = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&time, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text;
}

std::string processor() {
    const SystemInfo info = systemInfo();
    return std::to_string(info.cores) + (info.cores == 1 ? " core, " : " cores, ") +
           info.cpuCapability;
}

void check(const CompareSettings& settings) {
    if (settings.entries.empty())
        throw SettingsError("there is nothing to compare", {}, 0, "Choose at least one method.");
    if (settings.places < 1)
        throw SettingsError("the number of places K must be at least 1");
    for (const CompareEntry& entry : settings.entries)
        (void)method(entry.key); // throws if there is none
}

/// Whether the method can be tested on ratings, without a ranking.
bool predictsRatings(const CompareEntry& entry) {
    const MethodInfo& info = method(entry.key);
    if (&info != &ownRunMethod())
        return info.predictsStars || info.predictsLikes;
    const Objective objective = methodSettings(entry).as<RunSettings>().train.objective;
    return objective == Objective::MeanSquaredError || objective == Objective::BinaryCrossEntropy;
}

/// A fitted method and what it took.
struct Fitted {
    CompareEntry entry;
    std::shared_ptr<const Scorer> scorer;
    double seconds = 0;
};

/// Carries out one comparison.
class Comparer {
public:
    Comparer(const std::shared_ptr<const Dataset>& dataset, const CompareSettings& settings,
             const CompareObserver& observer, const std::stop_token& stop)
        : observer_(observer), stop_(stop) {
        comparison_.settings = settings;
        comparison_.datasetName = dataset->name();
        comparison_.datasetSource = dataset->source();
        comparison_.processor = processor();
        const auto test =
            std::make_shared<const PlannedTest>(makeTest(settings.plan, dataset, stop));
        comparison_.test = test;
        comparison_.notes = test->notes;
        // Figures are named after how many others there really are.
        if (const auto others = static_cast<int>(mostOthers(test->sampled));
            others > 0 && !test->givenNegatives)
            comparison_.settings.plan.negatives =
                std::min(comparison_.settings.plan.negatives, others);
        comparison_.trainRatings = test->split.train.size();
        comparison_.testRatings = test->split.test.size();
        comparison_.rankings = test->sampled.cases.size();
        catalogue_ = fullCatalogueTask(*test->dataset, test->split.train, test->pairs);
        for (const RankingCase& question : catalogue_.cases)
            comparison_.users.push_back(question.user);
        const auto& entries = settings.entries;
        if (!ranks() && (test->split.test.empty() ||
                         std::none_of(entries.begin(), entries.end(), predictsRatings)))
            throwNothingRanked(settings.plan, *test);
    }

    Comparison run() {
        const auto& entries = comparison_.settings.entries;
        for (index_ = 0; index_ < entries.size(); ++index_) {
            try {
                add(entries[index_]);
            } catch (const Cancelled&) {
                if (comparison_.methods.empty())
                    throw;
                comparison_.stoppedEarly = true;
                break;
            }
        }
        comparison_.finished = now();
        return std::move(comparison_);
    }

private:
    using Values = std::vector<std::optional<Estimate>>;

    /// Whether there is anything to be found.
    bool ranks() const {
        return !comparison_.test->sampled.cases.empty() || !catalogue_.cases.empty();
    }

    void add(const CompareEntry& entry) {
        MethodResult result;
        result.entry = entry;
        std::shared_ptr<const Scorer> scorer;
        try {
            if (!ranks() && !predictsRatings(entry))
                throw DataError("there is no movie to be found in this test, and the method "
                                "predicts neither stars nor likes");
            const Fitted fitted = fit(entry);
            result.values.resize(compareMetrics().size());
            put(result.values, "fit_seconds", exactly(fitted.seconds));
            measureRatings(*fitted.scorer, result.values);
            measureRanking(*fitted.scorer, result);
            scorer = fitted.scorer;
        } catch (const Cancelled&) {
            throw;
        } catch (const std::exception& error) {
            result.values.assign(compareMetrics().size(), std::nullopt);
            result.perUser.clear();
            result.error = error.what();
        }
        comparison_.methods.push_back(result);
        comparison_.scorers.push_back(std::move(scorer));
        if (observer_.onResult)
            observer_.onResult(index_, result);
    }

    Fitted fit(const CompareEntry& entry) {
        for (const Fitted& known : fitted_)
            if (known.entry == entry)
                return known;
        const MethodInfo& info = method(entry.key);
        FitInput input = {comparison_.test->dataset, comparison_.test->split.train};
        input.options = {comparison_.settings.plan.seed, comparison_.settings.threads,
                         methodSettings(entry)};
        input.stop = stop_;
        input.progress = stage(0, fitShare);
        Fitted fitted = {entry, nullptr, 0};
        for (const std::string_view part : partsOf(info, input.options.settings)) {
            const Fitted made = fit(partEntry(part));
            input.parts.push_back(made.scorer);
            fitted.seconds += made.seconds;
        }
        const Stopwatch watch;
        fitted.scorer = fitMethod(info, std::move(input));
        fitted.seconds += watch.seconds();
        fitted_.push_back(fitted);
        return fitted;
    }

    /// A part as it takes part in the comparison itself, or else by its defaults.
    CompareEntry partEntry(std::string_view key) const {
        for (const CompareEntry& entry : comparison_.settings.entries)
            if (entry.key == key)
                return entry;
        return {std::string(key)};
    }

    void measureRatings(const Scorer& scorer, Values& values) {
        const PlannedTest& test = *comparison_.test;
        const auto progress = stage(fitShare, fitShare + ratingShare);
        const int threads = comparison_.settings.threads;
        if (test.split.test.empty())
            return;
        if (scorer.predictsStars()) {
            const RatingReport report =
                evaluateRatings(scorer, *test.dataset, test.split.test, threads, stop_, progress);
            put(values, "rmse", report.rmseEstimate());
            put(values, "mae", exactly(report.mae));
        }
        if (scorer.predictsStars() || scorer.predictsLikes()) {
            const LikeReport report =
                evaluateLikes(scorer, *test.dataset, test.split.test,
                              comparison_.settings.likedFrom, threads, stop_, progress);
            if (report.auc)
                put(values, "auc", exactly(*report.auc));
            if (report.logLoss)
                put(values, "log_loss", exactly(*report.logLoss));
        }
    }

    void measureRanking(const Scorer& scorer, MethodResult& result) {
        const int k = comparison_.settings.places;
        const RankingOptions options{{k}, comparison_.settings.threads};
        constexpr double sampledFrom = fitShare + ratingShare;
        constexpr double catalogueFrom = (1 + sampledFrom) / 2;
        if (!comparison_.test->sampled.cases.empty()) {
            const RankingReport report = evaluateRanking(scorer, comparison_.test->sampled, options,
                                                         stop_, stage(sampledFrom, catalogueFrom));
            putRanking(result.values, "sampled_", report);
        }
        if (catalogue_.cases.empty())
            return;
        const RankingReport report =
            evaluateRanking(scorer, catalogue_, options, stop_, stage(catalogueFrom, 1));
        putRanking(result.values, "catalogue_", report);
        put(result.values, "query_ms", exactly(report.secondsPerCase * millisecondsPerSecond));
        result.perUser = report.perUser(RankingMetric::Ndcg, k);
        putLists(result.values, report);
    }

    void putRanking(Values& values, const std::string& prefix, const RankingReport& report) {
        for (const RankingMetricInfo& info : rankingMetrics())
            for (std::size_t i = 0; i < compareMetrics().size(); ++i)
                if (compareMetrics()[i].key == prefix + std::string(info.key))
                    values[i] = report.estimate(info.metric, comparison_.settings.places);
    }

    void putLists(Values& values, const RankingReport& report) {
        const ListMetrics lists =
            listMetrics(*comparison_.test->dataset, comparison_.test->split.train, report.lists,
                        comparison_.settings.places);
        put(values, "coverage", exactly(lists.coverage));
        put(values, "novelty", exactly(lists.novelty));
        put(values, "popularity", exactly(lists.popularity));
        put(values, "gini", exactly(lists.gini));
        put(values, "diversity", exactly(lists.diversity));
    }

    static void put(Values& values, std::string_view key, const Estimate& value) {
        values[compareMetricIndex(key)] = value;
    }

    /// Progress of a part of the method at hand.
    ProgressCallback stage(double from, double to) {
        return [this, from, to](const Progress& progress) {
            if (!observer_.onProgress)
                return;
            const double done = progress.total == 0 ? 0
                                                    : static_cast<double>(progress.done) /
                                                          static_cast<double>(progress.total);
            observer_.onProgress(index_, from + done * (to - from), progress.phase);
        };
    }

    const CompareObserver& observer_;
    std::stop_token stop_;
    Comparison comparison_;
    RankingTask catalogue_;
    std::vector<Fitted> fitted_;
    std::size_t index_ = 0;
};

} // namespace

CompareEntry ownRunEntry(const std::string& name, const RunSettings& settings) {
    CompareEntry entry{std::string(ownRunMethod().key), {}, name};
    for (const SettingField& field : settingFields())
        entry.values.emplace(field.key, field.get(settings));
    return entry;
}

SettingsValue methodSettings(const CompareEntry& entry) {
    return method(entry.key).settings.with(entry.values);
}

Comparison compareMethods(const std::shared_ptr<const Dataset>& dataset,
                          const CompareSettings& settings, const CompareObserver& observer,
                          const std::stop_token& stop) {
    check(settings);
    return Comparer(dataset, settings, observer, stop).run();
}

bool isBest(const Comparison& comparison, std::size_t method, std::size_t metric) {
    const Metric& info = compareMetrics()[metric];
    const auto valueOf = [metric](const MethodResult& result) -> std::optional<double> {
        if (metric >= result.values.size() || !result.values[metric])
            return std::nullopt;
        return result.values[metric]->mean;
    };
    const auto own = valueOf(comparison.methods[method]);
    if (!own || info.better == Better::Neither)
        return false;
    bool beatsAny = false; // where all are alike, none is the best
    for (std::size_t i = 0; i < comparison.methods.size(); ++i) {
        const auto value = valueOf(comparison.methods[i]);
        if (i == method || !value)
            continue;
        if (beats(info, *value, *own))
            return false;
        beatsAny = beatsAny || beats(info, *own, *value);
    }
    return beatsAny;
}

std::optional<PairedComparison> paired(const Comparison& comparison, std::size_t first,
                                       std::size_t second) {
    const auto& a = comparison.methods[first].perUser;
    const auto& b = comparison.methods[second].perUser;
    if (a.empty() || a.size() != b.size())
        return std::nullopt;
    return comparePaired(a, b, comparison.settings.plan.seed);
}

std::vector<std::int32_t> topMovies(const Scorer& scorer, const PlannedTest& test,
                                    std::size_t userRow, std::size_t count) {
    const Dataset& dataset = *test.dataset;
    std::vector<std::int32_t> movies;
    unseenMovies(dataset.movies().size(), seenMoviesOf(dataset, userRow, test.split.train), movies);
    std::vector<float> scores(movies.size());
    scorer.score(userRow, movies, scores);
    std::vector<std::uint32_t> order;
    bestFirst(scores, count, order);
    std::vector<std::int32_t> top(order.size());
    std::transform(order.begin(), order.end(), top.begin(),
                   [&](std::uint32_t i) { return movies[i]; });
    return top;
}

} // namespace towerlab
