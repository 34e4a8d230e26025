// SPDX-License-Identifier: MIT
#include "core/data/dataset_reader.h"
#include "core/error.h"
#include "core/model/trained_model_contents.h"
#include "core/recommend/recommender.h"
#include "core/train/trainer.h"
#include "tests/support/generated_movielens.h"
#include "tests/support/tiny_dataset.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <set>

using namespace towerlab;
using namespace towerlab::test;

class TestRecommender : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void scoresAgreeWithTheNetwork_data();
    void scoresAgreeWithTheNetwork();
    void ranksBestFirstWithoutRepeats();
    void hidesRatedMoviesOnlyWhenAsked();
    void filtersByGenreAndPopularity();
    void tiesGoToThePopularMovie();
    void fewRatingsAreBelowTheMinimum();
    void knowsNothingOfStrangers();
    void refusesAModelOfOtherMovies();

private:
    static TrainedModel trained(RunSettings settings);
    static Recommender indifferent();
    static std::vector<std::size_t> rowsOf(const std::vector<Recommendation>& list);
    std::shared_ptr<const Dataset> data_;
    std::unique_ptr<Recommender> recommender_;
};

TrainedModel TestRecommender::trained(RunSettings settings) {
    settings.data.sampleFraction = 1;
    settings.train.epochs = 2;
    return Trainer(smallDemo(), settings).run();
}

void TestRecommender::initTestCase() {
    data_ = smallDemo();
    recommender_ = std::make_unique<Recommender>(trained({}), data_);
}

void TestRecommender::scoresAgreeWithTheNetwork_data() {
    QTest::addColumn<Match>("match");
    QTest::addColumn<Switch>("biases");
    QTest::newRow("dot product") << Match::DotProduct << Switch::Off;
    QTest::newRow("cosine") << Match::Cosine << Switch::Off;
    QTest::newRow("weighted product") << Match::WeightedProduct << Switch::Off;
    QTest::newRow("weighted cosine") << Match::WeightedCosine << Switch::Off;
    QTest::newRow("biases") << Match::DotProduct << Switch::On;
}

void TestRecommender::scoresAgreeWithTheNetwork() {
    QFETCH(Match, match);
    RunSettings settings;
    settings.model.match = match;
    QFETCH(Switch, biases);
    settings.model.biases = biases;
    const Recommender recommender(trained(settings), data_);
    for (std::size_t user : {0U, 17U, 63U}) {
        for (const Recommendation& r : recommender.recommend(user, {.count = 5})) {
            const std::array<std::int32_t, 1> u = {recommender.encoding().userIndex(user)};
            const std::array<std::int32_t, 1> m = {recommender.encoding().movieIndex(r.movieRow)};
            const float network = recommender.model().predict(u, m).front();
            QVERIFY2(std::abs(network - r.score) < 1e-5F,
                     qPrintable(QStringLiteral("%1 and %2").arg(network).arg(r.score)));
            QVERIFY(r.stars && *r.stars >= 1 && *r.stars <= 5);
        }
    }
}

void TestRecommender::ranksBestFirstWithoutRepeats() {
    const auto all = recommender_->recommend(3, {.count = 1000, .hideRated = false});
    QCOMPARE(all.size(), recommender_->model().vocabulary().movieCount());
    QVERIFY(std::is_sorted(all.begin(), all.end(),
                           [](const auto& a, const auto& b) { return a.score > b.score; }));
    std::set<std::size_t> rows;
    for (const Recommendation& r : all)
        rows.insert(r.movieRow);
    QCOMPARE(rows.size(), all.size());
    const auto top = recommender_->recommend(3, {.count = 7, .hideRated = false});
    for (std::size_t i = 0; i < top.size(); ++i)
        QCOMPARE(top[i].movieRow, all[i].movieRow);
}

void TestRecommender::hidesRatedMoviesOnlyWhenAsked() {
    std::set<std::size_t> rated;
    for (const std::uint32_t rating : data_->byUser().of(3))
        rated.insert(static_cast<std::size_t>(data_->ratings().movie[rating]));
    const auto unseen = recommender_->recommend(3, {.count = 1000});
    QCOMPARE(unseen.size() + rated.size(), recommender_->model().vocabulary().movieCount());
    for (const Recommendation& r : unseen)
        QVERIFY(!rated.contains(r.movieRow));
}

void TestRecommender::filtersByGenreAndPopularity() {
    const std::int16_t genre = data_->movies().genre.front();
    const auto list = recommender_->recommend(
        5, {.count = 1000, .hideRated = false, .genre = genre, .minimumRatings = 30});
    QVERIFY(!list.empty());
    for (const Recommendation& r : list) {
        const auto genres = data_->movies().genresOf(r.movieRow);
        QVERIFY(std::find(genres.begin(), genres.end(), genre) != genres.end());
        QVERIFY(data_->byMovie().count(r.movieRow) >= 30);
    }
}

