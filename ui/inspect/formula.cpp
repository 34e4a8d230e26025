// SPDX-License-Identifier: MIT
#include "ui/inspect/formula.h"

#include "ui/data/user_facts.h"
#include "ui/towers/tower_text.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace towerlab::ui {
namespace {

constexpr std::size_t termsShown = 4;

QString symbolOf(const SceneBox& box, const TowerPlan& plan, const char* hidden) {
    const bool last = static_cast<std::size_t>(box.place) + 1 == plan.layers.size();
    if (last)
        return box.side == Side::User ? QStringLiteral("u") : QStringLiteral("v");
    return QLatin1String(hidden);
}

QString factor(double value) {
    return value < 0 ? QStringLiteral("(%1)").arg(Formula::number(value)) : Formula::number(value);
}

} // namespace

QString Formula::number(double value) { return QLocale().toString(value, 'g', 4); }

QString Formula::subscript(std::size_t number) {
    QString text;
    for (const QChar digit : QString::number(number))
        text += QChar(0x2080 + digit.digitValue());
    return text;
}

/// The terms that matter most, and what the others add.
QString Formula::sumOf(std::vector<Term> terms, std::size_t most) {
    std::stable_sort(terms.begin(), terms.end(), [](const Term& a, const Term& b) {
        return std::abs(a.value) > std::abs(b.value);
    });
    QStringList shown;
    for (std::size_t i = 0; i < std::min(most, terms.size()); ++i)
        shown << terms[i].factors;
    if (terms.size() > most) {
        double rest = 0;
        for (std::size_t i = most; i < terms.size(); ++i)
            rest += terms[i].value;
        shown << tr("%1 (%2 more)").arg(factor(rest)).arg(terms.size() - most);
    }
    return shown.join(QStringLiteral(" + "));
}

QString Formula::of(const CellRef& cell) const {
    const SceneBox* box = scene_.find(cell.box);
    if (box == nullptr)
        return {};
    const auto strip = static_cast<std::size_t>(std::max(0, cell.strip));
    const auto at = static_cast<std::size_t>(std::max(0, cell.cell));
    const bool inCell = cell.strip >= 0 && cell.cell >= 0;
    if (numbers_.showsGradients() && inCell)
        return gradient(*box, strip, at);
    switch (box->kind) {
    case SceneBox::Kind::Word:
        return word(*box);
    case SceneBox::Kind::Table:
        return inCell ? table(*box, at)
                      : tr("A table with a row of %1 numbers for each of %2. All of them are "
                           "learned: %3.")
                            .arg(box->strips.front().cells)
                            .arg(TowerText::count(inspector_.plan()
                                                      .tower(box->side)
                                                      .inputs[static_cast<std::size_t>(box->place)]
                                                      .words),
                                 box->detail);
    case SceneBox::Kind::Joined:
        return inCell ? joined(*box, strip, at)
                      : tr("x: the inputs of the tower, one behind the other.");
    case SceneBox::Kind::Dense:
        if (!inCell)
            return tr("%1: %2. Click it to see the whole product.").arg(box->title, box->detail);
        if (strip == 0)
            return sum(*box, at);
        return strip == 1 ? output(*box, at) : length(*box, at);
    case SceneBox::Kind::Match:
        return match(*box, strip, at);
    case SceneBox::Kind::Bias:
        return bias(*box);
    case SceneBox::Kind::Score:
        break;
    }
    return score(*box);
}

