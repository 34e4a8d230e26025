// SPDX-License-Identifier: MIT
#include "core/baselines/association_rules.h"
#include "core/classify/multi_class_scorer.h"
#include "core/compare/comparison.h"
#include "core/compare/comparison_file.h"
#include "core/data/random.h"
#include "core/error.h"
#include "core/methods/two_stage.h"
#include "core/settings/setting_text.h"
#include "tests/support/generated_movielens.h"
#include "tests/ui/window_fixture.h"
#include "ui/compare/explore/class_plot.h"
#include "ui/compare/explore/lists_model.h"
#include "ui/compare/explore/movie_delegate.h"
#include "ui/compare/explore/rated_movies_model.h"
#include "ui/compare/explore/rule_query.h"
#include "ui/compare/explore/rules_model.h"
#include "ui/compare/explore/rules_view.h"
#include "ui/compare/explore/stage_lines.h"
#include "ui/compare/explore/stage_model.h"
#include "ui/compare/explore/two_stage_view.h"
#include "ui/compare/explore/user_lists.h"
#include "ui/plots/scatter_plot.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/files.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QToolButton>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <numeric>
#include <semaphore>
#include <set>

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

/// Answers for one user as soon as it is let, and at once for all others.
class SlowScorer final : public Scorer {
public:
    explicit SlowScorer(std::size_t slowUser) : slowUser_(slowUser) {}
    void score(std::size_t user, std::span<const std::int32_t> movies,
               std::span<float> scores) const override {
        if (user == slowUser_) {
            asked_ = true;
            let_.acquire();
        }
        for (std::size_t i = 0; i < movies.size(); ++i)
            scores[i] = static_cast<float>(movies[i]);
    }
    bool asked() const { return asked_; }
    void let() const { let_.release(); }

private:
    std::size_t slowUser_;
    mutable std::atomic<bool> asked_ = false;
    mutable std::counting_semaphore<8> let_{0};
};

/// Scores movies as told; -infinity for the others.
class TableScorer final : public Scorer {
public:
    explicit TableScorer(std::vector<float> scores) : scores_(std::move(scores)) {}
    void score(std::size_t, std::span<const std::int32_t> movies,
               std::span<float> scores) const override {
        for (std::size_t i = 0; i < movies.size(); ++i)
            scores[i] = scores_[static_cast<std::size_t>(movies[i])];
    }

private:
    std::vector<float> scores_;
};

/// The value of a choice of the two stages.
double choice(std::string_view parameter, std::string_view value) {
    return valueFromText(fieldOf(method("two-stage").settings.fields(), parameter), value);
}

CompareSettings fewMethods() {
    CompareSettings settings;
    settings.plan.split = SplitKind::Random;
    settings.plan.testFraction = 0.2;
    settings.entries = {{"popularity"},
                        {"item-cf"},
                        {"rules"},
                        {"two-stage",
                         {{"recall", choice("recall", "popularity")},
                          {"rank", choice("rank", "item-knn")},
                          {"recalled", 40}}}};
    settings.threads = 1;
    return settings;
}

/// Popularity, item CF, rules, and the first with a ranking by item kNN.
std::shared_ptr<Comparison> fewCompared(const std::shared_ptr<const Dataset>& dataset) {
    auto comparison = std::make_shared<Comparison>(compareMethods(dataset, fewMethods()));
    for (const MethodResult& result : comparison->methods)
        if (!result.error.empty())
            qFatal("%s: %s", result.entry.key.c_str(), result.error.c_str());
    return comparison;
}

std::shared_ptr<const Comparison> sharedComparison() {
    static const std::shared_ptr<const Comparison> comparison = fewCompared(smallDemo());
    return comparison;
}

/// A view of its own with a workspace that has the data open.
template <typename View>
struct Shown {
    Workspace workspace;
    View view{&workspace};

    explicit Shown(const std::shared_ptr<const Comparison>& comparison = sharedComparison()) {
        view.resize(1180, 640);
        view.setComparison(comparison, comparison ? smallDemo() : nullptr);
        view.show();
        if (!QTest::qWaitForWindowExposed(&view))
            qFatal("no window");
    }
};

QPoint placeOf(const QTableView* table, int row, int column) {
    return table->visualRect(table->model()->index(row, column)).center();
}

void moveOver(QTableView* table, int row, int column) {
    QTest::mouseMove(table->viewport(), placeOf(table, row, column));
    QTest::qWait(1);
}

QColor paintedAt(QTableView* table, int row, int column) {
    const QRect rect = table->visualRect(table->model()->index(row, column));
    const QImage image = table->viewport()->grab().toImage();
    return image.pixelColor(rect.left() + 2, rect.center().y());
}

QVariant cell(const QTableView* table, int row, int column, int role = Qt::DisplayRole) {
    return table->model()->index(row, column).data(role);
}

std::size_t testedUser(std::size_t place = 0) {
    return static_cast<std::size_t>(sharedComparison()->users[place]);
}

/// The first tested user with a hit among the first places of a method's list, and its row there.
std::pair<std::size_t, int> userWithHit(std::size_t method) {
    const auto comparison = sharedComparison();
    for (const std::int32_t user : comparison->users) {
        const auto row = static_cast<std::size_t>(user);
        const TestedUser tested =
            towerlab::ui::testedUser(*comparison->test, row, comparison->settings.likedFrom);
        const auto list = topMovies(*comparison->scorers[method], *comparison->test, row, 20);
        for (std::size_t i = 0; i < list.size(); ++i)
            if (tested.markOf(list[i]) == MovieMark::Hit)
                return {row, static_cast<int>(i)};
    }
    qFatal("no list has a hit");
}

void waitForRows(const QTableView* table) {
    if (!QTest::qWaitFor([&] { return table->model()->rowCount() > 0; }, 5000))
        qFatal("%s stays empty", qPrintable(table->objectName()));
}

QString emptyTitle(const QWidget& view) {
    for (const auto* empty : view.findChildren<EmptyState*>())
        if (empty->isVisible())
            return empty->title();
    return {};
}

} // namespace

