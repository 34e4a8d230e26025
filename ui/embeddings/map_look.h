// SPDX-License-Identifier: MIT
#pragma once

#include "ui/embeddings/point_colouring.h"

#include <QWidget>

class QCheckBox;
class QComboBox;

namespace towerlab::ui {

class LegendView;

/// How the points of the map look: colour with its legend, size, names.
class MapLook : public QWidget {
    Q_OBJECT
public:
    explicit MapLook(QWidget* parent = nullptr);

    /// Offers what movies or users of the data can be coloured by.
    void setSubject(Subject subject, const Dataset* dataset);
    void setColouring(const Colouring& colouring);

    ColourBy colourBy() const;
    /// Whether points grow with the number of ratings.
    bool sizesOn() const;
    bool labelsOn() const;
    std::vector<int> pickedGroups() const;

Q_SIGNALS:
    void pointsChanged(); ///< colour or size
    void labelsChanged();
    void pickedChanged(); ///< groups of the legend

private:
    Subject subject_ = Subject::Movies;
    QComboBox* colours_;
    LegendView* legend_;
    QCheckBox* sizes_;
    QCheckBox* labels_;
};

} // namespace towerlab::ui
