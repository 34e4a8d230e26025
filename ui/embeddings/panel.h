// SPDX-License-Identifier: MIT
#pragma once

#include "ui/embeddings/bookmarks.h"
#include "ui/embeddings/map_stage.h"
#include "ui/runs/workspace.h"
#include "ui/widgets/place.h"

#include <memory>
#include <optional>
#include <vector>

class QBoxLayout;
class QButtonGroup;
class QStackedWidget;

namespace towerlab::ui {

class BookmarkButton;
class EmptyState;
class ExplainedCard;
class FlatHint;
class HitsList;
class JobRunner;
class MapChooser;
class MapColours;
class MapLook;
class MapMoments;
class MapPane;
class MapPlot;
class MapSearch;
class MapSelection;
class SearchBox;
class TimeBar;
class Training;

/// The Embeddings place: the vectors of movies and users as a map, or two side by side; as they
/// form while a run is under way, and again afterwards. All that is shown is made on workers; what
/// was there stays until then.
class EmbeddingsPanel : public Place {
    Q_OBJECT
public:
    EmbeddingsPanel(Workspace* workspace, Training* training, QWidget* parent = nullptr);

    MapStage* stage() const { return stage_; }
    /// Of the first map.
    MapPlot* plot() const;

Q_SIGNALS:
    void trainRequested();
    /// The person wants a run whose map parts into groups.
    void clearMapRequested();
    /// The person wants to watch a map form in which kinds of movies part.
    void watchRequested();
    void recommendRequested();

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeMap();
    QWidget* makeTools();
    QWidget* makeSubjects();
    QWidget* makeMapTools();
    QWidget* makeSide();
    MapPane* makePane(const char* plotName);
    void makeParts();
    void connectPane(MapPane* pane);
    void connectWorkspace();
    void connectTraining();

    void changeSubject(Subject subject);
    void refresh();
    void clearMap();
    void tellWhatIsMissing();
    void beginLive();
    void makePoints(const std::shared_ptr<const Recommender>& recommender, bool live);
    void adoptPoints(const std::shared_ptr<const MapPoints>& points, bool live);
    void showProjection();
    void showSecondMap(bool on);
    void fitBars();
    void setPole(MapPane* pane, Pole pole, std::vector<std::size_t> points, const QString& name);
    std::optional<Bookmark> bookmarkHere() const;
    void goTo(const Bookmark& bookmark);
    QString mapTitle() const;

    Workspace* workspace_;
    Training* training_;
    MapStage* stage_;
    JobRunner* pointer_;

    QStackedWidget* stack_ = nullptr;
    EmptyState* empty_ = nullptr;
    TimeBar* time_ = nullptr;
    QButtonGroup* subjects_ = nullptr;
    BookmarkButton* bookmarks_ = nullptr;
    SearchBox* searchBox_ = nullptr;
    FlatHint* flatHint_ = nullptr;
    MapLook* look_ = nullptr;
    QWidget* explained_ = nullptr;
    ExplainedCard* shares_ = nullptr;
    HitsList* hits_ = nullptr;
    QWidget* hitsCard_ = nullptr;
    MapSelection* selection_ = nullptr;

    MapMoments* moments_ = nullptr;
    MapColours* colours_ = nullptr;
    MapSearch* search_ = nullptr;
    MapChooser* chooser_ = nullptr;

    Subject subject_ = Subject::Movies;
    bool live_ = false;                          ///< a run is under way, and its moments are shown
    std::shared_ptr<const Recommender> initial_; ///< of that run
    std::vector<std::shared_ptr<const VectorFrame>> liveFrames_;
    bool stale_ = true;
};

} // namespace towerlab::ui
