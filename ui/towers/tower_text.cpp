// SPDX-License-Identifier: MIT
#include "ui/towers/tower_text.h"

#include "ui/data/user_facts.h"

#include <QLocale>

namespace towerlab::ui {

QString TowerText::count(std::int64_t number) { return QLocale().toString(qlonglong{number}); }

QString TowerText::inputName(const TowerInput& input, Side side) {
    switch (input.kind) {
    case InputKind::Id:
        return side == Side::User ? tr("User id") : tr("Movie id");
    case InputKind::Category:
        return columnText(input.label);
    case InputKind::MainGenre:
        return tr("Genre");
    case InputKind::Year:
        return tr("Year");
    case InputKind::Genres:
        return tr("Genres");
    case InputKind::TitleWords:
        return tr("Title words");
    case InputKind::History:
        break;
    }
    // Several in a row are ways to weigh the same ratings.
    const QString name = side == Side::User ? tr("Rated") : tr("Raters");
    return input.place == 0 ? name : tr("%1 %2").arg(name).arg(input.place + 1);
}

QString TowerText::activationName(Activation activation) {
    switch (activation) {
    case Activation::Relu:
        return tr("ReLU");
    case Activation::Tanh:
        return tr("tanh");
    case Activation::Gelu:
        return tr("GELU");
    case Activation::Linear:
        break;
    }
    return tr("linear");
}

QString TowerText::parameters(std::int64_t number) {
    return number == 1 ? tr("1 parameter") : tr("%1 parameters").arg(count(number));
}

QString TowerText::tableSize(const TowerInput& input) {
    return tr("%1 × %2").arg(count(input.words), count(input.dimensions));
}

QString TowerText::denseSize(const DensePlan& layer) {
    return tr("%1 → %2, %3")
        .arg(count(layer.inputs), count(layer.units), activationName(layer.activation));
}

QString TowerText::towerName(Side side) {
    return side == Side::User ? tr("User tower") : tr("Movie tower");
}

QString TowerText::layerName(const TowerPlan& plan, Side side, std::size_t layer) {
    if (layer + 1 == plan.layers.size())
        return side == Side::User ? tr("User vector u") : tr("Movie vector v");
    return plan.layers.size() == 2 ? tr("Dense layer") : tr("Dense layer %1").arg(layer + 1);
}

QString TowerText::matchFormula(const NetPlan& plan) {
    const bool weighted = isWeighted(plan.match);
    const QString sum = weighted ? tr("Σ wₖ uₖ vₖ") : tr("Σ uₖ vₖ");
    const QString matched = isCosine(plan.match) ? tr("%1 / |u| |v|").arg(sum) : sum;
    const QString logit = weighted ? tr("%1 + b").arg(matched) : tr("w · %1 + b").arg(matched);
    return plan.user.biases ? tr("%1 + bᵤ + bᵥ").arg(logit) : logit;
}

QString TowerText::outputName(const NetPlan& plan) {
    if (plan.logit)
        return tr("Score");
    return plan.chance ? tr("Chance of a like") : tr("Output");
}

} // namespace towerlab::ui
