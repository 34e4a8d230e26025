// SPDX-License-Identifier: MIT
// Presets, the defaults of methods and the demo are what README's figures and the advice in the
// help were measured with. Who changes one of them measures again, and then changes this file.
#include "core/data/demo_data.h"
#include "core/methods/method.h"
#include "core/model/presets.h"
#include "core/model/run_metrics.h"
#include "core/model/settings_fields.h"
#include "core/settings/setting_text.h"

#include <QTest>

using namespace towerlab;

namespace {

QString text(const SettingField& field, double value) {
    return QString::fromStdString(std::string(field.key) + '=' + valueText(field, value));
}

/// What a preset changes of the defaults, which tst_settings holds to the article's.
QStringList changes(const RunSettings& settings) {
    QStringList list;
    for (const SettingField& field : settingFields())
        if (field.get(settings) != field.get(RunSettings{}))
            list << text(field, field.get(settings));
    return list;
}

QStringList defaults(const SettingsValue& settings) {
    QStringList list;
    for (const SettingField& field : settings.fields())
        list << text(field, settings.get(field));
    return list;
}

} // namespace

class TestChosenValues : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void presetsChangeWhatTheySay_data();
    void presetsChangeWhatTheySay();
    void metricsOfRunsAreShownLikeThis();
    void methodsHaveTheseDefaults_data();
    void methodsHaveTheseDefaults();
    void demoIsThatOfTheFigures();
};

void TestChosenValues::presetsChangeWhatTheySay_data() {
    QTest::addColumn<QString>("changed");
    QTest::newRow("seed") << "";
    QTest::newRow("seed-text") << "match=dot";
    QTest::newRow("seed-classifier") << "objective=bce";
    QTest::newRow("all-ratings") << "sample_fraction=1 epochs=10";
    QTest::newRow("clear-map") << "sample_fraction=1 l2=0 batch_size=256 epochs=10";
    QTest::newRow("cosine") << "sample_fraction=1 match=cosine epochs=10";
    QTest::newRow("dssm")
        << "sample_fraction=1 hidden_units=64 activation=tanh vector_activation=tanh "
           "vector_size=32 l2=0 match=cosine objective=dssm optimiser=adagrad "
           "learning_rate=0.05 batch_size=1024 epochs=10";
    QTest::newRow("in-batch")
        << "sample_fraction=1 like_threshold=0.5 id_embedding=64 feature_embedding=8 "
           "hidden_units=128 vector_activation=linear vector_size=32 l2=0 normalise=on "
           "match=dot objective=in-batch epsilon_place=outside batch_size=512 epochs=10";
    QTest::newRow("best-rating")
        << "sample_fraction=1 id_embedding=0 feature_embedding=16 movie_genres=all "
           "movie_year=on user_history=both movie_history=both history_embedding=64 "
           "history_dropout=0.3 hidden_layers=0 vector_activation=linear vector_size=64 "
           "l2=0 match=dot biases=on output=linear optimiser=adam learning_rate=0.005 "
           "schedule=cosine warmup=0.075 epsilon=1e-08 weight_decay=6e-06 batch_size=0 "
           "epochs=40";
    QTest::newRow("best-rating-small")
        << "sample_fraction=1 id_embedding=0 feature_embedding=16 movie_genres=all "
           "movie_year=on user_history=both movie_history=both history_embedding=64 "
           "history_dropout=0.3 hidden_layers=0 vector_activation=linear vector_size=64 "
           "l2=0 match=dot biases=on output=linear optimiser=adam learning_rate=0.005 "
           "schedule=cosine warmup=0.075 epsilon=1e-08 weight_decay=3e-05 batch_size=0 "
           "epochs=40";
    QTest::newRow("best-ranking")
        << "sample_fraction=1 hold_out=last like_threshold=0.5 id_embedding=128 "
           "feature_embedding=8 user_ids=off movie_genres=all movie_year=on "
           "user_history=recent history_embedding=64 history_dropout=0.3 "
           "hidden_layers=0 vector_activation=linear vector_size=128 l2=0 match=dot "
           "biases=on objective=catalogue temperature=1 optimiser=adam "
           "learning_rate=0.002 schedule=cosine warmup=0.05 epsilon=1e-08 "
           "batch_size=512 epochs=100";
}

void TestChosenValues::presetsChangeWhatTheySay() {
    QFETCH(QString, changed);
    QCOMPARE(changes(preset(QTest::currentDataTag()).settings).join(' '), changed);
}

void TestChosenValues::metricsOfRunsAreShownLikeThis() {
    QStringList shown;
    for (const RunMetric& metric : runMetrics())
        shown << QStringLiteral("%1 %2 %3")
                     .arg(QLatin1String(metric.key.data(), qsizetype(metric.key.size())),
                          metric.better == Better::Lower ? QStringLiteral("lower")
                                                         : QStringLiteral("higher"))
                     .arg(metric.decimals);
    QCOMPARE(shown, (QStringList{"train_loss lower 4", "validation_loss lower 4",
                                 "validation_rmse lower 3", "validation_mae lower 3",
                                 "validation_accuracy higher 3", "validation_auc higher 3",
                                 "validation_hit_rate higher 3", "validation_ndcg higher 3"}));
}

