// SPDX-License-Identifier: MIT
#include "core/classify/genre_classifier.h"
#include "core/classify/like_classifier.h"
#include "core/classify/like_network.h"
#include "core/classify/movie_classifier.h"
#include "core/classify/user_softmax.h"
#include "core/classify/user_words.h"
#include "core/data/people.h"
#include "core/data/random.h"
#include "core/data/test_split.h"
#include "core/error.h"
#include "core/evaluate/ranking_report.h"
#include "core/evaluate/rating_metrics.h"
#include "core/evaluate/rating_report.h"
#include "core/methods/method.h"
#include "tests/support/generated_movielens.h"
#include "tests/support/scores.h"
#include "tests/support/tiny_dataset.h"

#include <QTest>

#include <cmath>
#include <functional>
#include <numeric>

using namespace towerlab;
using namespace towerlab::test;

namespace {

using Numbers = std::vector<float>;

/// Of all movies.
Numbers scoresOf(const Scorer& scorer, const Dataset& dataset, std::size_t user) {
    return test::scoresOf(scorer, user, dataset.movies().size());
}

Numbers likesOf(const Scorer& scorer, const Dataset& dataset, std::size_t user) {
    Numbers chances(dataset.movies().size());
    scorer.predictLikes(user, firstMovies(chances.size()), chances);
    return chances;
}

double sumOf(const Numbers& values) {
    return std::accumulate(values.begin(), values.end(), 0.0,
                           [](double sum, float value) { return sum + double{value}; });
}

constexpr int worldUsers = 120;
constexpr int worldMovies = 60;

/// Of a made-up world in which women like genre 0 and men like genre 1. Genres and genders go by
/// turns, so that neither a user nor a movie is better than others.
bool fits(int user, int movie) { return user % 2 == movie % 2; }

/// Ratings of a share of all pairs: 5 stars where `fits`, else 2.
std::shared_ptr<const Dataset>
world(const std::function<bool(int user, int movie, Random& random)>& rates) {
    DatasetParts parts;
    parts.name = "world";
    parts.genreNames = {"Quiet", "Loud", "Never"};
    Random random(7, "world");
    PeopleColumns people;
    for (int user = 0; user < worldUsers; ++user)
        people.add({.id = std::to_string(user + 1),
                    .gender = user % 2 == 0 ? Gender::Female : Gender::Male,
                    .ageBracket = user % 7,
                    .occupation = user % 3 == 0 ? 1 : 0});
    parts.users = people.take({"other", "artist"});
    for (int movie = 0; movie < worldMovies; ++movie) {
        parts.movies.id.add(std::to_string(movie + 1));
        parts.movies.title.emplace_back("Movie");
        parts.movies.year.push_back(static_cast<std::int16_t>(1950 + movie % 5));
        parts.movies.genre.push_back(static_cast<std::int16_t>(movie % 2));
        parts.movies.genreStart.push_back(static_cast<std::uint32_t>(movie + 1));
    }
    for (int user = 0; user < worldUsers; ++user)
        for (int movie = 0; movie < worldMovies; ++movie)
            if (rates(user, movie, random)) {
                parts.ratings.user.push_back(user);
                parts.ratings.movie.push_back(movie);
                parts.ratings.value.push_back(fits(user, movie) ? 5.0F : 2.0F);
                parts.ratings.timestamp.push_back(0);
            }
    return Dataset::build(std::move(parts));
}

/// Each pair is rated with the same chance.
std::shared_ptr<const Dataset> worldOfLikes() {
    static const auto data = world([](int, int, Random& random) { return random.uniform() < 0.3; });
    return data;
}

/// Each user rates nearly always what fits.
std::shared_ptr<const Dataset> worldOfChoices() {
    static const auto data = world([](int user, int movie, Random& random) {
        return random.uniform() < (fits(user, movie) ? 0.4 : 0.02);
    });
    return data;
}

/// Rows of the ratings, but for some users'.
Rows rowsWithout(const Dataset& dataset, std::int32_t firstUser) {
    Rows rows;
    for (const std::uint32_t row : allRows(dataset))
        if (dataset.ratings().user[row] < firstUser)
            rows.push_back(row);
    return rows;
}

/// AUC of the scores of a user's pairs as to whether they fit.
double aucOf(const Scorer& scorer, const Dataset& dataset, std::size_t user) {
    Numbers labels;
    for (int movie = 0; movie < worldMovies; ++movie)
        labels.push_back(fits(static_cast<int>(user), movie) ? 1.0F : 0.0F);
    return *areaUnderRoc(scoresOf(scorer, dataset, user), labels);
}

using Fit = std::function<std::unique_ptr<Scorer>(const Dataset&, const Rows&, std::uint64_t seed,
                                                  int threads, const std::stop_token&,
                                                  const ProgressCallback&)>;

template <typename Settings>
Settings seeded(Settings settings, std::uint64_t seed, int threads) {
    settings.seed = seed;
    settings.threads = threads;
    settings.epochs = 2;
    return settings;
}

std::vector<Fit> allFits() {
    return {
        [](const auto& data, const auto& rows, auto seed, int threads, const auto& stop,
           const auto& progress) {
            return fitLikeClassifier(data, rows, seeded(LikeSettings(), seed, threads), stop,
                                     progress);
        },
        [](const auto& data, const auto& rows, auto seed, int threads, const auto& stop,
           const auto& progress) {
            return fitLikeClassifier(data, rows, seeded(sampledLikeSettings(), seed, threads), stop,
                                     progress);
        },
        [](const auto& data, const auto& rows, auto seed, int threads, const auto& stop,
           const auto& progress) -> std::unique_ptr<Scorer> {
            return fitGenreClassifier(data, rows, seeded(GenreClassifierSettings(), seed, threads),
                                      stop, progress);
        },
        [](const auto& data, const auto& rows, auto seed, int threads, const auto& stop,
           const auto& progress) -> std::unique_ptr<Scorer> {
            return fitMovieClassifier(data, rows, seeded(MovieClassifierSettings(), seed, threads),
                                      stop, progress);
        },
    };
}

SparseMatrix matrixOf(std::initializer_list<std::vector<std::pair<int, float>>> rows) {
    SparseMatrix matrix;
    for (const auto& row : rows) {
        for (const auto& [column, value] : row) {
            matrix.column.push_back(column);
            matrix.value.push_back(value);
        }
        matrix.endRow();
    }
    return matrix;
}

/// Weights whose gradient is not the slope of the loss, by differences of the loss.
template <typename Weights>
int wrongSlopes(const Weights& all, const std::function<double()>& loss) {
    constexpr float step = 2e-3F;
    int wrong = 0;
    for (detail::AdamWeights* weights : all)
        for (std::size_t i = 0; i < weights->size(); ++i) {
            const float value = weights->value[i];
            weights->value[i] = value + step;
            const double above = loss();
            weights->value[i] = value - step;
            const double below = loss();
            weights->value[i] = value;
            const double slope = (above - below) / (2 * double{step});
            // Padding may be moved by the test, but never is by its gradient, which is 0.
            const double gradient = double{weights->gradient[i]};
            wrong += gradient != 0 && !near(gradient, slope, 1e-3) ? 1 : 0;
        }
    return wrong;
}

template <typename Weights>
int slopesAbove(const Weights& all, double least) {
    int count = 0;
    for (const detail::AdamWeights* weights : all)
        for (const float slope : weights->gradient)
            count += std::abs(double{slope}) > least ? 1 : 0;
    return count;
}

} // namespace

