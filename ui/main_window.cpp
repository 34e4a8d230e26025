// SPDX-License-Identifier: MIT
#include "ui/main_window.h"

#include "core/model/presets.h"
#include "ui/about_dialog.h"
#include "ui/compare/panel.h"
#include "ui/data/panel.h"
#include "ui/embeddings/panel.h"
#include "ui/jobs/job_runner.h"
#include "ui/recommend/panel.h"
#include "ui/status_strip.h"
#include "ui/train/panel.h"
#include "ui/widgets/preferences.h"

#include <QActionGroup>
#include <QButtonGroup>
#include <QCloseEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolButton>

#include <array>

namespace towerlab::ui {
namespace {

struct PlaceText {
    const char* icon;
    const char* label;
    const char* help;
};

constexpr std::array<PlaceText, 5> placeTexts = {
    {{"data", QT_TRANSLATE_NOOP("towerlab::ui::MainWindow", "Data"),
      QT_TRANSLATE_NOOP("towerlab::ui::MainWindow", "Who rated what: browse users and movies")},
     {"train", QT_TRANSLATE_NOOP("towerlab::ui::MainWindow", "Train"),
      QT_TRANSLATE_NOOP("towerlab::ui::MainWindow", "Train the two towers and watch the loss")},
     {"recommend", QT_TRANSLATE_NOOP("towerlab::ui::MainWindow", "Recommend"),
      QT_TRANSLATE_NOOP("towerlab::ui::MainWindow", "Choose a user and read their ranked list")},
     {"embeddings", QT_TRANSLATE_NOOP("towerlab::ui::MainWindow", "Embeddings"),
      QT_TRANSLATE_NOOP("towerlab::ui::MainWindow", "The learned vectors as a map")},
     {"compare", QT_TRANSLATE_NOOP("towerlab::ui::MainWindow", "Compare"),
      QT_TRANSLATE_NOOP("towerlab::ui::MainWindow",
                        "Test many methods alike, and read how they differ")}}};

/// The local path of the one thing being dragged, or empty.
QString droppedPath(const QMimeData* data) {
    const QList<QUrl> urls = data->urls();
    return urls.size() == 1 && urls.first().isLocalFile() ? urls.first().toLocalFile() : QString();
}

} // namespace

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent),
      workspace_(new Workspace(this)),
      training_(new Training(workspace_, this)) {
    setObjectName(QStringLiteral("mainWindow"));
    setAcceptDrops(true);
    resize(1280, 800);
    setMinimumSize(1120, 660);
    makePlaces();
    auto* centre = new QWidget(this);
    auto* row = new QHBoxLayout(centre);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(makeRail());
    row->addWidget(places_, 1);
    setCentralWidget(centre);
    status_ = new StatusStrip(workspace_, this);
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(status_, 1);
    makeMenus();
    connectWorkspace();
    theme::dress(this);
    restore();
    updateTitle();
}

MainWindow::~MainWindow() {
    // The panels listen to these: they must fall silent before the panels go.
    workspace_->disconnect();
    training_->disconnect();
}

MainWindow::Place MainWindow::place() const { return static_cast<Place>(places_->currentIndex()); }

void MainWindow::makePlaces() {
    places_ = new QStackedWidget(this);
    places_->setObjectName(QStringLiteral("places"));
    data_ = new DataPanel(workspace_);
    train_ = new TrainPanel(workspace_, training_);
    recommend_ = new RecommendPanel(workspace_);
    embeddings_ = new EmbeddingsPanel(workspace_);
    compare_ = new ComparePanel(workspace_);
    const std::array<QWidget*, 5> panels = {data_, train_, recommend_, embeddings_, compare_};
    for (QWidget* panel : panels)
        places_->addWidget(panel);
    connect(recommend_, &RecommendPanel::trainRequested, this, [this] { showPlace(Train); });
    connect(embeddings_, &EmbeddingsPanel::trainRequested, this, [this] { showPlace(Train); });
    connect(embeddings_, &EmbeddingsPanel::clearMapRequested, this,
            [this] { train_->trainWith(preset("clear-map").settings); });
}

QWidget* MainWindow::makeRail() {
    auto* rail = new QFrame(this);
    rail->setObjectName(QStringLiteral("rail"));
    rail->setFixedWidth(96);
    auto* column = new QVBoxLayout(rail);
    column->setContentsMargins(8, theme::spacing, 8, theme::spacing);
    column->setSpacing(4);
    rail_ = new QButtonGroup(this);
    for (std::size_t i = 0; i < placeTexts.size(); ++i) {
        const PlaceText& text = placeTexts[i];
        const int number = static_cast<int>(i) + 1;
        auto* button = new QToolButton(rail);
        button->setObjectName(QStringLiteral("place_%1").arg(QLatin1String(text.icon)));
        button->setText(tr(text.label));
        button->setIcon(theme::icon(QLatin1String(text.icon)));
        button->setIconSize({24, 24});
        button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
        button->setCheckable(true);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        button->setToolTip(tr("%1 (Ctrl+%2)").arg(tr(text.help)).arg(number));
        button->setShortcut(QKeySequence(QStringLiteral("Ctrl+%1").arg(number)));
        column->addWidget(button);
        rail_->addButton(button, static_cast<int>(i));
    }
    column->addStretch(1);
    rail_->button(Data)->setChecked(true);
    connect(rail_, &QButtonGroup::idClicked, this,
            [this](int id) { showPlace(static_cast<Place>(id)); });
    return rail;
}

