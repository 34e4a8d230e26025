// SPDX-License-Identifier: MIT
// Takes the pictures of the README: the real window on the demo data, each place in light and dark.
// Runs on any Qt platform, offscreen included.
#include "core/model/presets.h"
#include "tests/ui/picture_window.h"
#include "ui/compare/panel.h"
#include "ui/compare/results/results_table.h"
#include "ui/compare/setup/method_list.h"
#include "ui/embeddings/map_plot.h"
#include "ui/embeddings/panel.h"
#include "ui/inspect/panel.h"
#include "ui/inspect/tower_picture.h"
#include "ui/runs/run_library.h"
#include "ui/train/panel.h"
#include "ui/widgets/preferences.h"

#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QRegularExpression>
#include <QTabWidget>
#include <QTableView>

#include <algorithm>
#include <cstdio>

using namespace towerlab;
using namespace towerlab::ui;
using namespace towerlab::ui::test;

namespace {

void trainToTheEnd(MainWindow& window, const RunSettings& settings) {
    window.trainPanel()->trainWith(settings);
    const auto idle = [&] { return window.training()->state() == Training::State::Idle; };
    if (!QTest::qWaitFor(idle, 600000) || !window.workspace()->recommender())
        qFatal("training did not end");
}

/// Three objectives side by side, by a metric that all of them have.
void trainThreeObjectives(MainWindow& window) {
    RunSettings bpr = preset("dssm").settings;
    bpr.train.objective = Objective::Bpr;
    trainToTheEnd(window, preset("in-batch").settings);
    auto* metrics = child<QComboBox>(window, "plotMetric");
    metrics->setCurrentIndex(metrics->findText(QStringLiteral("HR@10")));
    Q_EMIT metrics->activated(metrics->currentIndex());
    trainToTheEnd(window, bpr);
    RunLibrary* library = window.training()->library();
    library->rename(library->runs().front().id, QStringLiteral("Run 2 · BPR"));
    trainToTheEnd(window, preset("dssm").settings);
}

/// All methods that are quick, and the two towers that rank.
void compareMethodsOfAllKinds(MainWindow& window) {
    auto entries = child<MethodList>(window, "methodList")->entries();
    for (const char* key : {"two-tower-mse", "two-tower-bpr", "two-tower-in-batch"})
        entries.push_back({key, {{"epochs", 5}}});
    entries.push_back({"two-stage", {}});
    child<MethodList>(window, "methodList")->setEntries(entries);
    window.comparePanel()->compare();
    if (!QTest::qWaitFor([&] { return !window.comparePanel()->isRunning(); }, 600000))
        qFatal("the comparison did not end");
    child<ResultsTable>(window, "compareTable")->choose(std::nullopt);
}

void selectSomeone(MainWindow& window) {
    constexpr std::size_t user = 5;
    Workspace* workspace = window.workspace();
    workspace->selectUser(user);
    const auto list = workspace->recommender()->recommend(user, {.count = 3});
    workspace->selectMovie(list[2].movieRow);
}

/// Whether what workers make for the place, or for the tab of Compare that is open, is there.
bool isFilled(MainWindow& window, MainWindow::PlaceNumber place) {
    if (place == MainWindow::Embeddings)
        return window.embeddingsPanel()->plot()->pointCount() > 0;
    if (place == MainWindow::Inspect)
        return !window.inspectPanel()->picture()->smallLines().isEmpty();
    if (place != MainWindow::Compare)
        return true;
    const auto tables = child<QTabWidget>(window, "compareTabs")
                            ->currentWidget()
                            ->findChildren<QTableView*>(QRegularExpression(
                                QStringLiteral("^(listsTable|retrievalTable|rulesTable)$")));
    return std::all_of(tables.begin(), tables.end(),
                       [](const QTableView* table) { return table->model()->rowCount() > 0; });
}

void take(MainWindow& window, const QDir& folder, MainWindow::PlaceNumber place,
          const QString& name) {
    window.showPlace(place);
    if (!QTest::qWaitFor([&] { return isFilled(window, place); }, 20000))
        qFatal("%s stays empty", qPrintable(name));
    QCoreApplication::processEvents();
    const QString file = folder.filePath(name + QLatin1String(".png"));
    if (!window.grab().save(file))
        qFatal("%s could not be written", qPrintable(file));
    std::printf("%s\n", qPrintable(file));
}

/// The tabs of the Compare place, but for its results.
void takeTabs(MainWindow& window, const QDir& folder, const QString& ending) {
    auto* tabs = child<QTabWidget>(window, "compareTabs");
    auto* side = child<QAction>(window, "actionSideColumn");
    const bool shown = side->isChecked();
    if (shown)
        side->trigger();
    const QStringList names = {QStringLiteral("user"), QStringLiteral("stages"),
                               QStringLiteral("rules"), QStringLiteral("methods")};
    for (int i = 0; i < names.size(); ++i) {
        tabs->setCurrentIndex(i + 1);
        take(window, folder, MainWindow::Compare, QStringLiteral("compare-") + names[i] + ending);
    }
    tabs->setCurrentIndex(0);
    if (shown)
        side->trigger();
}

void takeAll(MainWindow& window, const QDir& folder, const QString& ending) {
    take(window, folder, MainWindow::Data, QStringLiteral("data") + ending);
    take(window, folder, MainWindow::Train, QStringLiteral("train") + ending);
    take(window, folder, MainWindow::Recommend, QStringLiteral("recommend") + ending);
    take(window, folder, MainWindow::Embeddings, QStringLiteral("embeddings") + ending);
    take(window, folder, MainWindow::Compare, QStringLiteral("compare") + ending);
    takeTabs(window, folder, ending);
    take(window, folder, MainWindow::Inspect, QStringLiteral("inspect") + ending);
}

} // namespace

int main(int argc, char* argv[]) {
    const QApplication application(argc, argv);
    PictureOptions options(QStringLiteral("Takes pictures of all places, light and dark."));
    const QCommandLineOption text(QStringLiteral("text"), QStringLiteral("per cent"),
                                  QStringLiteral("scale"), QStringLiteral("100"));
    options.parser.addOption(text);
    options.process(application);
    const QDir folder(options.folder());
    const OwnSettings settings;
    settings.reset();
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    remember(preference::textScale, options.parser.value(text).toInt());
    MainWindow window;
    options.open(window);
    trainThreeObjectives(window);
    selectSomeone(window);
    compareMethodsOfAllKinds(window);
    takeAll(window, folder, QString());
    theme::apply(Appearance::Dark);
    takeAll(window, folder, QStringLiteral("-dark"));
    return 0;
}
