// SPDX-License-Identifier: MIT
// Takes pictures of the Embeddings place: the map as it forms while a run is under way, and what
// can be done with it afterwards. Runs on any Qt platform, offscreen included.
#include "core/model/presets.h"
#include "tests/ui/window_fixture.h"
#include "ui/embeddings/map_pane.h"
#include "ui/embeddings/map_plot.h"
#include "ui/embeddings/panel.h"
#include "ui/embeddings/time_bar.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/preferences.h"

#include <QComboBox>
#include <QCommandLineParser>
#include <QDir>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QListWidget>
#include <QSignalSpy>
#include <QSlider>

#include <algorithm>
#include <cstdio>

using namespace towerlab;
using namespace towerlab::ui;
using namespace towerlab::ui::test;

namespace {

class Camera {
public:
    Camera(MainWindow& window, const QDir& folder) : window_(window), folder_(folder) {}

    void setEnding(const QString& ending) { ending_ = ending; }
    void take(const QString& name) {
        QCoreApplication::processEvents();
        const QString file = folder_.filePath(name + ending_ + QStringLiteral(".png"));
        if (!window_.grab().save(file))
            qFatal("%s could not be written", qPrintable(file));
        std::printf("%s\n", qPrintable(file));
    }

    /// The window, some times a second, while a run is under way.
    /// @param settings of the run; none: that of the empty place's own button
    void film(const std::optional<RunSettings>& settings, int perSecond) {
        window_.showPlace(MainWindow::Embeddings);
        QElapsedTimer clock;
        if (settings)
            window_.trainPanel()->trainWith(*settings);
        else
            clickToWatch();
        clock.start();
        int picture = 0;
        constexpr int afterwards = 3500;
        qint64 end = -1;
        while (end < 0 || clock.elapsed() < end) {
            QTest::qWait(1);
            if (clock.elapsed() >= picture * 1000 / perSecond)
                take(QStringLiteral("film-%1").arg(picture++, 4, 10, QLatin1Char('0')));
            if (end < 0 && window_.training()->state() == Training::State::Idle)
                end = clock.elapsed() + afterwards;
        }
    }

private:
    void clickToWatch() {
        for (auto* button :
             child<EmptyState>(window_, "embeddingsEmpty")->findChildren<QPushButton*>())
            if (button->isVisible() && button->objectName() != QLatin1String("embeddingsTrain"))
                return button->click();
    }

    MainWindow& window_;
    QDir folder_;
    QString ending_;
};

MapPane* pane(MainWindow& window, int number = 0) {
    return window.embeddingsPanel()->findChildren<MapPane*>()[number];
}

void choose(QComboBox* box, int data) {
    box->setCurrentIndex(box->findData(data));
    Q_EMIT box->activated(box->currentIndex());
}

void project(MainWindow& window, ProjectionKind kind, int number = 0) {
    QSignalSpy settled(pane(window, number), &MapPane::settled);
    choose(pane(window, number)->findChild<QComboBox*>(QStringLiteral("projection")),
           static_cast<int>(kind));
    if (!settled.wait(120000))
        qFatal("the map does not settle");
    QTest::qWait(50);
}

void takeProjections(MainWindow& window, Camera& camera) {
    for (const auto& [kind, name] :
         {std::pair(ProjectionKind::Components, "components"),
          std::pair(ProjectionKind::Tsne, "tsne"), std::pair(ProjectionKind::Umap, "umap")}) {
        project(window, kind);
        camera.take(QLatin1String(name));
    }
}

void takeTools(MainWindow& window, Camera& camera) {
    auto* search = child<QLineEdit>(window, "mapSearch");
    search->setText(QStringLiteral("star"));
    QTest::qWait(600);
    camera.take(QStringLiteral("search"));
    search->clear();
    QTest::qWait(400);
    MapPlot* plot = window.embeddingsPanel()->plot();
    QTest::mouseClick(plot, Qt::LeftButton, {}, plot->placeOf(3).toPoint());
    QTest::qWait(200);
    camera.take(QStringLiteral("selected"));
    auto* split = child<QToolButton>(window, "twoMaps");
    QSignalSpy settled(pane(window, 1), &MapPane::settled);
    split->click();
    settled.wait(120000);
    camera.take(QStringLiteral("two"));
    split->click();
    project(window, ProjectionKind::Components);
    child<QToolButton>(window, "trails")->setChecked(true);
    child<QSlider>(window, "momentSlider")->setValue(4);
    QTest::qWait(300);
    camera.take(QStringLiteral("moment"));
    child<QToolButton>(window, "tugOfWar")->setChecked(true);
    auto* slider = child<QSlider>(window, "momentSlider");
    slider->setValue(slider->maximum());
    QTest::qWait(400);
    camera.take(QStringLiteral("tug"));
    child<QToolButton>(window, "tugOfWar")->setChecked(false);
    child<QToolButton>(window, "trails")->setChecked(false);
    auto* legend = child<QListWidget>(*window.embeddingsPanel(), "legend");
    choose(pane(window)->findChild<QComboBox*>(QStringLiteral("projection")),
           static_cast<int>(ProjectionKind::Meaning));
    for (int row = 0; row < 4; ++row) {
        const QRect place = legend->visualItemRect(legend->item(row));
        QTest::mouseClick(legend->viewport(), Qt::LeftButton, {}, place.center());
        QTest::qWait(900);
    }
    camera.take(QStringLiteral("meaning"));
    project(window, ProjectionKind::Components);
    choose(child<QComboBox>(window, "colourBy"), static_cast<int>(PointFact::Kept));
    QTest::qWait(300);
    camera.take(QStringLiteral("kept"));
    child<QPushButton>(window, "showBoth")->click();
    QTest::qWait(2500);
    camera.take(QStringLiteral("both"));
    child<QPushButton>(window, "showMovies")->click();
    QTest::qWait(1500);
}

} // namespace