QString Formula::word(const SceneBox& box) const {
    const auto place = static_cast<std::size_t>(box.place);
    const auto& words = journey().tower(box.side).words[place];
    const TowerInput& input = inspector_.plan().tower(box.side).inputs[place];
    if (words.empty())
        return tr("%1: none, so the input is 0.").arg(box.title);
    if (readsOneWord(input.kind)) {
        if (words.front().word < 0)
            return tr("%1 is not known: the mean of all rows stands in.").arg(box.title);
        const QString name = columnText(inspector_.nameOf(box.side, place, words.front().word));
        return input.kind == InputKind::Id
                   ? tr("%1 %2 is row %3 of its table: ids are numbered in the order in which they "
                        "first appear in the ratings.")
                         .arg(box.title, name)
                         .arg(words.front().word)
                   : tr("“%1” is row %2 of the table of %3.")
                         .arg(name)
                         .arg(words.front().word)
                         .arg(box.title);
    }
    std::vector<Term> terms;
    for (const InputWord& each : words)
        terms.push_back({tr("%1 × “%2”")
                             .arg(number(double{each.weight}),
                                  columnText(inspector_.nameOf(box.side, place, each.word))),
                         double{each.weight}});
    QStringList shown;
    for (std::size_t i = 0; i < std::min(terms.size(), termsShown); ++i)
        shown << terms[i].factors;
    if (terms.size() > termsShown)
        shown << tr("%1 more").arg(terms.size() - termsShown);
    return tr("%1: the rows of these are added up, each times its weight: %2.")
        .arg(box.title, shown.join(QStringLiteral(", ")));
}

QString Formula::table(const SceneBox& box, std::size_t cell) const {
    const auto place = static_cast<std::size_t>(box.place);
    const auto& words = journey().tower(box.side).words[place];
    const double value = double{tower(box).inputs[place][cell]};
    if (words.size() == 1 && words.front().weight == 1.0F && words.front().word >= 0)
        return tr("E[%1, %2] = %3: number %2 of row %1 of the table.")
            .arg(words.front().word)
            .arg(cell)
            .arg(number(value));
    std::vector<Term> terms;
    for (const InputWord& each : words) {
        const double row = double{inspector_.tableRow(box.side, place, each.word)[cell]};
        terms.push_back({QStringLiteral("%1·%2").arg(number(double{each.weight}), factor(row)),
                         double{each.weight} * row});
    }
    return tr("Number %1 of the sum of %2 rows: %3 = %4")
        .arg(cell)
        .arg(words.size())
        .arg(terms.empty() ? number(0) : sumOf(std::move(terms), termsShown), number(value));
}

QString Formula::joined(const SceneBox& box, std::size_t strip, std::size_t cell) const {
    const auto& inputs = inspector_.plan().tower(box.side).inputs;
    std::size_t before = cell;
    for (std::size_t i = 0; i < strip; ++i)
        before += static_cast<std::size_t>(inputs[i].dimensions);
    return tr("x%1 = %2: number %3 of %4.")
        .arg(subscript(before), number(double{tower(box).inputs[strip][cell]}))
        .arg(cell)
        .arg(TowerText::inputName(inputs[strip], box.side));
}

QString Formula::sum(const SceneBox& box, std::size_t cell) const {
    const auto layer = static_cast<std::size_t>(box.place);
    const DenseWeights weights = inspector_.dense(box.side, layer);
    const TowerNumbers& numbers = tower(box);
    const std::vector<float> inputs = layer == 0 ? numbers.joined() : numbers.outputs[layer - 1];
    std::vector<Term> terms;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const double w = double{weights.at(cell, i)};
        const double x = double{inputs[i]};
        terms.push_back({QStringLiteral("%1·%2").arg(factor(w), factor(x)), w * x});
    }
    return tr("z%1 = Σᵢ Wᵢ xᵢ + b = %2 + bias %3 = %4")
        .arg(subscript(cell), sumOf(std::move(terms), termsShown),
             factor(double{weights.bias[cell]}), number(double{numbers.sums[layer][cell]}));
}

