// SPDX-License-Identifier: MIT
// Explore, the chances that multi-class classifiers give.
#include "core/classify/multi_class_scorer.h"
#include "core/compare/comparison.h"
#include "tests/support/generated_movielens.h"
#include "tests/ui/explore_fixture.h"
#include "tests/ui/window_fixture.h"
#include "ui/compare/explore/class_plot.h"
#include "ui/compare/explore/user_lists.h"
#include "ui/widgets/table_roles.h"

#include <QCheckBox>
#include <QComboBox>
#include <QPushButton>
#include <QTableView>

#include <algorithm>
#include <cmath>

using namespace towerlab;
using namespace towerlab::ui;
using namespace towerlab::ui::test;
using towerlab::test::smallDemo;

namespace {

/// Sure of one class: the higher its number, the less likely.
class FakeClassifier final : public MultiClassScorer {
public:
    FakeClassifier(Classes classes, std::size_t count) : classes_(classes), count_(count) {}

    Classes classes() const override { return classes_; }
    std::vector<float> probabilities(std::size_t) const override {
        std::vector<float> chances(count_);
        float sum = 0;
        for (std::size_t i = 0; i < count_; ++i)
            sum += chances[i] = 1 / static_cast<float>(i + 1);
        for (float& chance : chances)
            chance /= sum;
        std::swap(chances.front(), chances.back()); // the last one is the likeliest
        return chances;
    }
    void score(std::size_t, std::span<const std::int32_t> movies,
               std::span<float> scores) const override {
        for (std::size_t i = 0; i < movies.size(); ++i)
            scores[i] = -static_cast<float>(movies[i]);
    }

private:
    Classes classes_;
    std::size_t count_;
};

void waitForListsOf(const UserLists& view, const Comparison& comparison, std::size_t user) {
    const auto* table = child<QTableView>(view, "listsTable");
    const auto expected = topMovies(*comparison.scorers[1], *comparison.test, user, 20);
    if (!QTest::qWaitFor([&] {
            return table->model()->rowCount() > 0 &&
                   cell(table, 0, 1, RowRole).toLongLong() == expected.front();
        }))
        qFatal("the lists of user row %zu don't come", user);
}

} // namespace

class TestExploreClasses : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { settings_ = std::make_unique<OwnSettings>(); }
    void init() { settings_->reset(); }

    void genreChancesStandBesideTheHistory();
    void likeliestMoviesAreFifteen();
    void chancesAreThoseOfTheClassifier();

private:
    std::unique_ptr<OwnSettings> settings_;
};

void TestExploreClasses::genreChancesStandBesideTheHistory() {
    auto comparison = fewCompared(smallDemo());
    const auto& genres = smallDemo()->genreNames();
    comparison->methods.push_back({{"genre-classifier"}});
    comparison->scorers.push_back(
        std::make_shared<const FakeClassifier>(MultiClassScorer::Classes::Genres, genres.size()));
    Shown<UserLists> shown(comparison);
    auto* card = child<QWidget>(shown.view, "classCard");
    shown.workspace.selectUser(testedUser());
    waitForRows(child<QTableView>(shown.view, "listsTable"));
    QVERIFY(card->isVisible());
    const auto& bars = child<ClassPlot>(shown.view, "classPlot")->bars();
    QCOMPARE(bars.size(), static_cast<qsizetype>(genres.size()));
    QCOMPARE(bars[0].name, QString::fromStdString(genres.back()));
    for (qsizetype i = 1; i < bars.size(); ++i)
        QVERIFY(bars[i - 1].probability >= bars[i].probability);
    // The share of the likeliest genre, counted once more.
    const TestedUser user = towerlab::ui::testedUser(*comparison->test, testedUser(), 4);
    double count = 0;
    for (const RatedMovie& rated : user.history)
        for (const std::int16_t genre :
             smallDemo()->movies().genresOf(static_cast<std::size_t>(rated.movie)))
            count += static_cast<std::size_t>(genre) + 1 == genres.size() ? 1 : 0;
    QVERIFY(std::abs(bars[0].share.value() - count / static_cast<double>(user.history.size())) <
            1e-9);
    click(child<QPushButton>(shown.view, "showClasses"));
    QVERIFY(!card->isVisible());
    shown.workspace.selectUser(testedUser(1));
    waitForListsOf(shown.view, *comparison, testedUser(1));
    QVERIFY(!card->isVisible()); // stays out of the way
    Shown<UserLists> without;
    without.workspace.selectUser(testedUser());
    waitForRows(child<QTableView>(without.view, "listsTable"));
    QVERIFY(!child<QWidget>(without.view, "classCard")->isVisible());
    QVERIFY(!child<QPushButton>(without.view, "showClasses")->isVisible());
}

