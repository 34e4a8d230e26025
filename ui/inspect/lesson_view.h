// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/settings.h"
#include "ui/inspect/lesson_book.h"

#include <QSet>
#include <QWidget>

#include <optional>
#include <vector>

class QLabel;
class QListWidget;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace towerlab::ui {

/// The list of lessons, and the one that is under way: a page for each of its steps, which ticks
/// itself off once the person has done what it asks.
class LessonView : public QWidget {
    Q_OBJECT
public:
    explicit LessonView(QWidget* parent = nullptr);

    /// Null: none is under way.
    const Lesson* lesson() const;
    const LessonStep* step() const;
    int stepNumber() const { return step_; }
    bool isDone() const { return done_; }
    /// The model whose parts are lit; none: there is no model yet.
    void setPlan(std::optional<NetPlan> plan);

    /// Something has been done that a step may ask for.
    /// @param what a box, a stage, a side, a place, or "first"
    void happened(LessonTask::Kind kind, const QString& what = {});
    /// A run has ended.
    void trained(const RunSettings& settings);

public Q_SLOTS:
    void begin(int lesson);
    void next();
    void back();
    void leave();

Q_SIGNALS:
    void lightsChanged(const QStringList& lights);
    void runRequested(const towerlab::RunSettings& settings);

private:
    QWidget* makeList();
    QWidget* makePage();
    void showStep();
    void showList();
    void tick();
    bool matches(LessonTask::Kind kind, const QString& what) const;

    QStackedWidget* pages_;
    QListWidget* list_ = nullptr;
    QLabel* title_ = nullptr;
    QLabel* where_ = nullptr;
    QProgressBar* bar_ = nullptr;
    QLabel* text_ = nullptr;
    QWidget* askRow_ = nullptr;
    QLabel* mark_ = nullptr;
    QLabel* ask_ = nullptr;
    QPushButton* run_ = nullptr;
    QPushButton* back_ = nullptr;
    QPushButton* next_ = nullptr;
    QPushButton* leave_ = nullptr;
    int lesson_ = -1;
    int step_ = 0;
    bool done_ = false;
    std::optional<NetPlan> plan_;
};

} // namespace towerlab::ui
