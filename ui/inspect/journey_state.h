// SPDX-License-Identifier: MIT
#pragma once

#include "core/inspect/journey.h"
#include "ui/runs/workspace.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace towerlab::ui {

/// Which model, which moment of its run, which user and movie and what instead of what is known of
/// them; and the journey that comes of it.
class JourneyState : public QObject {
    Q_OBJECT
public:
    explicit JourneyState(Workspace* workspace, QObject* parent = nullptr);

    /// Takes the workspace's model, or that there is none. The last moment is looked at, unless
    /// another one is selected.
    void takeModel();
    const std::vector<TrainedModel>& moments() const { return moments_; }
    int moment() const { return moment_; }
    void showMoment(int moment);
    /// The nearest.
    void goTo(std::optional<double> epochs);
    /// Null: there is no model.
    std::shared_ptr<const Inspector> inspector() const { return inspector_; }

    struct Pair {
        std::int32_t user = 0;
        std::int32_t movie = 0;
    };
    /// The workspace's user and movie as the model numbers them, or, without a model, as one would;
    /// none: they are not both chosen, or the model does not know one.
    std::optional<Pair> pair() const;
    /// Why there is none.
    QString whyNoPair() const;
    /// "User 42 · Toy Story (1995)"; empty without both.
    QString pairName() const;

    void setWhatIf(const WhatIf& whatIf);
    /// Differences are told against the pair of now, from here on; or no longer.
    void hold(bool on);
    /// The journey without any what-if; null: there is none.
    std::shared_ptr<const Journey> known() const { return known_; }
    std::shared_ptr<const Journey> journey() const { return journey_; }
    /// What differences are told against; null: nothing is changed.
    std::shared_ptr<const Journey> before() const;
    QString heldName() const { return held_ ? heldName_ : QString(); }

    /// Works the journey out anew.
    void update();

Q_SIGNALS:
    void modelChanged(); ///< inspector(), by another model or another moment
    void journeyChanged();

private:
    const Vocabulary* vocabulary() const;

    Workspace* workspace_;
    std::vector<TrainedModel> moments_;
    int moment_ = -1;
    std::shared_ptr<const Inspector> inspector_;
    WhatIf whatIf_;
    std::shared_ptr<const Journey> known_;
    std::shared_ptr<const Journey> journey_;
    std::shared_ptr<const Journey> held_;
    QString heldName_;
};

} // namespace towerlab::ui
