// SPDX-License-Identifier: MIT
#pragma once

#include "ui/leave_question.h"
#include "ui/runs/training.h"
#include "ui/runs/workspace.h"

#include <QMainWindow>

#include <functional>

class QStackedWidget;
class QToolButton;

namespace towerlab::ui {

class ComparePanel;
class DataOpening;
class DataPanel;
class EmbeddingsPanel;
class InspectPanel;
class Place;
class RecentMenu;
class RecommendPanel;
class StatusStrip;
class TrainPanel;
class ViewMenu;

/// The window: a rail of places on the left, the chosen place beside it, the status bar below.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    enum PlaceNumber { Data, Train, Recommend, Embeddings, Compare, Inspect };

    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    Workspace* workspace() const { return workspace_; }
    Training* training() const { return training_; }
    TrainPanel* trainPanel() const { return train_; }
    EmbeddingsPanel* embeddingsPanel() const { return embeddings_; }
    ComparePanel* comparePanel() const { return compare_; }
    InspectPanel* inspectPanel() const { return inspect_; }
    PlaceNumber place() const;

public Q_SLOTS:
    void showPlace(towerlab::ui::MainWindow::PlaceNumber place);

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QWidget* makeRail();
    QToolButton* makeRailButton(QAction* action);
    void makePlaces();
    void makeMenus();
    void makeFileMenu();
    void makeEditMenu();
    void makeViewMenu();
    void makeTrainMenu();
    void makeHelpMenu();
    void connectWorkspace();
    void showUndo();
    void restore();
    void updateTitle();
    void openDemo();
    void openModel();
    void saveModel();
    void exportVectors(bool users);
    void showAbout();
    void showFailure(const QString& title, const QString& text);
    /// What quitting, or opening other data, would lose now.
    Losses lossesBy(bool quitting) const;
    /// Does `then` at once where nothing is lost by it; else asks, and does it once what is to be
    /// kept is kept, or not at all.
    void leave(bool quitting, const std::function<void()>& then);
    void leaveIfIdle();
    Place* currentPlace() const;

    Workspace* workspace_;
    Training* training_;
    DataOpening* opening_;
    QStackedWidget* places_ = nullptr;
    ViewMenu* view_ = nullptr;
    RecentMenu* recent_ = nullptr;
    QAction* undo_ = nullptr;
    QAction* find_ = nullptr;
    DataPanel* data_ = nullptr;
    TrainPanel* train_ = nullptr;
    RecommendPanel* recommend_ = nullptr;
    EmbeddingsPanel* embeddings_ = nullptr;
    ComparePanel* compare_ = nullptr;
    InspectPanel* inspect_ = nullptr;
    StatusStrip* status_ = nullptr;
    QList<QAction*> needModel_;
    std::function<void()> afterKeeping_; ///< what a person waits for until all is kept
    bool leaving_ = false;               ///< the window may close without a question
};

} // namespace towerlab::ui
