// SPDX-License-Identifier: MIT
#pragma once

#include "core/inspect/step_story.h"
#include "ui/inspect/layer_page.h"
#include "ui/inspect/stages.h"

#include <QTabWidget>

#include <memory>
#include <vector>

class QAbstractItemModel;

namespace towerlab::ui {

class AgainstModel;
class BatchModel;
class MovesModel;
class TableView;
class WeightsModel;

/// What is known in detail below the picture: a part of the model, and of a step its batch, what
/// the loss compares, the weights, and the user's list.
class DetailPane : public QTabWidget {
    Q_OBJECT
public:
    explicit DetailPane(QWidget* parent = nullptr);

    LayerPage* layer() const { return layer_; }
    /// Null: no step is looked at, and its tables go.
    void setStory(const std::shared_ptr<const StepStory>& story);
    /// @param place of the example in the batch
    void setPath(const std::shared_ptr<const StepPath>& path, std::size_t place);
    void setMoves(std::vector<RankMove> moves);
    void showTable(Stage::Table table);
    void showLayer() { setCurrentWidget(layer_); }

Q_SIGNALS:
    /// Another example of the batch is to be followed.
    void rowChosen(std::size_t place);
    void closeRequested();

private:
    TableView* addTable(QAbstractItemModel* model, const char* name, const QString& title,
                        int widest);

    LayerPage* layer_;
    BatchModel* batch_;
    AgainstModel* against_;
    WeightsModel* weights_;
    MovesModel* moves_;
    TableView* batchTable_;
    TableView* againstTable_;
    TableView* weightsTable_;
    TableView* movesTable_;
    std::shared_ptr<const StepStory> story_;
};

} // namespace towerlab::ui
