// SPDX-License-Identifier: MIT
// Takes pictures of the Inspect place: before training, with the numbers of a rating, changed by a
// what-if, through the stages of a step, and in a lesson. Runs on any Qt platform.
#include "core/model/presets.h"
#include "tests/ui/picture_window.h"
#include "ui/inspect/detail_pane.h"
#include "ui/inspect/lesson_view.h"
#include "ui/inspect/panel.h"
#include "ui/inspect/step_bar.h"
#include "ui/inspect/step_walk.h"
#include "ui/inspect/tower_picture.h"
#include "ui/towers/tower_scene.h"

#include <QComboBox>
#include <QDir>
#include <QTabWidget>

#include <cstdio>

using namespace towerlab;
using namespace towerlab::ui;
using namespace towerlab::ui::test;

namespace {

void take(MainWindow& window, const QDir& folder, const QString& name) {
    QCoreApplication::processEvents();
    const QString file = folder.filePath(name + QStringLiteral(".png"));
    if (!window.grab().save(file))
        qFatal("%s could not be written", qPrintable(file));
    std::printf("%s\n", qPrintable(file));
}

template <typename Condition>
void waitFor(Condition condition, const char* what) {
    constexpr int timeoutMs = 120000;
    if (!QTest::qWaitFor(condition, timeoutMs))
        qFatal("%s did not happen", what);
}

void hover(TowerPicture* picture, const CellRef& cell) {
    QTest::mouseMove(picture, picture->rectOf(cell).center().toPoint());
}

void chooseRating(MainWindow& window) {
    const auto dataset = window.workspace()->dataset();
    const auto& ratings = dataset->ratings();
    window.workspace()->selectUser(static_cast<std::size_t>(ratings.user[7]));
    window.workspace()->selectMovie(static_cast<std::size_t>(ratings.movie[7]));
}

void walk(MainWindow& window, const QDir& folder) {
    InspectPanel* panel = window.inspectPanel();
    child<QComboBox>(window, "stepBatch")->setCurrentIndex(1);
    panel->stepBar()->forward();
    waitFor([&] { return panel->walk()->isOn(); }, "the step");
    for (std::size_t stage = 0; stage < panel->walk()->stages().size(); ++stage) {
        take(window, folder,
             QStringLiteral("step-%1-%2")
                 .arg(stage, 2, 10, QLatin1Char('0'))
                 .arg(panel->walk()->stages()[stage].id));
        if (stage + 1 < panel->walk()->stages().size())
            panel->stepBar()->forward();
    }
    panel->walk()->leave();
}

} // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    PictureOptions options(QStringLiteral("Takes pictures of the Inspect place"));
    options.parser.addOptions(
        {{QStringLiteral("dark"), QStringLiteral("in the dark look")},
         {QStringLiteral("preset"), QStringLiteral("of the run"), QStringLiteral("key"),
          QStringLiteral("seed")},
         {QStringLiteral("short"), QStringLiteral("the picture of a trained model alone")}});
    options.process(application);
    OwnSettings settings;
    settings.reset();
    theme::apply(options.parser.isSet(QStringLiteral("dark")) ? Appearance::Dark
                                                              : Appearance::Light);
    MainWindow window;
    options.open(window);
    const QDir folder(options.folder());
    folder.mkpath(QStringLiteral("."));
    InspectPanel* panel = window.inspectPanel();
    window.showPlace(MainWindow::Inspect);
    waitFor([&] { return panel->picture()->plan().has_value(); }, "a plan");
    const bool all = !options.parser.isSet(QStringLiteral("short"));
    if (all)
        take(window, folder, QStringLiteral("before"));
    window.trainPanel()->trainWith(
        preset(options.parser.value(QStringLiteral("preset")).toStdString()).settings);
    waitFor([&] { return window.training()->state() == Training::State::Idle; }, "training");
    chooseRating(window);
    waitFor([&] { return !panel->picture()->smallLines().isEmpty(); }, "the small lines");
    hover(panel->picture(), {QStringLiteral("user.layer.0"), 0, 3});
    QTest::mouseClick(
        panel->picture(), Qt::LeftButton, {},
        panel->picture()->rectOf({QStringLiteral("user.layer.0"), 1, 3}).center().toPoint());
    take(window, folder, QStringLiteral("journey"));
    if (!all)
        return 0;
    child<QTabWidget>(window, "inspectSide")->setCurrentIndex(1);
    auto* words = child<QComboBox>(window, "whatIf_user_1");
    words->setCurrentIndex(3);
    Q_EMIT words->activated(3);
    hover(panel->picture(), {QStringLiteral("match"), 0, 2});
    take(window, folder, QStringLiteral("what-if"));
    child<QPushButton>(window, "whatIfReset")->click();
    child<QTabWidget>(window, "inspectSide")->setCurrentIndex(0);
    walk(window, folder);
    child<QTabWidget>(window, "inspectSide")->setCurrentIndex(2);
    take(window, folder, QStringLiteral("lessons"));
    panel->lessonView()->begin(0);
    for (int step = 0; step < 4; ++step)
        panel->lessonView()->next();
    take(window, folder, QStringLiteral("lesson"));
    panel->lessonView()->leave();
    window.showPlace(MainWindow::Train);
    take(window, folder, QStringLiteral("train"));
    return 0;
}
