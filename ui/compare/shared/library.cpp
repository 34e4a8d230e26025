// SPDX-License-Identifier: MIT
#include "ui/compare/shared/library.h"

#include "core/data/dataset.h"
#include "core/error.h"
#include "ui/jobs/job_runner.h"

#include <algorithm>
#include <utility>

namespace towerlab::ui {

using compare_store::Kept;

CompareLibrary::CompareLibrary(QObject* parent)
    : QObject(parent),
      reading_(std::make_unique<JobRunner>()),
      writing_(std::make_unique<JobRunner>(JobRunner::Results::All)) {
    for (JobRunner* runner : {reading_.get(), writing_.get()})
        connect(runner, &JobRunner::failed, this, &CompareLibrary::failed);
    writing_->start({}, tr("The kept comparisons could not be listed"),
                    [this](const std::stop_token&, const ProgressCallback&) -> JobRunner::Outcome {
                        compare_store::shelf().purge();
                        return [this, all = compare_store::list()] {
                            kept_ = all.kept;
                            damaged_ = all.damaged;
                            listed_ = true;
                            Q_EMIT changed();
                        };
                    });
}

CompareLibrary::~CompareLibrary() {
    reading_.reset();
    writing_.reset();
}

int CompareLibrary::rowOf(const QString& file) const {
    const auto found =
        std::find_if(kept_.begin(), kept_.end(), [&](const Kept& one) { return one.file == file; });
    return found == kept_.end() ? -1 : static_cast<int>(found - kept_.begin());
}

const Kept* CompareLibrary::newestOf(const Dataset& dataset) const {
    const QString name = QString::fromStdString(dataset.name());
    const QString source = QString::fromStdString(dataset.source());
    const auto found = std::find_if(kept_.begin(), kept_.end(), [&](const Kept& one) {
        return one.dataset == name && one.source == source;
    });
    return found == kept_.end() ? nullptr : &*found;
}

void CompareLibrary::insert(const Kept& kept) {
    const auto place = std::find_if(kept_.begin(), kept_.end(), [&](const Kept& other) {
        return other.finished <= kept.finished;
    });
    kept_.insert(place, kept);
}

void CompareLibrary::keep(const std::shared_ptr<const Comparison>& comparison) {
    writing_->start(
        {}, tr("The comparison could not be kept"),
        [this, comparison](const std::stop_token&, const ProgressCallback&) -> JobRunner::Outcome {
            const Kept kept = compare_store::write(*comparison);
            return [this, kept, comparison] {
                latestFile_ = kept.file;
                latest_ = comparison;
                insert(kept);
                Q_EMIT changed();
                Q_EMIT saved(kept.file, comparison);
            };
        });
}

void CompareLibrary::open(const QString& file) {
    if (latest_ && file == latestFile_) {
        reading_->cancel();
        Q_EMIT opened(file, latest_);
        return;
    }
    const int row = rowOf(file);
    Kept kept = row < 0 ? Kept() : kept_[static_cast<std::size_t>(row)];
    kept.file = file;
    reading_->start(
        {}, tr("The comparison could not be opened"),
        [this, file, kept](const std::stop_token&, const ProgressCallback&) -> JobRunner::Outcome {
            std::shared_ptr<const Comparison> comparison;
            try {
                comparison = std::make_shared<const Comparison>(compare_store::read(file));
            } catch (const Error& error) {
                return [this, damaged = compare_store::damagedFile(kept, error)] {
                    noteDamaged(damaged);
                };
            }
            return [this, file, comparison] { Q_EMIT opened(file, comparison); };
        });
}

void CompareLibrary::noteDamaged(const DamagedFile& damaged) {
    const int row = rowOf(damaged.file);
    if (row >= 0)
        kept_.erase(kept_.begin() + row);
    damaged_.push_back(damaged);
    Q_EMIT changed();
}

void CompareLibrary::setDamagedAside() {
    const std::vector<DamagedFile> all = std::exchange(damaged_, {});
    writing_->start({}, tr("The files could not be set aside"),
                    [all](const std::stop_token&, const ProgressCallback&) -> JobRunner::Outcome {
                        for (const DamagedFile& damaged : all)
                            compare_store::shelf().moveToDamaged(damaged.file);
                        return [] {};
                    });
    Q_EMIT changed();
}

void CompareLibrary::cancelOpen() { reading_->cancel(); }

void CompareLibrary::remove(const QString& file) {
    const int row = rowOf(file);
    if (row < 0)
        return;
    const Kept gone = kept_[static_cast<std::size_t>(row)];
    writing_->start(
        {}, tr("The comparison could not be deleted"),
        [this, gone](const std::stop_token&, const ProgressCallback&) -> JobRunner::Outcome {
            compare_store::shelf().setAside(gone.file);
            return [this, gone] {
                const int now = rowOf(gone.file);
                if (now >= 0)
                    kept_.erase(kept_.begin() + now);
                removed_ = gone;
                Q_EMIT changed();
            };
        });
}

void CompareLibrary::undoRemove() {
    if (!removed_)
        return;
    writing_->start({}, tr("The comparison could not be brought back"),
                    [this, back = *removed_](const std::stop_token&,
                                             const ProgressCallback&) -> JobRunner::Outcome {
                        compare_store::shelf().takeBack(back.file);
                        return [this, back] {
                            insert(back);
                            removed_.reset();
                            Q_EMIT changed();
                        };
                    });
}

} // namespace towerlab::ui
