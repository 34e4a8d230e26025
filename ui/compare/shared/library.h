// SPDX-License-Identifier: MIT
#pragma once

#include "ui/compare/shared/store.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace towerlab::ui {

class JobRunner;

/// The kept comparisons of this and earlier starts, newest first. Lives on the GUI thread; files
/// are read and written on a worker, in the order of the calls.
class CompareLibrary : public QObject {
    Q_OBJECT
public:
    explicit CompareLibrary(QObject* parent = nullptr);
    /// Waits until everything is written.
    ~CompareLibrary() override;

    const std::vector<compare_store::Kept>& kept() const { return kept_; }
    int rowOf(const QString& file) const; ///< in kept(), or -1
    /// The newest one of that data set, or null.
    const compare_store::Kept* newestOf(const Dataset& dataset) const;
    /// Whether the files have been listed yet.
    bool isListed() const { return listed_; }

    /// Saves a finished comparison; saved() follows. It stays in memory with its fitted methods
    /// until the next one is kept.
    void keep(const std::shared_ptr<const Comparison>& comparison);
    /// Reads a kept one; opened() follows.
    void open(const QString& file);
    /// What is being opened is not wanted any more.
    void cancelOpen();
    void remove(const QString& file);
    /// Brings back the one that was removed last.
    void undoRemove();
    const std::optional<compare_store::Kept>& removed() const { return removed_; }
    /// Files that can't be read; no longer among kept().
    const std::vector<DamagedFile>& damaged() const { return damaged_; }
    /// Moves them out of the way.
    void setDamagedAside();

Q_SIGNALS:
    void changed(); ///< kept(), removed() or damaged()
    void saved(const QString& file, std::shared_ptr<const towerlab::Comparison> comparison);
    void opened(const QString& file, std::shared_ptr<const towerlab::Comparison> comparison);
    void failed(const QString& title, const QString& text);

private:
    void insert(const compare_store::Kept& kept);
    void noteDamaged(const DamagedFile& damaged);

    std::vector<compare_store::Kept> kept_;
    std::optional<compare_store::Kept> removed_;
    std::vector<DamagedFile> damaged_;
    QString latestFile_; ///< of `latest_`
    std::shared_ptr<const Comparison> latest_;
    bool listed_ = false;
    std::unique_ptr<JobRunner> reading_;
    std::unique_ptr<JobRunner> writing_;
};

} // namespace towerlab::ui
