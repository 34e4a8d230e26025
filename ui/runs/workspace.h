// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "core/data/encoding.h"
#include "core/data/rating_scale.h"
#include "core/data/reading.h"
#include "core/data/table_preview.h"
#include "core/error.h"
#include "core/io/embedding_export.h"
#include "core/model/trained_model.h"
#include "core/recommend/recommender.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace towerlab::ui {

class JobRunner;

/// What is open in all places of the window: the data set, the model in use, and the one selected
/// user and movie. Lives on the GUI thread; files are read and written on worker threads.
class Workspace : public QObject {
    Q_OBJECT
public:
    explicit Workspace(QObject* parent = nullptr);
    ~Workspace() override;

    /// Null until the first data set is open.
    std::shared_ptr<const Dataset> dataset() const { return dataset_; }
    /// Of the data set's ratings; the usual one while there is none.
    const RatingScale& ratingScale() const { return scale_; }
    /// How a model of that data would number users, movies and words; null until it is made, on a
    /// worker.
    std::shared_ptr<const Vocabulary> vocabulary() const { return vocabulary_; }
    /// Null until a model is trained or loaded (and its vectors computed).
    std::shared_ptr<const Recommender> recommender() const { return recommender_; }
    /// A run is under way, and will replace the model in use.
    bool isTraining() const { return training_; }
    /// There is data, none is being opened, and no run is under way.
    bool canTrain() const { return dataset_ && !opening_ && !training_; }
    /// From the start of a run to its end, other models can't be used.
    void setTraining(bool on);
    /// Makes a model of the open data set the one in use.
    void adoptRecommender(std::shared_ptr<const Recommender> recommender);

    std::optional<std::size_t> selectedUser() const { return selectedUser_; }
    std::optional<std::size_t> selectedMovie() const { return selectedMovie_; }

    /// The moment of the run that is looked at, in epochs done; none: the model itself.
    std::optional<double> selectedMoment() const { return selectedMoment_; }

public Q_SLOTS:
    void openDemo();
    void openFolder(const QString& path, const ReadOptions& options = {});
    /// Reads the first rows of a table of ratings; tableLookedAt() follows.
    void lookAtTable(const QString& path);
    void saveModel(const QString& path);
    void loadModel(const QString& path);
    /// Makes the model of an earlier run the one in use everywhere. Its vectors are computed on a
    /// worker; `name` is what notices call it.
    void useModel(const towerlab::TrainedModel& model, const QString& name);
    /// The same with a model that is in a file.
    void useModelFile(const QString& path, const QString& name);
    void exportVectors(const QString& path, bool users, EmbeddingForm form);
    void cancelJob();
    void selectUser(std::optional<std::size_t> row);
    void selectMovie(std::optional<std::size_t> row);
    void selectMoment(std::optional<double> epochs);
    void tell(const QString& text) { Q_EMIT notice(text); }
    /// The same of a file, whose folder can then be opened from there.
    void tellWritten(const QString& text, const QString& path) { Q_EMIT written(text, path); }
    void fail(const QString& title, const QString& text) { Q_EMIT failed(title, text); }

Q_SIGNALS:
    void datasetAboutToChange(); ///< all is still as it was
    void datasetChanged();       ///< dataset() is new; the model and both selections are gone
    void vocabularyChanged();    ///< vocabulary() is there
    void recommenderChanged();   ///< recommender() is new, or null
    void folderOpened(const QString& path); ///< after datasetChanged(), of a person's own data
    /// recommender() has come from a model file of the person's; follows recommenderChanged().
    void modelOpened(const QString& path);
    void modelSaved(const towerlab::TrainedModel& model); ///< to a file of the person's
    void selectedUserChanged(std::optional<std::size_t> row);
    void selectedMovieChanged(std::optional<std::size_t> row);
    void selectedMomentChanged(std::optional<double> epochs);

    void trainingChanged(); ///< isTraining() or canTrain()

    /// Reading, saving, exporting: percent 0..100, or -1 where unknown.
    void jobStarted(const QString& title);
    void jobProgress(int percent, const QString& text);
    void jobFinished();

    void failed(const QString& title, const QString& text); ///< show to the person
    /// Data was not opened because some of its rows can't be read.
    /// @param rows the first few, a line each
    void badRows(const QString& path, const towerlab::ReadOptions& options, const QString& text,
                 const QString& rows);
    /// By lookAtTable(), or because its columns' names do not tell what they are.
    void tableLookedAt(const QString& path, const towerlab::TablePreview& preview);
    void notice(const QString& text);                       ///< short note for the status bar
    void written(const QString& text, const QString& path); ///< the same, of a file

private:
    using ModelSource = std::function<TrainedModel()>; ///< called on a worker
    using Adopted = std::function<void()>;             ///< called once the model is in use
    void adoptDataset(std::shared_ptr<const Dataset> dataset, RatingScale scale);
    void refuseBadRows(const QString& path, const ReadOptions& options, const BadRowsError& error);
    void adoptModel(ModelSource source, const QString& name, Adopted adopted);
    void setOpening(bool opening);
    void makeVocabulary();

    std::shared_ptr<const Dataset> dataset_;
    RatingScale scale_;
    std::shared_ptr<const Vocabulary> vocabulary_;
    std::shared_ptr<const Recommender> recommender_;
    std::optional<std::size_t> selectedUser_;
    std::optional<std::size_t> selectedMovie_;
    std::optional<double> selectedMoment_;
    bool opening_ = false;
    bool training_ = false;
    quint64 runs_ = 0; ///< begun so far: a model that was asked for before the last comes too late
    std::unique_ptr<JobRunner> jobs_;     ///< reading: a new one supersedes the old
    std::unique_ptr<JobRunner> encoder_;  ///< makes the vocabulary
    std::unique_ptr<JobRunner> writes_;   ///< each is carried through, and its end told
    std::unique_ptr<JobRunner> releases_; ///< gives back what nobody needs any more
};

} // namespace towerlab::ui
