// SPDX-License-Identifier: MIT
#include "ui/inspect/panel.h"

#include "ui/data/rating_text.h"
#include "ui/embeddings/time_bar.h"
#include "ui/inspect/colour_key.h"
#include "ui/inspect/detail_pane.h"
#include "ui/inspect/formula.h"
#include "ui/inspect/health_watch.h"
#include "ui/inspect/lesson_view.h"
#include "ui/inspect/pair_side.h"
#include "ui/inspect/picture_words.h"
#include "ui/inspect/small_lines.h"
#include "ui/inspect/step_bar.h"
#include "ui/inspect/step_walk.h"
#include "ui/inspect/tower_picture.h"
#include "ui/inspect/what_if_form.h"
#include "ui/runs/run_text.h"
#include "ui/towers/tower_text.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/vertical_scroll_area.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

#include <utility>

namespace towerlab::ui {
namespace {

/// Parts that other places have, too, get names of their own.
void rename(QWidget* parts) {
    const auto name = [](QWidget* widget) {
        const QString old = widget->objectName();
        if (!old.isEmpty() && !old.startsWith(QLatin1String("qt_")) &&
            !old.startsWith(QLatin1String("inspect")))
            widget->setObjectName(QStringLiteral("inspect_%1").arg(old));
    };
    for (QWidget* widget : parts->findChildren<QWidget*>())
        name(widget);
    name(parts);
}

constexpr int sideWidth = 300;
constexpr int widthForSide = 860; ///< of the place, beside which the picture can be read

} // namespace

InspectPanel::InspectPanel(Workspace* workspace, Training* training, QWidget* parent)
    : Place(parent),
      workspace_(workspace),
      training_(training),
      state_(new JourneyState(workspace, this)),
      health_(new HealthWatch(this)) {
    setObjectName(QStringLiteral("inspectPanel"));
    auto* empty = new EmptyState(
        QStringLiteral("inspect"), tr("Nothing to look into yet"),
        tr("Open the built-in demo data, or a folder of your own from the File menu. The two "
           "towers are drawn at once; once a model is trained, its numbers flow through them."),
        tr("Open the demo data"));
    connect(empty, &EmptyState::triggered, workspace_, &Workspace::openDemo);
    auto* inspect = new QWidget;
    auto* row = new QHBoxLayout(inspect);
    row->setContentsMargins(theme::spacing, theme::spacing, theme::spacing, theme::spacing);
    row->setSpacing(theme::spacing);
    row->addWidget(makeSide());
    row->addWidget(makeMain(), 1);
    pages_ = new QStackedWidget;
    pages_->addWidget(empty);
    pages_->addWidget(inspect);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(pages_);
    walk_ = new StepWalk(state_, workspace_, training_, picture_, steps_, detail_, this);
    setFirstFocus(picture_);
    connectParts();
    connectLessons();
    connectWorkspace();
}

QWidget* InspectPanel::makeSide() {
    auto* card = new QWidget;
    theme::makeCard(card);
    theme::keepWidth(card, sideWidth);
    pairs_ = new PairSide;
    rename(pairs_);
    whatIf_ = new WhatIfForm;
    lessons_ = new LessonView;
    auto* scroll = new VerticalScrollArea;
    scroll->setContents(whatIf_);
    side_ = new QTabWidget;
    side_->setObjectName(QStringLiteral("inspectSide"));
    side_->setDocumentMode(true);
    side_->addTab(pairs_, tr("Rating"));
    side_->addTab(scroll, tr("What if"));
    side_->addTab(lessons_, tr("Lessons"));
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(10, 8, 10, 10);
    column->addWidget(side_);
    setSideColumn(card, preference::inspectSideShown, tr("Rating, What If and Lessons"),
                  widthForSide);
    return card;
}

QWidget* InspectPanel::makeHead() {
    title_ = new ElidedLabel;
    title_->setObjectName(QStringLiteral("inspectTitle"));
    theme::makeHeading(title_);
    caption_ = new ElidedLabel;
    caption_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    caption_->setObjectName(QStringLiteral("inspectCaption"));
    theme::makeCaption(caption_);
    auto* head = new QWidget;
    auto* column = new QHBoxLayout(head);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::spacing);
    time_ = new TimeBar(TimeBar::Tools::TimeOnly);
    time_->setMaximumWidth(theme::pixels(290));
    rename(time_);
    column->addWidget(title_, 4);
    column->addWidget(caption_, 3);
    column->addWidget(time_, 4);
    return head;
}