class TestClassifiers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void likesOfAMovieAreRemembered();
    void softmaxStartsFromWhatIsCommon();
    void softmaxLossByHand();
    void softmaxGradientIsTheLosssSlope();
    void softmaxLearnsItsExamples();
    void binaryStartsFromTheShareOfLikes();
    void binaryGradientIsTheLosssSlope();
    void binaryLearnsARule();
    void binaryJudgesNewUsersByTheirAttributes();
    void wordsOfUsersAreTheirOwn();
    void binaryJudgesNewMoviesByTheirYear();
    void binaryIsCalibrated();
    void binaryCanCountAllRatingsAsLikes();
    void sampledNegativesRankWhatIsWatched();
    void genresOfTheHistoryAreLikely();
    void genreScoresFollowTheFormula();
    void genresNeedGenres();
    void moviesOfTheHistorysKindAreLikely();
    void moviesOfGroupsAreFound();
    void probabilitiesSumToOne();
    void usersWithoutRatingsAreJudgedByAttributes();
    void repeatableForAnySeedAndThreads();
    void stopsAndReports();
    void refusesNonsense();
    void refusesEmptyTraining();
};

void TestClassifiers::softmaxStartsFromWhatIsCommon() {
    // Words of weight 0 say nothing: h = 0, and what is left is the bias.
    Random random(1, "test");
    detail::UserSoftmax net({2, 3, 3}, random, 1);
    net.startFrom(std::vector<double>{0, 1, 4}); // with one added each: 1, 2 and 5 of 8
    const detail::UserLogits users(net, matrixOf({{{0, 0.0F}}, {}}));
    for (const std::size_t user : {0U, 1U}) {
        const Numbers p = users.probabilities(user);
        QVERIFY(near(p[0], 1.0 / 8) && near(p[1], 2.0 / 8) && near(p[2], 5.0 / 8));
    }
}