void TestExploreClasses::likeliestMoviesAreFifteen() {
    auto comparison = fewCompared(smallDemo());
    const std::size_t movies = smallDemo()->movies().size();
    comparison->methods.push_back({{"genre-classifier"}});
    comparison->methods.push_back({{"movie-classifier"}});
    comparison->scorers.push_back(std::make_shared<const FakeClassifier>(
        MultiClassScorer::Classes::Genres, smallDemo()->genreNames().size()));
    comparison->scorers.push_back(
        std::make_shared<const FakeClassifier>(MultiClassScorer::Classes::Movies, movies));
    Shown<UserLists> shown(comparison);
    shown.workspace.selectUser(testedUser());
    waitForRows(child<QTableView>(shown.view, "listsTable"));
    auto* choice = child<QComboBox>(shown.view, "classMethod");
    QVERIFY(choice->isVisible());
    choice->setCurrentIndex(1);
    const auto& bars = child<ClassPlot>(shown.view, "classPlot")->bars();
    QCOMPARE(bars.size(), 15);
    QCOMPARE(bars[0].name, QString::fromStdString(smallDemo()->movies().title[movies - 1]));
    QVERIFY(!bars[0].share);
    const TestedUser user = towerlab::ui::testedUser(*comparison->test, testedUser(), 4);
    for (qsizetype i = 1; i < bars.size(); ++i) { // after the swap: movies 1, 2, …
        const auto movie = static_cast<std::int32_t>(i);
        QCOMPARE(bars[i].name,
                 QString::fromStdString(smallDemo()->movies().title[static_cast<std::size_t>(i)]));
        QCOMPARE(bars[i].pale, user.ratedMovie(movie) != nullptr);
    }
    child<QCheckBox>(shown.view, "classNewOnly")->click();
    QCOMPARE(bars.size(), 15);
    QVERIFY(std::none_of(bars.begin(), bars.end(), [](const auto& bar) { return bar.pale; }));
    // The choice stays with the next user.
    shown.workspace.selectUser(testedUser(1));
    waitForListsOf(shown.view, *comparison, testedUser(1));
    QCOMPARE(choice->currentIndex(), 1);
}

void TestExploreClasses::chancesAreThoseOfTheClassifier() {
    CompareSettings settings = fewMethods();
    settings.entries = {{"genre-softmax"}};
    const auto comparison =
        std::make_shared<const Comparison>(compareMethods(smallDemo(), settings));
    const auto* classifier = dynamic_cast<const MultiClassScorer*>(comparison->scorers[0].get());
    QVERIFY2(classifier != nullptr, comparison->methods[0].error.c_str());
    Shown<UserLists> shown(comparison);
    shown.workspace.selectUser(testedUser(6));
    waitForRows(child<QTableView>(shown.view, "listsTable"));
    const std::vector<float> chances = classifier->probabilities(testedUser(6));
    const auto& bars = child<ClassPlot>(shown.view, "classPlot")->bars();
    QCOMPARE(static_cast<std::size_t>(bars.size()), chances.size());
    for (const ClassPlot::Bar& bar : bars) {
        const auto& genres = smallDemo()->genreNames();
        const auto genre = std::find(genres.begin(), genres.end(), bar.name.toStdString());
        QCOMPARE(bar.probability,
                 double{chances[static_cast<std::size_t>(genre - genres.begin())]});
    }
}

QTEST_MAIN(TestExploreClasses)
#include "tst_explore_classes.moc"
