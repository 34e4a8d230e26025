// SPDX-License-Identifier: MIT
#pragma once

#include "ui/embeddings/layout_runner.h"
#include "ui/embeddings/map_axes.h"
#include "ui/embeddings/projection.h"

#include <QList>
#include <QWidget>

#include <array>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSpinBox;
class QStackedWidget;
class QToolButton;

namespace towerlab::ui {

/// Chooses what makes the map, and what that can be told: axes, ends of axes, parameters.
class ProjectionBar : public QWidget {
    Q_OBJECT
public:
    explicit ProjectionBar(QWidget* parent = nullptr);

    ProjectionKind kind() const;
    void setKind(ProjectionKind kind);
    MapAxes* axes() const { return axes_; }
    ArrangeSettings arrange() const;
    void setArrange(const ArrangeSettings& settings);
    /// The other button is shown while points are being arranged.
    void setRunning(bool running);
    /// What a pole is set to; empty: nothing yet.
    void setPoleText(Pole pole, const QString& text);
    /// Groups of the legend that a pole may be set to.
    void setGroups(const QStringList& groups);
    /// The pole that the next click on the legend sets, if there is one.
    std::optional<Pole> armed() const;
    /// Arms the next pole.
    void armNext();
    void setRoomy(bool roomy);
    bool equalScale() const;

Q_SIGNALS:
    void kindChanged();
    void arrangeChanged(); ///< a parameter
    void runRequested();
    void stopRequested();
    void poleToGroup(towerlab::ui::Pole pole, int group);
    void poleToHits(towerlab::ui::Pole pole);
    void poleToSelection(towerlab::ui::Pole pole);
    void poleCleared(towerlab::ui::Pole pole);
    void equalScaleChanged(bool on);

private:
    QWidget* makePoles();
    QWidget* makeParameters(bool tsne);
    void fillPoleMenu(Pole pole);
    void arm(std::optional<Pole> pole);
    void showPage();

    QComboBox* kind_;
    QStackedWidget* pages_;
    MapAxes* axes_;
    std::array<QPushButton*, poles> poleButtons_{}; ///< checked: the next click sets it
    std::array<QString, poles> poleTexts_;
    QStringList groups_;
    QDoubleSpinBox* perplexity_ = nullptr;
    QDoubleSpinBox* exaggeration_ = nullptr;
    QSpinBox* neighbours_ = nullptr;
    QDoubleSpinBox* distance_ = nullptr;
    QPushButton* run_;
    QList<QLabel*> captions_; ///< of parameters
    QToolButton* equal_;
    bool running_ = false;
    bool roomy_ = true;
};

} // namespace towerlab::ui