QWidget* InspectPanel::makeNote() {
    note_ = new QWidget;
    note_->setObjectName(QStringLiteral("inspectNote"));
    theme::makeNote(note_);
    noteText_ = new QLabel;
    noteText_->setObjectName(QStringLiteral("inspectNoteText"));
    noteText_->setWordWrap(true);
    noteButton_ = new QPushButton(tr("Go to Train"));
    noteButton_->setObjectName(QStringLiteral("inspectTrain"));
    connect(noteButton_, &QPushButton::clicked, this, &InspectPanel::trainRequested);
    auto* row = new QHBoxLayout(note_);
    row->setContentsMargins(10, 5, 8, 5);
    row->addWidget(noteText_, 1);
    row->addWidget(noteButton_);
    return note_;
}

QWidget* InspectPanel::makeMain() {
    picture_ = new TowerPicture;
    scroll_ = new QScrollArea;
    scroll_->setObjectName(QStringLiteral("inspectScroll"));
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setWidgetResizable(true);
    scroll_->setFocusPolicy(Qt::NoFocus);
    scroll_->viewport()->setAutoFillBackground(false);
    scroll_->setWidget(picture_);
    picture_->setAutoFillBackground(false); // which setWidget() switched on
    formula_ = new QLabel;
    formula_->setObjectName(QStringLiteral("inspectFormula"));
    formula_->setWordWrap(true);
    formula_->setTextFormat(Qt::PlainText);
    formula_->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    formula_->setMinimumHeight(2 * fontMetrics().height() + 6);
    key_ = new ColourKey;
    steps_ = new StepBar;
    detail_ = new DetailPane;
    auto* upper = new QWidget;
    theme::makeCard(upper);
    auto* column = new QVBoxLayout(upper);
    column->setContentsMargins(theme::padding, 8, theme::padding, 8);
    column->setSpacing(5);
    column->addWidget(makeHead());
    column->addWidget(makeNote());
    column->addWidget(scroll_, 1);
    column->addWidget(key_);
    column->addWidget(formula_);
    column->addWidget(steps_);
    detailCard_ = new QWidget;
    theme::makeCard(detailCard_);
    auto* below = new QVBoxLayout(detailCard_);
    below->setContentsMargins(theme::padding, 4, theme::padding, 8);
    below->addWidget(detail_);
    detailCard_->hide();
    auto* splitter = new QSplitter(Qt::Vertical);
    splitter->setHandleWidth(theme::spacing);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(upper);
    splitter->addWidget(detailCard_);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 0);
    splitter->setSizes({540, 168});
    rememberSizes(splitter, preference::inspectSplitter);
    return splitter;
}

void InspectPanel::connectParts() {
    connect(pairs_, &PairSide::userChosen, workspace_, &Workspace::selectUser);
    connect(pairs_, &PairSide::movieChosen, workspace_, &Workspace::selectMovie);
    connect(pairs_, &PairSide::failed, workspace_, &Workspace::failed);
    connect(health_, &HealthWatch::failed, workspace_, &Workspace::failed);
    connect(health_, &HealthWatch::known, this, &InspectPanel::showHealth);
    connect(whatIf_, &WhatIfForm::changed, this, [this] {
        walk_->leave();
        const WhatIf whatIf = whatIf_->whatIf();
        state_->setWhatIf(whatIf);
        for (const WhatIf::Change& change : whatIf.changes)
            lessons_->happened(LessonTask::Kind::WhatIf, sideName(change.side));
        if (whatIf.userHistory != HistoryReading::All)
            lessons_->happened(LessonTask::Kind::WhatIf, sideName(Side::User));
    });
    connect(whatIf_, &WhatIfForm::comparisonToggled, state_, &JourneyState::hold);
    connect(state_, &JourneyState::modelChanged, this, &InspectPanel::adoptModel);
    connect(state_, &JourneyState::journeyChanged, this, &InspectPanel::showNumbers);
    connect(walk_, &StepWalk::changed, this, &InspectPanel::showNumbers);
    connect(picture_, &TowerPicture::currentChanged, this, &InspectPanel::showCurrent);
    connect(steps_, &StepBar::textChanged, this, [this] { showCurrent({}); });
    connect(walk_, &StepWalk::tableShown, detailCard_, &QWidget::show);
    connect(detail_, &DetailPane::closeRequested, detailCard_, &QWidget::hide);
    connect(picture_, &TowerPicture::boxClicked, this, &InspectPanel::showBox);
    connect(time_, &TimeBar::momentChanged, this, [this](int moment) {
        state_->showMoment(moment);
        if (const auto inspector = state_->inspector())
            workspace_->selectMoment(inspector->model().record().keptEpoch);
        lessons_->happened(LessonTask::Kind::Moment,
                           moment == 0 ? QStringLiteral("first") : QStringLiteral("later"));
    });
    picture_->setLines([this](const SceneBox& box) {
        const auto inspector = shownInspector();
        std::optional<float> given = walk_->given();
        const auto dataset = workspace_->dataset();
        if (!walk_->isOn() && dataset && workspace_->selectedUser() && workspace_->selectedMovie())
            given =
                givenRating(*dataset, *workspace_->selectedUser(), *workspace_->selectedMovie());
        return PictureWords::of(box, inspector.get(), numbers_.get(), dataset.get(), given);
    });
}

