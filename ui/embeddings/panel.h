// SPDX-License-Identifier: MIT
#pragma once

#include "core/analyze/pca.h"
#include "ui/embeddings/map_selection.h"
#include "ui/embeddings/point_colouring.h"
#include "ui/runs/workspace.h"
#include "ui/widgets/csv.h"
#include "ui/widgets/place.h"

class QButtonGroup;
class QLabel;
class QStackedWidget;
class QTimer;

namespace towerlab::ui {

class BarPlot;
class EmptyState;
class FlatHint;
class JobRunner;
class MapAxes;
class MapLook;
class ScatterPlot;
class SearchBox;

/// The Embeddings place: the vectors of movies or users as a map of two principal components.
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
    /// What a worker computes of one model for one subject.
    struct Projection {
        std::shared_ptr<const Recommender> recommender;
        Subject subject = Subject::Movies;
        PcaResult pca;
    };

    QWidget* makeTools();
    QWidget* makeSide();
    void connectWorkspace();

    void changeSubject(Subject subject);
    void refresh();
    void clearMap();
    void project();
    void endProjection();
    void adopt(std::shared_ptr<const Projection> projection);
    void showComponents();
    void showPoints(bool keepView);
    void showLabels();
    void showMarks();
    void showSelection();
    QVector<MapSelection::Entry> neighboursOf(std::size_t index) const;
    void pick(int point);

    std::optional<std::size_t> rowOfPoint(int point) const;
    int pointOfRow(std::size_t row) const;
    QString mapTitle() const;
    CsvTable mapTable() const;

    Workspace* workspace_;
    JobRunner* projector_;
    QStackedWidget* stack_ = nullptr;
    EmptyState* empty_ = nullptr;
    ScatterPlot* plot_ = nullptr;
    QButtonGroup* subjects_ = nullptr;
    MapAxes* axes_ = nullptr;
    MapLook* look_ = nullptr;
    SearchBox* search_ = nullptr;
    QLabel* found_ = nullptr;
    QLabel* caption_ = nullptr;
    FlatHint* flatHint_ = nullptr;
    QTimer* searchDelay_ = nullptr;
    BarPlot* variance_ = nullptr;
    MapSelection* selection_ = nullptr;

    Subject subject_ = Subject::Movies;
    std::shared_ptr<const Projection> projection_;
    Colouring colouring_;
    std::vector<std::size_t> indexOfPoint_; ///< vocabulary index
    std::vector<int> pointOfIndex_;
    bool projecting_ = false;
    bool projectAgain_ = false;
    bool stale_ = true;
};

} // namespace towerlab::ui
