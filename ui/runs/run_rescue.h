// SPDX-License-Identifier: MIT
#pragma once

#include "ui/runs/train_run.h"

#include <QLockFile>
#include <QString>
#include <QStringList>

#include <memory>

namespace towerlab::ui {

/// Files for the runs of this start of the program, which go with it when it ends well. After it
/// was killed, the next start finds them: collect(). Only the newest few are kept.
class RunRescue {
public:
    RunRescue() = default;
    /// The program ends as it should: nothing is to be rescued.
    ~RunRescue();
    RunRescue(const RunRescue&) = delete;
    RunRescue& operator=(const RunRescue&) = delete;

    /// Where a run that begins is to be kept, epoch by epoch; empty if the system allows no file.
    QString newFile();
    /// Says what the newest file's run is called.
    void label(const TrainRun& run) const;

    /// Puts the runs of starts that ended badly on the shelf of pinned runs. For a worker.
    /// @return their files there
    static QStringList collect();

private:
    static constexpr qsizetype mostFiles = 5;

    bool begin();

    QString folder_; ///< empty: none yet
    std::unique_ptr<QLockFile> lock_;
    QStringList files_;
};

} // namespace towerlab::ui
