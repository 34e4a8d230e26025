// SPDX-License-Identifier: MIT
// Takes pictures of the Embeddings place: the map as it forms while a run is under way, and what
// can be done with it afterwards. Runs on any Qt platform, offscreen included.
#include "core/model/presets.h"
#include "tests/ui/picture_window.h"
#include "ui/embeddings/map_pane.h"
#include "ui/embeddings/map_plot.h"
#include "ui/embeddings/panel.h"
#include "ui/embeddings/time_bar.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/preferences.h"

#include <QComboBox>
#include <QDir>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QListWidget>
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
            QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
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

/// All maps that are shown lie still, of the model's last moment or of the one asked for.
void waitUntilStill(const MainWindow& window) {
    constexpr int timeoutMs = 120000;
    const MapStage& stage = *window.embeddingsPanel()->stage();
    const auto still = [&] {
        const auto panes = stage.panes();
        return std::all_of(panes.begin(), panes.end(),
                           [](const MapPane* each) { return each->isSettled(); }) &&
               child<TimeBar>(window, "timeBar")->count() > 1;
    };
    if (!QTest::qWaitFor(still, timeoutMs))
        qFatal("the map does not settle");
}

void project(MainWindow& window, ProjectionKind kind, int number = 0) {
    choose(pane(window, number)->findChild<QComboBox*>(QStringLiteral("projection")),
           static_cast<int>(kind));
    waitUntilStill(window);
}

void search(MainWindow& window, const QString& text) {
    child<QLineEdit>(window, "mapSearch")->setText(text);
    const MapState& state = window.embeddingsPanel()->stage()->state();
    if (!QTest::qWaitFor([&] { return state.searching == !text.isEmpty(); }, 20000))
        qFatal("the search does not end");
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
    search(window, QStringLiteral("star"));
    camera.take(QStringLiteral("search"));
    search(window, {});
    MapPlot* plot = window.embeddingsPanel()->plot();
    QTest::mouseClick(plot, Qt::LeftButton, {}, plot->placeOf(3).toPoint());
    camera.take(QStringLiteral("selected"));
    auto* split = child<QToolButton>(window, "twoMaps");
    split->click();
    waitUntilStill(window);
    camera.take(QStringLiteral("two"));
    split->click();
    project(window, ProjectionKind::Components);
    auto* slider = child<QSlider>(window, "momentSlider");
    child<QToolButton>(window, "trails")->setChecked(true);
    slider->setValue(4);
    waitUntilStill(window);
    camera.take(QStringLiteral("moment"));
    child<QToolButton>(window, "tugOfWar")->setChecked(true);
    slider->setValue(slider->maximum());
    waitUntilStill(window);
    camera.take(QStringLiteral("tug"));
    child<QToolButton>(window, "tugOfWar")->setChecked(false);
    child<QToolButton>(window, "trails")->setChecked(false);
    project(window, ProjectionKind::Meaning);
    auto* legend = child<QListWidget>(*window.embeddingsPanel(), "legend");
    for (int row = 0; row < 4; ++row) {
        const QRect place = legend->visualItemRect(legend->item(row));
        QTest::mouseClick(legend->viewport(), Qt::LeftButton, {}, place.center());
        waitUntilStill(window);
    }
    camera.take(QStringLiteral("meaning"));
    project(window, ProjectionKind::Components);
    choose(child<QComboBox>(window, "colourBy"), static_cast<int>(PointFact::Kept));
    camera.take(QStringLiteral("kept"));
    child<QPushButton>(window, "showBoth")->click();
    waitUntilStill(window);
    camera.take(QStringLiteral("both"));
}

} // namespace

int main(int argc, char* argv[]) {
    const QApplication application(argc, argv);
    PictureOptions options(QStringLiteral("Takes pictures of the map."));
    const QCommandLineOption film(QStringLiteral("film"),
                                  QStringLiteral("only the map as it forms, so often a second"),
                                  QStringLiteral("pictures"));
    const QCommandLineOption preset(QStringLiteral("preset"), QStringLiteral("of the run"),
                                    QStringLiteral("key"), QStringLiteral("clear-map"));
    const QCommandLineOption dark(QStringLiteral("dark"), QStringLiteral("in the dark"));
    QCommandLineParser& parser = options.parser;
    parser.addOptions({film, preset, dark});
    options.process(application);
    const QDir folder(options.folder());
    const OwnSettings settings;
    settings.reset();
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    remember(preference::slowMotion, parser.isSet(film));
    remember(preference::reduceMotion, !parser.isSet(film));
    if (parser.isSet(dark))
        theme::apply(Appearance::Dark);
    MainWindow window;
    options.open(window);
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
    window.trainPanel()->trainWith(towerlab::preset(key).settings);
    if (!QTest::qWaitFor([&] { return window.training()->state() == Training::State::Idle; },
                         600000))
        qFatal("training did not end");
    // The moments of the run have no components of a model.
    if (!QTest::qWaitFor([&] { return pane(window)->pca() != nullptr; }, 60000))
        qFatal("the map is not made");
    waitUntilStill(window);
    takeProjections(window, camera);
    takeTools(window, camera);
    return 0;
}
