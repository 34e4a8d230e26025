// SPDX-License-Identifier: MIT
#include "core/compare/comparison.h"
#include "core/compare/comparison_file.h"
#include "core/error.h"
#include "core/evaluate/ranking_report.h"
#include "core/evaluate/rating_report.h"
#include "core/methods/two_stage.h"
#include "core/methods/two_tower_fit.h"
#include "core/model/presets.h"
#include "core/model/settings_fields.h"
#include "core/settings/setting_text.h"
#include "tests/support/fake_scorer.h"
#include "tests/support/generated_movielens.h"
#include "tests/support/scores.h"
#include "tests/support/tiny_dataset.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <set>

using namespace towerlab;
using namespace towerlab::test;

class TestComparison : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void measuresAsTheEvaluationsDo();
    void leavesOutWhatDoesNotApply();
    void fitsAPartOnce();
    void aFailureStopsNobodyElse();
    void stoppedItKeepsWhatIsDone();
    void stoppedBeforeTheFirstItThrows();
    void refusesNothingToDo();
    void repeatsItself();
    void marksTheBest();
    void comparesUserByUser();
    void survivesItsFile();
    void anOwnRunTakesPartWithItsSettings();
    void namesHowManyOthersThereReallyAre();
    void refusesATestOfNothing();
    void refusesOtherFiles();
    void writesCsv();
    void listsLeaveOutWhatTrained();
    void relevanceCanAskForLikes();
    void validationLeavesTheTestAlone();
    void secondStageReordersWhatTheFirstRetrieves();
    void whatTheSecondStageDoesNotKnowComesLast();
    void stagesAreMethodsThatThereAre();
    void twoStagesScoreAlikeAmongAnyCandidates();
    void twoStagesRefuseToRetrieveNothing();
    void likesAreMeasuredByHand();
};

namespace {

CompareSettings settingsOf(const std::vector<std::string>& keys) {
    CompareSettings settings;
    for (const std::string& key : keys)
        settings.entries.push_back({key});
    return settings;
}

std::optional<Estimate> valueOf(const Comparison& comparison, std::size_t method, const char* key) {
    return comparison.methods[method].values[compareMetricIndex(key)];
}

/// The number of a method among those that may make a stage of "two-stage".
double choiceOf(std::string_view stage, std::string_view key) {
    return valueFromText(fieldOf(method("two-stage").settings.fields(), stage), key);
}

std::shared_ptr<const Scorer> listed(std::vector<float> byMovie) {
    return std::make_shared<FakeScorer>(std::move(byMovie), FakeScorer::Predicts::Likes);
}

/// One user who has rated movie 0 of 6, and retrieves movies 5, 4, 3 before ranking them 3, 5, 4.
std::unique_ptr<TwoStageScorer> threeOfSix(const Dataset& dataset, int retrieved = 3) {
    const std::vector<std::uint32_t> trained = {0};
    return std::make_unique<TwoStageScorer>(
        listed({9, unknown, 2, 3, 4, 5}), listed({9, 9, 9, 8, 1, 4}), retrieved, dataset, trained);
}

std::shared_ptr<const Dataset> sixMovies() { return tinyDataset(1, 6, {{1, 1, 4}}); }

} // namespace

void TestComparison::measuresAsTheEvaluationsDo() {
    const auto data = smallDemo();
    CompareSettings settings = settingsOf({"bias", "item-cf"});
    settings.places = 5;
    const Comparison comparison = compareMethods(data, settings);
    const PlannedTest test = makeTest(settings.plan, data);
    QCOMPARE(comparison.testRatings, test.split.test.size());
    QVERIFY(!comparison.processor.empty());
    const auto bias = fitMethod(method("bias"), {data, test.split.train});
    const RatingReport ratings = evaluateRatings(*bias, *data, test.split.test);
    QCOMPARE(valueOf(comparison, 0, "rmse")->mean, ratings.rmseEstimate().mean);
    QCOMPARE(valueOf(comparison, 0, "mae")->mean, ratings.mae);
    const auto cf = fitMethod(method("item-cf"), {data, test.split.train});
    const RankingReport sampled = evaluateRanking(*cf, test.sampled, {{5}, 0});
    QCOMPARE(valueOf(comparison, 1, "sampled_hr")->mean, sampled.mean(RankingMetric::HitRate, 5));
    QVERIFY(valueOf(comparison, 1, "sampled_hr")->low < valueOf(comparison, 1, "sampled_hr")->mean);
    const RankingReport full =
        evaluateRanking(*cf, fullCatalogueTask(*data, test.split.train, test.pairs), {{5}, 0});
    QCOMPARE(valueOf(comparison, 1, "catalogue_ndcg")->mean, full.mean(RankingMetric::Ndcg, 5));
    QCOMPARE(comparison.methods[1].perUser, full.perUser(RankingMetric::Ndcg, 5));
    QCOMPARE(comparison.users, full.users);
}