class TestCompareExplore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { settings_ = std::make_unique<OwnSettings>(); }
    void init() { settings_->reset(); }

    void sayWhatToDoWithoutAComparison();
    void sayThatAReopenedComparisonMustBeFitted();
    void sayWhichMethodIsMissing();
    void modelsKeepTheirContract();

    void listsAreTopMovies();
    void methodsThatFailedAreNamed();
    void headersTellHowEachDid();
    void hitsAreMarked();
    void marksKnowWhatWasLiked();
    void historyAndHeldOutAreApart();
    void hoverShowsAMovieInAllLists();
    void clickSelectsTheMovieEverywhere();
    void arrowsMoveWithinAndBetweenColumns();
    void userIsTheWindows();
    void usersAreFoundByWords();
    void usersAreChosenFromThePopup();
    void stepsGoFromTestedUserToTestedUser();
    void staleListsAreDropped();
    void hiddenViewAsksNobody();
    void closesWhileMethodsAreAsked();
    void listsAreWrittenAsCsv();
    void filesThatCantBeWrittenAreTold();
    void genreChancesStandBesideTheHistory();
    void likeliestMoviesAreFifteen();
    void chancesAreThoseOfTheClassifier();

    void stagesAreThoseOfTheScorer();
    void movesAreWorkedByHand();
    void stagesScrollTogether();
    void rowsShownAreChosen();
    void hoverLinksTheStages();
    void keyboardGoesFromStageToStage();

    void rulesAreSortedByTheHeader();
    void rulesAreFilteredByWordsAndValues();
    void rulesFromTheSelectedMovie();
    void chosenRuleIsReadAloud();
    void scatterAndTableAreLinked();
    void halfAMillionRulesDontFreezeTheWindow();
    void rulesAreWrittenAsCsv();

private:
    std::unique_ptr<OwnSettings> settings_;
};

void TestCompareExplore::sayWhatToDoWithoutAComparison() {
    Shown<UserLists> lists(nullptr);
    Shown<TwoStageView> stages(nullptr);
    Shown<RulesView> rules(nullptr);
    for (const QWidget* view :
         std::initializer_list<QWidget*>{&lists.view, &stages.view, &rules.view})
        QCOMPARE(emptyTitle(*view), QStringLiteral("Nothing compared yet"));
    lists.workspace.selectUser(3); // nobody to ask
}

void TestCompareExplore::sayThatAReopenedComparisonMustBeFitted() {
    const auto reopened =
        std::make_shared<const Comparison>(comparisonFromJson(toJson(*sharedComparison())));
    Shown<UserLists> lists(reopened);
    Shown<TwoStageView> stages(reopened);
    Shown<RulesView> rules(reopened);
    for (const QWidget* view :
         std::initializer_list<QWidget*>{&lists.view, &stages.view, &rules.view})
        QCOMPARE(emptyTitle(*view), QStringLiteral("The methods must be fitted again"));
    lists.view.setComparison(sharedComparison(), smallDemo());
    QCOMPARE(emptyTitle(lists.view), QStringLiteral("Choose a user"));
}

void TestCompareExplore::sayWhichMethodIsMissing() {
    CompareSettings settings = fewMethods();
    settings.entries = {{"popularity"}};
    const auto one = std::make_shared<const Comparison>(compareMethods(smallDemo(), settings));
    Shown<TwoStageView> stages(one);
    QCOMPARE(emptyTitle(stages.view), QStringLiteral("No recommender of two stages"));
    Shown<RulesView> rules(one);
    QCOMPARE(emptyTitle(rules.view), QStringLiteral("No association rules"));
    rules.view.setComparison(sharedComparison(), smallDemo());
    QCOMPARE(emptyTitle(rules.view), QString());
}

void TestCompareExplore::modelsKeepTheirContract() {
    const auto comparison = sharedComparison();
    const auto mode = QAbstractItemModelTester::FailureReportingMode::QtTest;
    ListsModel lists;
    RatedMoviesModel rated(RatedMoviesModel::Part::HeldOut);
    StageModel stage(StageModel::Stage::Recall);
    RulesModel rules;
    const QAbstractItemModelTester a(&lists, mode);
    const QAbstractItemModelTester b(&rated, mode);
    const QAbstractItemModelTester c(&stage, mode);
    const QAbstractItemModelTester d(&rules, mode);
    const auto answers = std::make_shared<const UserAnswers>(
        userAnswers(*comparison, testedUser(), 20, std::stop_token()));
    lists.setAnswers(comparison, smallDemo(), answers);
    rated.setAnswers(smallDemo(), answers, {});
    const auto& scorer = dynamic_cast<const TwoStageScorer&>(*comparison->scorers[3]);
    stage.setList(
        smallDemo(),
        std::make_shared<const StageList>(stageList(scorer, *comparison->test, testedUser(), 4)),
        25);
    rules.setRules(std::dynamic_pointer_cast<const AssociationRules>(comparison->scorers[2]),
                   smallDemo());
    rules.setOrder(
        std::make_shared<const std::vector<std::uint32_t>>(std::vector<std::uint32_t>{2, 0, 1}));
    lists.clear();
    stage.setList(nullptr, nullptr, 25);
}

void TestCompareExplore::listsAreTopMovies() {
    const auto comparison = sharedComparison();
    Shown<UserLists> shown;
    shown.workspace.selectUser(testedUser(4));
    const auto* table = child<QTableView>(shown.view, "listsTable");
    waitForRows(table);
    QCOMPARE(table->model()->columnCount(), 4);
    QCOMPARE(table->model()->rowCount(), 20);
    for (int method = 0; method < 4; ++method) {
        const auto expected = topMovies(*comparison->scorers[static_cast<std::size_t>(method)],
                                        *comparison->test, testedUser(4), 20);
        for (std::size_t i = 0; i < expected.size(); ++i)
            QCOMPARE(cell(table, static_cast<int>(i), method, RowRole).toLongLong(),
                     qlonglong{expected[i]});
    }
}

void TestCompareExplore::methodsThatFailedAreNamed() {
    auto comparison = fewCompared(smallDemo());
    comparison->scorers[1] = nullptr;
    comparison->methods[1].error = "no memory";
    Shown<UserLists> shown(comparison);
    shown.workspace.selectUser(testedUser());
    const auto* table = child<QTableView>(shown.view, "listsTable");
    waitForRows(table);
    QCOMPARE(table->model()->columnCount(), 3);
    const auto* note = child<QLabel>(shown.view, "failedMethods");
    QVERIFY(note->isVisible());
    QVERIFY2(note->text().contains(QString::fromUtf8(method("item-cf").name.data())),
             qPrintable(note->text()));
}

