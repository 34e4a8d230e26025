// SPDX-License-Identifier: MIT
// On which scale ratings are, where likes begin on it, and how its histogram is cut.
#include "core/data/rating_scale.h"
#include "tests/support/tiny_dataset.h"

#include <QTest>

#include <vector>

using namespace towerlab;
using namespace towerlab::test;

namespace {

/// A user who gives these ratings to as many movies.
std::shared_ptr<const Dataset> rated(const std::vector<double>& values) {
    std::vector<TinyRating> ratings;
    for (const double value : values)
        ratings.push_back(
            {1, static_cast<std::int32_t>(ratings.size()) + 1, static_cast<float>(value), 0});
    return tinyDataset(1, static_cast<std::int32_t>(values.size()), ratings);
}

std::vector<double> starts(const RatingBins& bins) {
    std::vector<double> list;
    for (const RatingBins::Bin& bin : bins.bins())
        list.push_back(bin.from);
    return list;
}

std::vector<double> everyTenth(int count) {
    std::vector<double> values;
    for (int i = 0; i < count; ++i)
        values.push_back(1 + i * 0.1);
    return values;
}

} // namespace

class TestRatingScale : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void likesBeginAsHighAsFourOfFive_data();
    void likesBeginAsHighAsFourOfFive();
    void starsEndAtFive();
    void thresholdsFollowTheData();
    void eachValueHasABar_data();
    void eachValueHasABar();
    void manyValuesAreCutIntoRanges();
    void formsStepFromRatingToRating();
};

void TestRatingScale::likesBeginAsHighAsFourOfFive_data() {
    QTest::addColumn<std::vector<double>>("values");
    QTest::addColumn<double>("likedFrom");
    using Values = std::vector<double>;
    QTest::newRow("the article's") << Values{1, 2, 3, 4, 5} << 4.0;
    QTest::newRow("half stars") << Values{0.5, 1, 3.5, 4, 4.5, 5} << 4.0;
    QTest::newRow("stars of which the lowest are missing") << Values{3, 5} << 4.0;
    QTest::newRow("1 to 10") << Values{1, 2, 3, 4, 5, 6, 7, 8, 9, 10} << 8.0; // 7.75, up
    QTest::newRow("1 to 10, no 8") << Values{1, 5, 7, 9, 10} << 9.0;          // that occurs
    QTest::newRow("per cent") << Values{0, 20, 40, 60, 70, 75, 80, 100} << 75.0;
    QTest::newRow("like or not") << Values{0, 1, 1} << 1.0;
    QTest::newRow("like or dislike") << Values{-1, 1} << 1.0;
    QTest::newRow("all alike") << Values{3, 3} << 3.0;
    QTest::newRow("nothing but likes") << Values{4, 5} << 5.0; // 4 would part nothing
    QTest::newRow("many values") << everyTenth(91) << 7.8;     // 1 to 10: 7.75, up
}

void TestRatingScale::likesBeginAsHighAsFourOfFive() {
    QFETCH(std::vector<double>, values);
    QFETCH(double, likedFrom);
    const RatingScale scale = ratingScale(*rated(values));
    QCOMPARE(scale.likedFrom, static_cast<float>(likedFrom));
    QCOMPARE(likeThresholdOn(scale, 4), double{scale.likedFrom});
    QCOMPARE(likeThresholdOn(scale, 3), 3.0); // somebody's own
}

void TestRatingScale::starsEndAtFive() {
    QVERIFY(areStars(1, 5) && areStars(0.5, 5) && areStars(0, 4.5F));
    QVERIFY(!areStars(1, 10) && !areStars(0, 100) && !areStars(0, 1) && !areStars(-1, 1));
}

void TestRatingScale::thresholdsFollowTheData() {
    const RatingScale stars;
    const RatingScale ten = ratingScale(*rated({1, 2, 3, 4, 5, 6, 7, 8, 9, 10}));
    const RatingScale like = ratingScale(*rated({0, 1}));
    QCOMPARE(likeThresholdAfter(stars, ten, 4), 8.0);   // what was proposed
    QCOMPARE(likeThresholdAfter(ten, stars, 8), 4.0);   // and back
    QCOMPARE(likeThresholdAfter(stars, ten, 3), 3.0);   // somebody's own
    QCOMPARE(likeThresholdAfter(ten, stars, 9), 4.0);   // nothing would be liked
    QCOMPARE(likeThresholdAfter(ten, like, 0), 1.0);    // everything would be
    QCOMPARE(likeThresholdAfter(stars, ten, 0.5), 0.5); // any rating, which somebody wants
}

void TestRatingScale::eachValueHasABar_data() {
    QTest::addColumn<std::vector<double>>("values");
    QTest::addColumn<std::vector<double>>("bars");
    using Values = std::vector<double>;
    QTest::newRow("a star nobody gave") << Values{1, 2, 4, 5} << Values{1, 2, 3, 4, 5};
    QTest::newRow("half stars") << Values{4, 4.5, 3} << Values{3, 3.5, 4, 4.5};
    QTest::newRow("even numbers") << Values{2, 4, 6, 10} << Values{2, 4, 6, 8, 10};
    QTest::newRow("like or dislike") << Values{-1, 1} << Values{-1, 1};
    QTest::newRow("far apart") << Values{0, 1, 100} << Values{0, 1, 100};
    QTest::newRow("all alike") << Values{3, 3} << Values{3};
}

void TestRatingScale::eachValueHasABar() {
    QFETCH(std::vector<double>, values);
    QFETCH(std::vector<double>, bars);
    const RatingBins bins(ratingScale(*rated(values)));
    QCOMPARE(starts(bins), bars);
    for (const double value : values) {
        const RatingBins::Bin& bin = bins.bins()[bins.of(static_cast<float>(value))];
        QCOMPARE(bin.from, value);
        QCOMPARE(bin.to, value);
    }
}

void TestRatingScale::manyValuesAreCutIntoRanges() {
    const auto values = everyTenth(41); // 1 to 5
    const RatingScale scale = ratingScale(*rated(values));
    QVERIFY(scale.values.empty());
    const RatingBins bins(scale);
    QCOMPARE(bins.size(), std::size_t{20}); // of 0.2 each
    std::vector<int> counts(bins.size());
    for (const double value : values)
        ++counts[bins.of(static_cast<float>(value))];
    QCOMPARE(counts.front(), 2); // 1 and 1.1
    QCOMPARE(counts[8], 2);      // 2.6 and 2.7: not with the 3s
    QCOMPARE(counts.back(), 3);  // 4.8, 4.9 and 5
    QCOMPARE(bins.bins()[8].from, 2.6);
    QCOMPARE(bins.bins()[8].to, 2.8);
}

void TestRatingScale::formsStepFromRatingToRating() {
    QCOMPARE(thresholdStep(RatingScale()), 0.5); // as half stars may come yet
    QCOMPARE(thresholdStep(ratingScale(*rated({2, 4, 6, 8, 10}))), 2.0);
    QCOMPARE(thresholdStep(ratingScale(*rated({-1, 1}))), 2.0);
    QCOMPARE(thresholdStep(ratingScale(*rated(everyTenth(91)))), 0.5); // 9 in no more than 20
}

QTEST_GUILESS_MAIN(TestRatingScale)
#include "tst_rating_scale.moc"
