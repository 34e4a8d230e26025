// SPDX-License-Identifier: MIT
#include "ui/embeddings/map_chooser.h"

#include "core/analyze/meaning_axis.h"
#include "core/error.h"
#include "core/recommend/best_first.h"
#include "ui/embeddings/map_pane.h"
#include "ui/embeddings/map_selection.h"
#include "ui/embeddings/map_table.h"
#include "ui/embeddings/titles_dialog.h"
#include "ui/jobs/job_runner.h"
#include "ui/plots/table_dialog.h"
#include "ui/runs/workspace.h"
#include "ui/widgets/files.h"
#include "ui/widgets/save_dialog.h"
#include "ui/widgets/search_text.h"

#include <algorithm>
#include <utility>

namespace towerlab::ui {
namespace {

/// As people know it: a distance is kept negative where the larger is the nearer.
double nearnessOf(float distance, Nearness nearness) {
    switch (nearness) {
    case Nearness::Cosine:
        return 1 - double{distance};
    case Nearness::Dot:
        return -double{distance};
    case Nearness::Euclid:
        break;
    }
    return double{distance};
}

} // namespace

MapChooser::MapChooser(MapStage* stage, MapSelection* view, Workspace* workspace,
                       std::function<QString()> title, QWidget* window)
    : QObject(window),
      stage_(stage),
      view_(view),
      workspace_(workspace),
      title_(std::move(title)),
      window_(window),
      finder_(new JobRunner(JobRunner::Results::Newest, this)) {
    connect(finder_, &JobRunner::failed, workspace, &Workspace::failed);
    connect(stage, &MapStage::cleared, this, [this] {
        finder_->abandon();
        view_->showNothing({}, {});
    });
    connect(view, &MapSelection::neighbourChosen, this, [this](int point) {
        // The points may have been cleared since.
        if (stage_->points() && static_cast<std::size_t>(point) < stage_->points()->size())
            pick(point);
    });
    connect(view, &MapSelection::wishChanged, this, [this] {
        stage_->setNearness(view_->nearness());
        show();
    });
    connect(view, &MapSelection::tableRequested, this, &MapChooser::showTable);
    connect(view, &MapSelection::recommendRequested, this, &MapChooser::recommendRequested);
    connect(view, &MapSelection::clearRequested, this, [this] { choose({}, false); });
    connect(view, &MapSelection::titlesRequested, this, &MapChooser::askForTitles);
    connect(workspace, &Workspace::selectedUserChanged, this, [this] { follow(false); });
    connect(workspace, &Workspace::selectedMovieChanged, this, [this] { follow(true); });
}

void MapChooser::pick(int point) {
    choose(point < 0 ? std::vector<int>() : std::vector<int>{point}, false);
}

void MapChooser::toggle(int point) {
    std::vector<int> chosen = stage_->state().chosen;
    const auto found = std::find(chosen.begin(), chosen.end(), point);
    if (found == chosen.end())
        chosen.push_back(point);
    else
        chosen.erase(found);
    choose(std::move(chosen), false);
}

void MapChooser::choose(std::vector<int> points, bool add) {
    if (!stage_->points())
        return;
    const std::vector<int>& before = stage_->state().chosen;
    if (add)
        points.insert(points.end(), before.begin(), before.end());
    std::sort(points.begin(), points.end());
    points.erase(std::unique(points.begin(), points.end()), points.end());
    stage_->setChosen(std::move(points));
    publish();
    show();
}

/// The one selected point is the one of the whole window.
void MapChooser::publish() {
    const MapState& state = stage_->state();
    publishing_ = true;
    if (state.current >= 0) {
        const MapPoint& at = state.points->points[static_cast<std::size_t>(state.current)];
        if (at.movie)
            workspace_->selectMovie(at.row);
        else
            workspace_->selectUser(at.row);
    } else if (state.chosen.empty()) {
        if (state.points->subject == Subject::Users)
            workspace_->selectUser(std::nullopt);
        else
            workspace_->selectMovie(std::nullopt);
    }
    publishing_ = false;
}

void MapChooser::follow(bool movie) {
    const auto& points = stage_->points();
    if (publishing_ || !points || points->subject == (movie ? Subject::Users : Subject::Movies))
        return;
    const auto row = movie ? workspace_->selectedMovie() : workspace_->selectedUser();
    const int point = row ? points->pointOf(movie, *row) : -1;
    stage_->setChosen(point < 0 ? std::vector<int>() : std::vector<int>{point});
    show();
}

/// To the one selected, or to the mean of several, the nearest first.
std::vector<std::pair<float, int>> MapChooser::nearest() const {
    const MapState& state = stage_->state();
    const VectorSpan vectors = state.points->vectors();
    const std::vector<std::size_t> rows(state.chosen.begin(), state.chosen.end());
    const std::vector<float> distances =
        distancesTo(meanVector(vectors, rows), vectors, state.nearness);
    std::vector<std::pair<float, int>> near;
    near.reserve(distances.size());
    std::size_t next = 0; // of the chosen ones, which are in order
    for (std::size_t i = 0; i < distances.size(); ++i) {
        if (next < rows.size() && rows[next] == i)
            ++next;
        else
            near.emplace_back(distances[i], static_cast<int>(i));
    }
    keepBest(near, view_->count(), std::less<>());
    return near;
}

void MapChooser::show() {
    const MapState& state = stage_->state();
    if (!state.points)
        return;
    const MapPoints& points = *state.points;
    std::vector<int> neighbours;
    QVector<MapSelection::Entry> entries;
    if (!state.chosen.empty())
        for (const auto& [distance, point] : nearest()) {
            entries.push_back({point, nearnessOf(distance, state.nearness), nameOf(points, point),
                               hintOf(points, point)});
            if (state.current >= 0)
                neighbours.push_back(point);
        }
    const auto count = static_cast<int>(state.chosen.size());
    if (state.current >= 0) {
        const QString facts = hintOf(points, state.current);
        const bool movie = points.points[static_cast<std::size_t>(state.current)].movie;
        view_->showEntry(nameOf(points, state.current),
                         movie ? facts.section(u'\n', 1) : facts.section(u'·', 1).trimmed(), count,
                         entries);
    } else if (count > 0) {
        view_->showEntry(tr("%n selected", nullptr, count),
                         tr("Nearest to the mean of their vectors:"), count, entries);
    } else {
        showNone();
    }
    stage_->setNeighbours(std::move(neighbours));
}

void MapChooser::showNone() {
    const bool users = stage_->points()->subject == Subject::Users;
    const auto row = users ? workspace_->selectedUser() : workspace_->selectedMovie();
    view_->showNothing(
        users ? tr("Click a user") : tr("Click a movie"),
        row ? tr("The one selected elsewhere has no vector: no rating of it took part.")
            : tr("Its nearest neighbours in the full space appear here. Shift-drag or the lasso "
                 "selects several."));
}

void MapChooser::showTable() {
    const std::vector<int> chosen = stage_->state().chosen;
    auto* dialog = new TableDialog(
        tr("%1: %n selected", nullptr, static_cast<int>(chosen.size())).arg(title_()), window_);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    const MapPane& map = *stage_->first();
    const CsvTable table =
        tableOf({stage_->points(), map.layout(), stage_->state().colouring, map.kept()}, &chosen);
    dialog->setValues(TableDialog::Values(table));
    dialog->offerForRow(tr("Show in Recommend"), [this, chosen](int row) {
        pick(chosen[static_cast<std::size_t>(row)]);
        Q_EMIT recommendRequested();
    });
    connect(dialog, &TableDialog::saveRequested, this, [this, dialog, table] {
        const QString path =
            askWhereToSave(dialog, tr("Save the selected points"), QStringLiteral("selected.csv"),
                           {tr("CSV table (*.csv)")});
        if (path.isEmpty())
            return;
        try {
            saveFile(path, table.text());
            workspace_->tellWritten(tr("Saved %1").arg(path), path);
        } catch (const Error& error) {
            workspace_->fail(tr("The table could not be saved"), QString::fromUtf8(error.what()));
        }
    });
    dialog->show();
}

void MapChooser::askForTitles() {
    if (!stage_->points())
        return;
    TitlesDialog dialog(window_);
    if (dialog.exec() != QDialog::Accepted)
        return;
    finder_->start(
        {}, tr("The map could not be searched"),
        [this, points = stage_->points(), titles = dialog.titles(),
         dataset = workspace_->dataset()](const std::stop_token& stop,
                                          const ProgressCallback&) -> JobRunner::Outcome {
            std::vector<int> found;
            QStringList missing;
            for (const QString& title : titles) {
                const auto with = pointsWith(*points, dataset, searchWords(title), stop);
                const auto first = std::find(with.begin(), with.end(), true); // the most rated
                if (first == with.end())
                    missing << title;
                else
                    found.push_back(static_cast<int>(first - with.begin()));
            }
            return [this, points, found, missing] {
                if (points != stage_->points())
                    return;
                choose(found, false);
                if (!missing.isEmpty())
                    workspace_->tell(tr("Not found: %1").arg(missing.join(QStringLiteral(", "))));
            };
        });
}

} // namespace towerlab::ui