void TestCompareExplore::headersTellHowEachDid() {
    const auto comparison = sharedComparison();
    const std::size_t place = 7;
    Shown<UserLists> shown;
    shown.workspace.selectUser(testedUser(place));
    const auto* table = child<QTableView>(shown.view, "listsTable");
    waitForRows(table);
    const auto& test = *comparison->test;
    std::set<std::int32_t> wanted;
    for (const TestPair& pair : test.pairs)
        if (static_cast<std::size_t>(pair.user) == testedUser(place))
            wanted.insert(pair.movie);
    const auto first = topMovies(*comparison->scorers[1], test, testedUser(place), 10);
    const auto found = std::count_if(first.begin(), first.end(),
                                     [&](std::int32_t movie) { return wanted.contains(movie); });
    const QString figures =
        table->model()->headerData(1, Qt::Horizontal, ListsModel::FiguresRole).toString();
    QCOMPARE(figures, QStringLiteral("%1 of %2 found · NDCG@10 %3")
                          .arg(found)
                          .arg(wanted.size())
                          .arg(comparison->methods[1].perUser[place], 0, 'f', 2));
    QCOMPARE(table->model()->headerData(1, Qt::Horizontal, ListsModel::StageRole).toString(),
             QStringLiteral("Recall"));
}

void TestCompareExplore::hitsAreMarked() {
    const auto [user, row] = userWithHit(1);
    Shown<UserLists> shown;
    shown.workspace.selectUser(user);
    auto* table = child<QTableView>(shown.view, "listsTable");
    waitForRows(table);
    QCOMPARE(cell(table, row, 1, MarkRole).toInt(), static_cast<int>(MovieMark::Hit));
    const QString tip = cell(table, row, 1, Qt::ToolTipRole).toString();
    QVERIFY2(tip.contains(QStringLiteral("liked")), qPrintable(tip));
    QVERIFY2(tip.contains(QStringLiteral("Place %1 of").arg(row + 1)), qPrintable(tip));
    int plain = 0;
    while (cell(table, plain, 1, MarkRole).toInt() != static_cast<int>(MovieMark::None))
        ++plain;
    QVERIFY(paintedAt(table, row, 1) != paintedAt(table, plain, 1));
}

void TestCompareExplore::marksKnowWhatWasLiked() {
    const auto comparison = sharedComparison();
    const PlannedTest& test = *comparison->test;
    std::size_t liked = 0;
    std::size_t notLiked = 0;
    for (const std::uint32_t row : test.split.test) {
        const RatingColumns& ratings = test.dataset->ratings();
        const auto user = static_cast<std::size_t>(ratings.user[row]);
        const TestedUser tested = towerlab::ui::testedUser(test, user, 4);
        const bool likes = ratings.value[row] >= 4;
        QCOMPARE(tested.markOf(ratings.movie[row]), likes ? MovieMark::Hit : MovieMark::NotLiked);
        ++(likes ? liked : notLiked);
        if (liked > 30 && notLiked > 30)
            break;
    }
    QVERIFY(liked > 10 && notLiked > 10);
    // A pair of a file needs no rating.
    PlannedTest given = test;
    given.split.test.clear();
    given.pairs = {{3, 5}};
    const TestedUser tested = towerlab::ui::testedUser(given, 3, 4);
    QCOMPARE(tested.heldOut.size(), std::size_t{1});
    QCOMPARE(tested.markOf(5), MovieMark::Hit);
    QVERIFY(!tested.heldOut[0].stars);
}

void TestCompareExplore::historyAndHeldOutAreApart() {
    const auto& test = *sharedComparison()->test;
    Shown<UserLists> shown;
    shown.workspace.selectUser(testedUser(2));
    const auto* history = child<QTableView>(shown.view, "trainingTable");
    const auto* held = child<QTableView>(shown.view, "heldOutTable");
    waitForRows(history);
    const auto ratings = test.dataset->byUser().of(testedUser(2));
    int trained = 0;
    for (const std::uint32_t row : ratings)
        trained += std::binary_search(test.split.train.begin(), test.split.train.end(), row);
    QCOMPARE(history->model()->rowCount(), trained);
    QCOMPARE(held->model()->rowCount(), static_cast<int>(ratings.size()) - trained);
    // The best rated come first.
    const QString best = cell(history, 0, RatedMoviesModel::Stars).toString();
    const QString last = cell(history, trained - 1, RatedMoviesModel::Stars).toString();
    QVERIFY2(best >= last, qPrintable(best + last));
    // What the held-out table says about the lists is so.
    const auto* lists = child<QTableView>(shown.view, "listsTable");
    int in = 0;
    for (int column = 0; column < 4; ++column)
        for (int row = 0; row < lists->model()->rowCount(); ++row)
            in += cell(lists, row, column, RowRole) == cell(held, 0, 0, RowRole) ? 1 : 0;
    QCOMPARE(cell(held, 0, RatedMoviesModel::Lists).toString(), QStringLiteral("%1 of 4").arg(in));
}

void TestCompareExplore::hoverShowsAMovieInAllLists() {
    const auto [user, row] = userWithHit(0);
    Shown<UserLists> shown;
    shown.workspace.selectUser(user);
    auto* table = child<QTableView>(shown.view, "listsTable");
    waitForRows(table);
    const QVariant movie = cell(table, row, 0, RowRole);
    auto* held = child<QTableView>(shown.view, "heldOutTable");
    int heldRow = 0;
    while (cell(held, heldRow, 0, RowRole) != movie)
        ++heldRow;
    const QColor before = paintedAt(held, heldRow, 0);
    std::vector<std::pair<int, int>> same; // in the other lists
    for (int column = 1; column < 4; ++column)
        for (int i = 0; i < 20; ++i)
            if (cell(table, i, column, RowRole) == movie)
                same.emplace_back(i, column);
    std::vector<QColor> elsewhere;
    for (const auto& [i, column] : same)
        elsewhere.push_back(paintedAt(table, i, column));
    const QColor other = paintedAt(table, row == 0 ? 1 : row - 1, 0);
    moveOver(table, row, 0);
    QTRY_VERIFY(paintedAt(held, heldRow, 0) != before);
    for (std::size_t i = 0; i < same.size(); ++i)
        QVERIFY(paintedAt(table, same[i].first, same[i].second) != elsewhere[i]);
    QCOMPARE(paintedAt(table, row == 0 ? 1 : row - 1, 0), other); // nothing is dimmed
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(table->viewport(), &leave);
    QCOMPARE(paintedAt(held, heldRow, 0), before);
    QVERIFY(!shown.workspace.selectedMovie());
}