QString Formula::output(const SceneBox& box, std::size_t cell) const {
    const auto layer = static_cast<std::size_t>(box.place);
    const TowerPlan& plan = inspector_.plan().tower(box.side);
    const double sum = double{tower(box).sums[layer][cell]};
    const double value = double{tower(box).outputs[layer][cell]};
    const QString name = symbolOf(box, plan, "h") + subscript(cell);
    switch (plan.layers[layer].activation) {
    case Activation::Relu:
        return sum > 0 ? tr("%1 = ReLU(z) = max(0, %2) = %3").arg(name, number(sum), number(value))
                       : tr("%1 = ReLU(z) = max(0, %2) = %3: this unit is off, and nothing flows "
                            "back through it.")
                             .arg(name, number(sum), number(value));
    case Activation::Tanh:
        return tr("%1 = tanh(%2) = %3").arg(name, number(sum), number(value));
    case Activation::Gelu:
        return tr("%1 = GELU(%2) = %3").arg(name, number(sum), number(value));
    case Activation::Linear:
        break;
    }
    return tr("%1 = z = %2, as it is").arg(name, number(value));
}

QString Formula::length(const SceneBox& box, std::size_t cell) const {
    const std::vector<float>& from = tower(box).outputs.back();
    double squares = 0;
    for (const float value : from)
        squares += double{value} * double{value};
    return tr("Made of length 1: %1 / √(Σ squares) = %1 / %2 = %3")
        .arg(number(double{from[cell]}), number(std::sqrt(squares)),
             number(double{tower(box).vector[cell]}));
}

QString Formula::match(const SceneBox& box, std::size_t strip, std::size_t cell) const {
    Q_UNUSED(box)
    if (strip == 1)
        return tr("w%1 = %2: how much this dimension counts. It is learned.")
            .arg(subscript(cell), number(double{journey().weights[cell]}));
    return tr("u%1 · v%1 = %2 · %3 = %4")
        .arg(subscript(cell), factor(double{journey().user.numbers.vector[cell]}),
             factor(double{journey().movie.numbers.vector[cell]}),
             number(double{journey().product[cell]}));
}

QString Formula::logit() const {
    const Journey& j = journey();
    const NetPlan& plan = inspector_.plan();
    const bool weighted = isWeighted(plan.match);
    std::vector<Term> terms;
    for (std::size_t k = 0; k < j.product.size(); ++k) {
        const double w = weighted ? double{j.weights[k]} : 1.0;
        const double product = double{j.product[k]};
        terms.push_back(
            {weighted ? QStringLiteral("%1·%2").arg(factor(w), factor(product)) : factor(product),
             w * product});
    }
    QString text = sumOf(std::move(terms), termsShown);
    if (isCosine(plan.match))
        text = tr("(%1) / (|u| %2 · |v| %3)")
                   .arg(text, number(double{j.user.length}), number(double{j.movie.length}));
    if (!weighted)
        text = tr("w %1 · (%2)").arg(number(double{j.weights.front()}), text);
    text += tr(" + b %1").arg(factor(double{j.bias}));
    if (plan.user.biases)
        text += tr(" + user bias %1 + movie bias %2")
                    .arg(factor(double{j.user.ownBias} + double{j.user.biasOfInputs}),
                         factor(double{j.movie.ownBias} + double{j.movie.biasOfInputs}));
    return tr("z = %1 = %2: %3").arg(TowerText::matchFormula(plan), text, number(double{j.logit}));
}

QString Formula::score(const SceneBox& box) const {
    const Journey& j = journey();
    const NetPlan& plan = inspector_.plan();
    if (box.id == QLatin1String("match.logit"))
        return logit();
    if (box.id == QLatin1String("match.output"))
        return plan.linear ? tr("Cut off at 0 and 1: %1").arg(number(double{j.output}))
                           : tr("p = 1 / (1 + exp(−%1)) = %2")
                                 .arg(factor(double{j.logit}), number(double{j.output}));
    const Vocabulary& v = inspector_.model().vocabulary();
    if (!j.stars)
        return plan.logit ? tr("This model learns an order: of its score only which of two is "
                               "higher counts.")
                          : tr("This model gives a chance rather than a rating.");
    return tr("Back on the scale of the ratings: %1 + %2 · (%3 − %1) = %4")
        .arg(number(double{v.minRating}), number(double{j.output}), number(double{v.maxRating}),
             number(double{*j.stars}));
}

