// SPDX-License-Identifier: MIT
#include "ui/runs/workspace.h"

#include "core/data/dataset_reader.h"
#include "core/data/demo_data.h"
#include "core/io/embedding_export.h"
#include "core/io/model_file.h"
#include "ui/jobs/job_runner.h"
#include "ui/runs/train_run.h"
#include "ui/widgets/files.h"
#include "ui/widgets/save_dialog.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>

#include <tuple>
#include <utility>

namespace towerlab::ui {

Workspace::Workspace(QObject* parent)
    : QObject(parent),
      jobs_(std::make_unique<JobRunner>()),
      encoder_(std::make_unique<JobRunner>()),
      writes_(std::make_unique<JobRunner>(JobRunner::Results::All)),
      releases_(std::make_unique<JobRunner>()) {
    connect(jobs_.get(), &JobRunner::started, this, &Workspace::jobStarted);
    connect(jobs_.get(), &JobRunner::progress, this, &Workspace::jobProgress);
    connect(jobs_.get(), &JobRunner::finished, this, &Workspace::jobFinished);
    connect(jobs_.get(), &JobRunner::failed, this, &Workspace::failed);
    connect(jobs_.get(), &JobRunner::finished, this, [this] { setOpening(false); });
    connect(encoder_.get(), &JobRunner::failed, this, &Workspace::failed);
    connect(writes_.get(), &JobRunner::failed, this, &Workspace::failed);
}

Workspace::~Workspace() {
    jobs_.reset();
    encoder_.reset();
    writes_.reset();
    releases_.reset();
}

void Workspace::openDemo() {
    setOpening(true);
    jobs_->start(tr("Making the demo data"), tr("The demo data could not be made"),
                 [this](const std::stop_token&, const ProgressCallback&) -> JobRunner::Outcome {
                     auto dataset = makeDemoData();
                     return [this, dataset, scale = towerlab::ratingScale(*dataset)] {
                         adoptDataset(dataset, scale);
                     };
                 });
}

void Workspace::openFolder(const QString& path, const ReadOptions& options) {
    setOpening(true);
    jobs_->start(
        tr("Opening %1").arg(QFileInfo(path).fileName()), tr("This data could not be opened"),
        [this, path, options](const std::stop_token& stop,
                              const ProgressCallback& progress) -> JobRunner::Outcome {
            try {
                auto dataset = readDataset(nativePath(path), options, stop, progress);
                return [this, dataset, path, scale = towerlab::ratingScale(*dataset)] {
                    adoptDataset(dataset, scale);
                    Q_EMIT folderOpened(path);
                };
            } catch (const BadRowsError& error) {
                return [this, path, options, error] { refuseBadRows(path, options, error); };
            } catch (const UnknownColumnsError&) {
                const TablePreview preview = previewTable(nativePath(path));
                return [this, path, preview] { Q_EMIT tableLookedAt(path, preview); };
            }
        });
}

void Workspace::lookAtTable(const QString& path) {
    setOpening(true);
    jobs_->start(
        tr("Looking at %1").arg(QFileInfo(path).fileName()), tr("This table could not be read"),
        [this, path](const std::stop_token&, const ProgressCallback&) -> JobRunner::Outcome {
            const TablePreview preview = previewTable(nativePath(path));
            return [this, path, preview] { Q_EMIT tableLookedAt(path, preview); };
        });
}

void Workspace::refuseBadRows(const QString& path, const ReadOptions& options,
                              const BadRowsError& error) {
    QStringList rows;
    for (const std::string& row : error.rows())
        rows << QString::fromStdString(row);
    if (error.count() > error.rows().size())
        rows << tr("and %1 more").arg(error.count() - error.rows().size());
    const QString file = QFileInfo(QString::fromStdString(error.file())).fileName();
    Q_EMIT badRows(path, options,
                   error.count() == 1
                       ? tr("A row of %1 can't be read. It can be left out.").arg(file)
                       : tr("%1 rows of %2 can't be read. They can be left out.")
                             .arg(QLocale().toString(qulonglong{error.count()}), file),
                   rows.join(u'\n'));
}

void Workspace::saveModel(const QString& path) {
    if (!recommender_)
        return;
    const TrainedModel model = recommender_->model();
    writes_->start(
        tr("Saving the model"), tr("The model could not be saved"),
        [this, path, model](const std::stop_token&, const ProgressCallback&) -> JobRunner::Outcome {
            towerlab::saveModel(model, nativePath(path));
            return [this, path, model] {
                Q_EMIT modelSaved(model);
                Q_EMIT written(tr("Model saved as %1").arg(QFileInfo(path).fileName()), path);
            };
        });
}

void Workspace::loadModel(const QString& path) {
    adoptModel([path] { return towerlab::loadModel(nativePath(path)); },
               tr("Model %1").arg(QFileInfo(path).fileName()),
               [this, path] { Q_EMIT modelOpened(path); });
}

void Workspace::useModel(const TrainedModel& model, const QString& name) {
    adoptModel([model] { return model; }, name, {});
}

void Workspace::useModelFile(const QString& path, const QString& name) {
    adoptModel([path] { return towerlab::loadModel(nativePath(path)); }, name, {});
}

void Workspace::adoptModel(ModelSource source, const QString& name, Adopted adopted) {
    if (!dataset_ || training_) {
        Q_EMIT failed(tr("The model can't be opened now"),
                      tr("Open a data set first, and wait for training to end."));
        return;
    }
    jobs_->start(
        tr("Opening the model"), tr("The model could not be opened"),
        [this, name, source = std::move(source), adopted = std::move(adopted), dataset = dataset_,
         run = runs_](const std::stop_token&, const ProgressCallback&) -> JobRunner::Outcome {
            TrainedModel model = source();
            requireSameMovies(model, *dataset);
            const QString changed = QString::fromStdString(changedDataWarning(model, *dataset));
            const auto recommender = std::make_shared<const Recommender>(std::move(model), dataset);
            return [this, name, adopted, dataset, recommender, run, changed] {
                if (dataset != dataset_ || run != runs_) {
                    Q_EMIT notice(
                        tr("%1 was not used: other data or a run came in between").arg(name));
                    return;
                }
                adoptRecommender(recommender);
                if (adopted)
                    adopted();
                Q_EMIT notice(changed.isEmpty() ? tr("%1 is in use").arg(name)
                                                : tr("%1 is in use. %2").arg(name, changed));
            };
        });
}

void Workspace::exportVectors(const QString& path, bool users, EmbeddingForm form) {
    if (!recommender_)
        return;
    writes_->start(
        tr("Exporting vectors"), tr("The vectors could not be exported"),
        [this, path, users, form, source = recommender_](
            const std::stop_token&, const ProgressCallback&) -> JobRunner::Outcome {
            const TrainedModel& model = source->model();
            exportEmbeddings(nativePath(path), users ? userExport(model) : movieExport(model),
                             model.vocabulary(), form);
            const std::string_view words = exportNote(model);
            const QByteArray note(words.data(), static_cast<qsizetype>(words.size()));
            return [this, path, note] {
                QString text = tr("Vectors written to %1").arg(QFileInfo(path).fileName());
                if (!note.isEmpty())
                    text += QStringLiteral(". ") +
                            QCoreApplication::translate("Export", note.constData());
                Q_EMIT written(text, path);
            };
        });
}

void Workspace::cancelJob() { jobs_->cancel(); }

void Workspace::selectUser(std::optional<std::size_t> row) {
    if (row == selectedUser_)
        return;
    selectedUser_ = row;
    Q_EMIT selectedUserChanged(row);
}

void Workspace::selectMovie(std::optional<std::size_t> row) {
    if (row == selectedMovie_)
        return;
    selectedMovie_ = row;
    Q_EMIT selectedMovieChanged(row);
}

void Workspace::selectMoment(std::optional<double> epochs) {
    if (epochs == selectedMoment_)
        return;
    selectedMoment_ = epochs;
    Q_EMIT selectedMomentChanged(epochs);
}

void Workspace::adoptDataset(std::shared_ptr<const Dataset> dataset, RatingScale scale) {
    Q_EMIT datasetAboutToChange();
    auto before = std::make_tuple(dataset_, recommender_, std::exchange(vocabulary_, nullptr));
    dataset_ = std::move(dataset);
    scale_ = std::move(scale);
    const QString source = dataset_ ? QString::fromStdString(dataset_->source()) : QString();
    setOpenInputs(source.isEmpty() ? QStringList() : QStringList{source});
    selectedUser_.reset();
    selectedMovie_.reset();
    selectedMoment_.reset();
    recommender_.reset();
    opening_ = false; // who hears of the data may train on it at once
    Q_EMIT datasetChanged();
    Q_EMIT selectedUserChanged(std::nullopt);
    Q_EMIT selectedMovieChanged(std::nullopt);
    Q_EMIT recommenderChanged();
    Q_EMIT trainingChanged(); // whether a run may start has changed
    makeVocabulary();
    // A gigabyte takes a moment to be given back: not on this thread.
    releases_->start({}, {},
                     [before = std::move(before)](const std::stop_token&, const ProgressCallback&) {
                         return [] {};
                     });
}

void Workspace::makeVocabulary() {
    if (!dataset_)
        return;
    encoder_->start({}, tr("The data could not be encoded"),
                    [this, dataset = dataset_](const std::stop_token&,
                                               const ProgressCallback&) -> JobRunner::Outcome {
                        auto vocabulary =
                            std::make_shared<const Vocabulary>(Encoding(*dataset).vocabulary());
                        return [this, dataset, vocabulary] {
                            if (dataset != dataset_)
                                return;
                            vocabulary_ = vocabulary;
                            Q_EMIT vocabularyChanged();
                        };
                    });
}

void Workspace::adoptRecommender(std::shared_ptr<const Recommender> recommender) {
    recommender_ = std::move(recommender);
    selectedMoment_.reset(); // who hears of the model looks at its end
    Q_EMIT recommenderChanged();
}

void Workspace::setOpening(bool opening) {
    if (opening == opening_)
        return;
    opening_ = opening;
    Q_EMIT trainingChanged(); // whether a run may start has changed
}

void Workspace::setTraining(bool on) {
    if (on == training_)
        return;
    training_ = on;
    if (on)
        ++runs_;
    Q_EMIT trainingChanged();
}

} // namespace towerlab::ui
