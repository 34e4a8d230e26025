// SPDX-License-Identifier: MIT
#include "core/data/dataset_reader.h"
#include "core/data/demo_data.h"
#include "core/data/encoding.h"
#include "core/data/people.h"
#include "core/data/random.h"
#include "core/train/validation_split.h"
#include "tests/support/generated_movielens.h"
#include "tests/support/ids.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <set>

using namespace towerlab;
using namespace towerlab::test;

class TestData : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void encodesByOrderOfFirstAppearance();
    void mainGenreIsTheMostFrequentOne();
    void genreOfOneMovieIsItsMainGenre();
    void countsAndMeans();
    void normalisesRatingsToTheUnitInterval();
    void laysALoadedVocabularyOverOtherData();
    void splitIsDisjointCompleteAndRepeatable();
    void splitKeepsATrainingRating();
    void demoIsTheSameEachTime();
    void demoIsShapedLikeMovieLens();
    void demoTastesFollowGenres();
    void randomStreamsDiffer();
};

void TestData::encodesByOrderOfFirstAppearance() {
    TemporaryFolder folder;
    writeSmall1M(folder);
    const auto data = readDataset(folder.path());
    const Encoding encoding(*data);
    // ratings.dat names users 2, 2, 1, 1, 5 and movies 4, 1, 2, 4, 1.
    const Vocabulary& v = encoding.vocabulary();
    QCOMPARE(v.users.id, idsOf({2, 1, 5}));
    QCOMPARE(v.movies.id, idsOf({4, 1, 2}));
    const FeatureColumn& gender = v.users.categories.at(0);
    QCOMPARE(gender.words, (std::vector<std::string>{"Male", "Female"}));
    QCOMPARE(gender.index, (std::vector<std::int32_t>{0, 1, 0}));
    QCOMPARE(v.users.categories.at(2).words,
             (std::vector<std::string>{"self-employed", "K-12 student", "writer"}));
    QCOMPARE(v.genres, (std::vector<std::string>{"Drama", "Comedy"}));
    QCOMPARE(v.movies.genre, (std::vector<std::int32_t>{0, 1, 0}));
    QCOMPARE(encoding.userIndex(*data->userRow("1")), 1);
    QCOMPARE(encoding.movieIndex(*data->movieRow("7")), -1); // never rated
    QCOMPARE(encoding.movieRow(0), int(*data->movieRow("4")));
}

void TestData::genreOfOneMovieIsItsMainGenre() {
    DatasetParts parts;
    parts.genreNames = {"Common", "Rare"};
    parts.movies.id = idsOf({1, 2, 3});
    parts.movies.title.assign(3, "Movie");
    parts.movies.year.assign(3, 2000);
    parts.movies.genre = {0, 0, 1}; // movie 3 alone has the second one
    parts.movies.genreStart = {0, 1, 2, 3};
    PeopleColumns people;
    people.add(
        {.id = std::to_string(1), .gender = Gender::Female, .ageBracket = 0, .occupation = 0});
    parts.users = people.take({"other"});
    parts.ratings.user = {0};
    parts.ratings.movie = {0};
    parts.ratings.value = {4};
    parts.ratings.timestamp = {0};
    const auto data = Dataset::build(std::move(parts));
    QCOMPARE(data->mainGenre(0), std::int16_t{0});
    QCOMPARE(data->mainGenre(2), std::int16_t{1});
}

