// SPDX-License-Identifier: MIT
#pragma once

#include "ui/embeddings/projection.h"

#include <QString>
#include <QWidget>

#include <span>
#include <utility>
#include <vector>

class QComboBox;

namespace towerlab::ui {

/// What a map along directions shows across and upwards: principal components, or numbers that are
/// known of the points, such as a year; never the same twice where there are two.
class MapAxes : public QWidget {
    Q_OBJECT
public:
    using Facts = std::vector<std::pair<PointFact, QString>>;

    explicit MapAxes(QWidget* parent = nullptr);

    /// What there is to choose from: components with their shares of the variance, and facts; and
    /// what is shown.
    void setChoices(std::span<const double> explained, const Facts& facts, const AxisChoice& across,
                    const AxisChoice& up);
    /// The choice; where there was none yet, the first two components.
    AxisChoice across() const { return across_.shown; }
    AxisChoice up() const { return up_.shown; }
    /// The person's choice was this one.
    void choose(const AxisChoice& across, const AxisChoice& up);
    /// With the shares in the boxes, for which a narrow place has no room.
    void setRoomy(bool roomy);

Q_SIGNALS:
    void changed(); ///< by the person

private:
    struct Axis {
        QComboBox* box = nullptr;
        AxisChoice shown;
    };
    void showTexts();
    void choose(Axis& chosen, Axis& other);
    AxisChoice choiceAt(int entry) const;
    int entryOf(const AxisChoice& choice) const;

    Axis across_;
    Axis up_;
    std::vector<double> shares_;
    Facts facts_;
    bool roomy_ = true;
};

} // namespace towerlab::ui
