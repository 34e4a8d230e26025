// SPDX-License-Identifier: MIT
#include "ui/embeddings/panel.h"

#include "core/recommend/similar.h"
#include "ui/data/history_model.h"
#include "ui/data/movies_model.h"
#include "ui/embeddings/flat_hint.h"
#include "ui/embeddings/map_axes.h"
#include "ui/embeddings/map_look.h"
#include "ui/embeddings/map_selection.h"
#include "ui/embeddings/map_table.h"
#include "ui/embeddings/point_texts.h"
#include "ui/jobs/job_runner.h"
#include "ui/plots/bar_plot.h"
#include "ui/plots/scatter_plot.h"
#include "ui/widgets/busy_sign.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/search_box.h"
#include "ui/widgets/search_text.h"
#include "ui/widgets/theme.h"

#include <QButtonGroup>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>
#include <utility>

namespace towerlab::ui {
namespace {

constexpr std::size_t neighboursShown = 8;
constexpr std::size_t labelsTried = 60;
constexpr int sideWidth = 268;
constexpr int widthForSide = 660; ///< of the place, beside which the map can be read

QLabel* caption(const QString& text) {
    auto* label = new QLabel(text);
    theme::makeCaption(label);
    return label;
}

} // namespace

EmbeddingsPanel::EmbeddingsPanel(Workspace* workspace, QWidget* parent)
    : Place(parent),
      workspace_(workspace),
      mapper_(new JobRunner(JobRunner::Results::Newest, this)),
      finder_(new JobRunner(JobRunner::Results::Newest, this)) {
    setObjectName(QStringLiteral("embeddingsPanel"));
    for (JobRunner* runner : {mapper_, finder_})
        connect(runner, &JobRunner::failed, workspace, &Workspace::failed);
    connect(mapper_, &JobRunner::finished, this, &EmbeddingsPanel::endMap);
    empty_ = new EmptyState(QStringLiteral("embeddings"), {}, {});
    empty_->setObjectName(QStringLiteral("embeddingsEmpty"));
    connect(empty_, &EmptyState::triggered, this, &EmbeddingsPanel::trainRequested);
    plot_ = new ScatterPlot;
    plot_->setObjectName(QStringLiteral("scatterPlot"));
    plot_->setAccessibleName(tr("Map of the vectors"));
    plot_->setTexts(
        [this](int point) {
            return pointHint(*map_->of.recommender, subject_,
                             map_->indexOfPoint[static_cast<std::size_t>(point)]);
        },
        [this](int point) {
            return pointName(*map_->of.recommender, subject_,
                             map_->indexOfPoint[static_cast<std::size_t>(point)]);
        });
    plot_->setTitle([this] { return mapTitle(); });
    plot_->setKeys([this] { return legendOf(map_ ? map_->colouring : Colouring()); });
    plot_->setLargeTable(
        [this] { return [map = map_] { return map ? tableOf(*map) : CsvTable(); }; });
    connect(plot_, &ScatterPlot::picked, this, &EmbeddingsPanel::pick);

    auto* card = new QWidget;
    theme::makeCard(card);
    auto* inCard = new QVBoxLayout(card);
    inCard->setContentsMargins(theme::padding, 10, theme::padding, 8);
    inCard->setSpacing(4);
    inCard->addWidget(makeTools());
    flatHint_ = new FlatHint;
    connect(flatHint_, &FlatHint::clearMapRequested, this, &EmbeddingsPanel::clearMapRequested);
    inCard->addWidget(flatHint_);
    busy_ = new BusySign;
    auto* plotAndSign = new QGridLayout;
    plotAndSign->addWidget(plot_, 0, 0);
    plotAndSign->addWidget(busy_, 0, 0, Qt::AlignCenter);
    inCard->addLayout(plotAndSign, 1);
    caption_ = caption({});
    caption_->setObjectName(QStringLiteral("mapCaption"));
    inCard->addWidget(caption_);
    auto* map = new QWidget;
    auto* row = new QHBoxLayout(map);
    row->setContentsMargins(theme::spacing, theme::spacing, theme::spacing, theme::spacing);
    row->setSpacing(theme::spacing);
    row->addWidget(card, 1);
    row->addWidget(makeSide());
    stack_ = new QStackedWidget;
    stack_->addWidget(empty_);
    stack_->addWidget(map);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(stack_);
    changeSubject(Subject::Movies);
    connectWorkspace();
}

QWidget* EmbeddingsPanel::makeTools() {
    auto* area = new QWidget;
    auto* row = new QHBoxLayout(area);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    subjects_ = new QButtonGroup(this);
    const std::array<std::pair<QString, QString>, 2> kinds = {
        {{tr("Movies"), QStringLiteral("movie")}, {tr("Users"), QStringLiteral("user")}}};
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        auto* button = new QPushButton(kinds[i].first);
        button->setObjectName(i == 0 ? QStringLiteral("showMovies") : QStringLiteral("showUsers"));
        button->setIcon(theme::icon(kinds[i].second));
        button->setCheckable(true);
        button->setChecked(i == 0);
        subjects_->addButton(button, static_cast<int>(i));
        row->addWidget(button);
    }
    connect(subjects_, &QButtonGroup::idClicked, this,
            [this](int id) { changeSubject(static_cast<Subject>(id)); });

