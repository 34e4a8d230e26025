// SPDX-License-Identifier: MIT
#pragma once

#include "core/analyze/pca.h"
#include "core/data/dataset.h"
#include "core/model/run_record.h"
#include "core/model/settings.h"
#include "core/recommend/recommender.h"
#include "core/train/trainer.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace towerlab::ui {

class JobRunner;
class TrainingWorker;

/// The state that all places of the window share: the open data set, the model in use, the
/// training run, and the one selected user and movie. Lives on the GUI thread; work is done on
/// worker threads and arrives here by queued signals.
class Workspace : public QObject {
    Q_OBJECT
public:
    enum class TrainingState { Idle, Running, Paused, Stopping };
    Q_ENUM(TrainingState)

    explicit Workspace(QObject* parent = nullptr);
    ~Workspace() override;

    /// Null until the first data set is open.
    std::shared_ptr<const Dataset> dataset() const { return dataset_; }
    /// Null until a model is trained or loaded (and its vectors computed).
    std::shared_ptr<const Recommender> recommender() const { return recommender_; }
    TrainingState trainingState() const { return state_; }
    /// There is data, none is being opened, and no run is under way.
    bool canTrain() const;
    /// How long the model in use took to train if it is in no file yet; else 0.
    double unsavedSeconds() const;
    /// The model is in a file now: leaving it loses nothing.
    void markSaved(const TrainedModel& model) { saved_ = model; }

    std::optional<std::size_t> selectedUser() const { return selectedUser_; }
    std::optional<std::size_t> selectedMovie() const { return selectedMovie_; }

public Q_SLOTS:
    void openDemo();
    void openFolder(const QString& path);
    void startTraining(const towerlab::RunSettings& settings);
    /// The same, but the run is paused before its first step.
    void startPaused(const towerlab::RunSettings& settings);
    /// Trains on from a model, until the settings' epochs are done.
    /// @param from gives the model, on the training thread; see Trainer::continueRun()
    void continueTraining(const towerlab::RunSettings& settings,
                          std::function<towerlab::TrainedModel()> from);
    void pauseTraining();
    void resumeTraining();
    /// Lets a paused run train exactly one batch.
    void stepTraining();
    void stopTraining();
    /// Stretches short runs, so that they can be watched; also while one is under way.
    void setSlowMotion(bool on);
    void saveModel(const QString& path);
    void loadModel(const QString& path);
    /// Makes the model of an earlier run the one in use everywhere. Its vectors are computed on a
    /// worker; `name` is what notices call it.
    void useModel(const towerlab::TrainedModel& model, const QString& name);
    /// The same with a model that is in a file.
    void useModelFile(const QString& path, const QString& name);
    void exportVectors(const QString& path, bool users);
    void cancelJob();
    void selectUser(std::optional<std::size_t> row);
    void selectMovie(std::optional<std::size_t> row);
    void tell(const QString& text) { Q_EMIT notice(text); }
    void fail(const QString& title, const QString& text) { Q_EMIT failed(title, text); }

Q_SIGNALS:
    void datasetChanged();     ///< dataset() is new; the model and both selections are gone
    void recommenderChanged(); ///< recommender() is new, or null
    /// recommender() has come from a model file of the person's; follows recommenderChanged().
    void modelOpened(const QString& path);
    void selectedUserChanged(std::optional<std::size_t> row);
    void selectedMovieChanged(std::optional<std::size_t> row);

    void trainingStateChanged(towerlab::ui::Workspace::TrainingState state);
    void trainingStarted(quint64 trainCount, quint64 validationCount,
                         towerlab::RunSettings settings);
    void trainingSteps(std::vector<towerlab::StepRecord> steps, towerlab::TrainProgress progress);
    void trainingEpoch(towerlab::EpochRecord record);
    /// `kept`: a model came out of it (all epochs, or those finished before a stop).
    void trainingFinished(bool kept, bool stopped);

    /// Reading, saving, exporting: percent 0..100, or -1 where unknown.
    void jobStarted(const QString& title);
    void jobProgress(int percent, const QString& text);
    void jobFinished();

    void failed(const QString& title, const QString& text); ///< show to the person
    void notice(const QString& text);                       ///< short note for the status bar

private:
    using ModelSource = std::function<TrainedModel()>; ///< called on a worker
    using Adopted = std::function<void()>;             ///< called once the model is in use
    void adoptDataset(std::shared_ptr<const Dataset> dataset);
    void train(const RunSettings& settings, bool paused, ModelSource from = {});
    void adoptModel(ModelSource source, const QString& name, Adopted adopted);
    void adoptRecommender(std::shared_ptr<const Recommender> recommender);
    void setState(TrainingState state);
    void setOpening(bool opening);

    std::shared_ptr<const Dataset> dataset_;
    std::shared_ptr<const Recommender> recommender_;
    std::optional<std::size_t> selectedUser_;
    std::optional<std::size_t> selectedMovie_;
    TrainingState state_ = TrainingState::Idle;
    TrainedModel saved_; ///< the one last written to a file or read from one
    bool opening_ = false;
    std::unique_ptr<JobRunner> jobs_;   ///< reading: a new one supersedes the old
    std::unique_ptr<JobRunner> writes_; ///< each is carried through, and its end told
    std::unique_ptr<TrainingWorker> training_;
};

} // namespace towerlab::ui
