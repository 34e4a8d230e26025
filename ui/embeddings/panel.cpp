// SPDX-License-Identifier: MIT
#include "ui/embeddings/panel.h"

#include "ui/embeddings/bookmark_button.h"
#include "ui/embeddings/explained_card.h"
#include "ui/embeddings/flat_hint.h"
#include "ui/embeddings/hits_list.h"
#include "ui/embeddings/map_chooser.h"
#include "ui/embeddings/map_colours.h"
#include "ui/embeddings/map_look.h"
#include "ui/embeddings/map_moments.h"
#include "ui/embeddings/map_pane.h"
#include "ui/embeddings/map_plot.h"
#include "ui/embeddings/map_search.h"
#include "ui/embeddings/map_selection.h"
#include "ui/embeddings/map_table.h"
#include "ui/embeddings/map_tool_bar.h"
#include "ui/embeddings/time_bar.h"
#include "ui/jobs/job_runner.h"
#include "ui/plots/export_button.h"
#include "ui/runs/training.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/search_box.h"
#include "ui/widgets/theme.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

namespace towerlab::ui {
namespace {

constexpr int sideWidth = 268;
constexpr int widthForSide = 660;      ///< of the place, beside which the map can be read
constexpr int widthForCaptions = 1120; ///< of the place, in which all is written out

} // namespace

EmbeddingsPanel::EmbeddingsPanel(Workspace* workspace, Training* training, QWidget* parent)
    : Place(parent),
      workspace_(workspace),
      training_(training),
      stage_(new MapStage(this)),
      pointer_(new JobRunner(JobRunner::Results::Newest, this)) {
    setObjectName(QStringLiteral("embeddingsPanel"));
    connect(pointer_, &JobRunner::failed, workspace, &Workspace::failed);
    empty_ = new EmptyState(QStringLiteral("embeddings"), {}, {});
    empty_->setObjectName(QStringLiteral("embeddingsEmpty"));
    // Components while the run goes on; then neighbours draw together.
    connect(empty_, &EmptyState::triggered, this, [this] {
        stage_->first()->bar()->setKind(ProjectionKind::Tsne);
        setFocus(); // which goes on to the map: the button is about to go
        Q_EMIT watchRequested();
    });
    connect(empty_->addButton(tr("Go to Train"), "embeddingsTrain"), &QPushButton::clicked, this,
            &EmbeddingsPanel::trainRequested);
    stage_->setPanes(makePane("scatterPlot"), makePane("secondScatterPlot"));
    auto* map = new QWidget;
    auto* row = new QHBoxLayout(map);
    row->setContentsMargins(theme::spacing, theme::spacing, theme::spacing, theme::spacing);
    row->setSpacing(theme::spacing);
    row->addWidget(makeMap(), 1);
    row->addWidget(makeSide());
    stack_ = new QStackedWidget;
    stack_->addWidget(empty_);
    stack_->addWidget(map);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(stack_);
    makeParts();
    for (MapPane* pane : {stage_->first(), stage_->second()})
        connectPane(pane);
    changeSubject(Subject::Movies);
    connectWorkspace();
    connectTraining();
}

MapPlot* EmbeddingsPanel::plot() const { return stage_->first()->plot(); }

MapPane* EmbeddingsPanel::makePane(const char* plotName) {
    auto* pane = new MapPane(&stage_->state());
    MapPlot* plot = pane->plot();
    plot->setObjectName(QLatin1String(plotName));
    plot->setTitle([this] { return mapTitle(); });
    plot->setKeys([this] { return legendOf(stage_->state().colouring); });
    plot->setLargeTable([this, pane] {
        return [parts = MapTableParts{stage_->points(), pane->layout(), stage_->state().colouring,
                                      pane->kept()}] {
            return parts.points && parts.layout.size() == parts.points->size() ? tableOf(parts)
                                                                               : noPoints();
        };
    });
    return pane;
}

QWidget* EmbeddingsPanel::makeMap() {
    auto* card = new QWidget;
    theme::makeCard(card);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(theme::padding, 10, theme::padding, 8);
    column->setSpacing(4);
    column->addWidget(makeTools());
    flatHint_ = new FlatHint;
    connect(flatHint_, &FlatHint::clearMapRequested, this, &EmbeddingsPanel::clearMapRequested);
    column->addWidget(flatHint_);
    auto* row = new QHBoxLayout;
    row->setSpacing(theme::spacing);
    for (MapPane* pane : {stage_->first(), stage_->second()})
        row->addWidget(pane, 1);
    stage_->second()->hide();
    column->addLayout(row, 1);
    time_ = new TimeBar;
    column->addWidget(time_);
    return card;
}

QWidget* EmbeddingsPanel::makeSubjects() {
    auto* area = new QWidget;
    auto* row = new QHBoxLayout(area);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    subjects_ = new QButtonGroup(this);
    struct Kind {
        QString text;
        const char* name;
        QString help;
    };
    const std::array kinds = {
        Kind{tr("Movies"), "showMovies", tr("The vectors of the movies")},
        Kind{tr("Users"), "showUsers", tr("The vectors of the users")},
        Kind{tr("Both"), "showBoth",
             tr("Movies and users in one space, in which a user's vector points to the movies that "
                "the model recommends")}};
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        auto* button = new QPushButton(kinds[i].text);
        button->setObjectName(QLatin1String(kinds[i].name));
        button->setToolTip(kinds[i].help);
        button->setCheckable(true);
        button->setChecked(i == 0);
        subjects_->addButton(button, static_cast<int>(i));
        row->addWidget(button);
    }
    connect(subjects_, &QButtonGroup::idClicked, this,
            [this](int id) { changeSubject(static_cast<Subject>(id)); });
    return area;
}