void TestClassifiers::softmaxLossByHand() {
    // Two users, of whom the network knows nothing: p = (1/8, 2/8, 5/8).
    Random random(1, "test");
    detail::UserSoftmax net({1, 2, 3}, random, 1);
    net.startFrom(std::vector<double>{0, 1, 4});
    const double loss =
        net.loss(matrixOf({{}, {}}), matrixOf({{{0, 1.0F}}, {{1, 2.0F}, {2, 0.5F}}}));
    const double byHand =
        -(std::log(1.0 / 8) + 2 * std::log(2.0 / 8) + 0.5 * std::log(5.0 / 8)) / 2;
    QVERIFY(near(loss, byHand));
}

void TestClassifiers::softmaxGradientIsTheLosssSlope() {
    const auto inputs = matrixOf({{{0, 1.0F}, {2, 0.5F}}, {{1, 0.7F}}, {{0, 0.3F}, {1, 0.3F}}});
    const auto targets = matrixOf({{{0, 1.0F}, {3, 1.0F}}, {{1, 2.0F}}, {{4, 1.0F}}});
    Random random(3, "test");
    detail::UserSoftmax net({3, 5, 5}, random, 2);
    net.addGradients(inputs, targets);
    // Table 3 × 5 and output 5 × 5, with 5 biases; the padding's slopes are 0.
    QCOMPARE(wrongSlopes(net.weights(), [&] { return net.loss(inputs, targets); }), 0);
    QVERIFY(slopesAbove(net.weights(), 1e-4) > 40);
}

void TestClassifiers::softmaxLearnsItsExamples() {
    Random random(3, "test");
    detail::UserSoftmax net({2, 4, 3}, random, 1);
    const auto inputs = matrixOf({{{0, 1.0F}}, {{1, 1.0F}}});
    const auto targets = matrixOf({{{2, 1.0F}}, {{0, 1.0F}, {1, 1.0F}}});
    for (std::uint64_t step = 1; step <= 300; ++step) {
        net.addGradients(inputs, targets);
        net.update({.learningRate = 0.05, .number = step});
    }
    const detail::UserLogits users(net, inputs);
    QVERIFY(users.probabilities(0)[2] > 0.98F);
    QVERIFY(near(users.probabilities(1)[0], 0.5, 0.02));
    QVERIFY(near(users.probabilities(1)[1], 0.5, 0.02));
}

void TestClassifiers::binaryStartsFromTheShareOfLikes() {
    // Without an epoch the network is all but empty: its embeddings are within ±0.05.
    const auto data = worldOfLikes();
    const auto scorer = fitLikeClassifier(*data, allRows(*data), {.epochs = 0});
    const Numbers& stars = data->ratings().value;
    const double likes = static_cast<double>(std::count(stars.begin(), stars.end(), 5.0F));
    const double share = likes / static_cast<double>(stars.size());
    for (const float chance : likesOf(*scorer, *data, 3))
        QVERIFY(near(chance, share, 0.05));
}

