// SPDX-License-Identifier: MIT
#include "ui/inspect/journey_state.h"

#include "ui/data/rating_text.h"

#include <algorithm>
#include <cmath>

namespace towerlab::ui {

JourneyState::JourneyState(Workspace* workspace, QObject* parent)
    : QObject(parent), workspace_(workspace) {}

void JourneyState::takeModel() {
    const auto recommender = workspace_->recommender();
    moments_.clear();
    held_ = nullptr;
    moment_ = -1;
    inspector_ = nullptr;
    if (recommender) {
        moments_ = recommender->model().moments();
        // The model itself comes last: its record has the whole run.
        if (!moments_.empty())
            moments_.pop_back();
        moments_.push_back(recommender->model());
        moment_ = static_cast<int>(moments_.size()) - 1;
        inspector_ = std::make_shared<const Inspector>(moments_.back());
    }
    Q_EMIT modelChanged();
    update();
    if (workspace_->selectedMoment())
        goTo(workspace_->selectedMoment());
}

void JourneyState::showMoment(int moment) {
    if (moment == moment_ || moment < 0 || static_cast<std::size_t>(moment) >= moments_.size())
        return;
    moment_ = moment;
    inspector_ = std::make_shared<const Inspector>(moments_[static_cast<std::size_t>(moment)]);
    held_ = nullptr;
    Q_EMIT modelChanged();
    update();
}

void JourneyState::goTo(std::optional<double> epochs) {
    if (!epochs || moments_.empty())
        return;
    const auto distance = [&](const TrainedModel& model) {
        return std::abs(static_cast<double>(model.record().keptEpoch) - *epochs);
    };
    const auto nearest = std::min_element(
        moments_.begin(), moments_.end(),
        [&](const TrainedModel& a, const TrainedModel& b) { return distance(a) < distance(b); });
    showMoment(static_cast<int>(nearest - moments_.begin()));
}

const Vocabulary* JourneyState::vocabulary() const {
    return inspector_ ? &inspector_->model().vocabulary() : workspace_->vocabulary().get();
}

std::optional<JourneyState::Pair> JourneyState::pair() const {
    const Vocabulary* words = vocabulary();
    const auto dataset = workspace_->dataset();
    if (words == nullptr || !dataset || !workspace_->selectedUser() || !workspace_->selectedMovie())
        return std::nullopt;
    const auto user = words->users.id.find(dataset->users().id.text(*workspace_->selectedUser()));
    const auto movie =
        words->movies.id.find(dataset->movies().id.text(*workspace_->selectedMovie()));
    if (!user || !movie)
        return std::nullopt;
    return Pair{static_cast<std::int32_t>(*user), static_cast<std::int32_t>(*movie)};
}

QString JourneyState::whyNoPair() const {
    if (!workspace_->selectedUser() || !workspace_->selectedMovie())
        return tr("Choose a user and a movie, to see their numbers flow through the model.");
    if (pair())
        return {};
    return tr("Nobody has rated this movie, or this user has rated nothing, in the data that the "
              "model was made from: it has no row for them.");
}

QString JourneyState::pairName() const {
    const auto dataset = workspace_->dataset();
    if (!dataset || !workspace_->selectedUser() || !workspace_->selectedMovie())
        return {};
    return tr("User %1 · %2")
        .arg(QString::fromStdString(dataset->users().id.text(*workspace_->selectedUser())),
             titleWithYear(*dataset, *workspace_->selectedMovie()));
}

void JourneyState::setWhatIf(const WhatIf& whatIf) {
    whatIf_ = whatIf;
    update();
}

void JourneyState::hold(bool on) {
    held_ = on ? journey_ : nullptr;
    heldName_ = pairName();
    Q_EMIT journeyChanged();
}

std::shared_ptr<const Journey> JourneyState::before() const {
    if (held_)
        return held_;
    return whatIf_.any() ? known_ : nullptr;
}

void JourneyState::update() {
    known_ = nullptr;
    journey_ = nullptr;
    const auto chosen = pair();
    if (inspector_ && chosen) {
        known_ = std::make_shared<const Journey>(inspector_->journey(chosen->user, chosen->movie));
        journey_ = whatIf_.any() ? std::make_shared<const Journey>(
                                       inspector_->journey(chosen->user, chosen->movie, whatIf_))
                                 : known_;
    }
    Q_EMIT journeyChanged();
}

} // namespace towerlab::ui
