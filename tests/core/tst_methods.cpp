// SPDX-License-Identifier: MIT
#include "core/data/test_split.h"
#include "core/error.h"
#include "core/evaluate/ranking_report.h"
#include "core/evaluate/rating_report.h"
#include "core/methods/method.h"
#include "tests/support/generated_movielens.h"
#include "tests/support/scores.h"

#include <QTest>

#include <cmath>
#include <numeric>
#include <set>

using namespace towerlab;
using namespace towerlab::test;

class TestMethods : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void describesEveryMethod();
    void fitsEveryMethodByItsDefaults_data();
    void fitsEveryMethodByItsDefaults();
    void everyParameterCounts_data();
    void everyParameterCounts();
    void namesTheMethodsThereAre();
    void refusesWrongValues();
    void findsMoreThanChance();
    void likesBeginOnTheScaleOfTheData();
};

namespace {

void addMethods() {
    QTest::addColumn<QString>("key");
    for (const MethodInfo& info : allMethods())
        QTest::newRow(info.key.data()) << QString(info.key.data());
}

const MethodInfo& fetchMethod() {
    QFETCH(QString, key);
    return method(key.toStdString());
}

/// Options that fit the method fast, all but one parameter.
MethodOptions quickBeside(const MethodInfo& method, std::string_view key) {
    SettingChanges changes;
    for (const SettingField& field : method.settings.fields()) {
        if (field.key == "epochs")
            changes.emplace(field.key, 2);
        // Stages that need no training.
        for (std::size_t i = 0; i < field.choices.size(); ++i)
            if (field.choices[i].value == "popularity" || field.choices[i].value == "item-knn")
                changes.emplace(field.key, static_cast<double>(i));
    }
    changes.erase(std::string(key));
    if (key == "searched") // which may not fall below the neighbours used
        changes.emplace("neighbours", 1);
    return {.settings = method.settings.with(changes)};
}

/// A few scores.
std::vector<float> sample(const Scorer& scorer) {
    std::vector<float> values;
    for (std::size_t user = 0; user < 20; ++user) {
        const std::vector<float> scores = scoresOf(scorer, user, 40);
        values.insert(values.end(), scores.begin(), scores.end());
    }
    return values;
}

} // namespace

void TestMethods::describesEveryMethod() {
    std::set<std::string_view> keys;
    for (const MethodInfo& info : allMethods()) {
        QVERIFY(keys.insert(info.key).second);
        for (const auto text : {info.name, info.idea, info.formula, info.whenToUse, info.cost})
            QVERIFY(!text.empty());
        std::set<std::string_view> parameters;
        for (const SettingField& field : info.settings.fields()) {
            QVERIFY(parameters.insert(field.key).second);
            QVERIFY(!field.label.empty() && !field.help.empty());
            QVERIFY(field.minimum <= info.settings.get(field));
            QVERIFY(info.settings.get(field) <= field.maximum);
            QCOMPARE(field.kind == FieldKind::Choice, !field.choices.empty());
        }
    }
    for (const MethodInfo& info : allMethods())
        for (const std::string_view part : partsOf(info))
            QVERIFY(keys.contains(part));
    for (const char* key : {"popularity", "rules", "item-cf", "two-tower-in-batch", "two-stage"})
        QVERIFY(keys.contains(key));
}

void TestMethods::fitsEveryMethodByItsDefaults_data() { addMethods(); }

void TestMethods::fitsEveryMethodByItsDefaults() {
    const MethodInfo& method = fetchMethod();
    const auto data = smallDemo();
    const TestSplit split = randomSplit(*data, 0.1, 1);
    std::uint64_t reports = 0;
    FitInput input{data, split.train};
    input.progress = [&](const Progress&) { ++reports; };
    const auto scorer = fitMethod(method, input);
    QVERIFY(reports > 0);
    QCOMPARE(scorer->predictsStars(), method.predictsStars);
    QCOMPARE(scorer->predictsLikes(), method.predictsLikes);
    if (method.predictsStars) {
        const RatingReport report = evaluateRatings(*scorer, *data, split.test);
        for (const float stars : report.predicted)
            QVERIFY(stars >= data->minRating() && stars <= data->maxRating());
        QVERIFY(report.rmse < 1.1);
    }
    const auto again = fitMethod(method, {data, split.train, {.threads = 1}});
    QCOMPARE(sample(*again), sample(*scorer));
}