void TestClassifiers::binaryGradientIsTheLosssSlope() {
    const detail::LikeFeatures users{matrixOf({{{0, 1.0F}, {2, 1.0F}}, {{1, 1.0F}, {3, 1.0F}}}),
                                     {0, 0, 1, 1}};
    const detail::LikeFeatures movies{
        matrixOf({{{0, 1.0F}, {3, 1.0F}}, {{1, 1.0F}, {3, 0.5F}, {4, 0.5F}}, {{2, 1.0F}}}),
        {0, 0, 0, 1, 1}};
    const std::vector<std::int32_t> user = {0, 1, 0, 1, 1};
    const std::vector<std::int32_t> movie = {0, 0, 1, 2, 1};
    const Numbers label = {1, 0, 0, 1, 1};
    Random random(5, "test");
    detail::LikeNetwork net(users, movies, {4, {8, 4}}, random, 2);
    // Away from the start, where all is close to 0 and so to the kinks of the relus.
    for (std::uint64_t step = 1; step <= 20; ++step) {
        net.addGradients({user, movie, label});
        net.update({.learningRate = 0.03, .number = step});
    }
    const auto loss = [&] {
        std::vector<Numbers> kept;
        for (const detail::AdamWeights* weights : net.weights())
            kept.push_back(weights->gradient);
        const double mean = net.addGradients({user, movie, label});
        for (std::size_t i = 0; i < kept.size(); ++i)
            net.weights()[i]->gradient = kept[i];
        return mean;
    };
    net.addGradients({user, movie, label});
    QCOMPARE(wrongSlopes(net.weights(), loss), 0);
    QVERIFY(slopesAbove(net.weights(), 1e-4) > 100);
}

void TestClassifiers::binaryLearnsARule() {
    const auto data = worldOfLikes();
    const TestSplit split = randomSplit(*data, 0.2, 1);
    const auto scorer = fitLikeClassifier(*data, split.train,
                                          {.epochs = 40, .batchSize = 64, .learningRate = 0.01});
    QVERIFY(scorer->predictsLikes());
    const LikeReport report = evaluateLikes(*scorer, *data, split.test, 4);
    QVERIFY2(*report.auc > 0.95, qPrintable(QString::number(*report.auc)));
    QVERIFY(*report.logLoss < 0.4);
    // The score is the number before the sigmoid.
    const Numbers chances = likesOf(*scorer, *data, 5);
    const Numbers scores = scoresOf(*scorer, *data, 5);
    for (std::size_t i = 0; i < scores.size(); ++i)
        QVERIFY(near(chances[i], 1 / (1 + std::exp(-double{scores[i]}))));
}

void TestClassifiers::binaryJudgesNewUsersByTheirAttributes() {
    const auto data = worldOfLikes();
    const auto scorer = fitLikeClassifier(*data, rowsWithout(*data, worldUsers - 10),
                                          {.epochs = 40, .batchSize = 64, .learningRate = 0.01});
    for (std::size_t user = worldUsers - 10; user < worldUsers; ++user)
        QVERIFY(aucOf(*scorer, *data, user) > 0.9);
}

/// Of two movies without a rating that differ in nothing else, the one of the years that all like
/// is the likelier.
/// Genders, then age brackets, then occupations, none of them shared.
void TestClassifiers::wordsOfUsersAreTheirOwn() {
    const auto data = worldOfLikes();
    const detail::UserWords words(*data);
    QCOMPARE(words.count(), 2 + 7 + 2);
    QCOMPARE(words.of(0), (std::vector<std::int32_t>{0, 2, 2 + 7 + 1}));
    QCOMPARE(words.of(1), (std::vector<std::int32_t>{1, 3, 2 + 7}));
}

