// SPDX-License-Identifier: MIT
#pragma once

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QSlider;
class QToolButton;

namespace towerlab::ui {

class ElidedLabel;

/// Goes through the moments of a run: a slider, play and pause, steps, speed, and what is known of
/// the moment that is shown.
class TimeBar : public QWidget {
    Q_OBJECT
public:
    /// Whether it also has what only a map can show: trails, what pulls the movies, how many
    /// moments are kept, and a line of text.
    enum class Tools { OfMap, TimeOnly };
    explicit TimeBar(Tools tools = Tools::OfMap, QWidget* parent = nullptr);

    /// How many moments there are; the last one is shown where `follow`.
    void setCount(int count, bool follow);
    int count() const { return count_; }
    int moment() const;
    void setMoment(int moment);
    /// A line on the moment shown.
    void setText(const QString& text);
    /// Why the moments can't be gone through now; empty: they can.
    void setHindrance(const QString& why);
    bool trailsOn() const;
    bool pullsOn() const;
    /// Whether there is anything to show; the tooltip says why not.
    void setPullsPossible(bool possible, const QString& why);
    bool isPlaying() const { return player_.isActive(); }
    /// Milliseconds from one moment to the next.
    int pace() const;

Q_SIGNALS:
    /// @param smoothly from the one before, as in a film
    void momentChanged(int moment, bool smoothly);
    void trailsToggled(bool on);
    void pullsToggled(bool on);

private:
    QWidget* makeRateButton();
    void play(bool on);
    void showNext();
    void go(int moment, bool smoothly);
    void showState();

    QSlider* slider_;
    QToolButton* play_;
    QToolButton* back_;
    QToolButton* forward_;
    QToolButton* trails_;
    QToolButton* pulls_;
    QComboBox* speed_;
    ElidedLabel* text_;
    QTimer player_;
    int count_ = 0;
    bool hindered_ = false;
};

} // namespace towerlab::ui