int main(int argc, char* argv[]) {
    const QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Takes pictures of the map."));
    parser.addHelpOption();
    parser.addPositionalArgument(QStringLiteral("folder"), QStringLiteral("for the pictures"));
    const QCommandLineOption data(QStringLiteral("data"), QStringLiteral("MovieLens folder"),
                                  QStringLiteral("folder"));
    const QCommandLineOption size(QStringLiteral("size"), QStringLiteral("of the window"),
                                  QStringLiteral("WxH"), QStringLiteral("1280x800"));
    const QCommandLineOption film(QStringLiteral("film"),
                                  QStringLiteral("only the map as it forms, so often a second"),
                                  QStringLiteral("pictures"));
    const QCommandLineOption preset(QStringLiteral("preset"), QStringLiteral("of the run"),
                                    QStringLiteral("key"), QStringLiteral("clear-map"));
    const QCommandLineOption dark(QStringLiteral("dark"), QStringLiteral("in the dark"));
    parser.addOptions({data, size, film, preset, dark});
    parser.process(application);
    if (parser.positionalArguments().size() != 1)
        parser.showHelp(64);
    const QDir folder(parser.positionalArguments().constFirst());
    const OwnSettings settings;
    settings.reset();
    remember(preference::slowMotion, parser.isSet(film));
    remember(preference::reduceMotion, false);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    if (parser.isSet(dark))
        theme::apply(Appearance::Dark);
    MainWindow window;
    const QStringList sides = parser.value(size).split(QLatin1Char('x'));
    window.resize(sides.value(0).toInt(), sides.value(1).toInt());
    window.show();
    if (parser.isSet(data))
        window.workspace()->openFolder(parser.value(data));
    else
        window.workspace()->openDemo();
    if (!QTest::qWaitFor([&] { return window.workspace()->dataset() != nullptr; }, 60000))
        qFatal("no data");
    Camera camera(window, folder);
    const std::string key = parser.value(preset).toStdString();
    if (parser.isSet(film)) {
        camera.film(parser.isSet(preset) ? std::optional(towerlab::preset(key).settings)
                                         : std::nullopt,
                    parser.value(film).toInt());
        return 0;
    }
    window.showPlace(MainWindow::Embeddings);
    camera.take(QStringLiteral("empty"));
    QSignalSpy settled(pane(window), &MapPane::settled);
    window.trainPanel()->trainWith(towerlab::preset(key).settings);
    if (!QTest::qWaitFor([&] { return window.training()->state() == Training::State::Idle; },
                         600000))
        qFatal("training did not end");
    if (!settled.wait(60000))
        qFatal("the map does not settle");
    QTest::qWait(1500);
    takeProjections(window, camera);
    takeTools(window, camera);
    return 0;
}