void MainWindow::showPlace(Place place) {
    places_->setCurrentIndex(place);
    rail_->button(place)->setChecked(true);
}

void MainWindow::makeMenus() {
    makeFileMenu();
    makeTrainMenu();
    makeViewMenu();
    makeHelpMenu();
}

void MainWindow::makeFileMenu() {
    QMenu* menu = menuBar()->addMenu(tr("&File"));
    QAction* open = menu->addAction(theme::icon(QStringLiteral("folder")),
                                    tr("&Open MovieLens Folder…"), this, &MainWindow::openFolder);
    open->setShortcut(QKeySequence::Open);
    QAction* demo =
        menu->addAction(theme::icon(QStringLiteral("flask")), tr("Open &Demo Data"), this, [this] {
            if (mayLeave())
                workspace_->openDemo();
        });
    demo->setObjectName(QStringLiteral("actionOpenDemo"));
    menu->addSeparator();
    QAction* openModel = menu->addAction(theme::icon(QStringLiteral("open")), tr("Open &Model…"),
                                         this, &MainWindow::openModel);
    openModel->setShortcut(QKeySequence(tr("Ctrl+Shift+O")));
    QAction* save = menu->addAction(theme::icon(QStringLiteral("save")), tr("&Save Model…"), this,
                                    &MainWindow::saveModel);
    save->setShortcut(QKeySequence::Save);
    menu->addSeparator();
    QAction* users =
        menu->addAction(theme::icon(QStringLiteral("export")), tr("Export &User Vectors…"), this,
                        [this] { exportVectors(true); });
    QAction* movies =
        menu->addAction(theme::icon(QStringLiteral("export")), tr("Export Mo&vie Vectors…"), this,
                        [this] { exportVectors(false); });
    needModel_ = {save, users, movies};
    menu->addSeparator();
    QAction* quit = menu->addAction(tr("&Quit"), this, &QWidget::close);
    quit->setShortcut(QKeySequence::Quit);
}

void MainWindow::makeTrainMenu() {
    QMenu* menu = menuBar()->addMenu(tr("&Train"));
    QAction* start =
        menu->addAction(theme::icon(QStringLiteral("play")), tr("&Train"), this, [this] {
            showPlace(Train);
            training_->start(train_->settings());
        });
    start->setShortcut(QKeySequence(tr("Ctrl+R")));
    QAction* pause = menu->addAction(theme::icon(QStringLiteral("pause")), tr("&Pause or Resume"),
                                     training_, &Training::pauseOrResume);
    pause->setShortcut(QKeySequence(tr("Ctrl+P")));
    QAction* step = menu->addAction(theme::icon(QStringLiteral("step")), tr("St&ep"), this, [this] {
        showPlace(Train);
        train_->step();
    });
    step->setShortcut(QKeySequence(Qt::Key_F10));
    QAction* stop = menu->addAction(theme::icon(QStringLiteral("stop")), tr("&Stop"), training_,
                                    &Training::stop);
    stop->setShortcut(QKeySequence(tr("Ctrl+.")));
    const auto update = [this, start, pause, step, stop] {
        const auto state = training_->state();
        const bool idle = state == Training::State::Idle;
        start->setEnabled(workspace_->canTrain());
        pause->setEnabled(!idle);
        step->setEnabled(state == Training::State::Paused || workspace_->canTrain());
        stop->setEnabled(!idle);
    };
    update();
    connect(training_, &Training::stateChanged, this, update);
}

void MainWindow::makeViewMenu() {
    QMenu* menu = menuBar()->addMenu(tr("&View"));
    for (std::size_t i = 0; i < placeTexts.size(); ++i)
        menu->addAction(theme::icon(QLatin1String(placeTexts[i].icon)), tr(placeTexts[i].label),
                        this, [this, i] { showPlace(static_cast<Place>(i)); });
    menu->addSeparator();
    appearances_ = new QActionGroup(this);
    const std::array<std::pair<Appearance, QString>, 3> choices = {
        {{Appearance::System, tr("Follow the &System")},
         {Appearance::Light, tr("&Light")},
         {Appearance::Dark, tr("&Dark")}}};
    QMenu* sub = menu->addMenu(theme::icon(QStringLiteral("moon")), tr("&Appearance"));
    for (const auto& [appearance, text] : choices) {
        QAction* action = sub->addAction(text);
        action->setCheckable(true);
        action->setData(static_cast<int>(appearance));
        appearances_->addAction(action);
    }
    connect(appearances_, &QActionGroup::triggered, this, [this](QAction* action) {
        setAppearance(static_cast<Appearance>(action->data().toInt()));
    });
}