void TestClassifiers::binaryJudgesNewMoviesByTheirYear() {
    DatasetParts parts;
    parts.genreNames = {"Any"};
    PeopleColumns people;
    constexpr int users = 40;
    constexpr int movies = 20;
    for (int movie = 0; movie < movies; ++movie) {
        parts.movies.id.add(std::to_string(movie + 1));
        parts.movies.title.emplace_back("Movie");
        parts.movies.year.push_back(static_cast<std::int16_t>(movie % 2 == 0 ? 1950 : 1990));
        parts.movies.genre.push_back(0);
        parts.movies.genreStart.push_back(static_cast<std::uint32_t>(movie + 1));
    }
    for (int user = 0; user < users; ++user) {
        people.add({.id = std::to_string(user + 1),
                    .gender = Gender::Female,
                    .ageBracket = 0,
                    .occupation = 0});
        for (int movie = user % 2; movie < movies - 2; movie += 1 + user % 3) {
            parts.ratings.user.push_back(user);
            parts.ratings.movie.push_back(movie);
            parts.ratings.value.push_back(movie % 2 == 0 ? 5.0F : 2.0F);
            parts.ratings.timestamp.push_back(0);
        }
    }
    parts.users = people.take({"any"});
    const auto data = Dataset::build(std::move(parts));
    const auto scorer = fitLikeClassifier(*data, allRows(*data),
                                          {.epochs = 40, .batchSize = 64, .learningRate = 0.01});
    const Numbers chances = likesOf(*scorer, *data, 5);
    QVERIFY2(
        chances[movies - 2] > chances[movies - 1] + 0.3F,
        qPrintable(QStringLiteral("%1, %2").arg(chances[movies - 2]).arg(chances[movies - 1])));
}

void TestClassifiers::binaryIsCalibrated() {
    const auto data = smallDemo();
    const TestSplit split = randomSplit(*data, 0.2, 1);
    const auto scorer = fitLikeClassifier(*data, split.train);
    const LikeReport report = evaluateLikes(*scorer, *data, split.test, 4);
    QVERIFY2(*report.auc > 0.65, qPrintable(QString::number(*report.auc)));
    double likes = 0;
    for (const std::uint32_t row : split.test)
        likes += data->ratings().value[row] >= 4 ? 1 : 0;
    const double share = likes / static_cast<double>(split.test.size());
    QVERIFY(near(sumOf(report.predicted) / static_cast<double>(split.test.size()), share, 0.06));
    QVERIFY(*report.logLoss < -share * std::log(share) - (1 - share) * std::log(1 - share));
}

void TestClassifiers::binaryCanCountAllRatingsAsLikes() {
    const auto data = worldOfLikes();
    const auto scorer = fitLikeClassifier(*data, allRows(*data), {.likedFrom = 1});
    for (const float chance : likesOf(*scorer, *data, 0))
        QVERIFY(chance > 0.95F);
}

void TestClassifiers::sampledNegativesRankWhatIsWatched() {
    const auto data = worldOfChoices();
    LikeSettings settings = sampledLikeSettings();
    settings.epochs = 5;
    settings.batchSize = 256;
    settings.learningRate = 0.01;
    settings.likedFrom = 1; // what is watched, liked or not
    const auto scorer = fitLikeClassifier(*data, allRows(*data), settings);
    QVERIFY(!scorer->predictsLikes());
    for (const std::size_t user : {0U, 1U, 50U, 77U})
        QVERIFY(aucOf(*scorer, *data, user) > 0.95);
}

void TestClassifiers::genresOfTheHistoryAreLikely() {
    const auto data = worldOfChoices();
    const auto scorer = fitGenreClassifier(*data, allRows(*data));
    QCOMPARE(scorer->classes(), MultiClassScorer::Classes::Genres);
    for (std::size_t user = 0; user < worldUsers; ++user) {
        const Numbers p = scorer->probabilities(user);
        QCOMPARE(p.size(), 3U);
        QVERIFY(p[user % 2] > 0.8F);
        QVERIFY(p[2] < 0.05F);
        QVERIFY(aucOf(*scorer, *data, user) > 0.95);
    }
}

void TestClassifiers::genreScoresFollowTheFormula() {
    const auto data = worldOfChoices();
    const auto scorer = fitGenreClassifier(*data, allRows(*data));
    std::array<double, 3> counts = {1, 1, 1};
    for (const std::int32_t movie : data->ratings().movie)
        ++counts[static_cast<std::size_t>(movie % 2)];
    const double all = counts[0] + counts[1] + counts[2];
    const Numbers p = scorer->probabilities(4);
    const Numbers scores = scoresOf(*scorer, *data, 4);
    for (std::size_t movie = 0; movie < worldMovies; ++movie) {
        const std::size_t genre = movie % 2;
        const double lift = double{p[genre]} / (counts[genre] / all);
        QVERIFY(near(scores[movie], std::log(data->byMovie().count(movie) + 1.0) + std::log(lift),
                     1e-4));
    }
}

