// SPDX-License-Identifier: MIT
#pragma once

#include "core/inspect/journey.h"
#include "core/inspect/step_story.h"
#include "ui/inspect/cell_ref.h"
#include "ui/inspect/picture_numbers.h"
#include "ui/towers/tower_scene.h"

#include <QCoreApplication>
#include <QString>

namespace towerlab::ui {

/// Says of a cell of the picture how it comes about: the formula, with its numbers put in. Plain
/// text.
class Formula {
    Q_DECLARE_TR_FUNCTIONS(towerlab::ui::Formula)
public:
    /// All must outlive the object.
    Formula(const Inspector& inspector, const PictureNumbers& numbers, const TowerScene& scene)
        : inspector_(inspector), numbers_(numbers), scene_(scene) {}

    QString of(const CellRef& cell) const;

    /// "User id", "x₁₂", "z₃"
    static QString subscript(std::size_t number);
    static QString number(double value);

private:
    struct Term {
        QString factors;
        double value;
    };
    QString word(const SceneBox& box) const;
    QString table(const SceneBox& box, std::size_t cell) const;
    QString joined(const SceneBox& box, std::size_t strip, std::size_t cell) const;
    QString sum(const SceneBox& box, std::size_t cell) const;
    QString output(const SceneBox& box, std::size_t cell) const;
    QString length(const SceneBox& box, std::size_t cell) const;
    QString match(const SceneBox& box, std::size_t strip, std::size_t cell) const;
    QString logit() const;
    QString score(const SceneBox& box) const;
    QString bias(const SceneBox& box) const;
    QString gradient(const SceneBox& box, std::size_t strip, std::size_t cell) const;
    QString gradientOfOutput(const SceneBox& box, std::size_t cell) const;
    QString gradientOfInputs(const SceneBox& box, std::size_t cell) const;
    static QString sumOf(std::vector<Term> terms, std::size_t most);
    const Journey& journey() const { return numbers_.journey(); }
    const TowerNumbers& tower(const SceneBox& box) const {
        return journey().tower(box.side).numbers;
    }

    const Inspector& inspector_;
    const PictureNumbers& numbers_;
    const TowerScene& scene_;
};

} // namespace towerlab::ui