void InspectPanel::connectLessons() {
    connect(lessons_, &LessonView::lightsChanged, this, &InspectPanel::showLights);
    connect(lessons_, &LessonView::lightsChanged, this, [this] { // what is done need not be asked
        if (workspace_->recommender())
            lessons_->trained(workspace_->recommender()->model().record().settings);
        if (state_->pair())
            lessons_->happened(LessonTask::Kind::Pair);
    });
    connect(lessons_, &LessonView::runRequested, this, &InspectPanel::runRequested);
    connect(walk_, &StepWalk::taken, this, [this] { lessons_->happened(LessonTask::Kind::Step); });
    connect(walk_, &StepWalk::stageShown, this,
            [this](const QString& id) { lessons_->happened(LessonTask::Kind::Stage, id); });
    connect(training_, &Training::ended, this, [this](quint64, bool kept) {
        if (kept && workspace_->recommender())
            lessons_->trained(workspace_->recommender()->model().record().settings);
    });
}

void InspectPanel::connectWorkspace() {
    connect(workspace_, &Workspace::datasetChanged, this, [this] {
        pairs_->setDataset(workspace_->dataset());
        health_->clear();
        pages_->setCurrentIndex(workspace_->dataset() ? 1 : 0);
        refresh();
    });
    connect(workspace_, &Workspace::vocabularyChanged, this, &InspectPanel::refresh);
    connect(workspace_, &Workspace::recommenderChanged, this, &InspectPanel::refresh);
    connect(workspace_, &Workspace::trainingChanged, this, &InspectPanel::showNote);
    connect(workspace_, &Workspace::selectedUserChanged, this, [this] {
        pairs_->markUser(workspace_->selectedUser());
        pairs_->markMovie(workspace_->selectedMovie());
        adoptPair();
    });
    connect(workspace_, &Workspace::selectedMovieChanged, this, [this] {
        pairs_->markMovie(workspace_->selectedMovie());
        adoptPair();
    });
    connect(workspace_, &Workspace::selectedMomentChanged, this,
            [this](std::optional<double> epochs) {
                if (!stale_)
                    state_->goTo(epochs);
            });
}

void InspectPanel::placeShown(const QString& name) {
    lessons_->happened(LessonTask::Kind::Place, name);
}

void InspectPanel::setSettings(const RunSettings& settings) {
    settings_ = settings;
    if (!state_->inspector())
        refresh();
}

void InspectPanel::showEvent(QShowEvent* event) {
    Place::showEvent(event);
    if (stale_)
        refresh();
}

void InspectPanel::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && walk_->isOn())
        walk_->leave();
    else
        Place::keyPressEvent(event);
}

/// Another model, other data, or other settings of a run to come.
void InspectPanel::refresh() {
    stale_ = !isVisible();
    if (stale_ || !workspace_->dataset())
        return;
    state_->takeModel();
}

void InspectPanel::adoptModel() {
    showPlan();
    const auto inspector = state_->inspector();
    whatIf_->setInspector(inspector);
    walk_->setSource(inspector ? inspector->model().record().settings : settings_);
    if (time_->count() != static_cast<int>(state_->moments().size()))
        time_->setCount(static_cast<int>(state_->moments().size()), false);
    if (inspector) {
        health_->measure(workspace_->dataset(), state_->moments());
        time_->setMoment(state_->moment());
    }
    showMoment();
    showHealth();
    showNote();
}

void InspectPanel::adoptPair() {
    if (stale_)
        return;
    if (walk_->isOn())
        walk_->leave();
    state_->update();
    walk_->updateBar();
    showNote();
    if (state_->pair())
        lessons_->happened(LessonTask::Kind::Pair);
}

void InspectPanel::showPlan() {
    const auto inspector = state_->inspector();
    const auto vocabulary = workspace_->vocabulary();
    std::optional<NetPlan> plan;
    if (inspector)
        plan = inspector->plan();
    else if (vocabulary)
        plan = netPlan(*vocabulary, settings_);
    picture_->setPlan(plan);
    lessons_->setPlan(plan);
    showLights(lights_);
}

std::shared_ptr<const Inspector> InspectPanel::shownInspector() const {
    return walk_->isOn() ? walk_->inspector() : state_->inspector();
}

