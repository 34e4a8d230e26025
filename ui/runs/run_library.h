// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "ui/runs/run_store.h"
#include "ui/runs/train_run.h"

#include <QObject>
#include <QStringList>

#include <functional>
#include <memory>
#include <vector>

namespace towerlab::ui {

class JobRunner;

/// The runs of this start of the program and the pinned ones of earlier starts, newest first. Those
/// of the open data set are listed; the others wait for their data to be opened again.
///
/// Lives on the GUI thread. Files are read and written on a worker, in the order of the calls; what
/// goes wrong there is told by failed(), and the list shows the state of the files again.
class RunLibrary : public QObject {
    Q_OBJECT
public:
    /// Runs that are not pinned are kept in memory up to this number; then the oldest goes.
    static constexpr std::size_t mostUnpinned = 30;
    /// Step losses of a run that are worth the memory: 4 MB a run.
    static constexpr std::size_t mostLosses = 1'000'000;
    /// So many curves show by themselves, without the person having asked for them.
    static constexpr std::size_t mostShownByThemselves = 3;

    explicit RunLibrary(QObject* parent = nullptr);
    /// Waits until everything is written.
    ~RunLibrary() override;

    const std::vector<TrainRun>& runs() const { return runs_; }
    /// Null if the run is not listed.
    const TrainRun* find(quint64 id) const;
    /// The run that a model came from, or null.
    const TrainRun* find(const RunRecord& record) const;
    int rowOf(quint64 id) const; ///< in runs(), or -1
    /// Finished runs that are in no file, of all data sets of this session.
    int unkept() const;
    /// Writes all of these to files, as if each were pinned, and calls `then` when all are there;
    /// if one can't be written, failed() says so and `then` is not called.
    void keepAll(const std::function<void()>& then);
    /// Runs that an accident has left, and nobody has taken notice of.
    const std::vector<quint64>& rescued() const { return rescued_; }
    void dismissRescued();
    const std::vector<DamagedFile>& damaged() const { return damaged_; }
    /// Names of the runs that undoRemove() brings back; empty if there are none.
    QStringList removedNames() const;
    /// The run whose model is in use everywhere; 0 for none.
    quint64 inUse() const { return inUse_; }

    /// Lists the runs of that data set, and reads its pinned ones.
    void setDataset(const std::shared_ptr<const Dataset>& dataset);
    void setInUse(quint64 id);
    /// The run of this model, if it is listed, loses nothing by not being kept.
    void markInOwnFile(const TrainedModel& model);

    /// Lists a run that has begun, with its curve shown. @return its id
    quint64 begin(const RunRecord& record);
    /// The same for a run that continues another one, whose epochs the record has already.
    quint64 beginContinued(const RunRecord& record, quint64 from);
    void addEpoch(quint64 id, const EpochRecord& epoch);
    /// The live run has ended and left a model.
    /// @param losses of every step; kept where there are not more than mostLosses
    void finish(quint64 id, const TrainedModel& model, const std::vector<float>& losses);
    /// The live run has left nothing to keep.
    void abandon(quint64 id);
    /// Lists a finished run from elsewhere, as from a model file. @return its id
    quint64 add(const TrainedModel& model, const QString& name);

    void setShown(quint64 id, bool shown);
    /// Whether the plot shows losses rather than a metric: decides which runs stay shown beside one
    /// that begins.
    void setComparesLosses(bool on) { comparesLosses_ = on; }
    /// @return false if the name is empty
    bool rename(quint64 id, const QString& name);
    void setPinned(quint64 id, bool pinned);
    /// Live runs are passed over.
    void remove(const std::vector<quint64>& ids);
    void undoRemove();
    /// Moves the files that can't be read out of the way.
    void setDamagedAside();
    /// Ends the complaint about files that can't be read, until the data is opened again.
    void dismissDamaged();

Q_SIGNALS:
    void aboutToInsert(int row);
    void inserted();
    void aboutToRemove(int row);
    void removed();
    void aboutToReset();
    void reset();
    void changed(int row); ///< name, epochs or state of one run
    void curvesChanged();  ///< which curves are shown, or how
    void damagedChanged();
    void rescuedChanged();
    void removedNamesChanged();
    void failed(const QString& title, const QString& text);

private:
    TrainRun* edit(quint64 id);
    quint64 begin(TrainRun run);
    QString continuedName(quint64 from) const;
    void insert(int row, TrainRun run);
    TrainRun take(int row);
    void tellChanged(quint64 id);
    std::size_t freeColour() const;
    void showByItself(TrainRun& run);
    void dropOldest();
    /// The model is only in the file: it is read into memory before the file goes.
    void unpinStored(quint64 id, const QString& file);
    void adoptPinned(run_store::Contents contents);
    /// Queues work on files. `undo` puts the list right if it throws.
    void forgetFile(quint64 id);
    void write(const QString& failure, std::function<void()> work, std::function<void()> done = {},
               std::function<void()> undo = {});

    struct Removed {
        int row;
        TrainRun run;
    };

    std::vector<TrainRun> runs_;
    std::vector<TrainRun> elsewhere_; ///< of data sets that are not open
    std::vector<Removed> removed_;    ///< by the last remove(), in its order
    std::vector<quint64> rescued_;
    std::vector<DamagedFile> damaged_;
    std::shared_ptr<const Dataset> dataset_;
    quint64 lastId_ = 0;
    int lastNumber_ = 0;
    bool comparesLosses_ = true;
    quint64 inUse_ = 0;
    std::unique_ptr<JobRunner> reading_;
    std::unique_ptr<JobRunner> writing_;
};

} // namespace towerlab::ui
