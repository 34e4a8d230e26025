// SPDX-License-Identifier: MIT
// What the views of Explore say without a comparison, and the contract of their models.
#include "core/baselines/association_rules.h"
#include "core/compare/comparison.h"
#include "core/compare/comparison_file.h"
#include "core/methods/two_stage.h"
#include "tests/support/generated_movielens.h"
#include "tests/ui/explore_fixture.h"
#include "tests/ui/window_fixture.h"
#include "ui/compare/explore/lists_model.h"
#include "ui/compare/explore/rated_movies_model.h"
#include "ui/compare/explore/rules_model.h"
#include "ui/compare/explore/rules_view.h"
#include "ui/compare/explore/stage_model.h"
#include "ui/compare/explore/two_stage_view.h"
#include "ui/compare/explore/user_lists.h"

#include <QAbstractItemModelTester>

using namespace towerlab;
using namespace towerlab::ui;
using namespace towerlab::ui::test;
using towerlab::test::smallDemo;

class TestExploreViews : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { settings_ = std::make_unique<OwnSettings>(); }
    void init() { settings_->reset(); }

    void sayWhatToDoWithoutAComparison();
    void sayThatAReopenedComparisonMustBeFitted();
    void sayWhichMethodIsMissing();
    void modelsKeepTheirContract();

private:
    std::unique_ptr<OwnSettings> settings_;
};

void TestExploreViews::sayWhatToDoWithoutAComparison() {
    Shown<UserLists> lists(nullptr);
    Shown<TwoStageView> stages(nullptr);
    Shown<RulesView> rules(nullptr);
    for (const QWidget* view :
         std::initializer_list<QWidget*>{&lists.view, &stages.view, &rules.view})
        QCOMPARE(emptyTitle(*view), QStringLiteral("Nothing compared yet"));
    lists.workspace.selectUser(3); // nobody to ask
}

void TestExploreViews::sayThatAReopenedComparisonMustBeFitted() {
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

void TestExploreViews::sayWhichMethodIsMissing() {
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

void TestExploreViews::modelsKeepTheirContract() {
    const auto comparison = sharedComparison();
    const auto mode = QAbstractItemModelTester::FailureReportingMode::QtTest;
    ListsModel lists;
    RatedMoviesModel rated(RatedMoviesModel::Part::HeldOut);
    StageModel stage(StageModel::Stage::Retrieval);
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

QTEST_MAIN(TestExploreViews)
#include "tst_explore_views.moc"