void InspectPanel::showNumbers() {
    if (stale_)
        return;
    const auto journey = state_->journey();
    const auto before = state_->before();
    if (walk_->isOn())
        numbers_ = walk_->numbers();
    else
        numbers_ = journey ? std::make_shared<const PictureNumbers>(journey, before) : nullptr;
    picture_->setNumbers(numbers_);
    if (!walk_->isOn())
        showLights(lights_);
    key_->setNumbers(numbers_);
    if (const auto known = state_->known())
        whatIf_->setKnown(*known);
    if (journey && before && journey != before)
        whatIf_->showChange(*journey, *before, state_->heldName());
    else
        whatIf_->clearChange();
    detail_->layer()->setSource(
        {shownInspector(), numbers_, walk_->isOn() ? walk_->path() : nullptr});
    time_->setVisible(state_->moments().size() > 1 && !walk_->isOn());
    showHeading();
    showCurrent(walk_->isOn() ? CellRef() : picture_->current());
}

void InspectPanel::showHeading() {
    const QString name = walk_->isOn() ? walk_->pairName() : state_->pairName();
    title_->setText(name.isEmpty() ? tr("The two towers") : name);
    const auto& plan = picture_->plan();
    if (!plan) {
        caption_->setText(tr("The data is being encoded…"));
        return;
    }
    const QString size = TowerText::parameters(plan->parameters());
    const auto inspector = state_->inspector();
    if (walk_->isOn())
        caption_->setText(
            tr("Step %1 · %2").arg(QLocale().toString(qulonglong{walk_->story()->step()}), size));
    else if (inspector)
        caption_->setText(tr("Epoch %1 of %2 · %3")
                              .arg(inspector->model().record().keptEpoch)
                              .arg(inspector->model().record().settings.train.epochs)
                              .arg(size));
    else
        caption_->setText(tr("Not trained yet: %1 · %2").arg(presetLabel(settings_), size));
}

void InspectPanel::showNote() {
    const auto inspector = state_->inspector();
    QString text;
    bool train = false;
    const auto& health = health_->moments();
    const auto moment = static_cast<std::size_t>(std::max(0, state_->moment()));
    if (inspector && moment < health.size())
        text = HealthText::collapseText(health[moment], inspector->plan());
    if (text.isEmpty() && !inspector) {
        text = workspace_->isTraining()
                   ? tr("The first epoch is under way: its numbers come when it is done.")
                   : tr("This is the model that the settings in Train make. Train it, to see its "
                        "numbers; or take its first step here.");
        train = !workspace_->isTraining();
    }
    if (text.isEmpty() && !state_->pair())
        text = state_->whyNoPair();
    noteText_->setText(text);
    noteButton_->setVisible(train);
    note_->setVisible(!text.isEmpty());
}

void InspectPanel::showMoment() {
    const auto& moments = state_->moments();
    time_->setVisible(moments.size() > 1 && !walk_->isOn());
    if (moments.size() < 2)
        return;
    const auto count = static_cast<double>(moments.size() - 1);
    picture_->setMoment(state_->moment() / count);
}

void InspectPanel::showCurrent(const CellRef& cell) {
    const auto inspector = shownInspector();
    QString text;
    if (inspector && numbers_)
        text = Formula(*inspector, *numbers_, picture_->scene()).of(cell);
    if (!text.isEmpty())
        lessons_->happened(LessonTask::Kind::Look, cell.box);
    else if (!steps_->text().isEmpty())
        text = steps_->text();
    else if (numbers_)
        text = tr("Point at a cell to see how it comes about, click a part to see it in detail, "
                  "go from cell to cell by the arrow keys; or take a step of training (Space).");
    formula_->setText(text);
}

void InspectPanel::showBox(const QString& box) {
    detail_->layer()->setBox({shownInspector(), numbers_, walk_->isOn() ? walk_->path() : nullptr},
                             picture_->scene().find(box));
    detail_->showLayer();
    detailCard_->show();
    lessons_->happened(LessonTask::Kind::Open, box);
}

void InspectPanel::showHealth() {
    const auto inspector = state_->inspector();
    if (inspector && health_->moments().size() == state_->moments().size())
        picture_->setSmallLines(HealthText::linesOf(health_->moments(), inspector->plan()));
    else
        picture_->setSmallLines({});
    showNote();
}

void InspectPanel::showLights(const QStringList& lights) {
    lights_ = lights;
    if (!walk_->isOn())
        picture_->setLit(picture_->plan() ? boxesOf(lights, *picture_->plan()) : QSet<QString>());
}

} // namespace towerlab::ui