/// Of four movies that are all the same to the model, as its weights are all 0. They have 1, 3, 2
/// and 3 ratings; the last one is rated first, so that it comes first in the model's own order.
Recommender TestRecommender::indifferent() {
    const auto data = tinyDataset(4, 4,
                                  {{1, 4, 5, 0},
                                   {2, 4, 3, 0},
                                   {3, 4, 4, 0},
                                   {1, 3, 2, 0},
                                   {2, 3, 4, 0},
                                   {1, 2, 4, 0},
                                   {3, 2, 1, 0},
                                   {4, 2, 5, 0},
                                   {4, 1, 3, 0}});
    RunSettings settings;
    settings.data.sampleFraction = 1;
    settings.data.validationFraction = 0;
    settings.train.epochs = 1;
    const TrainedModel model = Trainer(data, settings).run();
    auto contents = std::make_shared<TrainedModel::Contents>(model.contents());
    contents->net =
        std::make_shared<TwoTowerNetImpl>(netShape(*contents->vocabulary, settings.model));
    const torch::NoGradGuard noGrad;
    for (torch::Tensor& weights : contents->net->parameters())
        weights.zero_();
    return Recommender(TrainedModel(contents), data);
}

std::vector<std::size_t> TestRecommender::rowsOf(const std::vector<Recommendation>& list) {
    std::vector<std::size_t> rows;
    for (const Recommendation& r : list)
        rows.push_back(r.movieRow);
    return rows;
}

void TestRecommender::tiesGoToThePopularMovie() {
    const Recommender recommender = indifferent();
    const auto list = recommender.recommend(0, {.hideRated = false});
    for (const Recommendation& r : list)
        QCOMPARE(r.score, list.front().score);
    QCOMPARE(rowsOf(list), (std::vector<std::size_t>{1, 3, 2, 0})); // 3, 3, 2 and 1 ratings
    QCOMPARE(rowsOf(recommender.recommend(0, {.count = 2, .hideRated = false})),
             (std::vector<std::size_t>{1, 3}));
    QCOMPARE(rowsOf(recommender.recommend(3)), (std::vector<std::size_t>{3, 2}));
}

void TestRecommender::fewRatingsAreBelowTheMinimum() {
    const Recommender recommender = indifferent();
    const auto withAtLeast = [&](std::uint32_t ratings) {
        return rowsOf(recommender.recommend(0, {.hideRated = false, .minimumRatings = ratings}));
    };
    QCOMPARE(withAtLeast(1), (std::vector<std::size_t>{1, 3, 2, 0}));
    QCOMPARE(withAtLeast(2), (std::vector<std::size_t>{1, 3, 2}));
    QCOMPARE(withAtLeast(3), (std::vector<std::size_t>{1, 3}));
    QCOMPARE(withAtLeast(4), std::vector<std::size_t>{});
}

void TestRecommender::knowsNothingOfStrangers() {
    TemporaryFolder folder;
    folder.write("users.dat", "90001::F::1::10::1\n");
    folder.write("movies.dat", "90001::A (1990)::Drama\n");
    folder.write("ratings.dat", "90001::90001::5::1\n");
    const Recommender other(recommender_->model(), readDataset(folder.path()));
    QVERIFY(!other.knowsUser(0));
    QVERIFY(other.recommend(0).empty());
    const auto popular = other.mostRated(0, {.hideRated = false});
    QCOMPARE(popular.size(), std::size_t{1}); // the one movie with a rating
    QVERIFY(other.mostRated(0).empty());      // which is theirs
    QVERIFY(!other.score(0, 0));
}

void TestRecommender::refusesAModelOfOtherMovies() {
    requireSameMovies(recommender_->model(), *data_);
    TemporaryFolder folder;
    writeSmall1M(folder); // the same ids, other titles
    const auto other = readDataset(folder.path());
    const auto error =
        thrownBy<ModelFileError>([&] { requireSameMovies(recommender_->model(), *other); });
    QVERIFY(QString::fromStdString(error.what()).contains("other movies"));
    // Nine of ten movies in common must have the same title, eight are too few.
    const auto withOtherTitles = [&](std::size_t others) {
        const MovieFeatures& known = recommender_->model().vocabulary().movies;
        std::string movies;
        for (std::size_t i = 0; i < 10; ++i)
            movies += known.id.text(i) +
                      "::" + (i < others ? std::string("Another") : known.title[i]) +
                      " (1990)::Drama\n";
        folder.write("movies.dat", movies);
        folder.write("ratings.dat", "1::" + known.id.text(0) + "::5::1\n");
        return readDataset(folder.path());
    };
    requireSameMovies(recommender_->model(), *withOtherTitles(1));
    QVERIFY_EXCEPTION_THROWN(requireSameMovies(recommender_->model(), *withOtherTitles(2)),
                             ModelFileError);
    folder.write("movies.dat", "90001::A (1990)::Drama\n");
    folder.write("ratings.dat", "1::90001::5::1\n");
    const auto disjoint = readDataset(folder.path());
    QVERIFY_EXCEPTION_THROWN(requireSameMovies(recommender_->model(), *disjoint), ModelFileError);
}

QTEST_GUILESS_MAIN(TestRecommender)
#include "tst_recommender.moc"
