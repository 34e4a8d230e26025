// SPDX-License-Identifier: MIT
// Explore, "Two stages": what retrieval finds and ranking makes of it.
#include "core/methods/two_stage.h"
#include "tests/support/fake_scorer.h"
#include "tests/support/generated_movielens.h"
#include "tests/ui/explore_fixture.h"
#include "tests/ui/window_fixture.h"
#include "ui/compare/explore/lists_model.h"
#include "ui/compare/explore/stage_lines.h"
#include "ui/compare/explore/stage_model.h"
#include "ui/compare/explore/two_stage_view.h"
#include "ui/widgets/table_roles.h"

#include <QComboBox>
#include <QLabel>
#include <QScrollBar>
#include <QTableView>

#include <algorithm>

using namespace towerlab;
using namespace towerlab::ui;
using namespace towerlab::ui::test;
using towerlab::test::smallDemo;

class TestExploreStages : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { settings_ = std::make_unique<OwnSettings>(); }
    void init() { settings_->reset(); }

    void stagesAreThoseOfTheScorer();
    void movesAreWorkedByHand();
    void stagesScrollTogether();
    void rowsShownAreChosen();
    void hoverLinksTheStages();
    void keyboardGoesFromStageToStage();

private:
    std::unique_ptr<OwnSettings> settings_;
};

void TestExploreStages::stagesAreThoseOfTheScorer() {
    const auto comparison = sharedComparison();
    const auto& scorer = dynamic_cast<const TwoStageScorer&>(*comparison->scorers[3]);
    Shown<TwoStageView> shown;
    shown.workspace.selectUser(testedUser(3));
    const auto* retrieval = child<QTableView>(shown.view, "retrievalTable");
    const auto* rank = child<QTableView>(shown.view, "rankTable");
    waitForRows(rank);
    QCOMPARE(rank->model()->rowCount(), 25);
    const auto stages = scorer.stages(testedUser(3));
    for (int row = 0; row < 25; ++row) {
        const TwoStageMovie& movie = stages[static_cast<std::size_t>(row)];
        QCOMPARE(cell(rank, row, 0, RowRole).toLongLong(), qlonglong{movie.movie});
        const int rise = movie.retrievalPlace - movie.rankPlace;
        QCOMPARE(cell(rank, row, StageModel::Move).toString(),
                 rise == 0  ? QStringLiteral("=")
                 : rise > 0 ? QStringLiteral("▲ %1").arg(rise)
                            : QStringLiteral("▼ %1").arg(-rise));
        if (movie.retrievalPlace <= 25)
            QCOMPARE(cell(retrieval, movie.retrievalPlace - 1, 0, RowRole).toLongLong(),
                     qlonglong{movie.movie});
    }
    const auto popular = topMovies(*comparison->scorers[0], *comparison->test, testedUser(3), 25);
    for (int row = 0; row < 25; ++row)
        QCOMPARE(cell(retrieval, row, 0, RowRole).toLongLong(),
                 qlonglong{popular[static_cast<std::size_t>(row)]});
    const QString text = child<QLabel>(shown.view, "twoStageExplanation")->text();
    QVERIFY2(
        text.contains(
            QStringLiteral("Retrieval picks 40 of %1 movies").arg(smallDemo()->movies().size())),
        qPrintable(text));
    // What became of the held-out movies, counted once more.
    const TestedUser user = towerlab::ui::testedUser(*comparison->test, testedUser(3), 4);
    const auto caught = std::count_if(stages.begin(), stages.end(), [&](const auto& movie) {
        return user.heldOutMovie(movie.movie) != nullptr;
    });
    QVERIFY(child<QLabel>(shown.view, "twoStageFate")
                ->text()
                .startsWith(QStringLiteral("%1 of %2 held-out movies retrieved.")
                                .arg(caught)
                                .arg(user.heldOut.size())));
    QCOMPARE(child<QLabel>(shown.view, "rankHead")->text(),
             QStringLiteral("Ranking · %1").arg(QString::fromUtf8(method("item-knn").name.data())));
}

