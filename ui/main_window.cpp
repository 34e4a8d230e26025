// SPDX-License-Identifier: MIT
#include "ui/main_window.h"

#include "core/io/csv.h"
#include "core/model/presets.h"
#include "ui/about_dialog.h"
#include "ui/compare/panel.h"
#include "ui/data/panel.h"
#include "ui/data_opening.h"
#include "ui/embeddings/panel.h"
#include "ui/inspect/panel.h"
#include "ui/keys_dialog.h"
#include "ui/place_texts.h"
#include "ui/plots/export_button.h"
#include "ui/recent_menu.h"
#include "ui/recommend/panel.h"
#include "ui/runs/file_export.h"
#include "ui/runs/run_library.h"
#include "ui/status_strip.h"
#include "ui/train/panel.h"
#include "ui/view_menu.h"
#include "ui/widgets/arrow_group.h"
#include "ui/widgets/preferences.h"
#include "ui/widgets/save_dialog.h"
#include "ui/widgets/search_box.h"
#include "ui/widgets/theme.h"

#include <QCloseEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QScreen>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolButton>

#include <array>
#include <utility>

namespace towerlab::ui {
namespace {

/// The local path of the one thing being dragged, or empty.
QString droppedPath(const QMimeData* data) {
    const QList<QUrl> urls = data->urls();
    return urls.size() == 1 && urls.first().isLocalFile() ? urls.first().toLocalFile() : QString();
}

} // namespace

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent),
      workspace_(new Workspace(this)),
      training_(new Training(workspace_, this)),
      opening_(new DataOpening(
          workspace_, [this](const std::function<void()>& then) { leave(false, then); }, this)) {
    setObjectName(QStringLiteral("mainWindow"));
    setAcceptDrops(true);
    setMinimumSize(960, 560);
    resize(QSize(1280, 800).boundedTo(screen()->availableSize() * 0.96));
    makePlaces();
    makeViewMenu();
    auto* centre = new QWidget(this);
    auto* row = new QHBoxLayout(centre);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    QWidget* rail = makeRail();
    row->addWidget(rail);
    row->addWidget(places_, 1);
    setCentralWidget(centre);
    status_ = new StatusStrip(workspace_, this);
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(status_, 1);
    makeMenus();
    connectWorkspace();
    // Part by part: a change of appearance restyles what is in sight, the other places later.
    for (int i = 0; i < places_->count(); ++i)
        theme::dress(places_->widget(i));
    for (QWidget* part :
         {rail, static_cast<QWidget*>(menuBar()), static_cast<QWidget*>(statusBar())})
        theme::dress(part);
    theme::dressWindowsOf(this);
    restore();
    updateTitle();
}

MainWindow::~MainWindow() {
    // The panels listen to these: they must fall silent before the panels go.
    workspace_->disconnect();
    training_->disconnect();
}

MainWindow::PlaceNumber MainWindow::place() const {
    return static_cast<PlaceNumber>(places_->currentIndex());
}

Place* MainWindow::currentPlace() const { return qobject_cast<Place*>(places_->currentWidget()); }

void MainWindow::makePlaces() {
    places_ = new QStackedWidget(this);
    places_->setObjectName(QStringLiteral("places"));
    data_ = new DataPanel(workspace_);
    train_ = new TrainPanel(workspace_, training_);
    recommend_ = new RecommendPanel(workspace_);
    embeddings_ = new EmbeddingsPanel(workspace_, training_);
    compare_ = new ComparePanel(workspace_, training_->library());
    inspect_ = new InspectPanel(workspace_, training_);
    const std::array<Place*, 6> panels = {data_,       train_,   recommend_,
                                          embeddings_, compare_, inspect_};
    for (Place* panel : panels) {
        places_->addWidget(panel);
        for (const auto* button : panel->findChildren<PlotExportButton*>()) {
            connect(button, &PlotExportButton::written, this,
                    [this](const QString& path) { tellWritten(workspace_, path); });
            connect(button, &PlotExportButton::failed, workspace_, &Workspace::fail);
        }
        connect(panel, &Place::undoChanged, this, &MainWindow::showUndo);
    }
    connect(data_, &DataPanel::movieLensWanted, opening_, &DataOpening::getMovieLens);
    connect(recommend_, &RecommendPanel::trainRequested, this, [this] { showPlace(Train); });
    connect(embeddings_, &EmbeddingsPanel::trainRequested, this, [this] { showPlace(Train); });
    connect(embeddings_, &EmbeddingsPanel::recommendRequested, this,
            [this] { showPlace(Recommend); });
    connect(embeddings_, &EmbeddingsPanel::watchRequested, this,
            [this] { train_->trainWith(preset("in-batch").settings); });
    connect(embeddings_, &EmbeddingsPanel::clearMapRequested, this,
            [this] { train_->trainWith(preset("clear-map").settings); });
    connect(inspect_, &InspectPanel::trainRequested, this, [this] { showPlace(Train); });
    connect(inspect_, &InspectPanel::runRequested, train_, &TrainPanel::trainWith);
    const auto tellSettings = [this] { inspect_->setSettings(train_->settings()); };
    connect(train_, &TrainPanel::settingsChanged, inspect_, tellSettings);
    tellSettings();
}