void TestChosenValues::methodsHaveTheseDefaults_data() {
    QTest::addColumn<QString>("expected");
    QTest::newRow("popularity") << "minimum_stars=0";
    QTest::newRow("bias") << "user_regularisation=5 movie_regularisation=5";
    QTest::newRow("rules")
        << "liked_from=4 support=0.01 confidence=0.05 measure=confidence score=best";
    QTest::newRow("item-cf") << "similarity=cosine weight=one neighbours=50 shrinkage=0";
    QTest::newRow("user-cf") << "similarity=cosine weight=one neighbours=50 shrinkage=0";
    QTest::newRow("item-knn")
        << "similarity=baseline_pearson centre=baseline neighbours=40 searched=300 "
           "shrinkage=100";
    QTest::newRow("user-knn")
        << "similarity=baseline_pearson centre=baseline neighbours=40 searched=300 "
           "shrinkage=100";
    QTest::newRow("mf") << "factors=64 epochs=30 learning_rate=0.02 regularisation=0.07";
    QTest::newRow("ials") << "factors=64 sweeps=10 unobserved_weight=0.2 regularisation=0.005 "
                             "frequency_exponent=1";
    QTest::newRow("ctr")
        << "liked_from=4 embedding_size=32 hidden_units=64 epochs=6 learning_rate=0.004 "
           "weight_decay=0.5";
    QTest::newRow("ctr-sampled")
        << "liked_from=4 embedding_size=32 hidden_units=64 epochs=5 learning_rate=0.006 "
           "weight_decay=0.2 negatives=4";
    QTest::newRow("genre-softmax")
        << "hidden_units=64 epochs=15 learning_rate=0.002 weight_decay=0.1";
    QTest::newRow("movie-softmax")
        << "hidden_units=200 epochs=20 learning_rate=0.005 weight_decay=0.05";
    QTest::newRow("two-tower-seed") << "epochs=5 batch=32 learning_rate=0.001 vector=8";
    QTest::newRow("two-tower-mse") << "epochs=10 batch=256 learning_rate=0.001 vector=8";
    QTest::newRow("two-tower-best-rating") << "epochs=40 batch=0 learning_rate=0.005 vector=64";
    QTest::newRow("two-tower-bce") << "epochs=10 batch=256 learning_rate=0.001 vector=8";
    QTest::newRow("two-tower-sampled-bce")
        << "epochs=5 batch=1024 learning_rate=0.001 vector=32 negatives=4";
    QTest::newRow("two-tower-bpr")
        << "epochs=5 batch=1024 learning_rate=0.001 vector=32 negatives=4";
    QTest::newRow("two-tower-margin")
        << "epochs=5 batch=1024 learning_rate=0.001 vector=32 negatives=4";
    QTest::newRow("two-tower-dssm")
        << "epochs=10 batch=1024 learning_rate=0.05 vector=32 negatives=4";
    QTest::newRow("two-tower-in-batch") << "epochs=10 batch=512 learning_rate=0.001 vector=32";
    QTest::newRow("two-tower-catalogue") << "epochs=100 batch=512 learning_rate=0.002 vector=128";
    QTest::newRow("two-stage") << "recall=two-tower-in-batch rank=ctr-sampled recalled=100";
    QTest::newRow("two-stage-rated") << "recall=two-tower-in-batch rank=ctr recalled=100";
}

void TestChosenValues::methodsHaveTheseDefaults() {
    QFETCH(QString, expected);
    QCOMPARE(defaults(method(QTest::currentDataTag()).settings).join(' '), expected);
}

void TestChosenValues::demoIsThatOfTheFigures() {
    const auto data = makeDemoData();
    // One number for each column, in which a row's value counts by its place.
    const auto digest = [](const auto& column) {
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < column.size(); ++i)
            sum = sum * 31 + static_cast<std::uint64_t>(column[i]);
        return sum;
    };
    QCOMPARE(data->ratings().size(), std::size_t{89264});
    QCOMPARE(digest(data->ratings().movie), std::uint64_t{17642443285083778150ULL});
    QCOMPARE(digest(data->ratings().value), std::uint64_t{14468597566605691525ULL});
    QCOMPARE(digest(data->ratings().timestamp), std::uint64_t{6688737803275462806ULL});
    QCOMPARE(digest(data->users().categories[0].value), std::uint64_t{8534106788721324633ULL});
    QCOMPARE(digest(data->users().categories[1].value), std::uint64_t{14591098788282434266ULL});
    QCOMPARE(digest(data->users().categories[2].value), std::uint64_t{3171523772588636672ULL});
    QCOMPARE(digest(data->movies().year), std::uint64_t{6850016911661130194ULL});
    QCOMPARE(digest(data->movies().genre), std::uint64_t{6061700094491021284ULL});
}

QTEST_GUILESS_MAIN(TestChosenValues)
#include "tst_chosen_values.moc"
