// SPDX-License-Identifier: MIT
#pragma once

#include "core/inspect/step_story.h"
#include "core/model/net_plan.h"

#include <QCoreApplication>
#include <QSet>
#include <QString>

#include <vector>

namespace towerlab::ui {

/// One of the short moves of which a training step is told.
struct Stage {
    enum class Shows {
        Values,    ///< what flows forward
        Gradients, ///< what flows back
        Changes    ///< what has come of it
    };
    enum class Table { None, Batch, Against, Weights, Moves };

    QString id; ///< "batch", "inputs", "layer.0", "match", "loss", "back.match", "back.layer.0", …
    QString title;
    QString text;
    QSet<QString> lit; ///< boxes
    Shows shows = Shows::Values;
    Table table = Table::None;
};

class Stages {
    Q_DECLARE_TR_FUNCTIONS(towerlab::ui::Stages)
public:
    /// All stages of a step, as one of its ratings sees it.
    static std::vector<Stage> of(const StepStory& story, const StepPath& path);

private:
    static void addForward(std::vector<Stage>& stages, const NetPlan& plan, const StepPath& path);
    static void addBackward(std::vector<Stage>& stages, const NetPlan& plan, const StepPath& path);
    static Stage loss(const StepStory& story, const StepPath& path);
    static Stage optimiser(const StepStory& story, const NetPlan& plan);
    static QString lossText(const StepStory& story, const StepPath& path);
    static QString updateText(const RunSettings& settings);
};

} // namespace towerlab::ui