QWidget* EmbeddingsPanel::makeMapTools() {
    auto* tools = new MapToolBar;
    connect(tools, &MapToolBar::toolChosen, this, [this](MapPlot::Tool tool) {
        for (MapPane* pane : {stage_->first(), stage_->second()})
            pane->plot()->setTool(tool);
    });
    connect(tools, &MapToolBar::wholeRequested, this, [this] {
        for (MapPane* pane : stage_->panes())
            pane->plot()->showEverything();
    });
    connect(tools, &MapToolBar::secondToggled, this, &EmbeddingsPanel::showSecondMap);
    bookmarks_ = new BookmarkButton([this] { return bookmarkHere(); });
    connect(bookmarks_, &BookmarkButton::chosen, this, &EmbeddingsPanel::goTo);
    tools->addButton(bookmarks_);
    return tools;
}

QWidget* EmbeddingsPanel::makeTools() {
    auto* area = new QWidget;
    auto* row = new QHBoxLayout(area);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    searchBox_ = new SearchBox;
    searchBox_->setObjectName(QStringLiteral("mapSearch"));
    searchBox_->setMinimumWidth(90);
    searchBox_->setMaximumWidth(300);
    row->addWidget(makeSubjects());
    row->addStretch(1);
    row->addWidget(searchBox_, 3);
    row->addWidget(makeMapTools());
    return area;
}

QWidget* EmbeddingsPanel::makeSide() {
    auto* side = new QWidget;
    theme::keepWidth(side, sideWidth);
    setSideColumn(side, preference::embeddingsSideShown, tr("Colours and Selection"), widthForSide);
    setFirstFocus(plot());
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::spacing);
    const auto addCard = [column](QWidget* content, int stretch) {
        auto* card = new QWidget;
        theme::makeCard(card);
        auto* inCard = new QVBoxLayout(card);
        inCard->setContentsMargins(theme::padding, 10, theme::padding, 10);
        inCard->setSpacing(6);
        inCard->addWidget(content);
        column->addWidget(card, stretch);
        return card;
    };
    look_ = new MapLook;
    hits_ = new HitsList;
    selection_ = new MapSelection;
    addCard(look_, 55);
    shares_ = new ExplainedCard([this] { return mapTitle(); });
    explained_ = addCard(shares_, 0);
    hitsCard_ = addCard(hits_, 30);
    hitsCard_->hide();
    addCard(selection_, 45);
    return side;
}