void TestCompareExplore::clickSelectsTheMovieEverywhere() {
    Shown<UserLists> shown;
    shown.workspace.selectUser(testedUser());
    auto* table = child<QTableView>(shown.view, "listsTable");
    waitForRows(table);
    const QColor plain = paintedAt(table, 5, 1);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, placeOf(table, 5, 1));
    QCOMPARE(qulonglong{shown.workspace.selectedMovie().value()},
             cell(table, 5, 1, RowRole).toULongLong());
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(table->viewport(), &leave);
    QVERIFY(paintedAt(table, 5, 1) != plain); // it stays
    QTest::keyClick(table, Qt::Key_Escape);
    QVERIFY(!shown.workspace.selectedMovie());
    QCOMPARE(paintedAt(table, 5, 1), plain);
}

void TestCompareExplore::arrowsMoveWithinAndBetweenColumns() {
    Shown<UserLists> shown;
    shown.workspace.selectUser(testedUser());
    auto* table = child<QTableView>(shown.view, "listsTable");
    waitForRows(table);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, placeOf(table, 0, 0));
    QTest::keyClick(table, Qt::Key_Down);
    QCOMPARE(qulonglong{*shown.workspace.selectedMovie()},
             cell(table, 1, 0, RowRole).toULongLong());
    QTest::keyClick(table, Qt::Key_Right);
    QCOMPARE(table->currentIndex(), table->model()->index(1, 1));
    QCOMPARE(qulonglong{*shown.workspace.selectedMovie()},
             cell(table, 1, 1, RowRole).toULongLong());
}

void TestCompareExplore::userIsTheWindows() {
    Shown<UserLists> shown;
    QCOMPARE(emptyTitle(shown.view), QStringLiteral("Choose a user"));
    auto* facts = child<QLabel>(shown.view, "userFacts");
    QTest::mouseClick(child<QWidget>(shown.view, "randomTestedUser"), Qt::LeftButton);
    QVERIFY(shown.workspace.selectedUser());
    const auto& users = sharedComparison()->users;
    QVERIFY(std::find(users.begin(), users.end(),
                      static_cast<std::int32_t>(*shown.workspace.selectedUser())) != users.end());
    QTRY_COMPARE(emptyTitle(shown.view), QString());
    shown.workspace.selectUser(17);
    QVERIFY(facts->text().startsWith(QStringLiteral("User %1 ").arg(smallDemo()->users().id[17])));
    shown.workspace.selectUser({});
    QCOMPARE(emptyTitle(shown.view), QStringLiteral("Choose a user"));
}

void TestCompareExplore::usersAreFoundByWords() {
    Shown<UserLists> shown;
    auto* search = child<QLineEdit>(shown.view, "userSearch");
    const auto& users = smallDemo()->users();
    std::size_t wanted = 0;
    const auto isWanted = [&](std::size_t row) {
        return users.gender[row] == Gender::Female &&
               smallDemo()->occupationNames()[static_cast<std::size_t>(users.occupation[row])] ==
                   "writer";
    };
    while (!isWanted(wanted))
        ++wanted;
    QTest::keyClicks(search, QStringLiteral("writer female"));
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(shown.workspace.selectedUser(), std::optional<std::size_t>(wanted));
    QVERIFY(search->text().isEmpty());
    QTest::keyClicks(search, QStringLiteral("no such user"));
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(shown.workspace.selectedUser(), std::optional<std::size_t>(wanted));
}