void TestClassifiers::genresNeedGenres() {
    const auto data = tinyDataset(2, 2, {{1, 1, 5}, {2, 2, 3}});
    QVERIFY_EXCEPTION_THROWN(fitGenreClassifier(*data, allRows(*data)), DataError);
}

void TestClassifiers::moviesOfTheHistorysKindAreLikely() {
    const auto data = worldOfChoices();
    const auto scorer = fitMovieClassifier(*data, allRows(*data));
    QCOMPARE(scorer->classes(), MultiClassScorer::Classes::Movies);
    for (std::size_t user = 0; user < worldUsers; ++user) {
        const double auc = aucOf(*scorer, *data, user);
        QVERIFY2(auc > 0.9, qPrintable(QString::number(auc)));
        double fitting = 0;
        const Numbers p = scorer->probabilities(user);
        for (std::size_t movie = user % 2; movie < worldMovies; movie += 2)
            fitting += double{p[movie]};
        QVERIFY(fitting > 0.8);
    }
}

void TestClassifiers::moviesOfGroupsAreFound() {
    // Users 1..8 rate movies 1..8, users 9..16 movies 9..16, each but one; attributes say nothing.
    std::vector<TinyRating> ratings;
    for (int user = 1; user <= 16; ++user)
        for (int movie = 1; movie <= 16; ++movie)
            if ((user <= 8) == (movie <= 8) && user != movie)
                ratings.push_back({user, movie, 3});
    const auto data = tinyDataset(16, 16, ratings);
    const auto scorer = fitMovieClassifier(*data, allRows(*data), {.epochs = 100, .batchSize = 4});
    for (std::size_t user = 0; user < 16; ++user) {
        const Numbers scores = scoresOf(*scorer, *data, user);
        for (std::size_t other = 0; other < 16; ++other)
            if ((user < 8) != (other < 8))
                QVERIFY(scores[user] > scores[other]);
    }
}

void TestClassifiers::probabilitiesSumToOne() {
    const auto data = smallDemo();
    const auto genres = fitGenreClassifier(*data, allRows(*data), {.epochs = 2});
    const auto movies = fitMovieClassifier(*data, allRows(*data), {.epochs = 2});
    for (const MultiClassScorer* scorer : {genres.get(), movies.get()})
        for (std::size_t user = 0; user < data->users().size(); ++user) {
            const Numbers p = scorer->probabilities(user);
            QVERIFY(near(sumOf(p), 1));
            QVERIFY(*std::min_element(p.begin(), p.end()) >= 0);
        }
    QCOMPARE(genres->probabilities(0).size(), data->genreNames().size());
    QCOMPARE(movies->probabilities(0).size(), data->movies().size());
    // A movie's score is its logit: differences of scores are ratios of chances.
    const Numbers p = movies->probabilities(7);
    const Numbers scores = scoresOf(*movies, *data, 7);
    QVERIFY(
        near(std::log(double{p[3]} / double{p[9]}), double{scores[3]} - double{scores[9]}, 1e-3));
}

void TestClassifiers::usersWithoutRatingsAreJudgedByAttributes() {
    const auto data = worldOfChoices();
    const Rows rows = rowsWithout(*data, worldUsers - 10);
    const auto genres = fitGenreClassifier(*data, rows, {.epochs = 60});
    const auto movies = fitMovieClassifier(*data, rows, {.epochs = 60});
    for (std::size_t user = worldUsers - 10; user < worldUsers; ++user) {
        QVERIFY(genres->probabilities(user)[user % 2] > 0.7F);
        QVERIFY(aucOf(*genres, *data, user) > 0.9);
        QVERIFY(aucOf(*movies, *data, user) > 0.9);
    }
}

void TestClassifiers::repeatableForAnySeedAndThreads() {
    const auto data = smallDemo();
    const Rows rows = allRows(*data);
    for (const Fit& fit : allFits()) {
        const auto one = fit(*data, rows, 1, 1, {}, {});
        const auto three = fit(*data, rows, 1, 3, {}, {});
        const auto other = fit(*data, rows, 2, 1, {}, {});
        QCOMPARE(scoresOf(*one, *data, 5), scoresOf(*three, *data, 5));
        QVERIFY(scoresOf(*one, *data, 5) != scoresOf(*other, *data, 5));
        // Scores don't depend on which movies are asked for together.
        Numbers single(1);
        one->score(5, std::vector<std::int32_t>{33}, single);
        QCOMPARE(single[0], scoresOf(*one, *data, 5)[33]);
    }
}