void EmbeddingsPanel::makeParts() {
    moments_ = new MapMoments(stage_, time_, workspace_, training_, this);
    colours_ = new MapColours(stage_, look_, moments_, this);
    search_ = new MapSearch(stage_, searchBox_, hits_, workspace_, this);
    chooser_ = new MapChooser(
        stage_, selection_, workspace_, [this] { return mapTitle(); }, this);
    connect(moments_, &MapMoments::momentShown, this, [this] {
        const auto& moments = moments_->replay().moments();
        const auto shown = static_cast<std::size_t>(time_->moment());
        if (shown < moments.size())
            shares_->setShares(moments[shown].explained);
    });
    connect(chooser_, &MapChooser::recommendRequested, this, &EmbeddingsPanel::recommendRequested);
    connect(search_, &MapSearch::shownChanged, hitsCard_, &QWidget::setVisible);
    connect(search_, &MapSearch::hitChosen, chooser_, &MapChooser::pick);
    connect(search_, &MapSearch::allChosen, this,
            [this](const std::vector<int>& points) { chooser_->choose(points, false); });
    for (const bool backwards : {false, true}) {
        auto* shortcut = new QShortcut(
            backwards ? QKeySequence(Qt::SHIFT | Qt::Key_F3) : QKeySequence(Qt::Key_F3), this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this,
                [this, backwards] { search_->walk(backwards); });
    }
}

void EmbeddingsPanel::connectPane(MapPane* pane) {
    connect(pane, &MapPane::failed, workspace_, &Workspace::failed);
    connect(pane, &MapPane::projectionChanged, this, &EmbeddingsPanel::showProjection);
    connect(pane, &MapPane::settled, this, &EmbeddingsPanel::showProjection);
    connect(pane, &MapPane::arrived, moments_, &MapMoments::showTug);
    MapPlot* plot = pane->plot();
    connect(plot, &MapPlot::picked, chooser_, &MapChooser::pick);
    connect(plot, &MapPlot::toggled, chooser_, &MapChooser::toggle);
    connect(plot, &MapPlot::areaSelected, chooser_, &MapChooser::choose);
    connect(plot, &MapPlot::cleared, this, [this] {
        look_->showAllGroups();
        chooser_->pick(-1);
    });
    connect(plot, &MapPlot::hovered, colours_, &MapColours::hoverOver);
    ProjectionBar* bar = pane->bar();
    const MapState& state = stage_->state();
    connect(bar, &ProjectionBar::poleToGroup, this, [this, pane, &state](Pole pole, int group) {
        std::vector<std::size_t> points;
        for (std::size_t i = 0; i < state.colouring.groupOf.size(); ++i)
            if (state.colouring.groupOf[i] == group)
                points.push_back(i);
        setPole(pane, pole, std::move(points),
                state.colouring.groups[static_cast<std::size_t>(group)].name);
    });
    connect(bar, &ProjectionBar::poleToHits, this, [this, pane, &state](Pole pole) {
        setPole(pane, pole, {state.hits.begin(), state.hits.end()},
                tr("“%1”").arg(search_->text()));
    });
    connect(bar, &ProjectionBar::poleToSelection, this, [this, pane, &state](Pole pole) {
        const auto count = static_cast<int>(state.chosen.size());
        setPole(pane, pole, {state.chosen.begin(), state.chosen.end()},
                count == 1 ? nameOf(*state.points, state.chosen.front())
                           : tr("%n selected", nullptr, count));
    });
    connect(bar, &ProjectionBar::poleCleared, this,
            [this, pane](Pole pole) { setPole(pane, pole, {}, {}); });
}