QWidget* MainWindow::makeRail() {
    auto* rail = new QFrame(this);
    rail->setObjectName(QStringLiteral("rail"));
    theme::keepWidth(rail, 92);
    auto* column = new QVBoxLayout(rail);
    column->setContentsMargins(7, theme::spacing, 7, theme::spacing);
    column->setSpacing(4);
    QList<QList<QWidget*>> buttons;
    for (std::size_t i = 0; i < placeTexts.size(); ++i) {
        const PlaceText& text = placeTexts[i];
        const QIcon icon = theme::icon(QLatin1String(text.icon));
        QAction* action = view_->addPlace(icon, tr(text.label), tr(text.help));
        action->setToolTip(tr("%1 (%2)").arg(
            tr(text.help), action->shortcut().toString(QKeySequence::NativeText)));
        QToolButton* button = makeRailButton(action);
        button->setObjectName(QStringLiteral("place_%1").arg(QLatin1String(text.icon)));
        column->addWidget(button);
        buttons << QList<QWidget*>{button};
    }
    connect(view_, &ViewMenu::placeChosen, this,
            [this](int number) { showPlace(static_cast<PlaceNumber>(number)); });
    view_->addLooks();
    column->addStretch(1);
    QToolButton* side = makeRailButton(view_->sideColumn());
    side->setObjectName(QStringLiteral("sideColumn"));
    side->setToolButtonStyle(Qt::ToolButtonIconOnly);
    side->setAccessibleName(tr("Side column"));
    column->addWidget(side);
    buttons << QList<QWidget*>{side};
    (new ArrowGroup(rail))->setRows(buttons);
    return rail;
}