void TestClassifiers::stopsAndReports() {
    const auto data = smallDemo();
    const Rows rows = allRows(*data);
    for (const Fit& fit : allFits()) {
        std::uint64_t done = 0;
        std::uint64_t total = 1;
        std::stop_source midway;
        fit(*data, rows, 1, 0, {}, [&](const Progress& p) {
            QVERIFY(p.done >= done && !p.phase.empty());
            done = p.done;
            total = p.total;
        });
        QCOMPARE(done, total);
        QVERIFY(total > 1);
        const auto stopAtOnce = [&](const Progress&) { midway.request_stop(); };
        QVERIFY_EXCEPTION_THROWN(fit(*data, rows, 1, 0, midway.get_token(), stopAtOnce), Cancelled);
        QVERIFY_EXCEPTION_THROWN(fit(*data, rows, 1, 0, midway.get_token(), {}), Cancelled);
    }
}

void TestClassifiers::refusesNonsense() {
    const auto data = smallDemo();
    const Rows rows = allRows(*data);
    const auto refusesLikes = [&](const LikeSettings& settings) {
        QVERIFY_EXCEPTION_THROWN(fitLikeClassifier(*data, rows, settings), SettingsError);
    };
    refusesLikes({.likedFrom = std::nan("")});
    refusesLikes({.negatives = -1});
    refusesLikes({.embeddingSize = 0});
    refusesLikes({.hiddenUnits = 0});
    refusesLikes({.epochs = -1});
    refusesLikes({.batchSize = 0});
    refusesLikes({.learningRate = 0});
    refusesLikes({.learningRate = std::nan("")});
    refusesLikes({.weightDecay = -1});
    QVERIFY_EXCEPTION_THROWN(fitGenreClassifier(*data, rows, {.hiddenUnits = 0}), SettingsError);
    QVERIFY_EXCEPTION_THROWN(fitGenreClassifier(*data, rows, {.learningRate = -1}), SettingsError);
    QVERIFY_EXCEPTION_THROWN(fitMovieClassifier(*data, rows, {.batchSize = 0}), SettingsError);
    QVERIFY_EXCEPTION_THROWN(fitMovieClassifier(*data, rows, {.weightDecay = -1}), SettingsError);
    for (const char* key : {"ctr-sampled", "ctr"})
        QVERIFY_EXCEPTION_THROWN(method(key).settings.with({{"negatives", 0}}), SettingsError);
    const MethodInfo& sampled = method("ctr-sampled");
    MethodOptions noNegatives = {.settings = sampled.settings};
    const SettingField& negatives = fieldOf(sampled.settings.fields(), "negatives");
    LikeSettings none = sampledLikeSettings();
    negatives.set(none, 0);
    noNegatives.settings = SettingsValue(none, sampled.settings.fields());
    QVERIFY_EXCEPTION_THROWN(fitMethod(sampled, {data, rows, noNegatives}), SettingsError);
}

void TestClassifiers::refusesEmptyTraining() {
    const auto data = smallDemo();
    for (const Fit& fit : allFits())
        QVERIFY_EXCEPTION_THROWN(fit(*data, {}, 1, 0, {}, {}), SettingsError);
}

// Two movies alike in all that is known of them, but one is liked and the other is not.
void TestClassifiers::likesOfAMovieAreRemembered() {
    std::vector<TinyRating> ratings;
    for (std::int32_t user = 1; user <= 20; ++user) {
        ratings.push_back({user, 1, 5});
        ratings.push_back({user, 2, 1});
    }
    const auto data = tinyDataset(20, 2, ratings);
    const auto scorer = fitLikeClassifier(*data, allRows(*data), {.epochs = 50});
    const Numbers chances = likesOf(*scorer, *data, 3);
    QVERIFY2(chances[0] > chances[1] + 0.2F,
             qPrintable(QString("%1 %2").arg(chances[0]).arg(chances[1])));
}

QTEST_APPLESS_MAIN(TestClassifiers)
#include "tst_classifiers.moc"