    axes_ = new MapAxes;
    connect(axes_, &MapAxes::changed, this, [this] { makeMapAnew(false); });
    row->addSpacing(8);
    row->addWidget(axes_);
    row->addStretch(1);
    search_ = new SearchBox;
    search_->setObjectName(QStringLiteral("mapSearch"));
    search_->setMinimumWidth(90);
    search_->setMaximumWidth(240);
    searchDelay_ = new QTimer(this);
    searchDelay_->setSingleShot(true);
    searchDelay_->setInterval(150);
    connect(search_, &QLineEdit::textChanged, searchDelay_, qOverload<>(&QTimer::start));
    connect(searchDelay_, &QTimer::timeout, this, &EmbeddingsPanel::showMarks);
    found_ = caption({});
    found_->setObjectName(QStringLiteral("mapFound"));
    row->addWidget(found_);
    row->addWidget(search_, 2);
    auto* whole = new QToolButton;
    whole->setIcon(theme::icon(QStringLiteral("reset")));
    whole->setToolTip(tr("Show the whole map again (double click on the map)"));
    whole->setAccessibleName(tr("Show the whole map"));
    connect(whole, &QToolButton::clicked, plot_, &ScatterPlot::showEverything);
    row->addWidget(whole);
    row->addWidget(plot_->makeExportButton(tr("Export the map")));
    return area;
}

QWidget* EmbeddingsPanel::makeSide() {
    auto* side = new QWidget;
    theme::keepWidth(side, sideWidth);
    setSideColumn(side, preference::embeddingsSideShown, tr("Colours and Selection"), widthForSide);
    setFirstFocus(plot_);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::spacing);
    const auto addCard = [column](int stretch) {
        auto* card = new QWidget;
        theme::makeCard(card);
        auto* inCard = new QVBoxLayout(card);
        inCard->setContentsMargins(theme::padding, 10, theme::padding, 10);
        inCard->setSpacing(6);
        column->addWidget(card, stretch);
        return inCard;
    };
    look_ = new MapLook;
    connect(look_, &MapLook::pointsChanged, this, [this] { makeMapAnew(true); });
    connect(look_, &MapLook::labelsChanged, this, &EmbeddingsPanel::showLabels);
    connect(look_, &MapLook::pickedChanged, this, &EmbeddingsPanel::showMarks);
    addCard(68)->addWidget(look_);

    QVBoxLayout* explained = addCard(0);
    auto* heading = new QLabel(tr("Explained variance"));
    heading->setToolTip(tr("The share of all variation that each component shows. If both axes of "
                           "the map together show little, nearness on it says little."));
    theme::makeHeading(heading);
    variance_ = new BarPlot(Qt::Vertical);
    variance_->setObjectName(QStringLiteral("explainedVariance"));
    variance_->setPercent(true);
    variance_->setFixedHeight(92);
    variance_->setAccessibleName(heading->text());
    variance_->setTitle(
        [this, name = heading->text()] { return tr("%1: %2").arg(mapTitle(), name.toLower()); });
    variance_->setAxes({"component", tr("Component")},
                       {"explained_variance_ratio", tr("Explained variance")});
    auto* head = new QHBoxLayout;
    head->addWidget(heading, 1);
    head->addWidget(variance_->makeExportButton(tr("Export the plot: %1").arg(heading->text())));
    explained->addLayout(head);
    explained->addWidget(variance_, 1);

    selection_ = new MapSelection;
    connect(selection_, &MapSelection::neighbourChosen, this, [this](std::size_t index) {
        if (map_ && index < map_->pointOfIndex.size()) // the map may have been cleared since
            pick(map_->pointOfIndex[index]);
    });
    addCard(32)->addWidget(selection_);
    return side;
}