QString Formula::bias(const SceneBox& box) const {
    const TowerJourney& side = journey().tower(box.side);
    return tr("A number of its own, %1, and what the inputs add, %2: together %3")
        .arg(number(double{side.ownBias}), number(double{side.biasOfInputs}),
             number(double{side.ownBias} + double{side.biasOfInputs}));
}

QString Formula::gradient(const SceneBox& box, std::size_t strip, std::size_t cell) const {
    const std::span<const float> values = numbers_.values(box, box.strips[strip]);
    if (cell >= values.size())
        return {};
    const QString value = number(double{values[cell]});
    const StepPath& path = *numbers_.path();
    switch (box.kind) {
    case SceneBox::Kind::Match: {
        const double w = isWeighted(inspector_.plan().match) ? double{journey().weights[cell]}
                                                             : double{journey().weights.front()};
        return strip == 0
                   ? tr("∂L/∂(u%1 v%1) = ∂L/∂z · w = %2 · %3 = %4")
                         .arg(subscript(cell), factor(double{path.row.slope}), factor(w), value)
                   : tr("∂L/∂w%1 = %2, added up over the batch").arg(subscript(cell), value);
    }
    case SceneBox::Kind::Dense:
        if (strip > 0)
            return gradientOfOutput(box, cell);
        return tr("∂L/∂z%1 = ∂L/∂h%1 · slope of the activation = %2").arg(subscript(cell), value);
    case SceneBox::Kind::Joined:
    case SceneBox::Kind::Table:
        return gradientOfInputs(box, cell) + tr(" = %1").arg(value);
    default:
        return {};
    }
}

QString Formula::gradientOfOutput(const SceneBox& box, std::size_t cell) const {
    const StepPath& path = *numbers_.path();
    const TowerPlan& plan = inspector_.plan().tower(box.side);
    const auto layer = static_cast<std::size_t>(box.place);
    const TowerNumbers& gradients =
        box.side == Side::User ? path.userGradients : path.movieGradients;
    const QString value = number(double{gradients.outputs[layer][cell]});
    if (layer + 1 == plan.layers.size()) {
        const QString own = box.side == Side::User ? QStringLiteral("u") : QStringLiteral("v");
        const TowerNumbers& other =
            journey().tower(box.side == Side::User ? Side::Movie : Side::User).numbers;
        if (!path.candidates.empty())
            return tr("∂L/∂%1%2 = %3: from its own pair, and from all pairs that the loss holds "
                      "against it")
                .arg(own, subscript(cell), value);
        return tr("∂L/∂%1%2 = ∂L/∂(u v) · %3 = %4 · %5 = %6")
            .arg(own, subscript(cell),
                 box.side == Side::User ? QStringLiteral("v") : QStringLiteral("u"),
                 factor(double{path.productGradients[cell]}), factor(double{other.vector[cell]}),
                 value);
    }
    const DenseWeights above = inspector_.dense(box.side, layer + 1);
    std::vector<Term> terms;
    for (std::size_t j = 0; j < above.units; ++j) {
        const double w = double{above.at(j, cell)};
        const double g = double{gradients.sums[layer + 1][j]};
        terms.push_back({QStringLiteral("%1·%2").arg(factor(w), factor(g)), w * g});
    }
    return tr("∂L/∂h%1 = Σⱼ Wⱼ ∂L/∂zⱼ = %2 = %3")
        .arg(subscript(cell), sumOf(std::move(terms), termsShown), value);
}

/// Of a joined strip or of a table: what the first dense layer hands back.
QString Formula::gradientOfInputs(const SceneBox& box, std::size_t cell) const {
    return box.kind == SceneBox::Kind::Table
               ? tr("The row of the table gets ∂L/∂x: number %1").arg(cell)
               : tr("∂L/∂x = Σⱼ Wⱼ ∂L/∂zⱼ of the first dense layer");
}

} // namespace towerlab::ui
