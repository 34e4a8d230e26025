// SPDX-License-Identifier: MIT
#include "ui/runs/run_library.h"

#include "ui/jobs/job_runner.h"
#include "ui/runs/run_text.h"
#include "ui/widgets/theme.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <iterator>
#include <utility>

namespace towerlab::ui {
namespace {

bool isUnkept(const TrainRun& run) {
    return !run.live && run.model.valid() && !run.pinned() && !run.inOwnFile;
}

QString defaultName(int number, const RunSettings& settings) {
    return RunLibrary::tr("Run %1 · %2").arg(number).arg(presetLabel(settings));
}

} // namespace

RunLibrary::RunLibrary(QObject* parent)
    : QObject(parent),
      reading_(std::make_unique<JobRunner>()),
      writing_(std::make_unique<JobRunner>(JobRunner::Results::All)) {
    connect(reading_.get(), &JobRunner::failed, this, &RunLibrary::failed);
    write({}, [] { run_store::shelf().purge(); }); // what a start that ended badly has left
}

RunLibrary::~RunLibrary() {
    reading_.reset();
    write({}, [] { run_store::shelf().purge(); });
    writing_.reset(); // waits
}

void RunLibrary::write(const QString& failure, std::function<void()> work,
                       std::function<void()> done, std::function<void()> undo) {
    writing_->start({}, failure,
                    [this, failure, work = std::move(work), done = std::move(done),
                     undo = std::move(undo)](const std::stop_token&,
                                             const ProgressCallback&) -> JobRunner::Outcome {
                        try {
                            work();
                            return [done] {
                                if (done)
                                    done();
                            };
                        } catch (const std::exception& error) {
                            const QString text = QString::fromUtf8(error.what());
                            return [this, failure, text, undo] {
                                if (undo)
                                    undo();
                                Q_EMIT failed(failure, text);
                            };
                        }
                    });
}

const TrainRun* RunLibrary::find(quint64 id) const {
    const int row = rowOf(id);
    return row < 0 ? nullptr : &runs_[static_cast<std::size_t>(row)];
}

const TrainRun* RunLibrary::find(const RunRecord& record) const {
    const auto found = std::find_if(runs_.begin(), runs_.end(), [&](const TrainRun& run) {
        // While it has only what it took over, a run is not yet the one that a model came from.
        const bool begun = !run.live || run.record.epochs.size() > run.takenOver;
        return begun && sameRun(run.record, record);
    });
    return found == runs_.end() ? nullptr : &*found;
}

int RunLibrary::rowOf(quint64 id) const {
    const auto found = std::find_if(runs_.begin(), runs_.end(),
                                    [id](const TrainRun& run) { return run.id == id; });
    return found == runs_.end() ? -1 : static_cast<int>(found - runs_.begin());
}

TrainRun* RunLibrary::edit(quint64 id) {
    const int row = rowOf(id);
    return row < 0 ? nullptr : &runs_[static_cast<std::size_t>(row)];
}

QStringList RunLibrary::removedNames() const {
    QStringList names;
    for (const Removed& removed : removed_)
        names << removed.run.name;
    return names;
}

void RunLibrary::tellChanged(quint64 id) {
    if (const int row = rowOf(id); row >= 0)
        Q_EMIT changed(row);
}

void RunLibrary::insert(int row, TrainRun run) {
    Q_EMIT aboutToInsert(row);
    runs_.insert(runs_.begin() + row, std::move(run));
    Q_EMIT inserted();
}

TrainRun RunLibrary::take(int row) {
    Q_EMIT aboutToRemove(row);
    TrainRun run = std::move(runs_[static_cast<std::size_t>(row)]);
    runs_.erase(runs_.begin() + row);
    Q_EMIT removed();
    return run;
}

void RunLibrary::setDataset(const std::shared_ptr<const Dataset>& dataset) {
    Q_EMIT aboutToReset();
    dataset_ = dataset;
    inUse_ = 0;
    removed_.clear();
    damaged_.clear();
    rescued_.clear();
    std::move(runs_.begin(), runs_.end(), std::back_inserter(elsewhere_));
    runs_.clear();
    if (dataset) {
        const auto others =
            std::stable_partition(elsewhere_.begin(), elsewhere_.end(), [&](const TrainRun& run) {
                return !sameData(run.record, dataset->name(), dataset->source());
            });
        std::move(others, elsewhere_.end(), std::back_inserter(runs_));
        elsewhere_.erase(others, elsewhere_.end());
    }
    Q_EMIT reset();
    Q_EMIT curvesChanged();
    Q_EMIT damagedChanged();
    Q_EMIT removedNamesChanged();
    write({}, [] { run_store::shelf().purge(); });
    if (!dataset)
        return;
    reading_->start({}, tr("The pinned runs could not be read"),
                    [this, dataset](const std::stop_token& stop,
                                    const ProgressCallback&) -> JobRunner::Outcome {
                        auto contents =
                            std::make_shared<run_store::Contents>(run_store::read(*dataset, stop));
                        return [this, dataset, contents] {
                            if (dataset == dataset_)
                                adoptPinned(std::move(*contents));
                        };
                    });
}

void RunLibrary::adoptPinned(run_store::Contents contents) {
    for (TrainRun& run : contents.runs) {
        const auto known = [&](const TrainRun& other) { return other.file == run.file; };
        if (std::any_of(runs_.begin(), runs_.end(), known))
            continue;
        run.id = ++lastId_;
        lastNumber_ = std::max(lastNumber_, run.number);
        if (std::find(contents.rescued.begin(), contents.rescued.end(), run.file) !=
            contents.rescued.end())
            rescued_.push_back(run.id);
        const auto place = std::find_if(runs_.begin(), runs_.end(), [&](const TrainRun& other) {
            return other.number <= run.number;
        });
        showByItself(run);
        insert(static_cast<int>(place - runs_.begin()), std::move(run));
    }
    damaged_ = std::move(contents.damaged);
    Q_EMIT curvesChanged();
    Q_EMIT damagedChanged();
    Q_EMIT rescuedChanged();
}

void RunLibrary::dismissRescued() {
    rescued_.clear();
    Q_EMIT rescuedChanged();
}

void RunLibrary::setInUse(quint64 id) {
    const quint64 before = std::exchange(inUse_, id);
    if (before == id)
        return;
    tellChanged(before);
    tellChanged(id);
}

quint64 RunLibrary::begin(const RunRecord& record) {
    TrainRun run;
    run.name = defaultName(lastNumber_ + 1, record.settings);
    run.record = record;
    return begin(std::move(run));
}

quint64 RunLibrary::beginContinued(const RunRecord& record, quint64 from) {
    TrainRun run;
    run.name = continuedName(from);
    run.record = record;
    run.takenOver = record.epochs.size();
    return begin(std::move(run));
}

QString RunLibrary::continuedName(quint64 from) const {
    const TrainRun* source = find(from);
    if (source == nullptr) // deleted meanwhile
        return tr("Run %1 · continued").arg(lastNumber_ + 1);
    const bool named = source->name != defaultName(source->number, source->record.settings);
    const QString base = named ? source->name : tr("Run %1").arg(source->number);
    static const QRegularExpression again(tr("^(.+) · continued( \\d+)?$"));
    const QString stem = again.match(base).hasMatch() ? again.match(base).captured(1) : base;
    QString name = tr("%1 · continued").arg(stem);
    const auto taken = [&] {
        return std::any_of(runs_.begin(), runs_.end(),
                           [&](const TrainRun& run) { return run.name == name; });
    };
    for (int count = 2; taken(); ++count)
        name = tr("%1 · continued %2").arg(stem).arg(count);
    return name;
}

quint64 RunLibrary::begin(TrainRun run) {
    run.id = ++lastId_;
    run.number = ++lastNumber_;
    run.live = true;
    run.colour = freeColour();
    showByItself(run);
    const quint64 id = run.id;
    insert(0, std::move(run));
    Q_EMIT curvesChanged();
    return id;
}

void RunLibrary::addEpoch(quint64 id, const EpochRecord& epoch) {
    if (TrainRun* run = edit(id)) {
        run->record.epochs.push_back(epoch);
        tellChanged(id);
    }
}

void RunLibrary::finish(quint64 id, const TrainedModel& model, const std::vector<float>& losses) {
    TrainRun* run = edit(id);
    if (run == nullptr)
        return;
    run->model = model;
    run->record = model.record();
    // A run that was continued from a file lacks the first ones.
    const bool complete =
        !run->record.epochs.empty() && losses.size() >= run->record.epochs.back().step;
    if (complete && losses.size() <= mostLosses)
        run->losses = std::make_shared<const std::vector<float>>(losses);
    run->live = false;
    tellChanged(id);
    dropOldest();
    Q_EMIT curvesChanged();
}

void RunLibrary::abandon(quint64 id) {
    if (const int row = rowOf(id); row >= 0) {
        take(row);
        Q_EMIT curvesChanged();
    }
}

quint64 RunLibrary::add(const TrainedModel& model, const QString& name) {
    TrainRun run;
    run.id = ++lastId_;
    run.number = ++lastNumber_;
    run.name = name;
    run.record = model.record();
    run.model = model;
    run.colour = freeColour();
    showByItself(run);
    const quint64 id = run.id;
    insert(0, std::move(run));
    dropOldest();
    Q_EMIT curvesChanged();
    return id;
}

std::size_t RunLibrary::freeColour() const {
    // The colour that the fewest listed runs have, the first of equals.
    std::vector<std::size_t> uses(theme::categoryCount(), 0);
    for (const TrainRun& run : runs_)
        ++uses[run.colour % uses.size()];
    return static_cast<std::size_t>(std::min_element(uses.begin(), uses.end()) - uses.begin());
}

void RunLibrary::showByItself(TrainRun& run) {
    run.shown = true;
    run.shownByItself = true;
    std::size_t count = 1;
    for (TrainRun& other : runs_) { // newest first
        if (!other.shown || !other.shownByItself)
            continue;
        // The losses of different objectives have no scale in common, but the metrics of ranking
        // objectives have.
        const Objective one = other.record.settings.train.objective;
        const Objective newest = run.record.settings.train.objective;
        const bool comparable =
            one == newest || (!comparesLosses_ && isRanking(one) && isRanking(newest));
        if (comparable && ++count <= mostShownByThemselves)
            continue;
        other.shown = false;
        tellChanged(other.id);
    }
}

void RunLibrary::dropOldest() {
    const auto droppable = [](const TrainRun& run) { return !run.pinned() && !run.live; };
    std::vector<quint64> ids;
    for (const auto* list : {&runs_, &elsewhere_})
        for (const TrainRun& run : *list)
            if (droppable(run))
                ids.push_back(run.id);
    if (ids.size() <= mostUnpinned)
        return;
    std::sort(ids.begin(), ids.end());
    ids.resize(ids.size() - mostUnpinned);
    for (const quint64 id : ids) {
        if (const int row = rowOf(id); row >= 0)
            take(row);
        std::erase_if(elsewhere_, [id](const TrainRun& run) { return run.id == id; });
    }
}

void RunLibrary::setShown(quint64 id, bool shown) {
    TrainRun* run = edit(id);
    if (run == nullptr)
        return;
    run->shownByItself = false; // from now on it is the person's choice
    if (run->shown == shown)
        return;
    run->shown = shown;
    tellChanged(id);
    Q_EMIT curvesChanged();
}

bool RunLibrary::rename(quint64 id, const QString& name) {
    const QString wanted = name.simplified();
    TrainRun* run = edit(id);
    if (run == nullptr || wanted.isEmpty())
        return false;
    if (run->name == wanted)
        return true;
    run->name = wanted;
    if (run->pinned())
        write(tr("The new name could not be written"),
              [copy = *run] { run_store::writeLabel(copy); });
    tellChanged(id);
    Q_EMIT curvesChanged();
    return true;
}

void RunLibrary::markInOwnFile(const TrainedModel& model) {
    for (TrainRun& run : runs_)
        if (run.model.valid() && run.model.sharesContentsWith(model))
            run.inOwnFile = true;
}

int RunLibrary::unkept() const {
    return static_cast<int>(std::count_if(runs_.begin(), runs_.end(), isUnkept) +
                            std::count_if(elsewhere_.begin(), elsewhere_.end(), isUnkept));
}

void RunLibrary::keepAll(const std::function<void()>& then) {
    std::vector<quint64> ids;
    for (const TrainRun& run : runs_)
        if (isUnkept(run))
            ids.push_back(run.id);
    for (const quint64 id : ids)
        setPinned(id, true);
    for (TrainRun& run : elsewhere_)
        if (isUnkept(run)) {
            run.file = run_store::shelf().newFile();
            write(
                tr("The run could not be pinned"), [copy = run] { run_store::write(copy); }, {},
                [this, id = run.id] { forgetFile(id); });
        }
    // Writes are done in turn: what came of those above is known by then.
    write(
        {}, [] {},
        [this, then] {
            if (unkept() == 0)
                then();
        });
}

void RunLibrary::forgetFile(quint64 id) {
    for (std::vector<TrainRun>* runs : {&runs_, &elsewhere_})
        for (TrainRun& run : *runs)
            if (run.id == id)
                run.file.clear();
    tellChanged(id);
}

void RunLibrary::setPinned(quint64 id, bool pinned) {
    TrainRun* run = edit(id);
    if (run == nullptr || run->live || run->pinned() == pinned)
        return;
    if (pinned) {
        run->file = run_store::shelf().newFile();
        write(
            tr("The run could not be pinned"), [copy = *run] { run_store::write(copy); }, {},
            [this, id] { forgetFile(id); });
    } else if (run->model.valid()) {
        write(tr("The run could not be unpinned"),
              [file = run->file] { run_store::shelf().remove(file); });
        run->file.clear();
    } else {
        unpinStored(id, run->file);
    }
    tellChanged(id);
}

void RunLibrary::unpinStored(quint64 id, const QString& file) {
    auto model = std::make_shared<TrainedModel>();
    write(
        tr("The run could not be unpinned"),
        [file, model] {
            *model = run_store::readModel(file);
            run_store::shelf().remove(file);
        },
        [this, id, model] {
            if (TrainRun* run = edit(id)) {
                run->model = *model;
                run->file.clear();
                tellChanged(id);
            }
        });
}

void RunLibrary::remove(const std::vector<quint64>& ids) {
    std::vector<Removed> taken;
    for (const quint64 id : ids) {
        const TrainRun* run = find(id);
        if (run == nullptr || run->live)
            continue;
        const int row = rowOf(id);
        taken.push_back({row, take(row)});
    }
    if (taken.empty())
        return;
    removed_ = std::move(taken);
    write({}, [] { run_store::shelf().purge(); }); // what was removed before is gone for good
    for (const Removed& removed : removed_)
        if (removed.run.pinned())
            write(tr("The file of a run could not be deleted"),
                  [file = removed.run.file] { run_store::shelf().setAside(file); });
    Q_EMIT curvesChanged();
    Q_EMIT removedNamesChanged();
}

void RunLibrary::undoRemove() {
    auto back = std::exchange(removed_, {});
    std::reverse(back.begin(), back.end()); // rows are those of the list before each removal
    for (Removed& removed : back) {
        if (removed.run.pinned())
            write(tr("The file of a run could not be brought back"),
                  [file = removed.run.file] { run_store::shelf().takeBack(file); });
        const int row = std::min(removed.row, static_cast<int>(runs_.size()));
        insert(row, std::move(removed.run));
    }
    Q_EMIT curvesChanged();
    Q_EMIT removedNamesChanged();
}

void RunLibrary::setDamagedAside() {
    for (const DamagedFile& damaged : damaged_)
        write(tr("The file of a run could not be set aside"),
              [file = damaged.file] { run_store::shelf().moveToDamaged(file); });
    dismissDamaged();
}

void RunLibrary::dismissDamaged() {
    damaged_.clear();
    Q_EMIT damagedChanged();
}

} // namespace towerlab::ui