void MainWindow::makeHelpMenu() {
    QMenu* menu = menuBar()->addMenu(tr("&Help"));
    menu->addAction(theme::icon(QStringLiteral("info")), tr("&About TowerLab"), this,
                    &MainWindow::showAbout);
}

void MainWindow::connectWorkspace() {
    connect(workspace_, &Workspace::datasetChanged, this, &MainWindow::updateTitle);
    connect(workspace_, &Workspace::failed, this, &MainWindow::showFailure);
    const auto update = [this] {
        for (QAction* action : needModel_)
            action->setEnabled(workspace_->recommender() != nullptr);
    };
    update();
    connect(workspace_, &Workspace::recommenderChanged, this, update);
}

void MainWindow::setAppearance(Appearance appearance) {
    theme::apply(appearance);
    remember(preference::appearance, static_cast<int>(appearance));
}

void MainWindow::restore() {
    restoreGeometry(remembered(preference::windowGeometry));
    showPlace(static_cast<Place>(qBound(0, remembered(preference::place), int(Compare))));
    const int appearance = remembered(preference::appearance);
    const QList<QAction*> actions = appearances_->actions();
    actions.at(qBound(0, appearance, static_cast<int>(actions.size()) - 1))->setChecked(true);
}

void MainWindow::updateTitle() {
    const auto dataset = workspace_->dataset();
    setWindowTitle(dataset ? tr("%1 – TowerLab").arg(QString::fromStdString(dataset->name()))
                           : tr("TowerLab"));
}

void MainWindow::openFolder() {
    const QString path = QFileDialog::getExistingDirectory(
        this, tr("Open a MovieLens folder (ml-1m or ml-100k)"), remembered(preference::lastFolder));
    if (path.isEmpty() || !mayLeave())
        return;
    remember(preference::lastFolder, path);
    workspace_->openFolder(path);
}

void MainWindow::openModel() {
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Open a model"), QString(), tr("TowerLab models (*.towerlab);;All files (*)"));
    if (!path.isEmpty())
        workspace_->loadModel(path);
}

void MainWindow::saveModel() {
    QFileDialog dialog(this, tr("Save the model"), QString(), tr("TowerLab models (*.towerlab)"));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(QStringLiteral("towerlab"));
    if (dialog.exec() == QDialog::Accepted)
        workspace_->saveModel(dialog.selectedFiles().constFirst());
}

void MainWindow::exportVectors(bool users) {
    const QString path = QFileDialog::getSaveFileName(
        this, users ? tr("Export user vectors") : tr("Export movie vectors"),
        users ? QStringLiteral("user_embeddings.csv") : QStringLiteral("movie_embeddings.csv"),
        tr("CSV tables (*.csv)"));
    if (!path.isEmpty())
        workspace_->exportVectors(path, users);
}

void MainWindow::showAbout() {
    AboutDialog dialog(this);
    dialog.exec();
}

void MainWindow::showFailure(const QString& title, const QString& text) {
    auto* box = new QMessageBox(QMessageBox::Warning, title, title, QMessageBox::Ok, this);
    box->setObjectName(QStringLiteral("failureBox"));
    box->setInformativeText(text);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

bool MainWindow::mayLeave() {
    constexpr double worthAsking = 30; // seconds of training
    if (workspace_->isTraining())
        return QMessageBox::question(this, tr("Training is under way"),
                                     tr("Stop training and leave it?")) == QMessageBox::Yes;
    if (compare_->runningSeconds() >= worthAsking &&
        QMessageBox::question(this, tr("A comparison is under way"),
                              tr("Stop comparing and leave it? What is finished of it is lost.")) !=
            QMessageBox::Yes)
        return false;
    const double seconds = workspace_->unsavedSeconds();
    return seconds < worthAsking ||
           QMessageBox::question(this, tr("The model is not saved"),
                                 tr("The model in use took %1 to train and is in no file. "
                                    "Leave it?")
                                     .arg(durationText(seconds))) == QMessageBox::Yes;
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!mayLeave()) {
        event->ignore();
        return;
    }
    remember(preference::windowGeometry, saveGeometry());
    remember(preference::place, int(place()));
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (!droppedPath(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    const QString path = droppedPath(event->mimeData());
    event->acceptProposedAction();
    if (path.endsWith(QLatin1String(".towerlab"))) {
        workspace_->loadModel(path);
    } else if (mayLeave()) {
        workspace_->openFolder(path);
    }
}

} // namespace towerlab::ui