void TestComparison::leavesOutWhatDoesNotApply() {
    const Comparison comparison = compareMethods(smallDemo(), settingsOf({"popularity"}));
    QVERIFY(!valueOf(comparison, 0, "rmse"));
    QVERIFY(!valueOf(comparison, 0, "auc"));
    for (const char* key :
         {"sampled_hr", "sampled_ndcg", "sampled_mrr", "catalogue_hr", "catalogue_precision",
          "catalogue_recall", "catalogue_ndcg", "catalogue_mrr", "catalogue_map", "coverage",
          "novelty", "popularity", "gini", "diversity", "fit_seconds", "query_ms"})
        QVERIFY2(valueOf(comparison, 0, key), key);
}

void TestComparison::fitsAPartOnce() {
    std::vector<std::string> phases;
    CompareObserver observer;
    std::vector<std::size_t> trainedIn;
    observer.onProgress = [&](std::size_t index, double, std::string_view phase) {
        if (phase == "Training" && (trainedIn.empty() || trainedIn.back() != index))
            trainedIn.push_back(index);
    };
    CompareSettings settings = settingsOf({"two-tower-in-batch", "two-stage"});
    settings.entries[0].values["epochs"] = 1;
    settings.entries[1].values = {{"recall", choiceOf("recall", "two-tower-in-batch")},
                                  {"rank", choiceOf("rank", "mf")}};
    const Comparison comparison = compareMethods(smallDemo(), settings, observer);
    QVERIFY2(comparison.methods[1].error.empty(), comparison.methods[1].error.c_str());
    QCOMPARE(std::count(trainedIn.begin(), trainedIn.end(), std::size_t{0}), 1);
    QVERIFY(valueOf(comparison, 1, "fit_seconds")->mean >=
            valueOf(comparison, 0, "fit_seconds")->mean);
}

void TestComparison::aFailureStopsNobodyElse() {
    CompareSettings settings = settingsOf({"item-cf", "popularity"});
    settings.entries[0].values["neighbours"] = -1;
    const Comparison comparison = compareMethods(smallDemo(), settings);
    QVERIFY(QByteArray(comparison.methods[0].error.c_str()).contains("neighbours"));
    QVERIFY(!valueOf(comparison, 0, "sampled_hr"));
    QVERIFY(!comparison.scorers[0]);
    QVERIFY(comparison.methods[1].error.empty());
    QVERIFY(valueOf(comparison, 1, "sampled_hr"));
}

void TestComparison::stoppedItKeepsWhatIsDone() {
    std::stop_source stop;
    CompareObserver observer;
    observer.onResult = [&](std::size_t, const MethodResult&) { stop.request_stop(); };
    const Comparison comparison = compareMethods(
        smallDemo(), settingsOf({"popularity", "item-cf", "mf"}), observer, stop.get_token());
    QVERIFY(comparison.stoppedEarly);
    QCOMPARE(comparison.methods.size(), 1U);
    QCOMPARE(comparison.methods[0].entry.key, std::string("popularity"));
}

void TestComparison::stoppedBeforeTheFirstItThrows() {
    std::stop_source stop;
    stop.request_stop();
    QVERIFY_EXCEPTION_THROWN(
        compareMethods(smallDemo(), settingsOf({"item-cf"}), {}, stop.get_token()), Cancelled);
}

void TestComparison::refusesNothingToDo() {
    QVERIFY_EXCEPTION_THROWN(compareMethods(smallDemo(), {}), SettingsError);
    QVERIFY_EXCEPTION_THROWN(compareMethods(smallDemo(), settingsOf({"magic"})), SettingsError);
    CompareSettings settings = settingsOf({"popularity"});
    settings.places = 0;
    QVERIFY_EXCEPTION_THROWN(compareMethods(smallDemo(), settings), SettingsError);
}

