// SPDX-License-Identifier: MIT
#include "ui/inspect/stages.h"

#include "ui/inspect/formula.h"
#include "ui/towers/tower_scene.h"
#include "ui/towers/tower_text.h"

#include <QLocale>

#include <algorithm>

namespace towerlab::ui {
namespace {

QString number(double value) { return Formula::number(value); }

QSet<QString> ofBoth(const char* part) {
    return {boxId(Side::User, part), boxId(Side::Movie, part)};
}

QSet<QString> inputsOf(const NetPlan& plan, const char* part) {
    QSet<QString> boxes;
    for (const Side side : {Side::User, Side::Movie})
        for (std::size_t i = 0; i < plan.tower(side).inputs.size(); ++i)
            boxes << boxId(side, part, i);
    return boxes;
}

/// The layers of both towers at that height, counted from the vectors down.
QSet<QString> layersAt(const NetPlan& plan, std::size_t fromTop) {
    QSet<QString> boxes;
    for (const Side side : {Side::User, Side::Movie}) {
        const std::size_t count = plan.tower(side).layers.size();
        if (fromTop < count)
            boxes << boxId(side, "layer", count - 1 - fromTop);
    }
    return boxes;
}

QSet<QString> scores() {
    return {QStringLiteral("match.logit"), QStringLiteral("match.output"),
            QStringLiteral("match.rating")};
}

} // namespace

std::vector<Stage> Stages::of(const StepStory& story, const StepPath& path) {
    const NetPlan& plan = story.before().plan();
    const auto count = static_cast<int>(story.batch().size());
    std::vector<Stage> stages;
    stages.push_back({QStringLiteral("batch"), tr("The batch"),
                      tr("The step learns from %n example(s). The picture follows one of them; "
                         "choose another in the table.",
                         nullptr, count),
                      inputsOf(plan, "word"), Stage::Shows::Values, Stage::Table::Batch});
    addForward(stages, plan, path);
    stages.push_back(loss(story, path));
    addBackward(stages, plan, path);
    stages.push_back(optimiser(story, plan));
    stages.push_back(
        {QStringLiteral("after"), tr("Forward again"),
         tr("With the new weights the same rating gets %1 instead of %2. The marks below the "
            "cells show what has changed.")
             .arg(number(double{path.after.output}), number(double{path.before.output})),
         scores(), Stage::Shows::Changes, Stage::Table::None});
    stages.push_back({QStringLiteral("moves"),
                      tr("The user's list"),
                      tr("The ten best movies of this user after the step, and the places they "
                         "had before it."),
                      {},
                      Stage::Shows::Changes,
                      Stage::Table::Moves});
    return stages;
}

void Stages::addForward(std::vector<Stage>& stages, const NetPlan& plan, const StepPath& path) {
    stages.push_back({QStringLiteral("inputs"), tr("Look up the embeddings"),
                      tr("Each word is the number of a row; each table gives that row of numbers."),
                      inputsOf(plan, "input"), Stage::Shows::Values, Stage::Table::None});
    stages.push_back({QStringLiteral("joined"), tr("Join them"),
                      tr("The rows are put one behind the other: x."), ofBoth("joined"),
                      Stage::Shows::Values, Stage::Table::None});
    const std::size_t layers = plan.user.layers.size();
    for (std::size_t i = 0; i < layers; ++i) {
        const bool last = i + 1 == layers;
        stages.push_back(
            {QStringLiteral("layer.%1").arg(i),
             last ? tr("The vectors") : tr("Dense layer %1").arg(i + 1),
             last ? tr("The last layer makes the user's vector u and the movie's vector v, of %1 "
                       "numbers each.")
                        .arg(plan.vectorSize)
                  : tr("Each unit takes all numbers below it, each times a weight, adds them up "
                       "with a bias, and lets the sum through its activation."),
             layersAt(plan, layers - 1 - i), Stage::Shows::Values, Stage::Table::None});
    }
    stages.push_back({QStringLiteral("match"),
                      tr("Match the two vectors"),
                      tr("The vectors meet: %1 = %2.")
                          .arg(TowerText::matchFormula(plan), number(double{path.before.logit})),
                      {QStringLiteral("match"), QStringLiteral("match.logit"),
                       boxId(Side::User, "bias"), boxId(Side::Movie, "bias")},
                      Stage::Shows::Values,
                      Stage::Table::None});
}

QString Stages::lossText(const StepStory& story, const StepPath& path) {
    const BatchRow& row = path.row;
    const double target = double{row.target};
    const double output = double{row.output};
    const QString loss = number(double{row.loss});
    switch (story.settings().train.objective) {
    case Objective::MeanSquaredError:
        return tr("Squared error of this rating: (%1 − %2)² = %3, what it should be being %2.")
            .arg(number(output), number(target), loss);
    case Objective::BinaryCrossEntropy:
        return target > 0.5 ? tr("It was a like, so the loss is −ln p = −ln %1 = %2.")
                                  .arg(number(output), loss)
                            : tr("It was no like, so the loss is −ln(1 − p) = −ln(1 − %1) = %2.")
                                  .arg(number(output), loss);
    case Objective::SampledCrossEntropy:
        return tr("The rated movie counts as 1, each movie drawn beside it as 0; the mean of their "
                  "cross-entropies is %1.")
            .arg(loss);
    case Objective::Bpr:
        return tr("Each drawn movie should score below the rated one: the mean of ln(1 + e to the "
                  "difference) is %1.")
            .arg(loss);
    case Objective::MaxMargin:
        return tr("The rated movie should be ahead of each drawn one by the margin: what is "
                  "missing is %1 on average.")
            .arg(loss);
    default:
        break;
    }
    if (path.candidates.size() < 2)
        return tr("Alone in its batch the movie has no rivals: the softmax gives it all, the loss "
                  "is 0, and nothing is learned. Take the run's next batch.");
    return tr("A softmax over all that compete gives the right movie the share %1; the loss is "
              "−ln of it: %2.")
        .arg(number(double{path.candidates.front().probability}), loss);
}

Stage Stages::loss(const StepStory& story, const StepPath& path) {
    const bool ranking = !path.candidates.empty();
    QString text = lossText(story, path);
    text += u' ' + tr("The whole batch: %1").arg(number(story.loss()));
    text += story.penalty() > 0 ? tr(", and the L2 penalty adds %1.").arg(number(story.penalty()))
                                : tr(".");
    if (path.candidatesLeftOut > 0)
        text += u' ' + tr("The table has the strongest; %n more compete.", nullptr,
                          static_cast<int>(path.candidatesLeftOut));
    return {QStringLiteral("loss"),
            tr("The loss"),
            text,
            scores(),
            Stage::Shows::Values,
            ranking ? Stage::Table::Against : Stage::Table::Batch};
}

void Stages::addBackward(std::vector<Stage>& stages, const NetPlan& plan, const StepPath& path) {
    stages.push_back(
        {QStringLiteral("back.output"),
         tr("Back: the logit"),
         tr("From here on colours show how the loss changes with each number. With the logit of "
            "this pair it changes by %1: %2")
             .arg(number(double{path.row.slope}),
                  path.row.slope < 0 ? tr("the score should rise.") : tr("the score should fall.")),
         {QStringLiteral("match.logit")},
         Stage::Shows::Gradients,
         path.candidates.empty() ? Stage::Table::None : Stage::Table::Against});
    QSet<QString> vectors = layersAt(plan, 0);
    vectors << QStringLiteral("match");
    stages.push_back({QStringLiteral("back.match"), tr("Back: the vectors"),
                      tr("Each vector is told where to go: in each dimension by what the other "
                         "vector has there."),
                      vectors, Stage::Shows::Gradients, Stage::Table::None});
    const std::size_t layers = plan.user.layers.size();
    for (std::size_t i = 1; i < layers; ++i)
        stages.push_back({QStringLiteral("back.layer.%1").arg(layers - 1 - i),
                          tr("Back: dense layer %1").arg(layers - i),
                          tr("Through the weights, turned around. A unit that is off passes "
                             "nothing on."),
                          layersAt(plan, i), Stage::Shows::Gradients, Stage::Table::None});
    QSet<QString> inputs = inputsOf(plan, "input");
    inputs.unite(ofBoth("joined"));
    stages.push_back({QStringLiteral("back.inputs"), tr("Back: the embeddings"),
                      tr("Only the rows that were read get a gradient; all others of the tables "
                         "stay as they are."),
                      inputs, Stage::Shows::Gradients, Stage::Table::None});
}

QString Stages::updateText(const RunSettings& settings) {
    switch (settings.train.optimiser) {
    case Optimiser::RmsProp:
        return tr("RMSprop remembers v, the mean square of each gradient: v ← ρ v + (1 − ρ) g²; "
                  "then w ← w − lr · g / √v. Small gradients move a weight as far as large ones.");
    case Optimiser::Adam:
    case Optimiser::AdamW:
        return tr("Adam remembers the mean m and the mean square v of each gradient, and moves "
                  "each weight by lr · m / √v.");
    case Optimiser::Adagrad:
        return tr("Adagrad adds up the squares of all gradients, and divides by the root of the "
                  "sum: w ← w − lr · g / √Σg².");
    case Optimiser::Sgd:
        break;
    }
    return tr("Gradient descent with momentum: m ← μ m + g, then w ← w − lr · m.");
}

Stage Stages::optimiser(const StepStory& story, const NetPlan& plan) {
    QSet<QString> lit = inputsOf(plan, "input");
    for (std::size_t i = 0; i < plan.user.layers.size(); ++i)
        lit.unite(layersAt(plan, i));
    lit << QStringLiteral("match");
    QString text = updateText(story.settings());
    text += u' ' + tr("The learning rate is %1.").arg(number(story.learningRate()));
    if (story.clipFactor() < 1)
        text += u' ' + tr("All gradients together were longer than allowed, and are multiplied "
                          "by %1.")
                           .arg(number(story.clipFactor()));
    return {QStringLiteral("optimiser"), tr("The optimiser's step"), text, lit,
            Stage::Shows::Gradients,     Stage::Table::Weights};
}

} // namespace towerlab::ui
