// SPDX-License-Identifier: MIT
#include "ui/inspect/step_walk.h"

#include "ui/data/rating_text.h"
#include "ui/inspect/detail_pane.h"
#include "ui/inspect/journey_state.h"
#include "ui/inspect/step_bar.h"
#include "ui/inspect/step_models.h"
#include "ui/inspect/stepper.h"
#include "ui/inspect/tower_picture.h"
#include "ui/jobs/job_runner.h"
#include "ui/runs/training.h"
#include "ui/runs/workspace.h"

namespace towerlab::ui {
namespace {

constexpr std::size_t listed = 10;

} // namespace

StepWalk::StepWalk(JourneyState* state, Workspace* workspace, Training* training,
                   TowerPicture* picture, StepBar* bar, DetailPane* detail, QObject* parent)
    : QObject(parent),
      state_(state),
      workspace_(workspace),
      training_(training),
      picture_(picture),
      bar_(bar),
      detail_(detail),
      stepper_(new Stepper(training, this)),
      mover_(new JobRunner(JobRunner::Results::Newest, this)) {
    connect(stepper_, &Stepper::failed, workspace, &Workspace::failed);
    connect(mover_, &JobRunner::failed, workspace, &Workspace::failed);
    connect(stepper_, &Stepper::told, this, &StepWalk::adopt);
    connect(stepper_, &Stepper::busyChanged, this, [this] { bar_->setBusy(stepper_->isBusy()); });
    connect(stepper_, &Stepper::refused, this, [this](const QString& why) { bar_->setText(why); });
    connect(bar, &StepBar::stepRequested, this, &StepWalk::takeStep);
    connect(bar, &StepBar::stageChanged, this, &StepWalk::showStage);
    connect(bar, &StepBar::closeRequested, this, [this] {
        if (stepper_->isBusy())
            stepper_->startAgain();
        leave();
    });
    connect(bar, &StepBar::startAgainRequested, this, [this] {
        stepper_->startAgain();
        leave();
    });
    connect(picture, &TowerPicture::forwardRequested, bar, &StepBar::forward);
    connect(picture, &TowerPicture::backRequested, bar, &StepBar::back);
    connect(detail, &DetailPane::rowChosen, this, &StepWalk::follow);
    connect(training, &Training::stateChanged, this, &StepWalk::updateBar);
}

void StepWalk::setSource(const RunSettings& settings) {
    const auto inspector = state_->inspector();
    stepper_->setSource(workspace_->dataset(),
                        inspector ? std::optional(inspector->model()) : std::nullopt, settings);
    leave();
}

std::shared_ptr<const Inspector> StepWalk::inspector() const {
    return story_ ? std::shared_ptr<const Inspector>(story_, &story_->before()) : nullptr;
}

QString StepWalk::pairName() const {
    if (!path_)
        return {};
    const Vocabulary& words = story_->before().model().vocabulary();
    return tr("User %1 · %2")
        .arg(QString::fromStdString(words.users.id.text(static_cast<std::size_t>(path_->row.user))),
             movieName(words, path_->row.movie));
}

std::optional<float> StepWalk::given() const {
    const auto dataset = workspace_->dataset();
    if (!path_ || !dataset)
        return std::nullopt;
    const Vocabulary& words = story_->before().model().vocabulary();
    const auto user =
        dataset->users().id.find(words.users.id.text(static_cast<std::size_t>(path_->row.user)));
    const auto movie =
        dataset->movies().id.find(words.movies.id.text(static_cast<std::size_t>(path_->row.movie)));
    return user && movie ? givenRating(*dataset, *user, *movie) : std::nullopt;
}

void StepWalk::updateBar() {
    bar_->setRunPaused(stepper_->canStepRun());
    const bool chosen = state_->pair().has_value();
    bar_->setPossible(workspace_->dataset() != nullptr &&
                          (chosen || bar_->batch() == Stepper::Batch::Next),
                      state_->whyNoPair());
}

void StepWalk::takeStep() {
    const auto pair = state_->pair();
    Stepper::Rating rating;
    if (pair)
        rating = {pair->user, pair->movie,
                  givenRating(*workspace_->dataset(), *workspace_->selectedUser(),
                              *workspace_->selectedMovie())};
    stepper_->step(bar_->batch(), bar_->on(), rating);
}

void StepWalk::adopt(const std::shared_ptr<const StepStory>& story) {
    const bool first = story_ == nullptr;
    story_ = story;
    detail_->setStory(story);
    const auto pair = state_->pair();
    follow(pair ? story->placeOf(pair->user, pair->movie) : 0);
    Q_EMIT taken();
    bar_->setStage(0);
    showStage(0, false);
    if (first)
        picture_->setFocus(); // where Space goes on
}

void StepWalk::follow(std::size_t place) {
    if (!story_ || place >= story_->batch().size())
        return;
    path_ = std::make_shared<const StepPath>(story_->path(place));
    stages_ = Stages::of(*story_, *path_);
    const int stage = bar_->stage();
    bar_->setStages(stages_);
    bar_->setStage(stage);
    detail_->setPath(path_, place);
    findMoves();
    if (stage >= 0)
        showStage(stage, false);
}

void StepWalk::showStage(int stage, bool backwards) {
    if (stage < 0 || static_cast<std::size_t>(stage) >= stages_.size() || !path_)
        return;
    const Stage& now = stages_[static_cast<std::size_t>(stage)];
    if (now.shows == Stage::Shows::Changes)
        numbers_ = std::make_shared<const PictureNumbers>(
            std::shared_ptr<const Journey>(path_, &path_->after),
            std::shared_ptr<const Journey>(path_, &path_->before));
    else
        numbers_ =
            std::make_shared<const PictureNumbers>(path_, now.shows == Stage::Shows::Gradients);
    Q_EMIT changed();
    picture_->setLit(now.lit);
    picture_->flow((now.shows == Stage::Shows::Gradients) != backwards, bar_->moveTime());
    if (now.table != Stage::Table::None) {
        detail_->showTable(now.table);
        Q_EMIT tableShown();
    }
    Q_EMIT stageShown(now.id);
}

void StepWalk::findMoves() {
    const std::int32_t user = path_->row.user;
    const auto dataset = workspace_->dataset();
    mover_->start(
        {}, tr("The lists could not be compared"),
        [this, story = story_, user, dataset](const std::stop_token&,
                                              const ProgressCallback&) -> JobRunner::Outcome {
            const Vocabulary& words = story->before().model().vocabulary();
            std::vector<std::int32_t> rated;
            const auto row =
                dataset->users().id.find(words.users.id.text(static_cast<std::size_t>(user)));
            if (row)
                for (const std::uint32_t rating : dataset->byUser().of(*row)) {
                    const auto movie = static_cast<std::size_t>(dataset->ratings().movie[rating]);
                    if (const auto index = words.movies.id.find(dataset->movies().id.text(movie)))
                        rated.push_back(static_cast<std::int32_t>(*index));
                }
            const auto moves = story->moves(user, rated, listed);
            return [this, story, moves] {
                if (story == story_)
                    detail_->setMoves(moves);
            };
        });
}

void StepWalk::leave() {
    mover_->abandon();
    const bool was = isOn();
    story_ = nullptr;
    path_ = nullptr;
    numbers_ = nullptr;
    stages_.clear();
    bar_->setStages({});
    detail_->setStory(nullptr);
    picture_->setLit({});
    updateBar();
    if (was)
        Q_EMIT changed();
}

} // namespace towerlab::ui