void TestComparison::repeatsItself() {
    CompareSettings settings = settingsOf({"mf", "ials", "two-tower-bpr"});
    settings.threads = 1;
    const Comparison first = compareMethods(smallDemo(), settings);
    settings.threads = 2;
    const Comparison second = compareMethods(smallDemo(), settings);
    for (std::size_t i = 0; i < first.methods.size(); ++i)
        for (std::size_t m = 0; m < compareMetrics().size(); ++m) {
            if (compareMetrics()[m].group == MetricGroup::Time)
                continue;
            const auto& a = first.methods[i].values[m];
            const auto& b = second.methods[i].values[m];
            QCOMPARE(a.has_value(), b.has_value());
            if (a)
                QCOMPARE(a->mean, b->mean);
        }
}

void TestComparison::marksTheBest() {
    Comparison comparison;
    comparison.methods.resize(3);
    const std::vector<double> values = {0.9, 0.8, 0.9};
    for (std::size_t i = 0; i < 3; ++i) {
        comparison.methods[i].values.resize(compareMetrics().size());
        for (const char* key : {"rmse", "auc", "novelty"})
            comparison.methods[i].values[compareMetricIndex(key)] = Estimate{values[i], 0, 1};
    }
    const auto best = [&](std::size_t i, const char* key) {
        return isBest(comparison, i, compareMetricIndex(key));
    };
    QVERIFY(!best(0, "rmse") && best(1, "rmse") && !best(2, "rmse"));
    QVERIFY(best(0, "auc") && !best(1, "auc") && best(2, "auc"));
    QVERIFY(!best(0, "novelty") && !best(1, "novelty"));
    QVERIFY(!best(0, "mae"));
    comparison.methods.erase(comparison.methods.begin() + 1);
    QVERIFY(!best(0, "auc") && !best(1, "auc")); // all are alike
    comparison.methods.resize(1);
    QVERIFY(!best(0, "auc"));
}

void TestComparison::comparesUserByUser() {
    const Comparison comparison =
        compareMethods(smallDemo(), settingsOf({"popularity", "popularity", "bias"}));
    const auto same = paired(comparison, 0, 1);
    QVERIFY(same);
    QCOMPARE(same->difference.mean, 0.0);
    QCOMPARE(same->ties, comparison.users.size());
    const auto other = paired(comparison, 0, 2);
    QCOMPARE(other->difference.mean, valueOf(comparison, 0, "catalogue_ndcg")->mean -
                                         valueOf(comparison, 2, "catalogue_ndcg")->mean);
}

void TestComparison::survivesItsFile() {
    CompareSettings settings = settingsOf({"bias", "item-cf"});
    settings.entries[1].values["neighbours"] = 0;
    settings.plan.split = SplitKind::Random;
    settings.plan.testFraction = 0.2;
    settings.plan.relevantFrom = 4;
    const Comparison comparison = compareMethods(smallDemo(), settings);
    QVERIFY(!comparison.methods[1].error.empty());
    const Comparison again = comparisonFromJson(toJson(comparison));
    QCOMPARE(again.settings, comparison.settings);
    QCOMPARE(again.datasetName, comparison.datasetName);
    QCOMPARE(again.users, comparison.users);
    QCOMPARE(again.finished, comparison.finished);
    QCOMPARE(again.methods[1].error, comparison.methods[1].error);
    QCOMPARE(again.methods[0].perUser, comparison.methods[0].perUser);
    QCOMPARE(toJson(again), toJson(comparison));
    QCOMPARE(toCsv(again), toCsv(comparison));
}

void TestComparison::anOwnRunTakesPartWithItsSettings() {
    const auto data = smallDemo();
    RunSettings own = preset("clear-map").settings;
    own.train.epochs = 1;
    own.train.seed = 9;
    CompareSettings settings = settingsOf({"popularity"});
    settings.plan.seed = 4;
    settings.entries.push_back(ownRunEntry("Mine, of all", own));
    QCOMPARE(toJson(methodSettings(settings.entries[1]).as<RunSettings>()), toJson(own));
    const Comparison comparison = compareMethods(data, settings);
    QVERIFY2(comparison.methods[1].error.empty(), comparison.methods[1].error.c_str());
    // As trained by hand on the same part, with its own seed.
    const auto direct = fitTwoTower(comparison.test->dataset, comparison.test->split.train, own);
    for (std::size_t user = 0; user < 5; ++user)
        QCOMPARE(scoresOf(*comparison.scorers[1], user, 40), scoresOf(*direct, user, 40));
    const Comparison again = comparisonFromJson(toJson(comparison));
    QCOMPARE(again.settings, comparison.settings);
    QCOMPARE(again.methods[1].entry.name, std::string("Mine, of all"));
    QVERIFY(toCsv(again).find("two-tower-run,\"Mine, of all\",") != std::string::npos);
}