QToolButton* MainWindow::makeRailButton(QAction* action) {
    auto* button = new QToolButton;
    button->setDefaultAction(action);
    button->setIconSize({24, 24});
    button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

void MainWindow::showPlace(PlaceNumber number) {
    auto* place = qobject_cast<Place*>(places_->widget(number));
    QWidget* focus = place->lastFocus();
    places_->setCurrentIndex(number);
    view_->showPlace(number, place);
    find_->setEnabled(place->canSearch());
    showUndo();
    place->takeFocus(focus);
    inspect_->placeShown(QLatin1String(placeTexts[static_cast<std::size_t>(number)].icon));
}

void MainWindow::showUndo() { undo_->setEnabled(currentPlace()->canUndo()); }

void MainWindow::makeMenus() {
    makeFileMenu();
    makeEditMenu();
    makeTrainMenu();
    menuBar()->addMenu(view_);
    makeHelpMenu();
}

void MainWindow::makeFileMenu() {
    QMenu* menu = menuBar()->addMenu(tr("&File"));
    opening_->addCommands(menu);
    QAction* demo = menu->addAction(theme::icon(QStringLiteral("flask")), tr("Open &Demo Data"),
                                    this, &MainWindow::openDemo);
    demo->setObjectName(QStringLiteral("actionOpenDemo"));
    recent_ = new RecentMenu(menu);
    menu->addMenu(recent_);
    connect(recent_, &RecentMenu::chosen, opening_, &DataOpening::openPath);
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
    users->setObjectName(QStringLiteral("actionExportUsers"));
    movies->setObjectName(QStringLiteral("actionExportMovies"));
    QAction* safe = menu->addAction(tr("CSV Safe for S&preadsheets"));
    safe->setObjectName(QStringLiteral("actionSpreadsheetSafe"));
    safe->setCheckable(true);
    safe->setToolTip(tr("Puts an apostrophe before texts that a spreadsheet would compute, such as "
                        "a title that begins with =. Other programs read the apostrophe as well."));
    connect(safe, &QAction::toggled, this, [](bool on) {
        setSpreadsheetSafe(on);
        remember(preference::spreadsheetSafe, on);
    });
    safe->setChecked(remembered(preference::spreadsheetSafe));
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

void MainWindow::makeEditMenu() {
    QMenu* menu = menuBar()->addMenu(tr("&Edit"));
    undo_ = menu->addAction(theme::icon(QStringLiteral("reset")), tr("&Undo Delete"), this,
                            [this] { currentPlace()->undo(); });
    undo_->setObjectName(QStringLiteral("actionUndo"));
    undo_->setShortcut(QKeySequence::Undo);
    menu->addSeparator();
    find_ = menu->addAction(theme::icon(QStringLiteral("search")), tr("&Find"), this, [this] {
        if (SearchBox* box = currentPlace()->search()) {
            box->setFocus(Qt::ShortcutFocusReason);
            box->selectAll();
        }
    });
    find_->setObjectName(QStringLiteral("actionFind"));
    find_->setShortcut(QKeySequence::Find);
}

void MainWindow::makeViewMenu() {
    view_ = new ViewMenu(this);
    view_->setObjectName(QStringLiteral("viewMenu"));
}

void MainWindow::makeHelpMenu() {
    QMenu* menu = menuBar()->addMenu(tr("&Help"));
    QAction* keys = menu->addAction(tr("&Keys"), this, [this] {
        KeysDialog dialog(menuBar(), this);
        dialog.exec();
    });
    keys->setObjectName(QStringLiteral("actionKeys"));
    keys->setShortcut(QKeySequence::HelpContents);
    menu->addAction(theme::icon(QStringLiteral("info")), tr("&About TowerLab"), this,
                    &MainWindow::showAbout);
}

void MainWindow::connectWorkspace() {
    connect(workspace_, &Workspace::datasetChanged, this, &MainWindow::updateTitle);
    connect(workspace_, &Workspace::failed, this, &MainWindow::showFailure);
    connect(workspace_, &Workspace::folderOpened, recent_, &RecentMenu::add);
    connect(workspace_, &Workspace::modelOpened, recent_, &RecentMenu::add);
    // Once the panels have heard of the end, too.
    connect(workspace_, &Workspace::trainingChanged, this, &MainWindow::leaveIfIdle,
            Qt::QueuedConnection);
    connect(compare_, &ComparePanel::ended, this, &MainWindow::leaveIfIdle, Qt::QueuedConnection);
    const auto update = [this] {
        for (QAction* action : needModel_)
            action->setEnabled(workspace_->recommender() != nullptr);
    };
    update();
    connect(workspace_, &Workspace::recommenderChanged, this, update);
}

void MainWindow::restore() {
    restoreGeometry(remembered(preference::windowGeometry)); // kept on the screen there is, by Qt
    showPlace(static_cast<PlaceNumber>(qBound(0, remembered(preference::place), int(Inspect))));
    view_->restore();
}

void MainWindow::updateTitle() {
    const auto dataset = workspace_->dataset();
    setWindowTitle(dataset ? tr("%1 – TowerLab").arg(QString::fromStdString(dataset->name()))
                           : tr("TowerLab"));
}

void MainWindow::openDemo() {
    leave(false, [this] { workspace_->openDemo(); });
}

void MainWindow::openModel() {
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Open a model"), remembered(preference::exportFolder),
                                     tr("TowerLab models (*.towerlab);;All files (*)"));
    if (!path.isEmpty())
        workspace_->loadModel(path);
}

void MainWindow::saveModel() {
    const QString path = askWhereToSave(this, tr("Save the model"), tr("model"),
                                        {tr("TowerLab models (*.towerlab)")});
    if (!path.isEmpty())
        workspace_->saveModel(path);
}

void MainWindow::exportVectors(bool users) {
    const auto [path, kind] = askWhereAndHowToSave(
        this, users ? tr("Export user vectors") : tr("Export movie vectors"),
        users ? QStringLiteral("user_embeddings.csv") : QStringLiteral("movie_embeddings.csv"),
        {tr("CSV as in the article: the vector in one column (*.csv)"),
         users ? tr("CSV with a number per column, and who the user is (*.csv)")
               : tr("CSV with a number per column, and title, year and genres (*.csv)"),
         tr("NumPy array (*.npy)"),
         tr("Embedding Projector: vectors, and metadata beside them (*.tsv)")});
    if (!path.isEmpty())
        workspace_->exportVectors(path, users, static_cast<EmbeddingForm>(kind));
}

void MainWindow::showAbout() {
    AboutDialog dialog(this);
    dialog.exec();
}

void MainWindow::showFailure(const QString& title, const QString& text) {
    auto* box = new QMessageBox(QMessageBox::Warning, title, title, QMessageBox::Ok, this);
    box->setObjectName(QStringLiteral("failureBox"));
    box->setInformativeText(text);
    box->setTextFormat(Qt::PlainText); // it holds names of files and what they say
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

Losses MainWindow::lossesBy(bool quitting) const {
    return {workspace_->isTraining(), compare_->isRunning(),
            quitting ? training_->library()->unkept() : 0};
}

void MainWindow::leave(bool quitting, const std::function<void()>& then) {
    const Losses losses = lossesBy(quitting);
    const Leave answer = losses.any() ? askBeforeLeaving(this, losses) : Leave::Discard;
    if (answer == Leave::Stay)
        return;
    if (answer == Leave::Discard) {
        then();
        return;
    }
    training_->stop();
    compare_->stop();
    afterKeeping_ = [this, quitting, then] {
        if (quitting)
            training_->library()->keepAll(then); // not if one of them can't be written
        else
            then();
    };
    leaveIfIdle();
}

void MainWindow::leaveIfIdle() {
    if (!afterKeeping_ || workspace_->isTraining() || compare_->isRunning())
        return;
    const auto then = std::exchange(afterKeeping_, nullptr);
    then();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!leaving_ && lossesBy(true).any()) {
        event->ignore();
        leave(true, [this] {
            leaving_ = true;
            // Not from within this event, which Qt would take for the same closing.
            QMetaObject::invokeMethod(this, &QWidget::close, Qt::QueuedConnection);
        });
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
    opening_->openPath(path);
}

} // namespace towerlab::ui