void TestCompareExplore::usersAreChosenFromThePopup() {
    Shown<UserLists> shown;
    auto* search = child<QLineEdit>(shown.view, "userSearch");
    shown.view.activateWindow();
    QTest::keyClick(&shown.view, Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY(search->hasFocus());
    QTest::keyClicks(search, QStringLiteral("female"));
    QTableView* popup = nullptr;
    for (QWidget* widget : QApplication::topLevelWidgets())
        if (widget->objectName() == QStringLiteral("userPopup") && widget->isVisible())
            popup = qobject_cast<QTableView*>(widget);
    QVERIFY(popup);
    QVERIFY(popup->model()->rowCount() > 2);
    const auto wanted = cell(popup, 2, 0, RowRole).toULongLong();
    QTest::mouseClick(popup->viewport(), Qt::LeftButton, {}, placeOf(popup, 2, 0));
    QCOMPARE(qulonglong{shown.workspace.selectedUser().value()}, wanted);
    QVERIFY(!popup->isVisible());
    QTRY_VERIFY(search->text().isEmpty());
    // By keyboard alone.
    QTest::keyClicks(search, QStringLiteral("female"));
    QTest::keyClick(popup, Qt::Key_Down);
    QTest::keyClick(popup, Qt::Key_Down);
    const auto second = cell(popup, 1, 0, RowRole).toULongLong();
    QTest::keyClick(popup, Qt::Key_Return);
    QCOMPARE(qulonglong{shown.workspace.selectedUser().value()}, second);
    QTRY_VERIFY(search->text().isEmpty());
}

void TestCompareExplore::stepsGoFromTestedUserToTestedUser() {
    auto comparison = std::make_shared<Comparison>(*sharedComparison());
    comparison->users = {4, 9, 30};
    for (MethodResult& result : comparison->methods)
        result.perUser.clear();
    Shown<UserLists> shown(comparison);
    auto* next = child<QToolButton>(shown.view, "nextUser");
    auto* previous = child<QToolButton>(shown.view, "previousUser");
    const auto user = [&] { return shown.workspace.selectedUser().value(); };
    click(next);
    QCOMPARE(user(), std::size_t{4});
    click(next);
    QCOMPARE(user(), std::size_t{9});
    shown.workspace.selectUser(12);
    click(next);
    QCOMPARE(user(), std::size_t{30});
    click(next);
    QCOMPARE(user(), std::size_t{4});
    click(previous);
    QCOMPARE(user(), std::size_t{30});
    shown.workspace.selectUser(12);
    click(previous);
    QCOMPARE(user(), std::size_t{9});
    shown.workspace.selectUser(2);
    click(previous);
    QCOMPARE(user(), std::size_t{30});
}

void TestCompareExplore::staleListsAreDropped() {
    auto comparison = fewCompared(smallDemo());
    const auto slow = std::make_shared<const SlowScorer>(8);
    comparison->scorers[1] = slow;
    Shown<UserLists> shown(comparison);
    const auto* table = child<QTableView>(shown.view, "listsTable");
    shown.workspace.selectUser(8);
    QTRY_VERIFY(slow->asked());
    QTRY_COMPARE(emptyTitle(shown.view), QStringLiteral("Asking all methods …"));
    shown.workspace.selectUser(9);
    slow->let();
    waitForRows(table);
    QTest::qWait(50); // the old answer, if any, would come now
    const auto expected = topMovies(*comparison->scorers[0], *comparison->test, 9, 20);
    for (int row = 0; row < 20; ++row)
        QCOMPARE(cell(table, row, 0, RowRole).toLongLong(),
                 qlonglong{expected[static_cast<std::size_t>(row)]});
    QCOMPARE(emptyTitle(shown.view), QString());
    // Another comparison drops what was asked of the last one.
    shown.workspace.selectUser(8);
    QTRY_COMPARE(emptyTitle(shown.view), QStringLiteral("Asking all methods …"));
    shown.view.setComparison(nullptr, nullptr);
    slow->let();
    QTest::qWait(50);
    QCOMPARE(emptyTitle(shown.view), QStringLiteral("Nothing compared yet"));
}

void TestCompareExplore::hiddenViewAsksNobody() {
    auto comparison = fewCompared(smallDemo());
    const auto slow = std::make_shared<const SlowScorer>(8);
    comparison->scorers[1] = slow;
    slow->let();
    Shown<UserLists> shown(comparison);
    shown.view.hide();
    shown.workspace.selectUser(8);
    QTest::qWait(30);
    QVERIFY(!slow->asked());
    shown.view.show();
    QTRY_VERIFY(slow->asked());
    waitForRows(child<QTableView>(shown.view, "listsTable"));
}

void TestCompareExplore::closesWhileMethodsAreAsked() {
    auto comparison = fewCompared(smallDemo());
    const auto slow = std::make_shared<const SlowScorer>(8);
    comparison->scorers[1] = slow;
    auto workspace = std::make_unique<Workspace>();
    auto view = std::make_unique<UserLists>(workspace.get());
    view->setComparison(comparison, smallDemo());
    view->show();
    workspace->selectUser(8);
    QTRY_VERIFY(slow->asked());
    slow->let();
    workspace.reset(); // goes first when the window closes
    view.reset();
    QCoreApplication::processEvents(); // nothing of it arrives any more
}

void TestCompareExplore::listsAreWrittenAsCsv() {
    const auto comparison = sharedComparison();
    const auto [user, row] = userWithHit(0);
    ListsModel lists;
    lists.setAnswers(
        comparison, smallDemo(),
        std::make_shared<const UserAnswers>(userAnswers(*comparison, user, 20, std::stop_token())));
    const QList<QByteArray> lines = lists.toCsv().split('\n');
    QCOMPARE(lines[0], QByteArray("method,place,movie_id,title,year,held_out,stars\r"));
    QCOMPARE(lines.size(), 1 + 4 * 20 + 1);
    QVERIFY2(lines[1 + row].contains(",hit,"), lines[1 + row].constData());
    QVERIFY(lines[1].startsWith(QByteArray(method("popularity").name.data()) + ",1,"));
}

void TestCompareExplore::filesThatCantBeWrittenAreTold() {
    const QTemporaryDir folder;
    const QString good = folder.filePath(QStringLiteral("lists.csv"));
    saveFile(good, "a,b\r\n");
    QFile file(good);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("a,b\r\n"));
    const QString bad = folder.filePath(QStringLiteral("none/lists.csv"));
    const auto error = towerlab::test::thrownBy<FileError>([&] { saveFile(bad, "a\r\n"); });
    QVERIFY(QString::fromUtf8(error.what()).contains(bad));
}

void TestCompareExplore::genreChancesStandBesideTheHistory() {
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
    QTest::qWait(100);
    QVERIFY(!card->isVisible()); // stays out of the way
    Shown<UserLists> without;
    without.workspace.selectUser(testedUser());
    waitForRows(child<QTableView>(without.view, "listsTable"));
    QVERIFY(!child<QWidget>(without.view, "classCard")->isVisible());
    QVERIFY(!child<QPushButton>(without.view, "showClasses")->isVisible());
}

void TestCompareExplore::likeliestMoviesAreFifteen() {
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
    QTest::qWait(100);
    QCOMPARE(choice->currentIndex(), 1);
}