void TestComparison::namesHowManyOthersThereReallyAre() {
    // Three users and six movies: who has rated four is asked about two others at most.
    const auto data = tinyDataset(
        2, 6,
        {{1, 1, 4}, {1, 2, 5}, {1, 3, 4}, {1, 4, 3}, {2, 5, 4}, {2, 6, 2}, {2, 1, 3}, {2, 2, 5}});
    CompareSettings settings = settingsOf({"popularity"});
    QCOMPARE(settings.plan.negatives, 99);
    const Comparison comparison = compareMethods(data, settings);
    QCOMPARE(comparison.settings.plan.negatives, 2);
    QCOMPARE(mostOthers(comparison.test->sampled), std::size_t{2});
}

void TestComparison::refusesATestOfNothing() {
    const auto data = tinyDataset(2, 1, {{1, 1, 4}, {2, 1, 5}});
    QVERIFY_EXCEPTION_THROWN(compareMethods(data, settingsOf({"popularity"})), DataError);
}

void TestComparison::refusesOtherFiles() {
    for (const char* text : {"", "{}", "[]", R"({"format":"other","version":1})",
                             R"({"format":"towerlab-comparison","version":99})",
                             R"({"format":"towerlab-comparison","version":1})"})
        QVERIFY_EXCEPTION_THROWN(comparisonFromJson(text), FormatError);
}

void TestComparison::writesCsv() {
    const Comparison comparison = compareMethods(smallDemo(), settingsOf({"popularity", "bias"}));
    const QList<QByteArray> lines = QByteArray::fromStdString(toCsv(comparison)).split('\n');
    QCOMPARE(lines.size(), 4); // the last one is empty
    const QList<QByteArray> header = lines[0].trimmed().split(',');
    const QList<QByteArray> bias = lines[2].trimmed().split(',');
    QCOMPARE(header.size(), bias.size());
    QCOMPARE(bias[0], QByteArray("bias"));
    QCOMPARE(bias[header.indexOf("rmse")].toDouble(), valueOf(comparison, 1, "rmse")->mean);
    QCOMPARE(bias[header.indexOf("rmse_low")].toDouble(), valueOf(comparison, 1, "rmse")->low);
    QVERIFY(lines[1].contains(",,"));
    QVERIFY(!header.contains("coverage_low"));
}

void TestComparison::listsLeaveOutWhatTrained() {
    const auto data = smallDemo();
    const PlannedTest test = makeTest({}, data);
    const auto popularity = fitMethod(method("popularity"), {data, test.split.train});
    constexpr std::size_t user = 5;
    const auto top = topMovies(*popularity, test, user, 12);
    QCOMPARE(top.size(), 12U);
    std::set<std::int32_t> trained;
    for (const std::uint32_t row : test.split.train)
        if (data->ratings().user[row] == static_cast<std::int32_t>(user))
            trained.insert(data->ratings().movie[row]);
    for (const std::int32_t movie : top)
        QVERIFY(!trained.contains(movie));
    std::vector<float> scores(top.size());
    popularity->score(user, top, scores);
    QVERIFY(std::is_sorted(scores.rbegin(), scores.rend()));
}

void TestComparison::relevanceCanAskForLikes() {
    const auto data = smallDemo();
    TestPlan plan{.split = SplitKind::Random, .testFraction = 0.3, .relevantFrom = 4};
    const PlannedTest likes = makeTest(plan, data);
    plan.relevantFrom = 0;
    const PlannedTest any = makeTest(plan, data);
    QCOMPARE(any.pairs.size(), any.split.test.size());
    QVERIFY(likes.pairs.size() < any.pairs.size());
    QCOMPARE(likes.split.test, any.split.test);
    QCOMPARE(likes.sampled.cases.size(), likes.pairs.size());
}

void TestComparison::validationLeavesTheTestAlone() {
    const auto data = smallDemo();
    const PlannedTest test = makeTest({}, data);
    const PlannedTest validation = makeValidation({}, test);
    QCOMPARE(validation.dataset->ratings().size(), test.split.train.size());
    for (const TestPair& pair : test.pairs)
        QVERIFY(std::find(validation.pairs.begin(), validation.pairs.end(), pair) ==
                validation.pairs.end());
}

