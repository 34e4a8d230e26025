// SPDX-License-Identifier: MIT
#pragma once

#include "ui/runs/training.h"
#include "ui/runs/workspace.h"
#include "ui/widgets/theme.h"

#include <QMainWindow>

class QActionGroup;
class QButtonGroup;
class QStackedWidget;

namespace towerlab::ui {

class ComparePanel;
class DataPanel;
class EmbeddingsPanel;
class RecommendPanel;
class StatusStrip;
class TrainPanel;

/// The window: a rail of places on the left, the chosen place beside it, the status bar below.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    enum Place { Data, Train, Recommend, Embeddings, Compare };

    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    Workspace* workspace() const { return workspace_; }
    Training* training() const { return training_; }
    TrainPanel* trainPanel() const { return train_; }
    EmbeddingsPanel* embeddingsPanel() const { return embeddings_; }
    ComparePanel* comparePanel() const { return compare_; }
    Place place() const;

public Q_SLOTS:
    void showPlace(towerlab::ui::MainWindow::Place place);

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QWidget* makeRail();
    void makePlaces();
    void makeMenus();
    void makeFileMenu();
    void makeViewMenu();
    void makeTrainMenu();
    void makeHelpMenu();
    void connectWorkspace();
    void setAppearance(Appearance appearance);
    void restore();
    void updateTitle();
    void openFolder();
    void openModel();
    void saveModel();
    void exportVectors(bool users);
    void showAbout();
    void showFailure(const QString& title, const QString& text);
    /// Asks before a run, or a model that took long to train, is lost.
    bool mayLeave();

    Workspace* workspace_;
    Training* training_;
    QStackedWidget* places_ = nullptr;
    QButtonGroup* rail_ = nullptr;
    DataPanel* data_ = nullptr;
    TrainPanel* train_ = nullptr;
    RecommendPanel* recommend_ = nullptr;
    EmbeddingsPanel* embeddings_ = nullptr;
    ComparePanel* compare_ = nullptr;
    StatusStrip* status_ = nullptr;
    QActionGroup* appearances_ = nullptr;
    QList<QAction*> needModel_;
};

} // namespace towerlab::ui
