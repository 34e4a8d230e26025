// SPDX-License-Identifier: MIT
#include "ui/inspect/layer_page.h"

#include "ui/data/user_facts.h"
#include "ui/inspect/formula.h"
#include "ui/inspect/matrix_view.h"
#include "ui/towers/tower_text.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace towerlab::ui {
namespace {

constexpr std::size_t rowsShown = 40;

QString number(float value) { return Formula::number(double{value}); }

} // namespace

LayerPage::LayerPage(QWidget* parent)
    : QWidget(parent),
      title_(new QLabel),
      shown_(new QComboBox),
      matrix_(new MatrixView),
      text_(new QLabel) {
    setObjectName(QStringLiteral("layerPage"));
    theme::makeHeading(title_);
    shown_->setObjectName(QStringLiteral("layerShown"));
    shown_->setAccessibleName(tr("What the map shows"));
    text_->setObjectName(QStringLiteral("layerText"));
    theme::makeCaption(text_);
    auto* head = new QHBoxLayout;
    head->addWidget(title_, 1);
    head->addWidget(shown_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(6, 6, 6, 4);
    column->setSpacing(4);
    column->addLayout(head);
    column->addWidget(matrix_, 1);
    column->addWidget(text_);
    connect(shown_, &QComboBox::currentIndexChanged, this, &LayerPage::show);
    connect(matrix_, &MatrixView::hovered, text_, &QLabel::setText);
}

void LayerPage::setBox(const Source& source, const SceneBox* box) {
    source_ = source;
    box_ = box != nullptr ? *box : SceneBox();
    fillChoices();
    show();
}

void LayerPage::setSource(const Source& source) {
    const bool same = (source.path != nullptr) == (source_.path != nullptr);
    source_ = source;
    if (!same)
        fillChoices();
    show();
}

void LayerPage::fillChoices() {
    const QSignalBlocker quiet(shown_);
    const QVariant before = shown_->currentData();
    shown_->clear();
    const bool dense = box_.kind == SceneBox::Kind::Dense;
    const bool weighed = dense || box_.kind == SceneBox::Kind::Table;
    shown_->addItem(dense ? tr("Weights") : tr("Numbers"), Weights);
    if (dense)
        shown_->addItem(tr("Weights × inputs"), Products);
    if (source_.path && weighed) {
        shown_->addItem(tr("Gradient"), Gradient);
        shown_->addItem(tr("Optimiser's memory"), Memory);
        shown_->addItem(tr("Change by the step"), Change);
    }
    shown_->setCurrentIndex(std::max(0, shown_->findData(before)));
    shown_->setVisible(shown_->count() > 1);
}

void LayerPage::show() {
    text_->clear();
    if (!source_.inspector || !source_.numbers || box_.id.isEmpty()) {
        title_->setText(tr("Click a part of the picture to see it in detail"));
        matrix_->setContents({});
        shown_->hide();
        return;
    }
    switch (box_.kind) {
    case SceneBox::Kind::Dense:
        showDense();
        break;
    case SceneBox::Kind::Word:
    case SceneBox::Kind::Table:
        showTable();
        break;
    default:
        showMatch();
    }
}

const WeightStep* LayerPage::weightStep(WeightStep::Part part) const {
    if (source_.path)
        for (const WeightStep& step : source_.path->weights)
            if (step.part == part && step.side == box_.side &&
                step.place == static_cast<std::size_t>(box_.place))
                return &step;
    return nullptr;
}

void LayerPage::showDense() {
    const auto layer = static_cast<std::size_t>(box_.place);
    const DenseWeights weights = source_.inspector->dense(box_.side, layer);
    const TowerNumbers& numbers = source_.numbers->journey().tower(box_.side).numbers;
    const std::vector<float> inputs = layer == 0 ? numbers.joined() : numbers.outputs[layer - 1];
    title_->setText(tr("%1: output = activation(W x + b)").arg(box_.title));
    MatrixView::Contents contents;
    contents.rows = weights.units;
    contents.columns = weights.inputs;
    contents.values = weights.kernel;
    contents.above = inputs;
    contents.aboveName = tr("x, %1 numbers").arg(inputs.size());
    const WeightStep* step = weightStep(WeightStep::Part::Kernel);
    switch (static_cast<Shown>(shown_->currentData().toInt())) {
    case Products:
        for (std::size_t i = 0; i < contents.values.size(); ++i)
            contents.values[i] *= inputs[i % weights.inputs];
        break;
    case Gradient:
        if (step != nullptr)
            contents.values = step->gradient;
        break;
    case Memory:
        if (step != nullptr && !step->memory.empty())
            contents.values = step->memory.back().after;
        break;
    case Change:
        if (step != nullptr)
            for (std::size_t i = 0; i < contents.values.size(); ++i)
                contents.values[i] = step->after[i] - step->before[i];
        break;
    case Weights:
        break;
    }
    contents.beside = {{tr("b"), weights.bias},
                       {tr("z"), numbers.sums[layer]},
                       {TowerText::activationName(
                            source_.inspector->plan().tower(box_.side).layers[layer].activation),
                        numbers.outputs[layer]}};
    contents.text = [weights, inputs, numbers, layer](int row, int column) {
        const auto unit = static_cast<std::size_t>(row);
        if (column < 0)
            return tr("Unit %1: bias %2, sum %3, output %4")
                .arg(row)
                .arg(number(weights.bias[unit]), number(numbers.sums[layer][unit]),
                     number(numbers.outputs[layer][unit]));
        const auto input = static_cast<std::size_t>(column);
        const float w = weights.at(unit, input);
        return tr("W[%1, %2] · x[%2] = %3 · %4 = %5")
            .arg(row)
            .arg(column)
            .arg(number(w), number(inputs[input]), number(w * inputs[input]));
    };
    matrix_->setContents(std::move(contents));
}

void LayerPage::showTable() {
    const auto input = static_cast<std::size_t>(box_.place);
    const TowerInput& read = source_.inspector->plan().tower(box_.side).inputs[input];
    auto words = source_.numbers->journey().tower(box_.side).words[input];
    const std::size_t all = words.size();
    std::stable_sort(words.begin(), words.end(), [](const InputWord& a, const InputWord& b) {
        return std::abs(a.weight) > std::abs(b.weight);
    });
    words.resize(std::min(words.size(), rowsShown));
    const QString name = TowerText::inputName(read, box_.side);
    title_->setText(all > words.size()
                        ? tr("%1: the %2 strongest of %3 rows").arg(name).arg(words.size()).arg(all)
                        : tr("%1: %n row(s) read", nullptr, static_cast<int>(all)).arg(name));
    const auto shown = static_cast<Shown>(shown_->currentData().toInt());
    MatrixView::Contents contents;
    contents.columns = static_cast<std::size_t>(read.dimensions);
    MatrixView::Column weight{tr("weight"), {}};
    for (const InputWord& word : words) {
        std::vector<float> values;
        if (shown == Weights) {
            values = source_.inspector->tableRow(box_.side, input, word.word);
        } else {
            values.assign(contents.columns, 0.0F);
            for (const WeightStep& step : source_.path->weights)
                if (step.part == WeightStep::Part::Row && step.side == box_.side &&
                    step.place == input && step.word == word.word) {
                    if (shown == Gradient)
                        values = step.gradient;
                    else if (shown == Memory && !step.memory.empty())
                        values = step.memory.back().after;
                    else if (shown == Change)
                        for (std::size_t i = 0; i < values.size(); ++i)
                            values[i] = step.after[i] - step.before[i];
                }
        }
        contents.values.insert(contents.values.end(), values.begin(), values.end());
        contents.rowNames << (word.word < 0 ? tr("mean of all")
                                            : columnText(source_.inspector->nameOf(box_.side, input,
                                                                                   word.word)));
        weight.values.push_back(word.weight);
    }
    contents.rows = words.size();
    contents.beside = {std::move(weight)};
    contents.text = [names = contents.rowNames, values = contents.values,
                     columns = contents.columns](int row, int column) {
        return column < 0 ? names[row]
                          : tr("%1, number %2: %3")
                                .arg(names[row])
                                .arg(column)
                                .arg(number(values[static_cast<std::size_t>(row) * columns +
                                                   static_cast<std::size_t>(column)]));
    };
    matrix_->setContents(std::move(contents));
}

void LayerPage::showMatch() {
    const Journey& journey = source_.numbers->journey();
    const NetPlan& plan = source_.inspector->plan();
    title_->setText(tr("The match, dimension by dimension: %1").arg(TowerText::matchFormula(plan)));
    MatrixView::Contents contents;
    contents.columns = journey.product.size();
    std::vector<std::vector<float>> rows = {journey.user.numbers.vector,
                                            journey.movie.numbers.vector, journey.product};
    contents.rowNames = {tr("u"), tr("v"), tr("u v")};
    if (isWeighted(plan.match)) {
        rows.push_back(journey.weights);
        contents.rowNames << tr("w");
        std::vector<float> weighted = journey.product;
        for (std::size_t k = 0; k < weighted.size(); ++k)
            weighted[k] *= journey.weights[k];
        rows.push_back(std::move(weighted));
        contents.rowNames << tr("w u v");
    }
    MatrixView::Column sums{tr("sum"), {}};
    for (const std::vector<float>& row : rows) {
        contents.values.insert(contents.values.end(), row.begin(), row.end());
        float sum = 0;
        for (const float value : row)
            sum += value;
        sums.values.push_back(sum);
    }
    contents.rows = rows.size();
    contents.beside = {std::move(sums)};
    contents.text = [names = contents.rowNames, rows](int row, int column) {
        return column < 0 ? names[row]
                          : tr("%1, dimension %2: %3")
                                .arg(names[row])
                                .arg(column)
                                .arg(number(rows[static_cast<std::size_t>(row)]
                                                [static_cast<std::size_t>(column)]));
    };
    matrix_->setContents(std::move(contents));
}

} // namespace towerlab::ui
