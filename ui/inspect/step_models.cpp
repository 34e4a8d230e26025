// SPDX-License-Identifier: MIT
#include "ui/inspect/step_models.h"

#include "ui/data/rating_text.h"
#include "ui/data/user_facts.h"
#include "ui/inspect/formula.h"
#include "ui/towers/tower_text.h"

#include <QFont>
#include <QLocale>

#include <cmath>
#include <functional>
#include <numeric>
#include <utility>

namespace towerlab::ui {
namespace {

TableColumn figure(const QString& title, const QString& help,
                   const std::function<double(std::size_t)>& value) {
    TableColumn column;
    column.title = title;
    column.help = help;
    column.alignment = Qt::AlignRight;
    column.text = [value](std::size_t row) { return Formula::number(value(row)); };
    column.sortValue = [value](std::size_t row) { return value(row); };
    return column;
}

TableColumn words(const QString& title, const QString& help,
                  std::function<QString(std::size_t)> text) {
    TableColumn column;
    column.title = title;
    column.help = help;
    column.text = std::move(text);
    return column;
}

double normOf(const std::vector<float>& values) {
    return std::sqrt(std::inner_product(values.begin(), values.end(), values.begin(), 0.0));
}

double distance(const std::vector<float>& a, const std::vector<float>& b) {
    double squares = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        squares += double{b[i] - a[i]} * double{b[i] - a[i]};
    return std::sqrt(squares);
}

} // namespace

QString movieName(const Vocabulary& vocabulary, std::int32_t movie) {
    const auto index = static_cast<std::size_t>(movie);
    return titleWithYear(vocabulary.movies.title[index], vocabulary.movies.year[index]);
}

BatchModel::BatchModel(QObject* parent) : TableModel(parent) {
    setColumns({words(tr("User"), tr("The user's id"),
                      [this](std::size_t i) {
                          return QString::fromStdString(
                              story_->before().model().vocabulary().users.id.text(
                                  static_cast<std::size_t>(row(i).user)));
                      }),
                words(tr("Movie"), {},
                      [this](std::size_t i) {
                          return movieName(story_->before().model().vocabulary(), row(i).movie);
                      }),
                figure(tr("Target"), tr("What the output should be"),
                       [this](std::size_t i) { return double{row(i).target}; }),
                figure(tr("Output"), tr("What it was before the step"),
                       [this](std::size_t i) { return double{row(i).output}; }),
                figure(tr("Loss"), tr("This example's own; the batch's is their mean"),
                       [this](std::size_t i) { return double{row(i).loss}; }),
                figure(tr("∂L/∂z"), tr("How the batch's loss changes with this example's logit"),
                       [this](std::size_t i) { return double{row(i).slope}; })});
}

void BatchModel::setStory(std::shared_ptr<const StepStory> story) {
    beginResetModel();
    story_ = std::move(story);
    endResetModel();
}

AgainstModel::AgainstModel(QObject* parent) : TableModel(parent) {
    setColumns(
        {words(tr("Movie"), tr("In bold: the right one"),
               [this](std::size_t i) {
                   const QString name =
                       movieName(story_->before().model().vocabulary(), candidate(i).movie);
                   return candidate(i).removed ? tr("%1 – no negative here").arg(name) : name;
               }),
         figure(tr("Score"), tr("The logit of the user with this movie"),
                [this](std::size_t i) { return double{candidate(i).logit}; }),
         figure(tr("− ln q"), tr("The correction for how often a movie comes up as a negative"),
                [this](std::size_t i) { return -double{candidate(i).logQ}; }),
         figure(tr("Probability"), tr("What the model gives it, among those that are compared"),
                [this](std::size_t i) { return double{candidate(i).probability}; }),
         figure(tr("Wanted"), tr("What it should be"),
                [this](std::size_t i) { return double{candidate(i).wanted}; }),
         figure(tr("∂L/∂z"),
                tr("How the batch's loss changes with this score: a positive number "
                   "pushes it down"),
                [this](std::size_t i) { return double{candidate(i).slope}; })});
}

void AgainstModel::setPath(std::shared_ptr<const StepStory> story,
                           std::shared_ptr<const StepPath> path) {
    beginResetModel();
    story_ = std::move(story);
    path_ = std::move(path);
    endResetModel();
}

QVariant AgainstModel::more(std::size_t row, int column, int role) const {
    if (role == Qt::FontRole && candidate(row).wanted > 0) {
        QFont font;
        font.setBold(true);
        return font;
    }
    return TableModel::more(row, column, role);
}

WeightsModel::WeightsModel(QObject* parent) : TableModel(parent) {
    const auto step = [this](std::size_t i) -> const WeightStep& { return weights(i); };
    setColumns(
        {words(tr("Weights"), {}, [this](std::size_t i) { return nameOf(i); }),
         words(tr("Size"), {},
               [step](std::size_t i) {
                   return QStringLiteral("%1 × %2").arg(step(i).rows).arg(step(i).columns);
               }),
         figure(tr("|w| before"), tr("Length of all of them together"),
                [step](std::size_t i) { return normOf(step(i).before); }),
         figure(tr("|g|"), tr("Length of the gradient"),
                [step](std::size_t i) { return normOf(step(i).gradient); }),
         words(tr("Remembered"),
               tr("What the optimiser remembers of them, before → after: its "
                  "mean"),
               [step](std::size_t i) {
                   QStringList parts;
                   for (const WeightStep::Memory& memory : step(i).memory) {
                       const auto mean = [](const std::vector<float>& values) {
                           return values.empty()
                                      ? 0.0
                                      : std::accumulate(values.begin(), values.end(), 0.0) /
                                            static_cast<double>(values.size());
                       };
                       parts << QStringLiteral("%1 → %2").arg(Formula::number(mean(memory.before)),
                                                              Formula::number(mean(memory.after)));
                   }
                   return parts.join(QStringLiteral(" · "));
               }),
         figure(tr("Moved by"), tr("How far they moved"),
                [step](std::size_t i) { return distance(step(i).before, step(i).after); }),
         figure(tr("|w| after"), {}, [step](std::size_t i) { return normOf(step(i).after); })});
}

void WeightsModel::setPath(std::shared_ptr<const StepStory> story,
                           std::shared_ptr<const StepPath> path) {
    beginResetModel();
    story_ = std::move(story);
    path_ = std::move(path);
    endResetModel();
}

QString WeightsModel::nameOf(std::size_t i) const {
    using Part = WeightStep::Part;
    const WeightStep& step = weights(i);
    const TowerPlan& plan = story_->before().plan().tower(step.side);
    switch (step.part) {
    case Part::Row:
        return tr("%1 “%2”").arg(
            TowerText::inputName(plan.inputs[step.place], step.side),
            columnText(story_->before().nameOf(step.side, step.place, step.word)));
    case Part::Kernel:
        return tr("%1, %2: weights")
            .arg(TowerText::towerName(step.side),
                 TowerText::layerName(plan, step.side, step.place));
    case Part::Bias:
        return tr("%1, %2: biases")
            .arg(TowerText::towerName(step.side),
                 TowerText::layerName(plan, step.side, step.place));
    case Part::OwnBias:
        return step.side == Side::User ? tr("User bias") : tr("Movie bias");
    case Part::BiasKernel:
        return step.side == Side::User ? tr("User bias from inputs") : tr("Movie bias from inputs");
    case Part::Match:
        return tr("Match: w");
    case Part::MatchBias:
        break;
    }
    return tr("Match: b");
}

MovesModel::MovesModel(QObject* parent) : TableModel(parent) {
    const auto move = [this](std::size_t i) -> const RankMove& { return moves_[i]; };
    TableColumn rank = figure(tr("Now"), tr("Place in the list after the step"),
                              [move](std::size_t i) { return static_cast<double>(move(i).after); });
    TableColumn before = figure(tr("Before"), tr("Place before the step"), [move](std::size_t i) {
        return static_cast<double>(move(i).before);
    });
    setColumns({std::move(rank), std::move(before),
                words(tr("Moved"), {},
                      [move](std::size_t i) {
                          const auto by = static_cast<qlonglong>(move(i).before) -
                                          static_cast<qlonglong>(move(i).after);
                          if (by == 0)
                              return tr("–");
                          return by > 0 ? tr("▲ %1").arg(by) : tr("▼ %1").arg(-by);
                      }),
                words(tr("Movie"), {},
                      [this, move](std::size_t i) {
                          return movieName(story_->before().model().vocabulary(), move(i).movie);
                      }),
                figure(tr("Score before"), tr("The logit"),
                       [move](std::size_t i) { return double{move(i).logitBefore}; }),
                figure(tr("Score now"), tr("The logit"),
                       [move](std::size_t i) { return double{move(i).logitAfter}; })});
}

void MovesModel::setMoves(std::shared_ptr<const StepStory> story, std::vector<RankMove> moves) {
    beginResetModel();
    story_ = std::move(story);
    moves_ = std::move(moves);
    endResetModel();
}

} // namespace towerlab::ui