void TestExploreStages::movesAreWorkedByHand() {
    // Retrieval by row, the lowest first; ranking the other way round among the three retrieved.
    const std::size_t movies = smallDemo()->movies().size();
    std::vector<float> down(movies);
    std::vector<float> up(movies);
    for (std::size_t i = 0; i < movies; ++i) {
        down[i] = -static_cast<float>(i);
        up[i] = static_cast<float>(i);
    }
    auto comparison = fewCompared(smallDemo());
    comparison->scorers[3] = std::make_shared<const TwoStageScorer>(
        std::make_shared<const towerlab::test::FakeScorer>(down),
        std::make_shared<const towerlab::test::FakeScorer>(up), 3, *smallDemo(),
        comparison->test->split.train);
    Shown<TwoStageView> shown(comparison);
    shown.workspace.selectUser(testedUser());
    const auto* rank = child<QTableView>(shown.view, "rankTable");
    waitForRows(rank);
    QCOMPARE(rank->model()->rowCount(), 3);
    QCOMPARE(cell(rank, 0, StageModel::Move).toString(), QStringLiteral("▲ 2"));
    QCOMPARE(cell(rank, 1, StageModel::Move).toString(), QStringLiteral("="));
    QCOMPARE(cell(rank, 2, StageModel::Move).toString(), QStringLiteral("▼ 2"));
    const auto* retrieval = child<QTableView>(shown.view, "retrievalTable");
    QCOMPARE(cell(retrieval, 0, StageModel::Move).toString(), QStringLiteral("→ 3"));
    QCOMPARE(child<StageLines>(shown.view, "stageLines")->lineCount(), std::size_t{3});
    QVERIFY(cell(rank, 0, StageModel::Move, Qt::ForegroundRole) !=
            cell(rank, 2, StageModel::Move, Qt::ForegroundRole));
}

void TestExploreStages::stagesScrollTogether() {
    Shown<TwoStageView> shown;
    shown.workspace.selectUser(testedUser());
    const auto* retrieval = child<QTableView>(shown.view, "retrievalTable");
    const auto* rank = child<QTableView>(shown.view, "rankTable");
    waitForRows(rank);
    child<QComboBox>(shown.view, "twoStageRows")->setCurrentIndex(2);
    QCOMPARE(rank->model()->rowCount(), 40);
    QTRY_VERIFY(rank->verticalScrollBar()->maximum() > 0);
    rank->verticalScrollBar()->setValue(100);
    QCOMPARE(retrieval->verticalScrollBar()->value(), 100);
    retrieval->verticalScrollBar()->setValue(40);
    QCOMPARE(rank->verticalScrollBar()->value(), 40);
}

void TestExploreStages::rowsShownAreChosen() {
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

void TestExploreStages::hoverLinksTheStages() {
    Shown<TwoStageView> shown;
    shown.workspace.selectUser(testedUser());
    auto* retrieval = child<QTableView>(shown.view, "retrievalTable");
    auto* rank = child<QTableView>(shown.view, "rankTable");
    auto* lines = child<StageLines>(shown.view, "stageLines");
    waitForRows(rank);
    int row = 0; // of retrieval that stays in sight in the ranking
    int there = -1;
    for (; there < 0; ++row)
        for (int i = 0; i < 10; ++i)
            if (cell(rank, i, 0, RowRole) == cell(retrieval, row, 0, RowRole))
                there = i;
    --row;
    const QColor before = paintedAt(rank, there, StageModel::Title);
    const QImage slopes = lines->grab().toImage();
    moveOver(retrieval, row, StageModel::Title);
    QTRY_VERIFY(paintedAt(rank, there, StageModel::Title) != before);
    QVERIFY(lines->grab().toImage() != slopes);
}

void TestExploreStages::keyboardGoesFromStageToStage() {
    Shown<TwoStageView> shown;
    shown.workspace.selectUser(testedUser());
    auto* retrieval = child<QTableView>(shown.view, "retrievalTable");
    auto* rank = child<QTableView>(shown.view, "rankTable");
    waitForRows(rank);
    QTest::mouseClick(retrieval->viewport(), Qt::LeftButton, {}, placeOf(retrieval, 2, 1));
    QTest::keyClick(retrieval, Qt::Key_Right);
    QVERIFY(rank->hasFocus());
    QCOMPARE(rank->currentIndex().row(), 2);
    QCOMPARE(qulonglong{*shown.workspace.selectedMovie()}, cell(rank, 2, 0, RowRole).toULongLong());
    QTest::keyClick(rank, Qt::Key_Down);
    QTest::keyClick(rank, Qt::Key_Left);
    QVERIFY(retrieval->hasFocus());
    QCOMPARE(retrieval->currentIndex().row(), 3);
}

QTEST_MAIN(TestExploreStages)
#include "tst_explore_stages.moc"