void EmbeddingsPanel::connectWorkspace() {
    connect(workspace_, &Workspace::datasetChanged, this,
            [this] { look_->setSubject(subject_, workspace_->dataset().get()); });
    connect(workspace_, &Workspace::recommenderChanged, this, &EmbeddingsPanel::refresh);
    connect(workspace_, &Workspace::trainingChanged, this, [this] {
        flatHint_->setRunPossible(workspace_->canTrain());
        tellWhatIsMissing();
    });
    connect(workspace_, &Workspace::selectedUserChanged, this, [this] {
        if (subject_ == Subject::Users)
            showSelection();
    });
    connect(workspace_, &Workspace::selectedMovieChanged, this, [this] {
        if (subject_ == Subject::Movies)
            showSelection();
    });
    refresh();
}

void EmbeddingsPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (selectionStale_)
        showSelection();
    if (stale_)
        refresh();
}

void EmbeddingsPanel::resizeEvent(QResizeEvent* event) {
    Place::resizeEvent(event);
    constexpr int widthForCaptions = 1120;
    axes_->setRoomy(width() >= theme::pixels(widthForCaptions));
}

void EmbeddingsPanel::changeSubject(Subject subject) {
    subject_ = subject;
    clearMap();
    look_->setSubject(subject, workspace_->dataset().get());
    const bool movies = subject == Subject::Movies;
    search_->clear();
    search_->setPlaceholderText(movies ? tr("Find a title") : tr("Find a user"));
    search_->setAccessibleName(search_->placeholderText());
    refresh();
}

void EmbeddingsPanel::refresh() {
    if (!workspace_->recommender()) {
        clearMap();
        stack_->setCurrentWidget(empty_);
    }
    tellWhatIsMissing();
    stale_ = workspace_->recommender() && !isVisible();
    if (workspace_->recommender() && !stale_)
        startMap();
}

/// To be read where there is no map.
void EmbeddingsPanel::tellWhatIsMissing() {
    if (workspace_->recommender())
        empty_->setTexts(tr("The map is being made"),
                         tr("The directions in which the vectors differ most are worked out; the "
                            "map shows two of them."));
    else if (workspace_->isTraining())
        empty_->setTexts(tr("The first map is on its way"),
                         tr("A model is being trained; each epoch that ends brings a new map."));
    else
        empty_->setTexts(tr("No vectors yet"),
                         tr("Train a model, and its users and movies appear here as a map: what "
                            "is near each other has similar vectors."),
                         tr("Go to Train"));
    empty_->setBusy(workspace_->recommender() || workspace_->isTraining());
}

void EmbeddingsPanel::clearMap() {
    mapper_->abandon(); // what is still being made is of something else
    finder_->abandon();
    mapping_ = false;
    mapAgain_ = false;
    busy_->setBusy({});
    plot_->setPoints({}, {}, false); // at once: it would ask for names that are gone
    map_.reset();
    found_->clear();
    caption_->clear();
    selection_->showNothing({}, {});
}