void TestCompareExplore::chancesAreThoseOfTheClassifier() {
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

void TestCompareExplore::stagesAreThoseOfTheScorer() {
    const auto comparison = sharedComparison();
    const auto& scorer = dynamic_cast<const TwoStageScorer&>(*comparison->scorers[3]);
    Shown<TwoStageView> shown;
    shown.workspace.selectUser(testedUser(3));
    const auto* recall = child<QTableView>(shown.view, "recallTable");
    const auto* rank = child<QTableView>(shown.view, "rankTable");
    waitForRows(rank);
    QCOMPARE(rank->model()->rowCount(), 25);
    const auto stages = scorer.stages(testedUser(3));
    for (int row = 0; row < 25; ++row) {
        const TwoStageMovie& movie = stages[static_cast<std::size_t>(row)];
        QCOMPARE(cell(rank, row, 0, RowRole).toLongLong(), qlonglong{movie.movie});
        const int rise = movie.recallPlace - movie.rankPlace;
        QCOMPARE(cell(rank, row, StageModel::Move).toString(),
                 rise == 0  ? QStringLiteral("=")
                 : rise > 0 ? QStringLiteral("▲ %1").arg(rise)
                            : QStringLiteral("▼ %1").arg(-rise));
        if (movie.recallPlace <= 25)
            QCOMPARE(cell(recall, movie.recallPlace - 1, 0, RowRole).toLongLong(),
                     qlonglong{movie.movie});
    }
    const auto popular = topMovies(*comparison->scorers[0], *comparison->test, testedUser(3), 25);
    for (int row = 0; row < 25; ++row)
        QCOMPARE(cell(recall, row, 0, RowRole).toLongLong(),
                 qlonglong{popular[static_cast<std::size_t>(row)]});
    const QString text = child<QLabel>(shown.view, "twoStageExplanation")->text();
    QVERIFY2(text.contains(
                 QStringLiteral("Recall picks 40 of %1 movies").arg(smallDemo()->movies().size())),
             qPrintable(text));
    // What became of the held-out movies, counted once more.
    const TestedUser user = towerlab::ui::testedUser(*comparison->test, testedUser(3), 4);
    const auto caught = std::count_if(stages.begin(), stages.end(), [&](const auto& movie) {
        return user.heldOutMovie(movie.movie) != nullptr;
    });
    QVERIFY(child<QLabel>(shown.view, "twoStageFate")
                ->text()
                .startsWith(QStringLiteral("%1 of %2 held-out movies recalled.")
                                .arg(caught)
                                .arg(user.heldOut.size())));
    QCOMPARE(child<QLabel>(shown.view, "rankHead")->text(),
             QStringLiteral("Ranking · %1").arg(QString::fromUtf8(method("item-knn").name.data())));
}

void TestCompareExplore::movesAreWorkedByHand() {
    // Recall by row, the lowest first; ranking the other way round among the three recalled.
    const std::size_t movies = smallDemo()->movies().size();
    std::vector<float> down(movies);
    std::vector<float> up(movies);
    for (std::size_t i = 0; i < movies; ++i) {
        down[i] = -static_cast<float>(i);
        up[i] = static_cast<float>(i);
    }
    auto comparison = fewCompared(smallDemo());
    comparison->scorers[3] = std::make_shared<const TwoStageScorer>(
        std::make_shared<const TableScorer>(down), std::make_shared<const TableScorer>(up), 3,
        *smallDemo(), comparison->test->split.train);
    Shown<TwoStageView> shown(comparison);
    shown.workspace.selectUser(testedUser());
    const auto* rank = child<QTableView>(shown.view, "rankTable");
    waitForRows(rank);
    QCOMPARE(rank->model()->rowCount(), 3);
    QCOMPARE(cell(rank, 0, StageModel::Move).toString(), QStringLiteral("▲ 2"));
    QCOMPARE(cell(rank, 1, StageModel::Move).toString(), QStringLiteral("="));
    QCOMPARE(cell(rank, 2, StageModel::Move).toString(), QStringLiteral("▼ 2"));
    const auto* recall = child<QTableView>(shown.view, "recallTable");
    QCOMPARE(cell(recall, 0, StageModel::Move).toString(), QStringLiteral("→ 3"));
    QCOMPARE(child<StageLines>(shown.view, "stageLines")->lineCount(), std::size_t{3});
    QVERIFY(cell(rank, 0, StageModel::Move, Qt::ForegroundRole) !=
            cell(rank, 2, StageModel::Move, Qt::ForegroundRole));
}

void TestCompareExplore::stagesScrollTogether() {
    Shown<TwoStageView> shown;
    shown.workspace.selectUser(testedUser());
    const auto* recall = child<QTableView>(shown.view, "recallTable");
    const auto* rank = child<QTableView>(shown.view, "rankTable");
    waitForRows(rank);
    child<QComboBox>(shown.view, "twoStageRows")->setCurrentIndex(2);
    QCOMPARE(rank->model()->rowCount(), 40);
    QTRY_VERIFY(rank->verticalScrollBar()->maximum() > 0);
    rank->verticalScrollBar()->setValue(100);
    QCOMPARE(recall->verticalScrollBar()->value(), 100);
    recall->verticalScrollBar()->setValue(40);
    QCOMPARE(rank->verticalScrollBar()->value(), 40);
}

void TestCompareExplore::rowsShownAreChosen() {
    Shown<TwoStageView> shown;
    shown.workspace.selectUser(testedUser());
    const auto* rank = child<QTableView>(shown.view, "rankTable");
    waitForRows(rank);
    auto* rows = child<QComboBox>(shown.view, "twoStageRows");
    const auto* lines = child<StageLines>(shown.view, "stageLines");
    rows->setCurrentIndex(0);
    QCOMPARE(rank->model()->rowCount(), 10);
    QVERIFY(lines->lineCount() >= 10 && lines->lineCount() <= 20);
    rows->setCurrentIndex(3);
    QCOMPARE(rank->model()->rowCount(), 40);
    QCOMPARE(lines->lineCount(), std::size_t{40});
}

void TestCompareExplore::hoverLinksTheStages() {
    Shown<TwoStageView> shown;
    shown.workspace.selectUser(testedUser());
    auto* recall = child<QTableView>(shown.view, "recallTable");
    auto* rank = child<QTableView>(shown.view, "rankTable");
    auto* lines = child<StageLines>(shown.view, "stageLines");
    waitForRows(rank);
    int row = 0; // of the recall that stays in sight in the ranking
    int there = -1;
    for (; there < 0; ++row)
        for (int i = 0; i < 10; ++i)
            if (cell(rank, i, 0, RowRole) == cell(recall, row, 0, RowRole))
                there = i;
    --row;
    const QColor before = paintedAt(rank, there, StageModel::Title);
    const QImage slopes = lines->grab().toImage();
    moveOver(recall, row, StageModel::Title);
    QTRY_VERIFY(paintedAt(rank, there, StageModel::Title) != before);
    QVERIFY(lines->grab().toImage() != slopes);
}

void TestCompareExplore::keyboardGoesFromStageToStage() {
    Shown<TwoStageView> shown;
    shown.workspace.selectUser(testedUser());
    auto* recall = child<QTableView>(shown.view, "recallTable");
    auto* rank = child<QTableView>(shown.view, "rankTable");
    waitForRows(rank);
    QTest::mouseClick(recall->viewport(), Qt::LeftButton, {}, placeOf(recall, 2, 1));
    QTest::keyClick(recall, Qt::Key_Right);
    QVERIFY(rank->hasFocus());
    QCOMPARE(rank->currentIndex().row(), 2);
    QCOMPARE(qulonglong{*shown.workspace.selectedMovie()}, cell(rank, 2, 0, RowRole).toULongLong());
    QTest::keyClick(rank, Qt::Key_Down);
    QTest::keyClick(rank, Qt::Key_Left);
    QVERIFY(recall->hasFocus());
    QCOMPARE(recall->currentIndex().row(), 3);
}

namespace {

const AssociationRules& demoRules() {
    return dynamic_cast<const AssociationRules&>(*sharedComparison()->scorers[2]);
}

const AssociationRule& ruleAt(const QTableView* table, int row) {
    return demoRules().rules()[cell(table, row, 0, RulesModel::RuleRole).toUInt()];
}

void waitForOrder(const QTableView* table, const std::function<bool()>& isThere) {
    if (!QTest::qWaitFor(isThere, 5000))
        qFatal("%s is not in order", qPrintable(table->objectName()));
}

void clickHeader(QTableView* table, RuleColumn column) {
    const QHeaderView* header = table->horizontalHeader();
    const int section = static_cast<int>(column);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                      QPoint(header->sectionViewportPosition(section) + 20, header->height() / 2));
}

} // namespace

