// SPDX-License-Identifier: MIT
#include "ui/embeddings/map_search.h"

#include "ui/embeddings/hits_list.h"
#include "ui/embeddings/map_pane.h"
#include "ui/embeddings/map_plot.h"
#include "ui/jobs/job_runner.h"
#include "ui/runs/workspace.h"
#include "ui/widgets/search_box.h"
#include "ui/widgets/search_text.h"

#include <QKeyEvent>

namespace towerlab::ui {
namespace {

constexpr std::size_t hitsListed = 500;
constexpr int pauseInTyping = 150; ///< milliseconds

} // namespace

MapSearch::MapSearch(MapStage* stage, SearchBox* box, HitsList* list, Workspace* workspace,
                     QObject* parent)
    : QObject(parent),
      stage_(stage),
      box_(box),
      list_(list),
      workspace_(workspace),
      finder_(new JobRunner(JobRunner::Results::Newest, this)) {
    delay_.setSingleShot(true);
    delay_.setInterval(pauseInTyping);
    box->installEventFilter(this);
    connect(finder_, &JobRunner::failed, workspace, &Workspace::failed);
    connect(box, &QLineEdit::textChanged, &delay_, qOverload<>(&QTimer::start));
    connect(&delay_, &QTimer::timeout, this, &MapSearch::search);
    connect(stage, &MapStage::cleared, this, [this] {
        finder_->abandon();
        list_->clear();
        Q_EMIT shownChanged(false);
    });
    const auto hit = [this](int number) {
        return stage_->state().hits[static_cast<std::size_t>(number)];
    };
    connect(list, &HitsList::walkedTo, this, [this, hit](int number) {
        for (MapPane* pane : stage_->panes())
            pane->plot()->bringIntoView(hit(number));
    });
    connect(list, &HitsList::hitChosen, this,
            [this, hit](int number) { Q_EMIT hitChosen(hit(number)); });
    connect(list, &HitsList::zoomRequested, this, [this] {
        for (MapPane* pane : stage_->panes())
            pane->plot()->zoomTo(stage_->state().hits);
    });
    connect(list, &HitsList::selectAllRequested, this,
            [this] { Q_EMIT allChosen(stage_->state().hits); });
}

QString MapSearch::text() const { return box_->text(); }

void MapSearch::walk(bool backwards) { list_->walk(backwards); }

bool MapSearch::eventFilter(QObject* watched, QEvent* event) {
    if (watched == box_ && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            walk(key->modifiers().testFlag(Qt::ShiftModifier));
            return true;
        }
    }
    return QObject::eventFilter(watched, event);
}

void MapSearch::search() {
    finder_->abandon();
    const QStringList words = searchWords(box_->text());
    if (!stage_->points() || words.isEmpty()) {
        list_->clear();
        Q_EMIT shownChanged(false);
        stage_->setHits(false, {});
        return;
    }
    finder_->start({}, tr("The map could not be searched"),
                   [this, points = stage_->points(), words, dataset = workspace_->dataset()](
                       const std::stop_token& stop, const ProgressCallback&) -> JobRunner::Outcome {
                       const auto found = std::make_shared<const std::vector<bool>>(
                           pointsWith(*points, dataset, words, stop));
                       return [this, points, found] {
                           if (points == stage_->points())
                               adopt(*found);
                       };
                   });
}

void MapSearch::adopt(const std::vector<bool>& found) {
    std::vector<int> hits;
    QStringList names;
    for (std::size_t i = 0; i < found.size(); ++i)
        if (found[i]) {
            const auto point = static_cast<int>(i);
            if (hits.size() < hitsListed)
                names << nameOf(*stage_->points(), point);
            hits.push_back(point);
        }
    const auto count = static_cast<int>(hits.size());
    stage_->setHits(true, std::move(hits));
    list_->setHits(names, count);
    Q_EMIT shownChanged(true);
}

} // namespace towerlab::ui