void EmbeddingsPanel::makeMapAnew(bool keepView) {
    if (!map_)
        return; // one that is as it is wished now is on its way, or will be
    keepView_ = keepView_ && keepView;
    busy_->setBusy(tr("The map is being made…"));
    startMap();
}

void EmbeddingsPanel::startMap() {
    if (mapping_) { // let it end, or a map that changes faster than that would never be seen
        mapAgain_ = true;
        return;
    }
    mapping_ = true;
    if (!map_)
        busy_->setBusy(tr("The map is being made…"));
    const auto recommender = workspace_->recommender();
    const bool same = map_ && map_->of.recommender == recommender;
    const MapWish wish = {recommender,       subject_,         same ? map_->of.pca : nullptr,
                          look_->colourBy(), look_->sizesOn(), axes_->across(),
                          axes_->up()};
    mapper_->start({}, tr("The map could not be made"),
                   [this, wish, keepView = std::exchange(keepView_, true)](
                       const std::stop_token& stop, const ProgressCallback&) {
                       const auto map = std::make_shared<const MapContents>(makeMap(wish, stop));
                       return [this, map, keepView] { adopt(map, keepView); };
                   });
}

void EmbeddingsPanel::endMap() {
    mapping_ = false;
    if (std::exchange(mapAgain_, false))
        refresh();
    else
        busy_->setBusy({});
}

void EmbeddingsPanel::adopt(std::shared_ptr<const MapContents> map, bool keepView) {
    const bool sameKind = map_ != nullptr; // of movies, or of users
    const bool sameVectors = map_ && map_->of.pca == map->of.pca;
    map_ = std::move(map);
    stack_->setCurrentIndex(1);
    if (hasFocus())
        takeFocus(lastFocus()); // the map could not have it before
    if (!sameVectors)
        showComponents();
    const PcaResult& pca = *map_->of.pca;
    const std::size_t x = map_->of.across;
    const std::size_t y = map_->of.up;
    look_->setColouring(map_->colouring);
    plot_->setPoints(map_->points, map_->colouring.colours(), keepView && sameKind);
    plot_->setAxisLabels(tr("Component %1").arg(x + 1), tr("Component %1").arg(y + 1));
    const double share = x == y ? pca.explained[x] : pca.explained[x] + pca.explained[y];
    caption_->setText(
        tr("%1 %2 · these two axes show %3 % of the variance · wheel and drag to zoom and pan")
            .arg(QLocale().toString(static_cast<qulonglong>(map_->points.size())),
                 subject_ == Subject::Movies ? tr("movies") : tr("users"),
                 QLocale().toString(100 * share, 'f', 1)));
    showLabels();
    showMarks();
    showSelection();
}

void EmbeddingsPanel::showComponents() {
    const PcaResult& pca = *map_->of.pca;
    flatHint_->judge(pca, map_->of.recommender->model().record().settings.model);
    QVector<BarPlot::Bar> bars;
    axes_->setShares(pca.explained, map_->of.across, map_->of.up);
    for (std::size_t k = 0; k < pca.components; ++k) {
        const QString share = QLocale().toString(100 * pca.explained[k], 'f', 1);
        bars.push_back({QString::number(k + 1), pca.explained[k],
                        tr("Component %1 shows %2 % of the variance").arg(k + 1).arg(share)});
    }
    variance_->setBars(bars);
}

void EmbeddingsPanel::showLabels() {
    std::vector<int> points;
    if (map_ && look_->labelsOn()) {
        points.resize(std::min(labelsTried, map_->points.size()));
        std::iota(points.begin(), points.end(), 0); // points are ordered by number of ratings
    }
    plot_->setLabelled(std::move(points));
}