void TestCompareExplore::rulesAreSortedByTheHeader() {
    Shown<RulesView> shown;
    auto* table = child<QTableView>(shown.view, "rulesTable");
    waitForRows(table);
    const auto rules = static_cast<int>(demoRules().rules().size());
    QCOMPARE(table->model()->rowCount(), rules);
    QVERIFY(rules > 100);
    for (int row = 1; row < rules; ++row)
        QVERIFY(ruleAt(table, row - 1).confidence >= ruleAt(table, row).confidence);
    clickHeader(table, RuleColumn::Lift);
    waitForOrder(table, [&] {
        for (int row = 1; row < rules; ++row)
            if (ruleAt(table, row - 1).lift < ruleAt(table, row).lift)
                return false;
        return true;
    });
    clickHeader(table, RuleColumn::Lift); // the other way round
    waitForOrder(table, [&] {
        for (int row = 1; row < rules; ++row)
            if (ruleAt(table, row - 1).lift > ruleAt(table, row).lift)
                return false;
        return true;
    });
    clickHeader(table, RuleColumn::Consequent);
    waitForOrder(table, [&] {
        for (int row = 1; row < rules; ++row)
            if (cell(table, row - 1, 1).toString().toLower() >
                cell(table, row, 1).toString().toLower())
                return false;
        return true;
    });
}

void TestCompareExplore::rulesAreFilteredByWordsAndValues() {
    Shown<RulesView> shown;
    auto* table = child<QTableView>(shown.view, "rulesTable");
    waitForRows(table);
    const auto titleOf = [](std::int32_t movie) {
        return QString::fromStdString(smallDemo()->movies().title[static_cast<std::size_t>(movie)])
            .toLower();
    };
    const QString word = titleOf(demoRules().rules()[7].consequent).split(u' ').last();
    const auto countIf = [](const auto& passes) {
        const auto& rules = demoRules().rules();
        return static_cast<int>(std::count_if(rules.begin(), rules.end(), passes));
    };
    const auto hasWord = [&](const AssociationRule& rule) {
        return titleOf(rule.antecedent).contains(word) || titleOf(rule.consequent).contains(word);
    };
    QTest::keyClicks(child<QLineEdit>(shown.view, "ruleSearch"), word.toUpper());
    QTRY_COMPARE(table->model()->rowCount(), countIf(hasWord));
    QVERIFY(child<QLabel>(shown.view, "rulesCount")->text().contains(QStringLiteral(" of ")));
    child<QDoubleSpinBox>(shown.view, "leastLift")->setValue(1.5);
    QTRY_COMPARE(table->model()->rowCount(), countIf([&](const AssociationRule& rule) {
                     return hasWord(rule) && double{rule.lift} >= 1.5;
                 }));
    child<QLineEdit>(shown.view, "ruleSearch")->clear();
    child<QDoubleSpinBox>(shown.view, "leastConfidence")->setValue(40);
    child<QDoubleSpinBox>(shown.view, "leastSupport")->setValue(12);
    QTRY_COMPARE(table->model()->rowCount(), countIf([&](const AssociationRule& rule) {
                     return double{rule.lift} >= 1.5 && double{rule.confidence} >= 0.4 &&
                            double{rule.support} >= 0.12;
                 }));
    child<QDoubleSpinBox>(shown.view, "leastLift")->setValue(1e6);
    QTRY_COMPARE(table->model()->rowCount(), 0);
    QVERIFY(
        child<QLabel>(shown.view, "ruleSentence")->text().startsWith(QStringLiteral("No rule")));
}

void TestCompareExplore::rulesFromTheSelectedMovie() {
    Shown<RulesView> shown;
    auto* table = child<QTableView>(shown.view, "rulesTable");
    auto* from = child<QCheckBox>(shown.view, "rulesFromMovie");
    waitForRows(table);
    QVERIFY(!from->isEnabled());
    const auto movie = static_cast<std::size_t>(demoRules().rules()[3].antecedent);
    const auto other = static_cast<std::size_t>(demoRules().rules()[3].consequent);
    shown.workspace.selectMovie(movie);
    QVERIFY(from->isEnabled());
    QCOMPARE(table->model()->rowCount(), static_cast<int>(demoRules().rules().size()));
    from->click();
    QTRY_COMPARE(table->model()->rowCount(), static_cast<int>(demoRules().rulesFrom(movie).size()));
    QCOMPARE(ruleAt(table, 0).antecedent, static_cast<std::int32_t>(movie));
    shown.workspace.selectMovie(other); // follows
    QTRY_COMPARE(table->model()->rowCount(), static_cast<int>(demoRules().rulesFrom(other).size()));
    shown.workspace.selectMovie({});
    QTRY_COMPARE(table->model()->rowCount(), static_cast<int>(demoRules().rules().size()));
}