void TestData::mainGenreIsTheMostFrequentOne() {
    TemporaryFolder folder;
    writeSmall1M(folder);
    // War and Drama are in three movies each, Action and Comedy in one. Who rates what does not
    // count: movie 7, which makes War as frequent as Drama, is never rated.
    folder.write("movies.dat", "1::A (1990)::War|Drama\n"
                               "2::B (1991)::Drama|War\n"
                               "4::C (1992)::Comedy|Action|Drama\n"
                               "7::D (1993)::War\n");
    const auto data = readDataset(folder.path());
    const auto mainGenre = [&](std::int32_t id) {
        return data->genreNames()[static_cast<std::size_t>(
            data->mainGenre(*data->movieRow(std::to_string(id))))];
    };
    QCOMPARE(mainGenre(1), std::string("War")); // of equals the first listed
    QCOMPARE(mainGenre(2), std::string("Drama"));
    QCOMPARE(mainGenre(4), std::string("Drama")); // though listed last
    QCOMPARE(mainGenre(7), std::string("War"));
    const Vocabulary vocabulary = Encoding(*data).vocabulary(); // movies 4, 1, 2
    QCOMPARE(vocabulary.genres, (std::vector<std::string>{"Drama", "War"}));
    QCOMPARE(vocabulary.movies.genre, (std::vector<std::int32_t>{0, 1, 0}));
}

void TestData::countsAndMeans() {
    TemporaryFolder folder;
    writeSmall1M(folder);
    const auto data = readDataset(folder.path());
    // 5 ratings of 3 users and 4 movies, of which one is never rated.
    QCOMPARE(data->meanRating(), (3 + 5 + 4 + 1 + 2) / 5.0);
    QCOMPARE(data->density(), 5 / 12.0);
    const std::size_t user = *data->userRow("2");
    const std::size_t movie = *data->movieRow("4");
    QCOMPARE(data->byUser().count(user), 2U);
    QCOMPARE(data->byMovie().count(movie), 2U);
    QCOMPARE(data->minRating(), 1.0F);
    QCOMPARE(data->maxRating(), 5.0F);
}

void TestData::normalisesRatingsToTheUnitInterval() {
    TemporaryFolder folder;
    writeSmall1M(folder);
    const Encoding encoding(*readDataset(folder.path()));
    QCOMPARE(encoding.vocabulary().normalise(1), 0.0F);
    QCOMPARE(encoding.vocabulary().normalise(5), 1.0F);
    QCOMPARE(encoding.vocabulary().normalise(4), 0.75F);
    QCOMPARE(encoding.vocabulary().toStars(0.75F), 4.0F);
}

void TestData::laysALoadedVocabularyOverOtherData() {
    TemporaryFolder small;
    writeSmall1M(small);
    const auto data = readDataset(small.path());
    Vocabulary vocabulary = Encoding(*data).vocabulary();
    vocabulary.users.id = idsOf({777, 1, 5}); // a user that this data set does not have
    const Encoding laid(*data, vocabulary);
    QCOMPARE(laid.userRow(0), -1);
    QCOMPARE(laid.userIndex(*data->userRow("2")), -1);
    QCOMPARE(laid.userIndex(*data->userRow("1")), 1);
}

void TestData::splitIsDisjointCompleteAndRepeatable() {
    const auto data = smallDemo();
    const DataSettings settings{
        .sampleFraction = 0.5, .validationFraction = 0.2, .likeThreshold = 4};
    const Split a = makeSplit(*data, settings, 1);
    const Split b = makeSplit(*data, settings, 1);
    const Split other = makeSplit(*data, settings, 2);
    QCOMPARE(a.train, b.train);
    QCOMPARE(a.validation, b.validation);
    QVERIFY(a.train != other.train);
    std::set<std::uint32_t> rows(a.train.begin(), a.train.end());
    rows.insert(a.validation.begin(), a.validation.end());
    const auto half = static_cast<std::size_t>(std::llround(double(data->ratings().size()) * 0.5));
    QCOMPARE(rows.size(), half);
    QCOMPARE(a.validation.size(), static_cast<std::size_t>(std::llround(double(half) * 0.2)));
    QVERIFY(*rows.rbegin() < data->ratings().size());
}

void TestData::splitKeepsATrainingRating() {
    TemporaryFolder folder;
    writeSmall1M(folder);
    const Split split =
        makeSplit(*readDataset(folder.path()),
                  {.sampleFraction = 0.001, .validationFraction = 0.5, .likeThreshold = 4}, 1);
    QCOMPARE(split.train.size(), 1U);
    QVERIFY(split.validation.empty());
}