void TestComparison::secondStageReordersWhatTheFirstRetrieves() {
    const auto data = sixMovies();
    const auto stages = threeOfSix(*data)->stages(0);
    QCOMPARE(stages.size(), 3U);
    const std::vector<std::int32_t> movies = {stages[0].movie, stages[1].movie, stages[2].movie};
    QCOMPARE(movies, (std::vector<std::int32_t>{3, 5, 4}));
    QCOMPARE(stages[0].retrievalPlace, 3);
    QCOMPARE(stages[0].rankPlace, 1);
    QCOMPARE(stages[1].retrievalPlace, 1);
    QCOMPARE(stages[2].rankScore, 1.0F);
    QCOMPARE(stages[2].retrievalScore, 4.0F);
    // Movie 1 is unknown to retrieval, movie 0 was rated.
    QCOMPARE(threeOfSix(*data, 100)->stages(0).size(), 4U);
}

void TestComparison::whatTheSecondStageDoesNotKnowComesLast() {
    const auto data = sixMovies();
    const std::vector<std::uint32_t> trained = {0};
    const TwoStageScorer scorer(listed({9, unknown, 2, 3, 4, 5}), listed({0, 0, 0, 1, 2, unknown}),
                                3, *data, trained);
    const auto stages = scorer.stages(0);
    QCOMPARE(stages.size(), 3U);
    QCOMPARE(stages[0].movie, 4);
    QCOMPARE(stages[2].movie, 5);
    QCOMPARE(stages[2].rankScore, unknown);
}

void TestComparison::stagesAreMethodsThatThereAre() {
    std::size_t stages = 0;
    for (const SettingField& field : method("two-stage").settings.fields())
        for (const FieldChoice& choice : field.choices) {
            QCOMPARE(method(choice.value).name, choice.label);
            ++stages;
        }
    QVERIFY(stages > 10);
    const MethodInfo& info = method("two-stage");
    QCOMPARE(partsOf(info, info.settings.with({{"recall", choiceOf("recall", "item-cf")},
                                               {"rank", choiceOf("rank", "mf")}})),
             (std::vector<std::string_view>{"item-cf", "mf"}));
}

void TestComparison::twoStagesScoreAlikeAmongAnyCandidates() {
    const auto data = sixMovies();
    const auto scorer = threeOfSix(*data);
    const std::vector<std::int32_t> all = {1, 2, 3, 4, 5};
    std::vector<float> scores(all.size());
    scorer->score(0, all, scores);
    QCOMPARE(scores[0], unknown);
    QVERIFY(scores[2] > scores[4] && scores[4] > scores[3] && scores[3] > scores[1]);
    const std::vector<std::int32_t> some = {2, 4, 5};
    std::vector<float> few(some.size());
    scorer->score(0, some, few);
    QVERIFY(few[2] > few[1] && few[1] > few[0]);
    QCOMPARE(few[2], scores[4]);
}

void TestComparison::twoStagesRefuseToRetrieveNothing() {
    const auto data = sixMovies();
    QVERIFY_EXCEPTION_THROWN(threeOfSix(*data, 0), SettingsError);
}

void TestComparison::likesAreMeasuredByHand() {
    const auto data = tinyDataset(2, 3, {{1, 1, 5}, {1, 2, 2}, {2, 1, 4}, {2, 3, 1}});
    const std::vector<std::uint32_t> rows = {0, 1, 2, 3};
    const FakeScorer scorer({0.5F, 0.75F, 0.25F}, FakeScorer::Predicts::Likes);
    const LikeReport report = evaluateLikes(scorer, *data, rows, 4);
    // Likes have .5 and .5, the others .75 and .25: one of two right, twice.
    QCOMPARE(*report.auc, 0.5);
    const double expected = -(2 * std::log(0.5) + std::log(0.25) + std::log(0.75)) / 4;
    QVERIFY(std::abs(*report.logLoss - expected) < 1e-6);
    QVERIFY(!evaluateLikes(scorer, *data, rows, 6).auc);
    // Stars put in order, but are no probabilities.
    const FakeScorer stars({5, 4, 1}, FakeScorer::Predicts::Stars);
    QCOMPARE(*evaluateLikes(stars, *data, rows, 4).auc, 1.0);
    QVERIFY(!evaluateLikes(stars, *data, rows, 4).logLoss);
    QVERIFY_EXCEPTION_THROWN(evaluateLikes(scorer, *data, {}, 4), SettingsError);
}

QTEST_APPLESS_MAIN(TestComparison)
#include "tst_comparison.moc"