void TestCompareExplore::chosenRuleIsReadAloud() {
    AssociationRule rule;
    rule.antecedent = 0;
    rule.consequent = 1;
    rule.together = 812;
    rule.confidence = 812.0F / 1204.0F;
    rule.lift = 2.2F;
    rule.support = 0.1F;
    const auto title = [](std::size_t row) { return titleWithYear(*smallDemo(), row); };
    QCOMPARE(
        ruleSentence(rule, *smallDemo()),
        QStringLiteral("Of the %1 users who liked %2, 812 (67 %) liked %3 too; among all users "
                       "it is 31 %: 2.2 times as likely.")
            .arg(QLocale().toString(1204), title(0), title(1)));
    Shown<RulesView> shown;
    auto* table = child<QTableView>(shown.view, "rulesTable");
    waitForRows(table);
    const auto* sentence = child<QLabel>(shown.view, "ruleSentence");
    QCOMPARE(sentence->text(), ruleSentence(ruleAt(table, 0), *smallDemo()));
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, placeOf(table, 4, 0));
    QCOMPARE(sentence->text(), ruleSentence(ruleAt(table, 4), *smallDemo()));
    QTest::keyClick(table, Qt::Key_Down);
    QCOMPARE(sentence->text(), ruleSentence(ruleAt(table, 5), *smallDemo()));
    // It stays the chosen one in another order.
    const AssociationRule chosen = ruleAt(table, 5);
    clickHeader(table, RuleColumn::Antecedent);
    waitForOrder(table, [&] {
        return cell(table, 0, 0).toString().toLower() <= cell(table, 9, 0).toString().toLower() &&
               cell(table, 0, 0) != cell(table, 40, 0);
    });
    QCOMPARE(sentence->text(), ruleSentence(chosen, *smallDemo()));
    QCOMPARE(ruleSentence(ruleAt(table, table->currentIndex().row()), *smallDemo()),
             sentence->text());
}

void TestCompareExplore::scatterAndTableAreLinked() {
    Shown<RulesView> shown;
    auto* table = child<QTableView>(shown.view, "rulesTable");
    auto* plot = child<ScatterPlot>(shown.view, "ruleScatter");
    waitForRows(table);
    child<QDoubleSpinBox>(shown.view, "leastLift")->setValue(2); // few enough to hit one
    QTRY_VERIFY(table->model()->rowCount() < static_cast<int>(demoRules().rules().size()));
    QTRY_COMPARE(plot->pointCount(), table->model()->rowCount());
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, placeOf(table, 3, 0));
    const int selected = plot->selected();
    QVERIFY(selected >= 0);
    plot->replot();
    const int other = selected == 0 ? 1 : 0;
    QTest::mouseClick(plot, Qt::LeftButton, {}, plot->placeOf(other).toPoint());
    const AssociationRule& rule = ruleAt(table, table->currentIndex().row());
    QCOMPARE(child<QLabel>(shown.view, "ruleSentence")->text(), ruleSentence(rule, *smallDemo()));
    QVERIFY(plot->selected() >= 0 && plot->selected() != selected);
    const QPointF ring = plot->placeOf(plot->selected());
    QVERIFY(QLineF(ring, plot->placeOf(other)).length() < 12); // that one, or one on top of it
}

void TestCompareExplore::halfAMillionRulesDontFreezeTheWindow() {
    constexpr std::size_t count = 500'000;
    const auto movies = smallDemo()->movies().size();
    Random random(5, "rules");
    std::vector<AssociationRule> many(count);
    for (AssociationRule& rule : many) {
        rule.antecedent = static_cast<std::int32_t>(random.below(movies));
        rule.consequent = static_cast<std::int32_t>(random.below(movies));
        rule.together = 1 + static_cast<std::int32_t>(random.below(500));
        rule.support = static_cast<float>(rule.together) / 1000;
        rule.confidence = static_cast<float>(0.05 + 0.95 * random.uniform());
        rule.lift = static_cast<float>(std::exp(random.normal()));
    }
    auto comparison = fewCompared(smallDemo());
    comparison->scorers[2] = std::make_shared<const AssociationRules>(
        many, std::vector<std::vector<std::int32_t>>(smallDemo()->users().size()), movies,
        AssociationRuleSettings{});
    Shown<RulesView> shown(comparison);
    auto* table = child<QTableView>(shown.view, "rulesTable");
    waitForRows(table);
    QTest::qWait(100);
    // The longest time that the window's thread is away while it sorts and filters.
    QElapsedTimer away;
    qint64 longest = 0;
    QTimer heart;
    connect(&heart, &QTimer::timeout, this, [&] { longest = std::max(longest, away.restart()); });
    heart.start(0);
    away.start();
    QElapsedTimer total;
    total.start();
    const QString first = cell(table, 0, 5).toString();
    clickHeader(table, RuleColumn::Lift);
    QTRY_VERIFY_WITH_TIMEOUT(cell(table, 0, 5).toString() != first, 10000);
    const qint64 sorted = total.restart();
    child<QDoubleSpinBox>(shown.view, "leastConfidence")->setValue(50);
    QTRY_VERIFY_WITH_TIMEOUT(table->model()->rowCount() < static_cast<int>(count), 10000);
    const qint64 filtered = total.restart();
    QTest::qWait(100);
    qInfo(
        "500,000 rules: sorted after %lld ms, filtered after %lld ms, window away at most %lld ms",
        static_cast<long long>(sorted), static_cast<long long>(filtered),
        static_cast<long long>(longest));
    QVERIFY(longest < 400); // 100 asked for; the rest is for a busy machine
    const auto passed = std::count_if(many.begin(), many.end(), [](const AssociationRule& rule) {
        return double{rule.confidence} >= 0.5;
    });
    QCOMPARE(table->model()->rowCount(), static_cast<int>(passed));
    QVERIFY(child<ScatterPlot>(shown.view, "ruleScatter")->pointCount() < 10000);
}

void TestCompareExplore::rulesAreWrittenAsCsv() {
    std::vector<AssociationRule> rules(2);
    rules[0] = {0, 1, 5, 0.25F, 0.5F, 2.0F};
    rules[1] = {1, 0, 5, 0.25F, 0.75F, 2.0F};
    const QList<QByteArray> lines = rulesCsv(rules, {1, 0}, *smallDemo()).split('\n');
    QCOMPARE(lines.size(), 4);
    QVERIFY(lines[1].endsWith(",5,0.25,0.75,2\r"));
    QVERIFY(lines[2].endsWith(",5,0.25,0.5,2\r"));
    QVERIFY(lines[2].startsWith(QByteArray::number(smallDemo()->movies().id[0]) + ","));
}

QTEST_MAIN(TestCompareExplore)
#include "tst_compare_explore.moc"
