// SPDX-License-Identifier: MIT
#include "core/data/people.h"
#include "tests/support/ids.h"
#include "tests/support/tiny_dataset.h"
#include "ui/data/charts.h"

#include <QTest>

using namespace towerlab;
using namespace towerlab::ui;

namespace {

/// Two users, two movies (9: Drama and Comedy; 8: Drama), three ratings; one has no date.
std::shared_ptr<const Dataset> threeRatings() {
    constexpr std::int64_t january2000 = 947000000;
    constexpr std::int64_t march2000 = 952000000;
    DatasetParts parts;
    parts.genreNames = {"Comedy", "Drama"};
    PeopleColumns people;
    people.add({"1", Gender::Female, 2, 0, "1"});
    people.add({"2", Gender::Male, 4, 0, "2"});
    parts.users = people.take({"writer"});
    parts.movies.id = idsOf({9, 8});
    parts.movies.title = {"Pier", "Quay"};
    parts.movies.year = {1999, 1998};
    parts.movies.genre = {1, 0, 1};
    parts.movies.genreStart = {0, 2, 3};
    parts.ratings = {{0, 0, 1}, {0, 1, 0}, {5, 2, 3}, {january2000, march2000, 0}};
    return Dataset::build(std::move(parts));
}

std::vector<double> values(const DataCharts::Bars& bars) {
    std::vector<double> list;
    for (const BarPlot::Bar& bar : bars)
        list.push_back(bar.value);
    return list;
}

} // namespace

class TestDataCharts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void countsRatingsByStars();
    void countsMoviesByGenre();
    void averagesAUsersGenres();
    void countsMonthsAndTellsWhatHasNoDate();
    void oneWrongClockLeavesTheOthersReadable();
};

void TestDataCharts::countsRatingsByStars() {
    const auto dataset = threeRatings();
    const RatingBins bins(ratingScale(*dataset));
    std::vector<double> from;
    for (const RatingBins::Bin& bin : bins.bins())
        from.push_back(bin.from);
    QCOMPARE(from, (std::vector<double>{2, 3, 4, 5}));
    QCOMPARE(values(DataCharts::stars(*dataset, bins)), (std::vector<double>{1, 1, 0, 1}));
    QCOMPARE(values(DataCharts::starsOfMovie(*dataset, bins, 0)),
             (std::vector<double>{0, 1, 0, 1}));
}

void TestDataCharts::countsMoviesByGenre() {
    const DataCharts::Bars genres = DataCharts::genres(*threeRatings());
    QCOMPARE(genres.at(0).name, QStringLiteral("Drama"));
    QCOMPARE(values(genres), (std::vector<double>{2, 1}));
}

void TestDataCharts::averagesAUsersGenres() {
    const DataCharts::Bars genres = DataCharts::genresOfUser(*threeRatings(), 0);
    QCOMPARE(genres.at(0).name, QStringLiteral("Comedy"));
    QCOMPARE(values(genres), (std::vector<double>{5, 3.5}));
}

void TestDataCharts::countsMonthsAndTellsWhatHasNoDate() {
    const DataCharts::Activity activity = DataCharts::activity(*threeRatings());
    QVERIFY(activity.monthly);
    QCOMPARE(values(activity.bars), (std::vector<double>{1, 0, 1}));
    QCOMPARE(activity.undatedShare, 1.0 / 3.0);
}

void TestDataCharts::oneWrongClockLeavesTheOthersReadable() {
    constexpr std::int64_t january2000 = 947000000;
    constexpr std::int64_t month = 2629800;
    std::vector<test::TinyRating> ratings;
    for (std::int32_t i = 0; i < 400; ++i)
        ratings.push_back({i % 20 + 1, i / 20 + 1, 3, january2000 + i % 24 * month});
    ratings.back().time = 686888888888; // in the year 23736
    const DataCharts::Activity activity = DataCharts::activity(*test::tinyDataset(20, 20, ratings));
    QCOMPARE(activity.farOff, std::size_t{1});
    QVERIFY(activity.monthly);
    QVERIFY(activity.bars.size() <= 25);
}

QTEST_GUILESS_MAIN(TestDataCharts)
#include "tst_data_charts.moc"