void EmbeddingsPanel::setPole(MapPane* pane, Pole pole, std::vector<std::size_t> points,
                              const QString& name) {
    if (points.empty() && !name.isEmpty())
        workspace_->tell(tr("There is nothing to make this end of an axis of"));
    else
        pane->setPole(pole, std::move(points), name);
}

void EmbeddingsPanel::connectWorkspace() {
    connect(workspace_, &Workspace::datasetChanged, this, [this] {
        look_->setSubject(subject_, workspace_->dataset().get());
        bookmarks_->setDataset(QString::fromStdString(workspace_->dataset()->name()));
    });
    connect(workspace_, &Workspace::recommenderChanged, this, &EmbeddingsPanel::refresh);
    connect(workspace_, &Workspace::trainingChanged, this, [this] {
        flatHint_->setRunPossible(workspace_->canTrain());
        tellWhatIsMissing();
    });
    refresh();
}

void EmbeddingsPanel::connectTraining() {
    connect(training_, &Training::vectorsBegun, this,
            [this](const std::shared_ptr<const Recommender>& initial) {
                initial_ = initial;
                liveFrames_.clear();
                if (const auto before = initial->model().frames()) // of the run that goes on
                    liveFrames_ = before->frames;
                if (isVisible())
                    beginLive();
            });
    connect(training_, &Training::frameTaken, this,
            [this](const std::shared_ptr<const VectorFrame>& frame) {
                liveFrames_.push_back(frame);
                if (moments_->isLive())
                    moments_->add(frame);
            });
    connect(training_, &Training::ended, this, [this] {
        initial_.reset();
        liveFrames_.clear();
        if (std::exchange(live_, false))
            refresh();
    });
}

void EmbeddingsPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (initial_ && !live_)
        beginLive();
    else if (stale_)
        refresh();
}

void EmbeddingsPanel::resizeEvent(QResizeEvent* event) {
    Place::resizeEvent(event);
    fitBars();
}

void EmbeddingsPanel::fitBars() {
    const bool roomy = width() >= theme::pixels(widthForCaptions) && stage_->second()->isHidden();
    for (MapPane* pane : {stage_->first(), stage_->second()})
        pane->bar()->setRoomy(roomy);
}

void EmbeddingsPanel::changeSubject(Subject subject) {
    subject_ = subject;
    clearMap();
    look_->setSubject(subject, workspace_->dataset().get());
    stage_->setNames(look_->regionNamesOn(), look_->pointNamesOn());
    searchBox_->clear();
    searchBox_->setPlaceholderText(subject == Subject::Users ? tr("Find a user")
                                                             : tr("Find a title"));
    searchBox_->setAccessibleName(searchBox_->placeholderText());
    if (live_)
        beginLive();
    else
        refresh();
}

void EmbeddingsPanel::refresh() {
    const auto recommender = workspace_->recommender();
    if (!recommender && !live_) {
        clearMap();
        stack_->setCurrentWidget(empty_);
    }
    tellWhatIsMissing();
    stale_ = recommender && !isVisible();
    if (recommender && !stale_)
        makePoints(recommender, live_ && workspace_->isTraining());
}

/// To be read where there is no map.
void EmbeddingsPanel::tellWhatIsMissing() {
    if (workspace_->recommender())
        empty_->setTexts(tr("The map is being made"),
                         tr("The directions in which the vectors differ most are worked out; the "
                            "map shows two of them."));
    else if (workspace_->isTraining())
        empty_->setTexts(tr("The first map is on its way"),
                         tr("A model is being trained; its vectors appear here as they move."));
    else
        empty_->setTexts(tr("No vectors yet"),
                         tr("Train a model, and its users and movies appear here as a map: what "
                            "is near each other has similar vectors. Watch it form from the first "
                            "step on."),
                         workspace_->canTrain() ? tr("Train and Watch It Form") : QString());
    const bool busy = workspace_->recommender() || workspace_->isTraining();
    empty_->setBusy(busy);
    empty_->findChild<QPushButton*>(QStringLiteral("embeddingsTrain"))->setVisible(!busy);
}