void TestData::demoIsTheSameEachTime() {
    const auto a = makeDemoData();
    const auto b = makeDemoData();
    QCOMPARE(a->ratings().value, b->ratings().value);
    QCOMPARE(a->ratings().movie, b->ratings().movie);
    QCOMPARE(a->movies().title, b->movies().title);
    QVERIFY(makeDemoData({.seed = 8})->ratings().value != a->ratings().value);
}

void TestData::demoIsShapedLikeMovieLens() {
    QElapsedTimer timer;
    timer.start();
    const auto data = makeDemoData();
    qInfo("made in %lld ms: %zu ratings, mean %.3f", timer.elapsed(), data->ratings().size(),
          data->meanRating());
    QCOMPARE(data->users().size(), 1200U);
    QCOMPARE(data->movies().size(), 800U);
    QVERIFY(data->ratings().size() > 80000 && data->ratings().size() <= 90000);
    QVERIFY(QString::fromStdString(data->name()).contains("invented"));
    QVERIFY(data->meanRating() > 3.2 && data->meanRating() < 3.9);
    const std::set<std::string> titles(data->movies().title.begin(), data->movies().title.end());
    QCOMPARE(titles.size(), data->movies().size());
    std::vector<std::uint32_t> counts;
    for (std::size_t row = 0; row < data->movies().size(); ++row)
        counts.push_back(data->byMovie().count(row));
    std::sort(counts.rbegin(), counts.rend());
    std::size_t top = 0;
    for (std::size_t i = 0; i < counts.size() / 5; ++i)
        top += counts[i];
    const double share = double(top) / double(data->ratings().size());
    QVERIFY2(share > 0.4 && share < 0.8, qPrintable(QString::number(share)));
    for (std::size_t row = 0; row < data->users().size(); ++row)
        QVERIFY(data->byUser().count(row) >= 20);
}

void TestData::demoTastesFollowGenres() {
    // Hidden tastes must leave a trace: for many users the best-liked main genre lies well above
    // the worst-liked one.
    const auto data = makeDemoData();
    int strong = 0;
    int judged = 0;
    for (std::size_t user = 0; user < data->users().size(); ++user) {
        std::vector<double> sum(data->genreNames().size(), 0);
        std::vector<int> count(data->genreNames().size(), 0);
        for (const std::uint32_t rating : data->byUser().of(user)) {
            const auto genre = static_cast<std::size_t>(
                data->mainGenre(static_cast<std::size_t>(data->ratings().movie[rating])));
            sum[genre] += data->ratings().value[rating];
            ++count[genre];
        }
        double low = 6;
        double high = 0;
        for (std::size_t g = 0; g < sum.size(); ++g) {
            if (count[g] < 5)
                continue;
            low = std::min(low, sum[g] / count[g]);
            high = std::max(high, sum[g] / count[g]);
        }
        judged += high > low ? 1 : 0;
        strong += high - low > 1 ? 1 : 0;
    }
    QVERIFY2(strong * 2 > judged, qPrintable(QStringLiteral("%1 of %2").arg(strong).arg(judged)));
}

void TestData::randomStreamsDiffer() {
    QVERIFY(Random(1, "a").bits() != Random(1, "b").bits());
    QVERIFY(Random(1, "a").bits() != Random(2, "a").bits());
    QCOMPARE(Random(1, "a").bits(), Random(1, "a").bits());
    Random random(5, "test");
    double sum = 0;
    double squares = 0;
    constexpr int n = 20000;
    for (int i = 0; i < n; ++i) {
        const double x = random.normal();
        sum += x;
        squares += x * x;
    }
    QVERIFY(std::abs(sum / n) < 0.03);
    QVERIFY(std::abs(squares / n - 1) < 0.05);
}

QTEST_GUILESS_MAIN(TestData)
#include "tst_data.moc"
