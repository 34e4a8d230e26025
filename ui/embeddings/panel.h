// SPDX-License-Identifier: MIT
#pragma once

#include "ui/embeddings/map_contents.h"
#include "ui/embeddings/map_selection.h"
#include "ui/runs/workspace.h"
#include "ui/widgets/place.h"

class QButtonGroup;
class QLabel;
class QStackedWidget;
class QTimer;

namespace towerlab::ui {

class BarPlot;
class BusySign;
class EmptyState;
class FlatHint;
class JobRunner;
class MapAxes;
class MapLook;
class ScatterPlot;
class SearchBox;

/// The Embeddings place: the vectors of movies or users as a map of two principal components. All
/// that the map shows is made on a worker; the one before stays until then.
class EmbeddingsPanel : public Place {
    Q_OBJECT
public:
    explicit EmbeddingsPanel(Workspace* workspace, QWidget* parent = nullptr);

    ScatterPlot* plot() const { return plot_; }

Q_SIGNALS:
    void trainRequested();
    /// The map is a line; the person wants a run whose map is not.
    void clearMapRequested();

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeTools();
    QWidget* makeSide();
    void connectWorkspace();

    void changeSubject(Subject subject);
    void refresh();
    void clearMap();
    void tellWhatIsMissing();
    void makeMapAnew(bool keepView);
    void startMap();
    void endMap();
    void adopt(std::shared_ptr<const MapContents> map, bool keepView);
    void showComponents();
    void showLabels();
    void showMarks();
    void adoptMarks(std::vector<bool> marks);
    void showSelection();
    QVector<MapSelection::Entry> neighboursOf(std::size_t index) const;
    void pick(int point);

    std::optional<std::size_t> rowOfPoint(int point) const;
    int pointOfRow(std::size_t row) const;
    QString mapTitle() const;

    Workspace* workspace_;
    JobRunner* mapper_;
    JobRunner* finder_;
    QStackedWidget* stack_ = nullptr;
    EmptyState* empty_ = nullptr;
    ScatterPlot* plot_ = nullptr;
    QButtonGroup* subjects_ = nullptr;
    MapAxes* axes_ = nullptr;
    MapLook* look_ = nullptr;
    SearchBox* search_ = nullptr;
    QLabel* found_ = nullptr;
    QLabel* caption_ = nullptr;
    BusySign* busy_ = nullptr;
    FlatHint* flatHint_ = nullptr;
    QTimer* searchDelay_ = nullptr;
    BarPlot* variance_ = nullptr;
    MapSelection* selection_ = nullptr;

    Subject subject_ = Subject::Movies;
    std::shared_ptr<const MapContents> map_; ///< what is shown; null: nothing
    bool mapping_ = false;
    bool mapAgain_ = false;
    bool keepView_ = true; ///< of the map that is asked for
    bool stale_ = true;
    bool selectionStale_ = false;
};

} // namespace towerlab::ui
