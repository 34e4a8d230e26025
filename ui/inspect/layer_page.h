// SPDX-License-Identifier: MIT
#pragma once

#include "core/inspect/journey.h"
#include "core/inspect/step_story.h"
#include "ui/inspect/picture_numbers.h"
#include "ui/towers/tower_scene.h"

#include <QWidget>

#include <memory>

class QComboBox;
class QLabel;

namespace towerlab::ui {

class MatrixView;

/// A part of the model in detail: the matrix product of a layer, the rows that an input reads, the
/// match dimension by dimension. In a step also gradients, what the optimiser remembers, and what
/// has changed.
class LayerPage : public QWidget {
    Q_OBJECT
public:
    explicit LayerPage(QWidget* parent = nullptr);

    struct Source {
        std::shared_ptr<const Inspector> inspector;
        std::shared_ptr<const PictureNumbers> numbers;
        std::shared_ptr<const StepPath> path; ///< null: no step is looked at
    };
    /// @param box null: nothing is chosen
    void setBox(const Source& source, const SceneBox* box);
    /// The same box with other numbers.
    void setSource(const Source& source);
    QString box() const { return box_.id; }
    MatrixView* matrix() const { return matrix_; }

private:
    enum Shown { Weights, Products, Gradient, Memory, Change };
    void show();
    void showDense();
    void showTable();
    void showMatch();
    const WeightStep* weightStep(WeightStep::Part part) const;
    void fillChoices();

    Source source_;
    SceneBox box_;
    QLabel* title_;
    QComboBox* shown_;
    MatrixView* matrix_;
    QLabel* text_;
};

} // namespace towerlab::ui