void EmbeddingsPanel::showMarks() {
    finder_->abandon();
    const QStringList words = searchWords(search_->text());
    const std::vector<int> groups = look_->pickedGroups();
    found_->clear();
    if (!map_ || (words.isEmpty() && groups.empty())) {
        plot_->setMarks({});
        return;
    }
    finder_->start({}, tr("The map could not be searched"),
                   [this, map = map_, words, groups, dataset = workspace_->dataset()](
                       const std::stop_token& stop, const ProgressCallback&) {
                       auto marks = marksOf(*map, dataset, words, groups, stop);
                       return [this, map, marks = std::move(marks)] {
                           if (map == map_)
                               adoptMarks(marks);
                       };
                   });
}

void EmbeddingsPanel::adoptMarks(std::vector<bool> marks) {
    found_->setText(
        tr("%1 found")
            .arg(QLocale().toString(qlonglong{std::count(marks.begin(), marks.end(), true)})));
    plot_->setMarks(std::move(marks));
}

std::optional<std::size_t> EmbeddingsPanel::rowOfPoint(int point) const {
    if (point < 0)
        return std::nullopt;
    return map_->rowOf(map_->indexOfPoint[static_cast<std::size_t>(point)]);
}

int EmbeddingsPanel::pointOfRow(std::size_t row) const {
    const Encoding& encoding = map_->of.recommender->encoding();
    const std::int32_t index =
        subject_ == Subject::Movies ? encoding.movieIndex(row) : encoding.userIndex(row);
    return index < 0 ? -1 : map_->pointOfIndex[static_cast<std::size_t>(index)];
}

void EmbeddingsPanel::pick(int point) {
    if (!map_)
        return;
    const auto row = rowOfPoint(point);
    if (subject_ == Subject::Movies)
        workspace_->selectMovie(row);
    else
        workspace_->selectUser(row);
}

QString EmbeddingsPanel::mapTitle() const {
    if (!map_)
        return plot_->accessibleName();
    return (subject_ == Subject::Movies ? tr("%1: vectors of the movies")
                                        : tr("%1: vectors of the users"))
        .arg(QString::fromStdString(map_->of.recommender->dataset().name()));
}

void EmbeddingsPanel::showSelection() {
    if (!map_)
        return;
    selectionStale_ = !isVisible(); // it takes a moment, which nobody needs to wait for elsewhere
    if (selectionStale_)
        return;
    const bool movies = subject_ == Subject::Movies;
    const auto row = movies ? workspace_->selectedMovie() : workspace_->selectedUser();
    const int point = row ? pointOfRow(*row) : -1;
    plot_->setSelected(point);
    if (point < 0) {
        selection_->showNothing(
            movies ? tr("Click a movie") : tr("Click a user"),
            row ? tr("The one selected elsewhere has no vector: no rating of it took part.")
                : tr("Its nearest neighbours in the full space appear here."));
        return;
    }
    const std::size_t index = map_->indexOfPoint[static_cast<std::size_t>(point)];
    const QString facts = pointHint(*map_->of.recommender, subject_, index);
    selection_->showEntry(pointName(*map_->of.recommender, subject_, index),
                          movies ? facts.section(u'\n', 1) : facts.section(u'·', 1).trimmed(),
                          neighboursOf(index));
}

QVector<MapSelection::Entry> EmbeddingsPanel::neighboursOf(std::size_t index) const {
    const Recommender& recommender = *map_->of.recommender;
    const EmbeddingTable& table =
        subject_ == Subject::Movies ? recommender.movieVectors() : recommender.userVectors();
    QVector<MapSelection::Entry> entries;
    const auto shown = [this](std::size_t other) { return map_->pointOfIndex[other] >= 0; };
    for (const Neighbour& near : nearestNeighbours(table, index, neighboursShown, shown))
        entries.push_back({near.index, double{near.similarity},
                           pointName(*map_->of.recommender, subject_, near.index),
                           pointHint(*map_->of.recommender, subject_, near.index)});
    return entries;
}

} // namespace towerlab::ui