void EmbeddingsPanel::clearMap() {
    pointer_->abandon(); // what is still being made is of something else
    moments_->clear();
    stage_->clear();
}

/// A run is under way: its moments are shown as they come.
void EmbeddingsPanel::beginLive() {
    live_ = true;
    stale_ = false;
    flatHint_->hide();
    makePoints(initial_, true);
}

void EmbeddingsPanel::makePoints(const std::shared_ptr<const Recommender>& recommender, bool live) {
    pointer_->start({}, tr("The map could not be made"),
                    [this, recommender, live,
                     subject = subject_](const std::stop_token& stop,
                                         const ProgressCallback&) -> JobRunner::Outcome {
                        const auto points = makeMapPoints(recommender, subject, stop);
                        return [this, points, live] { adoptPoints(points, live); };
                    });
}

void EmbeddingsPanel::adoptPoints(const std::shared_ptr<const MapPoints>& points, bool live) {
    const bool first = !stage_->points();
    const bool begins = live && points->recommender == initial_;
    stage_->setPoints(points);
    stack_->setCurrentIndex(1);
    if (hasFocus())
        takeFocus(lastFocus()); // the map could not have it before
    for (MapPane* pane : stage_->panes()) {
        if (begins)
            pane->awaitMoments();
        else if (live) // the map goes on as moments come
            pane->renewPoints();
        else
            pane->pointsChanged(!first);
    }
    colours_->refresh();
    if (begins)
        moments_->beginLive(points, liveFrames_);
    else if (!live)
        moments_->load(points);
    search_->search();
    chooser_->follow(subject_ != Subject::Users);
    showProjection();
}

/// What depends on the projection of the first map.
void EmbeddingsPanel::showProjection() {
    moments_->showBar();
    explained_->setVisible(stage_->first()->bar()->kind() == ProjectionKind::Components);
    const auto pca = stage_->first()->pca();
    if (!pca || !stage_->points())
        return;
    if (!live_)
        flatHint_->judge(*pca, stage_->points()->recommender->model().record().settings.model);
    shares_->setShares(pca->explained);
}

void EmbeddingsPanel::showSecondMap(bool on) {
    MapPane* second = stage_->second();
    second->setVisible(on);
    fitBars();
    if (!on || !stage_->points())
        return;
    if (stage_->first()->bar()->kind() == second->bar()->kind())
        second->bar()->setKind(ProjectionKind::Tsne);
    second->pointsChanged(false);
}

std::optional<Bookmark> EmbeddingsPanel::bookmarkHere() const {
    if (!stage_->points())
        return std::nullopt;
    Bookmark bookmark = stage_->first()->bookmark();
    bookmark.subject = subject_;
    bookmark.colourBy = look_->colourBy();
    return bookmark;
}

void EmbeddingsPanel::goTo(const Bookmark& bookmark) {
    if (bookmark.subject != subject_) {
        subjects_->button(static_cast<int>(bookmark.subject))->setChecked(true);
        changeSubject(bookmark.subject);
    }
    look_->setColourBy(bookmark.colourBy);
    stage_->first()->goTo(bookmark);
    showProjection();
}

QString EmbeddingsPanel::mapTitle() const {
    if (!stage_->points())
        return tr("Map of the vectors");
    const QString name = QString::fromStdString(stage_->points()->dataset().name());
    switch (subject_) {
    case Subject::Movies:
        return tr("%1: vectors of the movies").arg(name);
    case Subject::Users:
        return tr("%1: vectors of the users").arg(name);
    case Subject::Both:
        break;
    }
    return tr("%1: vectors of the movies and users").arg(name);
}

} // namespace towerlab::ui
