// SPDX-License-Identifier: MIT
#pragma once

#include "ui/embeddings/point_colouring.h"

#include <QWidget>

#include <optional>

class QCheckBox;
class QComboBox;

namespace towerlab::ui {

class LegendView;

/// How the points of the map look: colour with its legend, size, names.
class MapLook : public QWidget {
    Q_OBJECT
public:
    explicit MapLook(QWidget* parent = nullptr);

    /// Offers what the points can be coloured and sized by.
    void setSubject(Subject subject, const Dataset* dataset);
    /// Whether there is more than one moment, so that points have moved.
    void setMovement(bool possible);
    void setColouring(const Colouring& colouring);

    PointFact colourBy() const;
    void setColourBy(PointFact fact);
    /// What points grow with.
    std::optional<PointFact> sizeBy() const;
    bool regionNamesOn() const;
    bool pointNamesOn() const;
    /// Whether all points are coloured by their true distance to the one under the mouse.
    bool distancesOn() const;
    std::vector<int> pickedGroups() const;
    void showAllGroups();

Q_SIGNALS:
    void colourChanged();
    void sizeChanged();
    void namesChanged();
    void pickedChanged(); ///< groups of the legend
    void groupClicked(int group);
    void distancesToggled(bool on);

private:
    Subject subject_ = Subject::Movies;
    QComboBox* colours_;
    LegendView* legend_;
    QComboBox* sizes_;
    QCheckBox* regions_;
    QCheckBox* names_;
    QCheckBox* distances_;
};

} // namespace towerlab::ui