void TestMethods::everyParameterCounts_data() { addMethods(); }

void TestMethods::everyParameterCounts() {
    const MethodInfo& method = fetchMethod();
    const auto data = smallDemo();
    const TestSplit split = randomSplit(*data, 0.1, 1);
    for (const SettingField& parameter : method.settings.fields()) {
        const MethodOptions base = quickBeside(method, parameter.key);
        const double standard = method.settings.get(parameter);
        const auto usual = sample(*fitMethod(method, {data, split.train, base}));
        bool matters = false;
        for (double value : {parameter.minimum, standard * 2, standard / 2, standard + 10,
                             parameter.maximum / 2}) {
            if (parameter.kind != FieldKind::Real)
                value = std::round(value);
            constexpr double slow = 500;
            const bool allowed =
                value >= parameter.minimum && value <= parameter.maximum && value < slow;
            if (!allowed || matters)
                continue;
            MethodOptions options = base;
            options.settings.set(parameter.key, value);
            matters = sample(*fitMethod(method, {data, split.train, options})) != usual;
        }
        QVERIFY2(matters, parameter.key.data());
    }
}

void TestMethods::namesTheMethodsThereAre() {
    const auto error = thrownBy<SettingsError>([] { method("magic"); });
    QVERIFY(QByteArray(error.what()).contains("item-cf"));
}

void TestMethods::refusesWrongValues() {
    const auto data = smallDemo();
    const std::vector<std::uint32_t> rows = {0, 1, 2};
    const auto fit = [&](const char* key, const char* parameter, double value) {
        const MethodInfo& info = method(key);
        fitMethod(info, {data, rows, {.settings = info.settings.with({{parameter, value}})}});
    };
    const auto unknown = thrownBy<SettingsError>([&] { fit("item-cf", "colour", 1); });
    QVERIFY(QByteArray(unknown.what()).contains("colour"));
    QVERIFY_EXCEPTION_THROWN(fit("item-cf", "neighbours", 0), SettingsError);
    QVERIFY_EXCEPTION_THROWN(fit("item-cf", "neighbours", 2.5), SettingsError);
    QVERIFY_EXCEPTION_THROWN(fit("item-cf", "similarity", 4), SettingsError);
    QVERIFY_EXCEPTION_THROWN(fit("mf", "learning_rate", std::nan("")), SettingsError);
}

void TestMethods::findsMoreThanChance() {
    const auto data = smallDemo();
    const TestSplit split = randomSplit(*data, 0.2, 1);
    const RankingTask task =
        sampledTask(*data, testPairs(*data, split.test), {.negatives = 9, .seed = 1});
    for (const MethodInfo& info : allMethods()) {
        if (info.stage != MethodStage::Retrieval)
            continue;
        const auto scorer = fitMethod(info, {data, split.train});
        const double hits =
            evaluateRanking(*scorer, task, {.cutoffs = {1}}).mean(RankingMetric::HitRate, 1);
        QVERIFY2(hits > 0.15, qPrintable(QString("%1: %2").arg(info.key.data()).arg(hits)));
    }
}

// On a scale from 2 to 10 (2 + 0.75 * 8 = 8), what is left at 4 means 8.
void TestMethods::likesBeginOnTheScaleOfTheData() {
    const auto stars = smallDemo();
    RatingColumns ratings = stars->ratings();
    for (float& value : ratings.value)
        value *= 2;
    const auto data = stars->withRatings(ratings);
    QCOMPARE(data->minRating(), 2.0F);
    QCOMPARE(data->maxRating(), 10.0F);
    std::vector<std::uint32_t> rows(data->ratings().size());
    std::iota(rows.begin(), rows.end(), 0U);
    for (const char* key : {"rules", "ctr"}) {
        const MethodInfo& info = method(key);
        const auto fit = [&](const std::shared_ptr<const Dataset>& to, double likedFrom) {
            MethodOptions options = quickBeside(info, "liked_from");
            options.settings.set("liked_from", likedFrom);
            return sample(*fitMethod(info, {to, rows, options}));
        };
        QCOMPARE(fit(data, 4), fit(data, 8));
        QCOMPARE(fit(data, 4), fit(stars, 4));
        QVERIFY(fit(data, 4) != fit(data, 6));
    }
}

QTEST_APPLESS_MAIN(TestMethods)
#include "tst_methods.moc"
